// Scores of a child on other forms than the Boxall Profile, on one day: the five scales and the total of the SDQ, the two of
// Leuven, or anything else by name and range. Numbers only: what the forms ask belongs to their publishers and is not here.
import * as z from "zod/mini";
import { daySchema } from "./calendar.ts";
import { pupilIdSchema, staffIdSchema } from "./ids.ts";
import { scaleKey, scoreLineSchema, type Scale, type ScoreLine } from "./score.ts";
import { voidedSchema } from "./session.ts";

export const instrumentSchema = z.enum(["sdq", "leuven", "own"]);
export type Instrument = z.infer<typeof instrumentSchema>;

export const instrumentLabel: Readonly<Record<Instrument, string>> = {
  sdq: "SDQ",
  leuven: "Leuven",
  own: "Another",
};

/** Who answered or watched; answers of different people are not compared. */
export const answeredBySchema = z.enum(["staff", "family", "pupil"]);
export type AnsweredBy = z.infer<typeof answeredBySchema>;

export const answeredByLabel: Readonly<Record<AnsweredBy, string>> = {
  staff: "School staff",
  family: "Family",
  pupil: "The pupil",
};

const sdqScale = (name: string, max: number, direction: Scale["direction"]): Scale => ({
  name: `SDQ ${name}`,
  min: 0,
  max,
  direction,
});

/** The four scales that make the total. */
export const sdqDifficulties: readonly Scale[] = ["emotional", "conduct", "hyperactivity", "peers"].map(
  (name) => sdqScale(name, 10, "less"),
);
/** Stands beside the total and is no part of it. */
export const sdqProsocial = sdqScale("prosocial", 10, "more");
export const sdqTotal = sdqScale("total difficulties", 40, "less");

const leuvenScale = (name: string): Scale => ({ name: `Leuven ${name}`, min: 1, max: 5, direction: "more" });

/** The scales that an instrument has; of "own" none is known. In the order in which they are typed. */
export const scalesOf: Readonly<Record<Instrument, readonly Scale[]>> = {
  sdq: [...sdqDifficulties, sdqProsocial, sdqTotal],
  leuven: [leuvenScale("well-being"), leuvenScale("involvement")],
  own: [],
};

/** The sum of the four scales; undefined while one of them is missing. The fifth is never part of it. */
export function sdqTotalOf(lines: readonly ScoreLine[]): number | undefined {
  const parts = sdqDifficulties.map((scale) => valueOn(lines, scale));
  return parts.every((one) => one !== undefined) ? parts.reduce((sum, one) => sum + one, 0) : undefined;
}

/** The value on a scale, where there is one. */
export function valueOn(lines: readonly ScoreLine[], scale: Scale): number | undefined {
  return lines.find((one) => scaleKey(one) === scaleKey(scale))?.value;
}

export const namedScoreSchema = z
  .object({
    pupilId: pupilIdSchema,
    instrument: instrumentSchema,
    /** The day on which it was answered or watched. */
    date: daySchema,
    answeredBy: answeredBySchema,
    values: z.array(scoreLineSchema).check(z.minLength(1), z.maxLength(6)),
    authorId: staffIdSchema,
    recordedAt: z.iso.datetime(),
    voided: z.optional(z.nullable(voidedSchema)),
  })
  .check(z.refine(fitsInstrument, { error: "The values do not fit the form." }));
export type NamedScore = z.infer<typeof namedScoreSchema>;

/** Each scale once, whole numbers on the scales of a known form, and a total that is the sum where both are there. */
function fitsInstrument({ instrument, values }: Pick<NamedScore, "instrument" | "values">): boolean {
  const keys = values.map(scaleKey);
  if (new Set(keys).size !== keys.length) return false;
  if (instrument === "own") return true;
  const known = new Set(scalesOf[instrument].map(scaleKey));
  if (!values.every((one) => known.has(scaleKey(one)) && Number.isInteger(one.value))) return false;
  const [sum, total] = [sdqTotalOf(values), valueOn(values, sdqTotal)];
  return sum === undefined || total === undefined || sum === total;
}
