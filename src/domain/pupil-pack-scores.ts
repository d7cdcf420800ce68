// The part of a pack about a child's places in nurture groups, assessments, scores and measures: numbers by letter or name, as
// the school entered them. `pupil-pack-scores-of.ts` makes it.
import * as z from "zod/mini";
import { boxallKindSchema, boxallScoresSchema, boxallVersionSchema } from "./boxall.ts";
import { daySchema } from "./calendar.ts";
import { halfDays } from "./half-days.ts";
import { measureMomentSchema } from "./intervention-measure.ts";
import { answeredBySchema, instrumentSchema } from "./named-score.ts";
import { entryReasonSchema, exitReasonSchema } from "./nurture-placement.ts";
import { scoreLineFields, scoreLineSchema } from "./score.ts";

const text = z.string().check(z.maxLength(2000));
const day = z.optional(z.nullable(daySchema));
const by = z.optional(text);
/** Absent in a file that was made before there were such records. */
const list = <T extends z.ZodMiniType>(one: T) => z._default(z.array(one).check(z.maxLength(20_000)), []);

export const packScoresFields = {
  places: list(
    z.object({
      group: text,
      referredOn: day,
      agreedOn: day,
      startedOn: day,
      endedOn: day,
      plannedEnd: day,
      entryReason: z.optional(z.nullable(entryReasonSchema)),
      exitReason: z.optional(z.nullable(exitReasonSchema)),
      parentsInformedOn: day,
    }),
  ),
  halfDays: list(z.object({ group: text, from: daySchema, halfDays: z.array(z.enum(halfDays)) })),
  boxall: list(
    z.object({
      version: boxallVersionSchema,
      kind: boxallKindSchema,
      date: daySchema,
      scores: boxallScoresSchema,
      assessors: z.array(text).check(z.maxLength(4)),
      by,
      /** Kept and readable, and counted nowhere: not finished, or put right by a later one. */
      state: z.optional(z.enum(["draft", "superseded"])),
      isAgreed: z.optional(z.boolean()),
    }),
  ),
  scores: list(
    z.object({
      instrument: instrumentSchema,
      date: daySchema,
      answeredBy: answeredBySchema,
      values: z.array(scoreLineSchema).check(z.maxLength(6)),
      by,
      voided: z.optional(z.boolean()),
    }),
  ),
  measures: list(
    z.object({
      group: text,
      moment: measureMomentSchema,
      date: daySchema,
      ...scoreLineFields,
      by,
      voided: z.optional(z.boolean()),
    }),
  ),
} as const;
const packScoresSchema = z.object(packScoresFields);
export type PackScores = z.infer<typeof packScoresSchema>;
