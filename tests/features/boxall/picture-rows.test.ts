import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { strands, strandsOf, type BoxallScores } from "../../../src/domain/boxall.ts";
import { boxallChange } from "../../../src/domain/boxall-change.ts";
import type { BoxallDefinition } from "../../../src/domain/boxall-definition.ts";
import { staffIdSchema } from "../../../src/domain/ids.ts";
import {
  changeRows,
  changeSentence,
  lineRows,
  profileRows,
  profileSentence,
} from "../../../src/features/boxall/picture-rows.ts";
import { day } from "../../support/plan.ts";

const cell = fc.option(fc.integer({ min: 0, max: 16 }), { nil: null, freq: 8 });
const scoresOf = (cells: readonly (number | null)[]) =>
  Object.fromEntries(strands.map((strand, at) => [strand, cells[at] ?? null])) as BoxallScores;
const anyScores = fc.array(cell, { minLength: 20, maxLength: 20 }).map(scoresOf);
const assessorIds = [staffIdSchema.parse(crypto.randomUUID())];
const definition: BoxallDefinition = {
  version: "children_2017",
  strands: Object.fromEntries(strands.map((strand) => [strand, { most: 16, typicalLow: 4, typicalHigh: 9 }])),
};

describe("what a picture says", () => {
  it("property: each row's words, dots and direction are the numbers themselves", () => {
    fc.assert(
      fc.property(anyScores, anyScores, (first, second) => {
        for (const part of [1, 2] as const)
          for (const row of changeRows(part, { scores: first }, { scores: second }, definition)) {
            const [was, is] = row.values;
            if (typeof was !== "number" || typeof is !== "number") {
              expect([row.direction, row.words]).toEqual([undefined, "not compared: blank"]);
              continue;
            }
            const better = part === 1 ? is - was : was - is;
            expect(row.direction).toBe(better > 0 ? "towards" : better < 0 ? "away" : "same");
            expect(row.words).toContain(`${was} to ${is}`);
            expect(row.words.includes("towards typical")).toBe(better > 0);
            expect(row.words.includes("away from")).toBe(better < 0);
          }
      }),
    );
  });

  it("property: the sentence counts the strands as the picture draws them", () => {
    fc.assert(
      fc.property(anyScores, anyScores, (first, second) => {
        const of = (scores: BoxallScores, on: string) => ({
          version: "children_2017" as const,
          scores,
          assessorIds,
          date: day(on),
        });
        const change = boxallChange(of(first, "2026-09-09"), of(second, "2026-11-20"), () => definition);
        if (change === undefined) throw new Error("They compare.");
        const rows = ([1, 2] as const).flatMap((part) =>
          changeRows(part, { scores: first }, { scores: second }, definition),
        );
        const count = (direction: string) => rows.filter((row) => row.direction === direction).length;
        expect(changeSentence(change)).toContain(
          `${count("towards")} of ${count("towards") + count("away") + count("same")} strands moved towards typical, ${count("away")} away from it, ${count("same")} stayed the same.`,
        );
      }),
    );
  });

  it("property: within or outside typical is what the definition says, and nothing is said without one", () => {
    fc.assert(
      fc.property(anyScores, (scores) => {
        const rows = ([1, 2] as const).flatMap((part) => profileRows(part, { scores }, definition));
        for (const row of rows) {
          const [value] = row.values;
          if (typeof value !== "number") expect(row.words).toBe("blank");
          else expect(row.words.endsWith(", typical")).toBe(4 <= value && value <= 9);
        }
        const known = rows.filter((row) => typeof row.values[0] === "number");
        const typical = rows.filter((row) => row.words.endsWith(", typical"));
        if (known.length > 0)
          expect(profileSentence({ scores }, definition)).toContain(
            `${typical.length} of ${known.length} strands with a typical range are within it.`,
          );
        expect(profileSentence({ scores }, undefined)).toContain("Typical range not entered.");
        for (const row of profileRows(1, { scores }, undefined)) expect(row.words).not.toContain("typical");
      }),
    );
  });

  it("gives no share of an unknown highest total: all rows of a part then have one scale", () => {
    const scores = scoresOf(strands.map((_strand, at) => at));
    const most = profileRows(1, { scores }, undefined).map((row) => row.most);
    expect(new Set(most)).toEqual(new Set([9]));
  });

  it("writes every date of a strand, and which way it went over all of them", () => {
    const on = (date: string, value: number) => ({
      date: day(date),
      scores: scoresOf(strands.map(() => value)),
    });
    const shown = [on("2026-01-09", 3), on("2026-04-01", 3), on("2026-07-03", 8)];
    expect(lineRows(1, shown, definition)[0]?.words).toBe("3, 3, 8: towards typical");
    expect(lineRows(2, shown, definition)[0]?.words).toBe("3, 3, 8: away from typical");
    expect(lineRows(1, shown, definition)).toHaveLength(strandsOf(1).length);
    // Two who answered on the last day and have not agreed: nobody's word is taken for the way it went.
    expect(lineRows(1, [...shown, on("2026-07-03", 2)], definition)[0]?.words).toBe("3, 3, 8, 2");
  });
});
