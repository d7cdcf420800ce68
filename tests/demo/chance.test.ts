// Chance that repeats itself, and is fair enough for an invented school.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chanceOf } from "../../src/demo/chance.ts";

describe("chanceOf", () => {
  it("gives the same numbers for the same words, and others for other words", () => {
    const draw = (...words: (string | number)[]) => Array.from({ length: 20 }, chanceOf(...words).next);
    expect(draw(1, "pupil", 7)).toEqual(draw(1, "pupil", 7));
    expect(draw(1, "pupil", 7)).not.toEqual(draw(1, "pupil", 8));
    expect(draw(1, "pupil", 7)).not.toEqual(draw(2, "pupil", 7));
  });

  it("stays within its bounds and reaches both ends", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -5, max: 5 }),
        fc.integer({ min: 0, max: 3 }),
        (seed, least, width) => {
          const chance = chanceOf(seed);
          const drawn = new Set(Array.from({ length: 200 }, () => chance.int(least, least + width)));
          expect(Math.min(...drawn)).toBe(least);
          expect(Math.max(...drawn)).toBe(least + width);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("shuffles without losing or doubling anything", () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer()), (seed, list) => {
        expect(
          chanceOf(seed)
            .shuffle(list)
            .sort((a, b) => a - b),
        ).toEqual([...list].sort((a, b) => a - b));
      }),
    );
  });

  it("weighs: what weighs three times as much comes about three times as often, and 0 never", () => {
    const chance = chanceOf("weights");
    const drawn = Array.from({ length: 8000 }, () =>
      chance.weighted([
        ["a", 3],
        ["b", 1],
        ["c", 0],
      ]),
    );
    const count = (value: string) => drawn.filter((one) => one === value).length;
    expect(count("c")).toBe(0);
    expect(count("a") / count("b")).toBeGreaterThan(2.6);
    expect(count("a") / count("b")).toBeLessThan(3.4);
  });

  it("refuses to choose from nothing", () => {
    expect(() => chanceOf(1).pick([])).toThrow("Nothing to choose from");
    expect(() => chanceOf(1).weighted([["a", 0]])).toThrow("No choice has a weight");
  });
});
