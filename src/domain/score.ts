// One value on a named scale, and what may be said of two of them: only values on the same scale are compared. What a scale
// asks, and what its values mean for a child, is not known here.
import * as z from "zod/mini";

/** Which way is wanted: more of it, or less. */
export const scoreDirectionSchema = z.enum(["more", "less"]);
export type ScoreDirection = z.infer<typeof scoreDirectionSchema>;

export const scoreDirectionLabel: Readonly<Record<ScoreDirection, string>> = {
  more: "More is wanted",
  less: "Less is wanted",
};

const mostOfAScale = 100_000;
const boundSchema = z
  .number()
  .check(z.gte(-mostOfAScale), z.lte(mostOfAScale), z.refine(hasTwoDecimalsAtMost));

/** The fields of one value with the scale that it is on; they only mean something together. */
export const scoreLineFields = {
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  value: boundSchema,
  min: boundSchema,
  max: boundSchema,
  direction: scoreDirectionSchema,
} as const;
const plainLineSchema = z.object(scoreLineFields);
export type ScoreLine = z.infer<typeof plainLineSchema>;
export type Scale = Omit<ScoreLine, "value">;

/** A value outside of its own range is no score. */
export const scoreLineSchema = plainLineSchema.check(z.refine(isWithinScale));

export function isWithinScale({ value, min, max }: Omit<ScoreLine, "name" | "direction">): boolean {
  return min < max && min <= value && value <= max;
}

function hasTwoDecimalsAtMost(value: number): boolean {
  return value === round(value);
}

/** Values have two decimals at most, and so has their difference. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Equal for the same name, range and direction, however the name is spelt in capitals. Nothing else is compared. */
export function scaleKey({ name, min, max, direction }: Scale): string {
  return JSON.stringify([name.trim().toLocaleLowerCase("en-GB"), min, max, direction]);
}
