import { expect, test } from "vitest";
import { commonDenominator, roundShares } from "../../src/domain/largest-remainder.ts";

const halves = (...shares: readonly (readonly [id: string, halves: number])[]) =>
  shares.map(([id, count]) => ({ id, numerator: BigInt(count) }));

test("the unit left over goes to the largest remainder", () => {
  const thirds = [
    { id: "a", numerator: 1n },
    { id: "b", numerator: 2n },
  ];
  expect(roundShares(thirds, 3n, 1)).toEqual([0, 1]);
});

test("equal remainders go to the larger share, and among equal shares to the smaller id", () => {
  expect(roundShares(halves(["a", 1], ["b", 3]), 2n, 2)).toEqual([0, 2]);
  expect(roundShares(halves(["b", 1], ["a", 3]), 2n, 2)).toEqual([0, 2]);
  expect(roundShares(halves(["b", 1], ["a", 1]), 2n, 1)).toEqual([0, 1]);
});

test("ids are compared by code unit, not by the rules of a language", () => {
  expect(roundShares(halves(["ä", 1], ["z", 1]), 2n, 1)).toEqual([0, 1]);
  expect(roundShares(halves(["a", 1], ["B", 1]), 2n, 1)).toEqual([0, 1]);
});

test("an id that comes twice is rounded as two shares, in the order given", () => {
  expect(roundShares(halves(["a", 1], ["a", 1]), 2n, 1)).toEqual([1, 0]);
});

test("nobody, and whole shares, need no rounding", () => {
  expect(roundShares([], 1n, 0)).toEqual([]);
  expect(roundShares(halves(["a", 2], ["b", 4]), 2n, 3)).toEqual([1, 2]);
});

test("the common denominator is the smallest that all divide", () => {
  expect(commonDenominator([])).toBe(1n);
  expect(commonDenominator([4, 6, 4, 10])).toBe(60n);
});
