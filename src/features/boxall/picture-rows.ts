// From assessments to what the pictures, their tables, their sentences and their files show: one value, so that none of them
// can say another thing than the numbers. Pure.
import {
  partOf,
  strandsOf,
  type BoxallAssessment,
  type BoxallPart,
  type Strand,
} from "../../domain/boxall.ts";
import { boxallTotals, clusters } from "../../domain/boxall-totals.ts";
import { directionOf, isTypical, type BoxallChange, type Direction } from "../../domain/boxall-change.ts";
import type { BoxallDefinition } from "../../domain/boxall-definition.ts";
import type { StrandLine } from "../../ui/charts/strand-lines.tsx";
import type { StrandRow } from "../../ui/charts/strand-panel.tsx";
import { mostOf } from "./typed-totals.ts";

export const partNames: Readonly<Record<BoxallPart, { readonly title: string; readonly lead: string }>> = {
  1: { title: "Part 1: developmental strands", lead: "More is better." },
  2: { title: "Part 2: diagnostic profile", lead: "Less is better." },
};

export const directionWords: Readonly<Record<Direction, string>> = {
  towards: "towards typical",
  away: "away from typical",
  same: "the same",
};

type Assessed = Pick<BoxallAssessment, "scores">;

/** Without highest totals all rows of a part share one scale, from 0 to the largest total there is. */
function scaleOf(part: BoxallPart, definition: BoxallDefinition | undefined, shown: readonly Assessed[]) {
  const values = strandsOf(part).flatMap((strand) => shown.map((one) => one.scores[strand] ?? 0));
  const largest = Math.max(1, ...values);
  return (strand: Strand) => mostOf(strand, definition) ?? largest;
}

function labelOf(strand: Strand, definition: BoxallDefinition | undefined): string {
  return [strand, definition?.strands[strand]?.label].filter(Boolean).join(" ");
}

export function typicalOf(strand: Strand, definition: BoxallDefinition | undefined) {
  const { typicalLow: low, typicalHigh: high } = definition?.strands[strand] ?? {};
  const isEntered =
    typeof low === "number" && typeof high === "number" && isTypical(strand, low, definition) !== undefined;
  return isEntered ? { low, high } : undefined;
}

export function profileRows(
  part: BoxallPart,
  one: Assessed,
  definition: BoxallDefinition | undefined,
): StrandRow[] {
  const most = scaleOf(part, definition, [one]);
  return strandsOf(part).map((strand) => {
    const value = one.scores[strand] ?? null;
    const isIn = value === null ? undefined : isTypical(strand, value, definition);
    const place = isIn === undefined ? "" : isIn ? ", typical" : ", outside typical";
    return {
      key: strand,
      label: labelOf(strand, definition),
      values: [value],
      most: most(strand),
      typical: typicalOf(strand, definition),
      words: value === null ? "blank" : `${value}${place}`,
    };
  });
}

/** The hatched range is the newer version's: that is where the child stands now. */
export function changeRows(
  part: BoxallPart,
  before: Assessed,
  after: Assessed,
  definition: BoxallDefinition | undefined,
): StrandRow[] {
  const most = scaleOf(part, definition, [before, after]);
  return strandsOf(part).map((strand) => {
    const values = [before.scores[strand] ?? null, after.scores[strand] ?? null] as const;
    const [was, is] = values;
    const direction = was === null || is === null ? undefined : directionOf(partOf(strand), was, is);
    return {
      key: strand,
      label: labelOf(strand, definition),
      values,
      most: most(strand),
      typical: typicalOf(strand, definition),
      words:
        direction === undefined ? "not compared: blank" : `${was} to ${is}, ${directionWords[direction]}`,
      direction,
    };
  });
}

/** Which way a strand went over all days; where two people answered on the first or the last day, no way is told. */
export function lineRows(
  part: BoxallPart,
  shown: readonly (Assessed & Pick<BoxallAssessment, "date">)[],
  definition: BoxallDefinition | undefined,
): StrandLine[] {
  const most = scaleOf(part, definition, shown);
  return strandsOf(part).map((strand) => {
    const values = shown.map((one) => one.scores[strand] ?? null);
    const known = shown.flatMap(({ date, scores }) => {
      const value = scores[strand] ?? null;
      return value === null ? [] : [{ date, value }];
    });
    const [first, last] = [known[0], known.at(-1)];
    const isOnlyOne = (date: string) => known.filter((one) => one.date === date).length === 1;
    const way =
      first && last && first !== last && isOnlyOne(first.date) && isOnlyOne(last.date)
        ? `: ${directionWords[directionOf(part, first.value, last.value)]}`
        : "";
    return {
      key: strand,
      label: labelOf(strand, definition),
      values,
      most: most(strand),
      typical: typicalOf(strand, definition),
      words: `${values.map((value) => value ?? "blank").join(", ")}${way}`,
    };
  });
}

/** "14 of 20 strands within their typical range", or why not. */
export function profileSentence(one: Assessed, definition: BoxallDefinition | undefined): string {
  const all = ([1, 2] as const).flatMap((part) => strandsOf(part));
  const judged = all.flatMap((strand) => {
    const value = one.scores[strand] ?? null;
    const isIn = value === null ? undefined : isTypical(strand, value, definition);
    return isIn === undefined ? [] : [isIn];
  });
  const totals = boxallTotals(one.scores);
  const sums = `Part 1 makes ${totals.parts[1] ?? "no total, a strand is blank"}, part 2 ${totals.parts[2] ?? "no total, a strand is blank"}.`;
  if (judged.length === 0) return `Typical range not entered. ${sums}`;
  return `${judged.filter(Boolean).length} of ${judged.length} strands with a typical range are within it. ${sums}`;
}

/** "12 strands moved towards typical, 3 away from it, 5 stayed the same." */
export function changeSentence(change: BoxallChange): string {
  const count = (direction: Direction) => change.strands.filter((one) => one.direction === direction).length;
  const parts = clusters.flatMap(({ name }, at) => {
    const one = change.clusters[at];
    return one ? [`${name} ${one.before} to ${one.after}, ${directionWords[one.direction]}`] : [];
  });
  const rest = parts.length > 0 ? ` ${parts.join("; ")}.` : "";
  return `${count("towards")} of ${change.strands.length} strands moved towards typical, ${count("away")} away from it, ${count("same")} stayed the same.${rest}`;
}
