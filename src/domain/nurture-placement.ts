// A child's place in a nurture group: referred, agreed, started, ended. Coming again later is a new placement. On which
// half-days the child is expected is the group's matter: see half-days.ts.
import * as z from "zod/mini";
import { addDays, daysBetween, daySchema, type Day, type HalfTerm } from "./calendar.ts";
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

export const entryReasonLabel: Readonly<Record<z.infer<typeof entryReasonSchema>, string>> = {
  "social-emotional": "Social and emotional development",
  behaviour: "Behaviour",
  attachment: "Attachment",
  transition: "A change of school or class",
  bereavement: "A loss",
  other: "Other",
};
export const exitReasonLabel: Readonly<Record<z.infer<typeof exitReasonSchema>, string>> = {
  "targets-met": "Targets met, back in class",
  "moved-school": "Moved to another school",
  withdrawn: "Withdrawn by the family",
  "other-provision": "Other provision",
  other: "Other",
};

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

/** The last day of the term after the one in which a child leaves; a term is two half terms. */
export function endOfTermAfter(endedOn: Day, halfTerms: readonly HalfTerm[]): Day | undefined {
  const later = halfTerms.filter((one) => one.to >= endedOn).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const [now] = later;
  if (now === undefined) return undefined;
  const isSecondOfTerm = halfTerms.toSorted((a, b) => (a.from < b.from ? -1 : 1)).indexOf(now) % 2 === 1;
  return later[isSecondOfTerm ? 2 : 3]?.to;
}

export type GroupWarning =
  | { readonly code: "size"; readonly count: number }
  | { readonly code: "adults"; readonly count: number }
  | { readonly code: "four-terms"; readonly pupilId: NurturePlacement["pupilId"]; readonly since: Day };

/** The classic group has 6 to 12 children and two adults; a child goes back to class within four terms. Nobody is stopped. */
export function groupWarnings(
  placements: readonly NurturePlacement[],
  adultCount: number,
  day: Day,
  halfTerms: readonly HalfTerm[],
): GroupWarning[] {
  const started = placements.filter((one) => placementState(one, day) === "started");
  const count = new Set(started.map((one) => one.pupilId)).size;
  const long = started.flatMap(({ pupilId, startedOn }) =>
    startedOn && termsBegun(startedOn, day, halfTerms) > 4
      ? [{ code: "four-terms" as const, pupilId, since: startedOn }]
      : [],
  );
  return [
    ...(count < 6 || count > 12 ? [{ code: "size" as const, count }] : []),
    ...(adultCount < 2 ? [{ code: "adults" as const, count: adultCount }] : []),
    ...long,
  ];
}

/** How many terms have begun from one day to another, the first one counted. Two half terms make a term. */
export function termsBegun(from: Day, to: Day, halfTerms: readonly HalfTerm[]): number {
  const touched = halfTerms.filter((one) => one.from <= to && from <= one.to).length;
  return Math.ceil(touched / 2);
}

export type BoxallDue =
  | { readonly kind: "baseline"; readonly by: Day; readonly isOverdue: boolean }
  | { readonly kind: "review"; readonly by: Day; readonly isOverdue: boolean }
  | { readonly kind: "exit"; readonly by: Day; readonly isOverdue: boolean };

const overdueAfterDays = 28;

/**
 * What is due of one placement: a baseline by the start, one in each term, one at the exit; overdue four weeks after.
 * @param assessedOn days of complete assessments of this pupil, in any order
 * @param termDays the last school days of terms
 */
export function boxallDue(
  placement: NurturePlacement,
  assessedOn: readonly Day[],
  termDays: readonly Day[],
  today: Day,
): BoxallDue | undefined {
  const { referredOn, startedOn, endedOn } = placement;
  const first = referredOn ?? startedOn;
  if (!first) return undefined;
  const due = (kind: BoxallDue["kind"], by: Day): BoxallDue => ({
    kind,
    by,
    isOverdue: daysBetween(by, today) > overdueAfterDays,
  });
  const own = assessedOn.filter((day) => day >= first).toSorted();
  if (startedOn && own.length === 0 && !(endedOn && endedOn <= today)) return due("baseline", startedOn);
  const last = own.at(-1);
  if (endedOn && endedOn <= today && (last === undefined || last < addDays(endedOn, -overdueAfterDays)))
    return due("exit", endedOn);
  if (endedOn || !startedOn || last === undefined) return undefined;
  const next = termDays.toSorted().find((day) => day > last && daysBetween(last, day) > overdueAfterDays);
  return next !== undefined && daysBetween(today, next) <= overdueAfterDays ? due("review", next) : undefined;
}
