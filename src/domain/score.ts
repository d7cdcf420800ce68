// One value on a named scale, and what may be said of two of them: only values on the same scale are compared. What a scale
// asks, and what its values mean for a child, is not known here.
import * as z from "zod/mini";
import { compareDays, type Day } from "./calendar.ts";

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
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Equal for the same name, range and direction, however the name is spelt in capitals. Nothing else is compared. */
export function scaleKey({ name, min, max, direction }: Scale): string {
  return JSON.stringify([name.trim().toLocaleLowerCase("en-GB"), min, max, direction]);
}

export interface DatedScore {
  readonly date: Day;
  readonly line: ScoreLine;
  /** Whose it is, or who answered, where that is told apart: only what is equal here is compared. */
  readonly of?: string;
  /** A change is counted from the last of these; without one from the first value. */
  readonly isBaseline?: boolean;
}

export interface ScoreChange {
  readonly from: Day;
  readonly to: Day;
  /** The last value less the first. */
  readonly by: number;
  readonly is: "wanted" | "other-way" | "same";
}

export interface ScoreSeries<T extends DatedScore = DatedScore> {
  readonly scale: Scale;
  /** By day. */
  readonly values: readonly T[];
  /** Absent while there is one value only, or none since the last baseline. */
  readonly change?: ScoreChange;
}

/** Values on one scale and of the same together, in the order in which they come; each with how far it has come. */
export function scoreSeries<T extends DatedScore>(scores: readonly T[]): ScoreSeries<T>[] {
  const byScale = Map.groupBy(scores, (one) => `${scaleKey(one.line)}|${one.of ?? ""}`);
  return [...byScale.values()].flatMap((all) => {
    const values = all.toSorted((a, b) => compareDays(a.date, b.date));
    const last = values.at(-1);
    if (last === undefined) return [];
    const start = values.findLast((one) => one.isBaseline) ?? values[0];
    const { name, min, max, direction } = last.line;
    const scale = { name, min, max, direction };
    if (start === undefined || start === last) return [{ scale, values }];
    return [{ scale, values, change: changeOf(start, last) }];
  });
}

function changeOf(start: DatedScore, end: DatedScore): ScoreChange {
  const by = round(end.line.value - start.line.value);
  const isWanted = end.line.direction === "more" ? by > 0 : by < 0;
  return { from: start.date, to: end.date, by, is: by === 0 ? "same" : isWanted ? "wanted" : "other-way" };
}

/** "Up 3, which is wanted", "Up 3, the other way", "No change". Never a cause and never a forecast. */
export function scoreChangeWords({ by, is }: ScoreChange): string {
  if (is === "same") return "No change";
  return `${by > 0 ? "Up" : "Down"} ${Math.abs(by)}, ${is === "wanted" ? "which is wanted" : "the other way"}`;
}

/** "0 to 10, less is wanted" */
export function scaleWords({ min, max, direction }: Scale): string {
  return `${min} to ${max}, ${direction} is wanted`;
}

/** What somebody types. Undefined when it is no number with two decimals at most. */
export function parseScore(text: string): number | undefined {
  const trimmed = text.trim().replace("−", "-");
  return /^-?\d{1,6}([.,]\d{1,2})?$/.test(trimmed) ? Number(trimmed.replace(",", ".")) : undefined;
}
