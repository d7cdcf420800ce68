// One delivery of an intervention on one day, or its loss, with what each child received. A session stamps what it is
// figured with (rule, planned members, area of need), so that changing the group later never moves the past.
import * as z from "zod/mini";
import { daySchema } from "./calendar.ts";
import { divisorRuleSchema } from "./group.ts";
import { halfSchema } from "./half-days.ts";
import {
  groupIdSchema,
  interventionIdSchema,
  pupilIdSchema,
  sessionIdSchema,
  slotIdSchema,
  staffIdSchema,
} from "./ids.ts";
import { areaOfNeedSchema } from "./sen.ts";

/** Whole seconds since local midnight; a session never crosses midnight. */
export const secondsOfDaySchema = z.int().check(z.gte(0), z.lte(86_400));

export const intervalSchema = z.object({ from: secondsOfDaySchema, to: secondsOfDaySchema });

/** What a slot or session is: most support in a school is not interventions, and is never added to them. */
export const supportTypeSchema = z.enum(["intervention", "class-support", "personal-care", "other"]);
export type SupportType = z.infer<typeof supportTypeSchema>;

export const lostReasonSchema = z.enum([
  "adult-needed-elsewhere",
  "adult-absent",
  "pupil-absent",
  "pupil-refused",
  "trip-or-event",
  "room",
  "closure",
  "other",
]);
export type LostReason = z.infer<typeof lostReasonSchema>;

/** Why a record no longer counts. It stays readable: nothing is deleted on a device. */
export const voidedSchema = z.object({
  reason: z.enum(["undo", "logged-twice", "wrong-group", "mistake"]),
  by: staffIdSchema,
  at: z.iso.datetime(),
});
export type Voided = z.infer<typeof voidedSchema>;

export const sessionSchema = z.object({
  type: supportTypeSchema,
  interventionId: z.optional(interventionIdSchema),
  areaOfNeed: z.optional(z.nullable(areaOfNeedSchema)),
  groupId: z.optional(z.nullable(groupIdSchema)),
  slotId: z.optional(slotIdSchema),
  className: z.optional(z.string().check(z.maxLength(40))),
  date: daySchema,
  /** When it was to begin, or began, in seconds of the local day. */
  start: secondsOfDaySchema,
  plannedSeconds: z.int().check(z.gte(0), z.lte(43_200)),
  outcome: z.enum(["delivered", "lost"]),
  lostReason: z.optional(z.nullable(lostReasonSchema)),
  /** Each adult with the time they were there; empty when the session was lost. */
  adults: z
    .array(z.object({ staffId: staffIdSchema, from: secondsOfDaySchema, to: secondsOfDaySchema }))
    .check(z.maxLength(20)),
  rule: divisorRuleSchema,
  namedPupilId: z.optional(z.nullable(pupilIdSchema)),
  enrolledIds: z.array(pupilIdSchema).check(z.maxLength(60)),
  /** The slot and day that this session makes up for. */
  replaces: z.optional(z.nullable(z.object({ slotId: slotIdSchema, date: daySchema }))),
  /** Of a nurture group's register only. */
  half: z.optional(halfSchema),
  /** What the group did, in a few words without a name. */
  activity: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(120)))),
  authorId: staffIdSchema,
  recordedAt: z.iso.datetime(),
  voided: z.optional(z.nullable(voidedSchema)),
});
export type Session = z.infer<typeof sessionSchema>;

/** "blank" is a mark that was cleared: not taken, which is never absent. */
export const markStatusSchema = z.enum(["here", "absent", "elsewhere", "refused", "not-expected", "blank"]);
export type MarkStatus = z.infer<typeof markStatusSchema>;

/** What one pupil received of one session. `intervals` is empty unless the pupil was there. */
export const markSchema = z.object({
  sessionId: sessionIdSchema,
  pupilId: pupilIdSchema,
  date: daySchema,
  status: markStatusSchema,
  intervals: z.array(intervalSchema).check(z.maxLength(12)),
  reason: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(60)))),
  progress: z.optional(z.nullable(z.enum(["not-yet", "nearly", "got-it"]))),
  /** How the child says they are on coming in, 1 to 5: a nurture group's check-in. */
  checkIn: z.optional(z.nullable(z.int().check(z.gte(1), z.lte(5)))),
  authorId: staffIdSchema,
});
export type Mark = z.infer<typeof markSchema>;

/** One note about one pupil in one session. Not a safeguarding log: the screen says whom to tell. */
export const noteSchema = z.object({
  sessionId: sessionIdSchema,
  pupilId: pupilIdSchema,
  date: daySchema,
  text: z.string().check(z.trim(), z.maxLength(500)),
  authorId: staffIdSchema,
  recordedAt: z.iso.datetime(),
});
export type Note = z.infer<typeof noteSchema>;

/**
 * One correction of a session after it was logged: who, when, and each thing that changed, before and after. Made in the
 * same save as the correction and never changed itself, so that the history cannot part from the facts.
 */
export const correctionSchema = z.object({
  sessionId: sessionIdSchema,
  date: daySchema,
  authorId: staffIdSchema,
  recordedAt: z.iso.datetime(),
  changes: z
    .array(
      z.object({
        what: z.enum([
          "outcome",
          "reason",
          "time",
          "adults",
          "pupil",
          "note",
          "group",
          "undone",
          "intervention",
        ]),
        pupilId: z.optional(pupilIdSchema),
        before: z.string().check(z.maxLength(300)),
        after: z.string().check(z.maxLength(300)),
      }),
    )
    .check(z.maxLength(100)),
});
export type Correction = z.infer<typeof correctionSchema>;
