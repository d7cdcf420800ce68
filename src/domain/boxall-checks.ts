// What must add up: a school's handbook numbers, and totals that are typed by them. Each finding has a sentence that tells
// what to do.
import {
  itemsOfPart,
  mostOfItem,
  mostOfPart,
  strands,
  strandsOf,
  type BoxallPart,
  type Strand,
} from "./boxall.ts";
import { mostOfStrand, type BoxallDefinition, type StrandDefinition } from "./boxall-definition.ts";

export type DefinitionProblem =
  | { readonly code: "most-not-four-times-items"; readonly strand: Strand }
  | { readonly code: "typical-out-of-order"; readonly strand: Strand; readonly most: number | undefined }
  /** Every strand of the part has its highest total, and they do not make the part. */
  | { readonly code: "part-does-not-add-up"; readonly part: BoxallPart; readonly sum: number };

/** What cannot be right, whatever the handbook says. An unfinished definition is no problem. */
export function definitionProblems(definition: BoxallDefinition): DefinitionProblem[] {
  const problems = strands.flatMap((strand) => strandProblems(strand, definition.strands[strand] ?? {}));
  for (const part of [1, 2] as const) {
    const all = strandsOf(part).map((strand) => mostOfStrand(definition.strands[strand] ?? {}));
    const known = all.filter((most) => most !== undefined);
    const sum = known.reduce((total, most) => total + most, 0);
    if (known.length === all.length ? sum !== mostOfPart : sum > mostOfPart)
      problems.push({ code: "part-does-not-add-up", part, sum });
  }
  return problems;
}

function strandProblems(strand: Strand, one: StrandDefinition): DefinitionProblem[] {
  const { itemCount, most, typicalLow, typicalHigh } = one;
  const highest = mostOfStrand(one);
  const problems: DefinitionProblem[] = [];
  const isFourTimes =
    typeof itemCount === "number" ? most === itemCount * mostOfItem : (most ?? 0) % mostOfItem === 0;
  if (typeof most === "number" && !isFourTimes) problems.push({ code: "most-not-four-times-items", strand });
  const low = typicalLow ?? 0;
  const high = typicalHigh ?? highest ?? mostOfPart;
  if (low > high || high > (highest ?? mostOfPart))
    problems.push({ code: "typical-out-of-order", strand, most: highest });
  return problems;
}

/** Said where something does not add up: one sentence that tells what to do. */
export function definitionSentence(problem: DefinitionProblem): string {
  switch (problem.code) {
    case "most-not-four-times-items":
      return `Strand ${problem.strand}: the highest total is four times the number of items. Check both in the handbook.`;
    case "typical-out-of-order":
      return `Strand ${problem.strand}: the typical range goes from the lower number to the higher${problem.most === undefined ? "" : `, and not above ${problem.most}`}.`;
    case "part-does-not-add-up":
      return `Part ${problem.part}: the highest totals make ${problem.sum}, and the form has ${itemsOfPart} items, ${mostOfPart} together. Check them in the handbook.`;
  }
}

export type ScoreProblem =
  | { readonly code: "above-most"; readonly strand: Strand; readonly most: number }
  | { readonly code: "part-above-most"; readonly part: BoxallPart; readonly sum: number };

/** What totals cannot be, by the school's own definition where there is one. */
export function scoreProblems(
  scores: Readonly<Partial<Record<Strand, number | null>>>,
  definition: BoxallDefinition | undefined,
): ScoreProblem[] {
  const problems: ScoreProblem[] = strands.flatMap((strand) => {
    const most = mostOfStrand(definition?.strands[strand] ?? {}) ?? mostOfPart;
    return (scores[strand] ?? 0) > most ? [{ code: "above-most" as const, strand, most }] : [];
  });
  for (const part of [1, 2] as const) {
    const sum = strandsOf(part).reduce((total, strand) => total + (scores[strand] ?? 0), 0);
    if (sum > mostOfPart) problems.push({ code: "part-above-most", part, sum });
  }
  return problems;
}

export function scoreSentence(problem: ScoreProblem): string {
  switch (problem.code) {
    case "above-most":
      return `Strand ${problem.strand} is a number from 0 to ${problem.most}.`;
    case "part-above-most":
      return `Part ${problem.part} makes ${problem.sum}, and the most is ${mostOfPart}. Check the totals against the form.`;
  }
}
