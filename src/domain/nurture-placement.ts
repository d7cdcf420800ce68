// A child's place in a nurture group: referred, agreed, started, ended. Coming again later is a new placement. On which
// half-days the child is expected is the group's matter: see half-days.ts.
import * as z from "zod/mini";
import { daySchema, type Day } from "./calendar.ts";
import { groupIdSchema, pupilIdSchema } from "./ids.ts";

export const entryReasonSchema = z.enum([
  "social-emotional",
  "behaviour",
  "attachment",
  "transition",
  "bereavement",
  "other",
]);
export const exitReasonSchema = z.enum([
  "targets-met",
  "moved-school",
  "withdrawn",
  "other-provision",
  "other",
]);

export const nurturePlacementSchema = z.object({
  groupId: groupIdSchema,
  pupilId: pupilIdSchema,
  referredOn: z.optional(z.nullable(daySchema)),
  agreedOn: z.optional(z.nullable(daySchema)),
  startedOn: z.optional(z.nullable(daySchema)),
  /** The last day in the group. */
  endedOn: z.optional(z.nullable(daySchema)),
  /** Until when the group's practitioners keep reading the child's assessments: the end of the term after leaving. */
  heldUntil: z.optional(z.nullable(daySchema)),
  plannedEnd: z.optional(z.nullable(daySchema)),
  entryReason: z.optional(z.nullable(entryReasonSchema)),
  exitReason: z.optional(z.nullable(exitReasonSchema)),
  parentsInformedOn: z.optional(z.nullable(daySchema)),
});
export type NurturePlacement = z.infer<typeof nurturePlacementSchema>;

export type PlacementState = "not-referred" | "referred" | "agreed" | "started" | "ended";

/** Whether it was saved by mistake and taken back: then it has no day at all. */
export function isTakenBack({ referredOn, agreedOn, startedOn }: NurturePlacement): boolean {
  return !referredOn && !agreedOn && !startedOn;
}

/** Where a placement stands on a day: by what has happened by then. */
export function placementState(placement: NurturePlacement, day: Day): PlacementState {
  const { referredOn, agreedOn, startedOn, endedOn } = placement;
  if (endedOn && endedOn < day) return "ended";
  if (startedOn && startedOn <= day) return "started";
  if (agreedOn && agreedOn <= day) return "agreed";
  return referredOn && referredOn <= day ? "referred" : "not-referred";
}

/** Whether the group's practitioners work with the child's assessments on a day: from the referral until some time after. */
export function isPlacementHeld(
  { referredOn, agreedOn, startedOn, endedOn, heldUntil }: NurturePlacement,
  day: Day,
): boolean {
  const first = referredOn ?? agreedOn ?? startedOn;
  const last = endedOn ? (heldUntil ?? endedOn) : undefined;
  return first !== undefined && first !== null && first <= day && (last === undefined || day <= last);
}
