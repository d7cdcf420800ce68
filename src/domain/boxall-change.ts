// Change between two assessments of one child: by direction and in words, never an average of two people and never across
// forms that do not compare. What moved towards typical, what away, what stayed; no diagnosis and no cause.
import {
  partOf,
  strands,
  type BoxallAssessment,
  type BoxallPart,
  type BoxallVersion,
  type Strand,
} from "./boxall.ts";
import { boxallTotals, clusters } from "./boxall-totals.ts";
import { mostOfStrand, type BoxallDefinition } from "./boxall-definition.ts";

/** Forms whose totals can be set against each other: the two for children have the same items. */
export function areComparable(a: BoxallVersion, b: BoxallVersion): boolean {
  const family = (version: BoxallVersion) => (version.startsWith("children") ? "children" : version);
  return family(a) === family(b) && a !== "other";
}

export type Direction = "towards" | "away" | "same";

/** More is better in part 1, less in part 2. */
export function directionOf(part: BoxallPart, before: number, after: number): Direction {
  if (before === after) return "same";
  return after > before === (part === 1) ? "towards" : "away";
}

export interface Change {
  readonly before: number;
  readonly after: number;
  readonly direction: Direction;
}

export interface StrandChange extends Change {
  readonly strand: Strand;
  /** Whether it came into the typical range, left it, or neither; undefined without a range for both versions. */
  readonly range?: "came-in" | "went-out" | "inside" | "outside";
}

export interface BoxallChange {
  readonly strands: readonly StrandChange[];
  /** In the order of `clusters`; null where a strand is missing at either time. */
  readonly clusters: readonly (Change | null)[];
  readonly parts: Readonly<Record<BoxallPart, Change | null>>;
  /** Somebody else answered the second time: part of a change may be theirs. */
  readonly hasOtherAssessors: boolean;
}

type Assessed = Pick<BoxallAssessment, "version" | "scores" | "assessorIds" | "date">;

/**
 * @param definitionOf the school's own definition of a version
 * @returns undefined when the forms do not compare, or when `after` is not of a later day: what two people say of one day is
 * no change. They are shown side by side, without a difference.
 */
export function boxallChange(
  before: Assessed,
  after: Assessed,
  definitionOf: (version: BoxallVersion) => BoxallDefinition | undefined,
): BoxallChange | undefined {
  if (!areComparable(before.version, after.version) || before.date >= after.date) return undefined;
  const changeOf = (part: BoxallPart, from: number | null, to: number | null): Change | null =>
    from === null || to === null ? null : { before: from, after: to, direction: directionOf(part, from, to) };
  const [first, second] = [boxallTotals(before.scores), boxallTotals(after.scores)];
  return {
    strands: strands.flatMap((strand) => {
      const change = changeOf(partOf(strand), before.scores[strand] ?? null, after.scores[strand] ?? null);
      if (change === null) return [];
      const was = isTypical(strand, change.before, definitionOf(before.version));
      const is = isTypical(strand, change.after, definitionOf(after.version));
      return [
        { strand, ...change, ...(was !== undefined && is !== undefined && { range: rangeOf(was, is) }) },
      ];
    }),
    clusters: clusters.map(({ part }, at) =>
      changeOf(part, first.clusters[at] ?? null, second.clusters[at] ?? null),
    ),
    parts: {
      1: changeOf(1, first.parts[1], second.parts[1]),
      2: changeOf(2, first.parts[2], second.parts[2]),
    },
    hasOtherAssessors: !before.assessorIds.some((id) => after.assessorIds.includes(id)),
  };
}

/** Undefined while the school has not typed both ends of the range, or it does not fit its strand. */
export function isTypical(
  strand: Strand,
  total: number,
  definition: BoxallDefinition | undefined,
): boolean | undefined {
  const one = definition?.strands[strand];
  const { typicalLow: low, typicalHigh: high } = one ?? {};
  if (one === undefined || typeof low !== "number" || typeof high !== "number") return undefined;
  if (low > high || high > (mostOfStrand(one) ?? high)) return undefined;
  return low <= total && total <= high;
}

function rangeOf(was: boolean, is: boolean): NonNullable<StrandChange["range"]> {
  if (was === is) return is ? "inside" : "outside";
  return is ? "came-in" : "went-out";
}

/** Group figures need this many pairs: fewer would tell of one child. */
export const leastPairs = 3;

export interface GroupChange {
  readonly pairs: number;
  /** How many pairs a cluster's figures are made of: a blank strand leaves its pair out of that cluster. */
  readonly clusterPairs: readonly number[];
  /** By cluster, in tenths of a point so that no float is kept; null with fewer than `leastPairs` pairs. */
  readonly clusterTenths: readonly (number | null)[];
  /** The means before and after, by cluster and in tenths; null likewise. */
  readonly clusterMeanTenths: readonly (readonly [before: number, after: number] | null)[];
}

/** Mean change of paired assessments in one version; those of other versions must be asked for apart. */
export function groupChange(changes: readonly BoxallChange[]): GroupChange {
  const ofCluster = clusters.map((_one, at) => changes.flatMap((change) => change.clusters[at] ?? []));
  const byCluster = ofCluster.map((pairs) => (pairs.length < leastPairs ? null : pairs));
  const meanTenths = (pairs: readonly Change[], of: (one: Change) => number) =>
    Math.round((pairs.reduce((total, one) => total + of(one), 0) * 10) / pairs.length);
  return {
    pairs: changes.length,
    clusterPairs: ofCluster.map((pairs) => pairs.length),
    clusterTenths: byCluster.map((pairs) => pairs && meanTenths(pairs, (one) => one.after - one.before)),
    clusterMeanTenths: byCluster.map(
      (pairs) => pairs && [meanTenths(pairs, (one) => one.before), meanTenths(pairs, (one) => one.after)],
    ),
  };
}
