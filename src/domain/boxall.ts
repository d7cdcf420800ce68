// What a Boxall assessment is to this app: twenty totals, by letter, of a form that the school owns and this app does not
// know. No item, no key and no typical range of the publisher is here; the school types its own handbook's numbers once.
import * as z from "zod/mini";
import { daySchema } from "./calendar.ts";
import { pupilIdSchema, staffIdSchema } from "./ids.ts";
import { voidedSchema } from "./session.ts";

/** Part 1: developmental strands, more is better. */
export const developmentalStrands = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"] as const;
/** Part 2: diagnostic profile, less is better. K to P are not used by the form. */
export const diagnosticStrands = ["Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z"] as const;
export const strands = [...developmentalStrands, ...diagnosticStrands] as const;
export type Strand = (typeof strands)[number];
export type BoxallPart = 1 | 2;

/** 34 items of 0 to 4 points. */
export const mostOfPart = 136;
export const itemsOfPart = 34;
export const mostOfItem = 4;

export function strandsOf(part: BoxallPart): readonly Strand[] {
  return part === 1 ? developmentalStrands : diagnosticStrands;
}

export function partOf(strand: Strand): BoxallPart {
  return strand <= "J" ? 1 : 2;
}

/** Chosen, never defaulted in silence: typical ranges belong to a version. */
export const boxallVersionSchema = z.enum(["children_original", "children_2017", "young_people", "other"]);
export type BoxallVersion = z.infer<typeof boxallVersionSchema>;

/** A total of one strand; null = not recorded. A blank is never 0, which is an answer. */
const totalSchema = z.nullable(z.int().check(z.gte(0), z.lte(mostOfPart)));
export const boxallScoresSchema = z.record(z.enum(strands), totalSchema);
export type BoxallScores = z.infer<typeof boxallScoresSchema>;

export const boxallKindSchema = z.enum(["baseline", "review", "exit", "ad-hoc"]);
export type BoxallKind = z.infer<typeof boxallKindSchema>;

export const boxallAssessmentSchema = z.object({
  pupilId: pupilIdSchema,
  version: boxallVersionSchema,
  kind: boxallKindSchema,
  /** The day on which it was completed. */
  date: daySchema,
  scores: boxallScoresSchema,
  /** Who knows the child and gave the answers, the author or not. */
  assessorIds: z.array(staffIdSchema).check(z.minLength(1), z.maxLength(4)),
  /** A third one that two assessors agreed on; the two stay readable. Never an average. */
  agreedFrom: z.optional(z.array(z.uuid()).check(z.minLength(2), z.maxLength(4))),
  /** The assessment that this one puts right, a wrong version above all; both stay readable. */
  supersedes: z.optional(z.nullable(z.uuid())),
  /** A draft counts nowhere. */
  isDraft: z.optional(z.boolean()),
  voided: z.optional(z.nullable(voidedSchema)),
  authorId: staffIdSchema,
  recordedAt: z.iso.datetime(),
});
export type BoxallAssessment = z.infer<typeof boxallAssessmentSchema>;
