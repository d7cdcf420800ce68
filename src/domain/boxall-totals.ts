// The five clusters of the form, and the sums of clusters and parts: given only where every strand in them is there.
import {
  developmentalStrands,
  diagnosticStrands,
  type BoxallPart,
  type BoxallScores,
  type Strand,
} from "./boxall.ts";

export interface Cluster {
  readonly name: string;
  readonly part: BoxallPart;
  readonly strands: readonly Strand[];
}

/** The publisher's public names of the five clusters, each within one part. */
export const clusters: readonly Cluster[] = [
  { name: "Organisation of experience", part: 1, strands: ["A", "B", "C", "D", "E"] },
  { name: "Internalisation of controls", part: 1, strands: ["F", "G", "H", "I", "J"] },
  { name: "Self-limiting features", part: 2, strands: ["Q", "R"] },
  { name: "Undeveloped behaviour", part: 2, strands: ["S", "T", "U"] },
  { name: "Unsupported development", part: 2, strands: ["V", "W", "X", "Y", "Z"] },
];

/** What of an assessment is there: totals are only given where every strand in them is. */
export interface BoxallTotals {
  readonly parts: Readonly<Record<BoxallPart, number | null>>;
  /** In the order of `clusters`. */
  readonly clusters: readonly (number | null)[];
  readonly isComplete: boolean;
}

export function boxallTotals(scores: BoxallScores): BoxallTotals {
  const sumOf = (wanted: readonly Strand[]): number | null => {
    const values = wanted.map((strand) => scores[strand] ?? null);
    return values.every((value) => value !== null) ? values.reduce((sum, value) => sum + value, 0) : null;
  };
  const parts = { 1: sumOf(developmentalStrands), 2: sumOf(diagnosticStrands) };
  return {
    parts,
    clusters: clusters.map((cluster) => sumOf(cluster.strands)),
    isComplete: parts[1] !== null && parts[2] !== null,
  };
}
