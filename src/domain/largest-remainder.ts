// Whole-number shares that always add up to the whole: largest remainder, no floating point. Equal remainders go to the
// larger share first, and among equal shares to the smaller id: so that giving the pupils other ids never changes which
// shares there are.

export interface ExactShare {
  readonly id: string;
  /** The exact share is numerator ÷ the common denominator. */
  readonly numerator: bigint;
}

/**
 * Rounds exact shares down and hands the units that are left to the largest remainders; equal remainders go to the
 * larger share, equal shares to the smaller id. The results differ from the exact shares by less than one unit.
 * @param whole the whole number of units that the exact shares add up to
 */
export function roundShares(shares: readonly ExactShare[], denominator: bigint, whole: number): Map<string, number> {
  const floors = shares.map(({ id, numerator }) => ({
    id,
    units: numerator / denominator,
    remainder: numerator % denominator,
  }));
  const given = floors.reduce((sum, one) => sum + one.units, 0n);
  const left = Number(BigInt(whole) - given);
  const inOrder = floors.toSorted((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
    if (a.units !== b.units) return a.units > b.units ? -1 : 1;
    return a.id < b.id ? -1 : 1;
  });
  return new Map(inOrder.map((one, at) => [one.id, Number(one.units) + (at < left ? 1 : 0)]));
}
