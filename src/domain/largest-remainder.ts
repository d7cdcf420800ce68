// Whole-number shares that always add up to the whole: largest remainder, ties among equal shares by id, no floating point.

export interface ExactShare {
  readonly id: string;
  /** The exact share is numerator ÷ the common denominator. */
  readonly numerator: bigint;
}

/**
 * Rounds exact shares down and hands the units that are left to the largest remainders. Equal remainders of unequal
 * shares go to the larger share, and equal shares to the smaller id: so giving the pupils other ids never changes which
 * shares there are, only who has the odd unit among equals. The results differ from the exact shares by less than one.
 * @param shares none negative; an id that comes twice is rounded as two shares
 * @param whole the whole number of units that the exact shares add up to
 * @returns the rounded shares, in the order given
 */
export function roundShares(shares: readonly ExactShare[], denominator: bigint, whole: number): number[] {
  const parts = shares.map(({ id, numerator }, at) => ({
    id,
    at,
    units: Number(numerator / denominator),
    remainder: numerator % denominator,
  }));
  const left = whole - parts.reduce((given, one) => given + one.units, 0);
  const rounded = parts.map((one) => one.units);
  const inOrder = parts.toSorted(
    (a, b) => compare(b.remainder, a.remainder) || b.units - a.units || compare(a.id, b.id),
  );
  for (const one of inOrder.slice(0, left)) rounded[one.at] = one.units + 1;
  return rounded;
}

/** The smallest number that all the divisors divide; 1 for none. */
export function commonDenominator(divisors: readonly number[]): bigint {
  return [...new Set(divisors)].map(BigInt).reduce((a, b) => (a / greatestCommonDivisor(a, b)) * b, 1n);
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** By value or code unit, never by the rules of a language: every device has to arrive at one order. */
function compare<T extends bigint | string>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
