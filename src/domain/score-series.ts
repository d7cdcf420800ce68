// Values on one scale in the order in which they came, and how far they have come: in numbers and in words.
import { compareDays, type Day } from "./calendar.ts";
import { round, scaleKey, type Scale, type ScoreLine } from "./score.ts";

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
  /** Absent while all values are of one day, or none is of a later one than the last baseline. */
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
    // Two values of one day are two people's, or one put right: nothing has come from the one to the other.
    if (start === undefined || start.date === last.date) return [{ scale, values }];
    return [{ scale, values, change: changeOf(start, last) }];
  });
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

function changeOf(start: DatedScore, end: DatedScore): ScoreChange {
  const by = round(end.line.value - start.line.value);
  const isWanted = end.line.direction === "more" ? by > 0 : by < 0;
  return { from: start.date, to: end.date, by, is: by === 0 ? "same" : isWanted ? "wanted" : "other-way" };
}
