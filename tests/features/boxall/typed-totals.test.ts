import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { strands } from "../../../src/domain/boxall.ts";
import {
  blankTotals,
  boxProblem,
  firstBlank,
  isFull,
  readPasted,
  scoresOf,
  typedOf,
} from "../../../src/features/boxall/typed-totals.ts";

describe("a box", () => {
  it("is full when no further digit can follow, so that twenty totals are at most forty keys", () => {
    expect(isFull("", 12)).toBe(false);
    expect([isFull("0", 12), isFull("1", 12), isFull("2", 12), isFull("12", 12)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 99 }), fc.nat(), (most, any) => {
        const total = String(any % (most + 1));
        const keys =
          [...total].findIndex((_digit, at) => isFull(total.slice(0, at + 1), most)) + 1 || total.length + 1;
        // Never before the number is typed whole, never more than two keys.
        expect(isFull(total.slice(0, -1), most) && total.length > 1).toBe(false);
        expect(keys).toBeLessThanOrEqual(2);
      }),
    );
  });

  it("without a highest total is full with two digits, and takes three when one goes back to it", () => {
    expect([isFull("7", undefined), isFull("12", undefined)]).toEqual([false, true]);
    expect(boxProblem("A", "136", undefined)).toBeUndefined();
  });

  it("names its range when what is typed cannot be", () => {
    expect(boxProblem("A", "13", 12)).toBe("Strand A is a whole number from 0 to 12.");
    expect(boxProblem("Q", "137", undefined)).toBe("Strand Q is a whole number from 0 to 136.");
    expect(boxProblem("A", "", 12)).toBeUndefined();
  });

  it("property: a blank is never 0, and what is typed comes back as it was", () => {
    const cell = fc.option(fc.integer({ min: 0, max: 136 }), { nil: null });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 20, maxLength: 20 }), (cells) => {
        const scores = Object.fromEntries(strands.map((strand, at) => [strand, cells[at] ?? null]));
        expect(scoresOf(typedOf(scores as never))).toEqual(scores);
      }),
    );
    expect(Object.values(scoresOf(blankTotals)).every((one) => one === null)).toBe(true);
  });
});

describe("a pasted list", () => {
  it("is twenty numbers in order, on lines or in one line", () => {
    const numbers = strands.map((_strand, at) => at);
    for (const text of [numbers.join("\n"), numbers.join("\t"), numbers.join(", ")]) {
      const pasted = readPasted(text);
      expect(pasted.ok && [pasted.count, pasted.typed.A, pasted.typed.Z]).toEqual([20, "0", "19"]);
    }
  });

  it("is a letter and a number a row, in any order; n/a and blank stay blank", () => {
    const pasted = readPasted("Z 4\nA: 12\nB n/a\nq\t7");
    expect(pasted.ok && pasted.typed).toEqual({ ...blankTotals, Z: "4", A: "12", Q: "7" });
    expect(pasted.ok && firstBlank(pasted.typed)).toBe("B");
  });

  it("keeps a blank cell of a copied row or column in its place", () => {
    const cells = strands.map((strand, at) => (strand === "B" || strand === "C" ? "" : String(at)));
    for (const between of ["\t", "\n", "\r\n"]) {
      const pasted = readPasted(cells.join(between));
      expect(pasted.ok && [pasted.count, pasted.typed.B, pasted.typed.D]).toEqual([18, "", "3"]);
    }
    // Two lines of ten, and letters that stand against their numbers.
    expect(readPasted("1 2 3 4 5 6 7 8 9 10\n1 2 3 4 5 6 7 8 9 10")).toMatchObject({ ok: true, count: 20 });
    expect(readPasted("A12\nQ7\n\nb n/a")).toMatchObject({ ok: true, typed: { A: "12", Q: "7", B: "" } });
  });

  it("is refused whole, with the row, when one number cannot be read", () => {
    expect(readPasted("A 12\nB 3.5")).toEqual({
      ok: false,
      message: "Row 2, strand B: enter one whole number. Nothing was filled in.",
    });
    // Of these a part could be taken for a number, and it would be the wrong one.
    for (const row of ["B 3,5", "B 12 15", "B\t12\t15", "B twelve", "Be 3"])
      expect(readPasted(`A 12\n${row}`)).toMatchObject({
        ok: false,
        message: expect.stringContaining("Row 2"),
      });
    expect(readPasted("K 3")).toMatchObject({ ok: false, message: expect.stringContaining("K") });
    expect(readPasted("A 3\nA 4")).toMatchObject({ ok: false, message: expect.stringContaining("twice") });
    const comma = ["3,5", ...Array.from({ length: 18 }, () => "4")].join(" ");
    expect(readPasted(comma)).toMatchObject({ ok: false, message: expect.stringContaining("comma") });
    expect(readPasted("1 2 3")).toMatchObject({ ok: false, message: expect.stringContaining("3 numbers") });
  });
});
