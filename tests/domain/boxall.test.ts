import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  boxallScoresSchema,
  developmentalStrands,
  diagnosticStrands,
  strands,
  type BoxallScores,
  type BoxallVersion,
  type Strand,
} from "../../src/domain/boxall.ts";
import { boxallTotals, clusters } from "../../src/domain/boxall-totals.ts";
import { areComparable, boxallChange, groupChange, isTypical } from "../../src/domain/boxall-change.ts";
import { type BoxallDefinition } from "../../src/domain/boxall-definition.ts";
import {
  definitionProblems,
  definitionSentence,
  scoreProblems,
  scoreSentence,
} from "../../src/domain/boxall-checks.ts";
import { changeParagraph } from "../../src/domain/boxall-words.ts";
import { staffIdSchema } from "../../src/domain/ids.ts";
import { day } from "../support/plan.ts";

const scoresOf = (value: (strand: Strand) => number | null): BoxallScores =>
  boxallScoresSchema.parse(Object.fromEntries(strands.map((strand) => [strand, value(strand)])));
const [one, two] = [crypto.randomUUID(), crypto.randomUUID()].map((id) => staffIdSchema.parse(id));
const assessed = (scores: BoxallScores, version: BoxallVersion = "children_2017", by = one) => ({
  date: day("2026-09-09"),
  version,
  scores,
  assessorIds: by === undefined ? [] : [by],
});
const later = (...about: Parameters<typeof assessed>) => ({
  ...assessed(...about),
  date: day("2026-11-20"),
});
const noDefinition = () => undefined;

/** Invented numbers that add up: 34 items a part, and a typical range of the upper or lower half. */
const invented: BoxallDefinition = {
  version: "children_2017",
  strands: Object.fromEntries(
    strands.map((strand, at) => {
      const itemCount = at % 10 < 4 ? 4 : 3;
      const most = itemCount * 4;
      return [
        strand,
        strand <= "J"
          ? { itemCount, typicalLow: most / 2, typicalHigh: most }
          : { itemCount, typicalLow: 0, typicalHigh: most / 2 },
      ];
    }),
  ),
};

describe("totals", () => {
  it("are ten letters a part, in five clusters that hold each letter once", () => {
    expect([developmentalStrands.length, diagnosticStrands.length]).toEqual([10, 10]);
    expect(clusters.flatMap((cluster) => cluster.strands)).toEqual([...strands]);
  });

  it("are there only where every strand is: a blank is never 0, and 0 counts", () => {
    const full = boxallTotals(scoresOf((strand) => (strand <= "J" ? 0 : 4)));
    expect(full).toEqual({ parts: { 1: 0, 2: 40 }, clusters: [0, 0, 8, 12, 20], isComplete: true });
    const partial = boxallTotals(scoresOf((strand) => (strand === "B" ? null : 2)));
    expect(partial).toEqual({ parts: { 1: null, 2: 20 }, clusters: [null, 10, 4, 6, 10], isComplete: false });
  });

  it("refuse decimals, negative numbers and letters that the form has not", () => {
    const good = scoresOf(() => 3);
    for (const wrong of [
      { ...good, A: 1.5 },
      { ...good, A: -1 },
      { ...good, A: "3" },
      { ...good, K: 3 },
      { ...good, A: 137 },
    ])
      expect(boxallScoresSchema.safeParse(wrong).success).toBe(false);
  });
});

describe("a school's definition", () => {
  const withStrand = (strand: Strand, over: object): BoxallDefinition => ({
    ...invented,
    strands: { ...invented.strands, [strand]: { ...invented.strands[strand], ...over } },
  });

  it("adds up, or is unfinished", () => {
    expect(definitionProblems(invented)).toEqual([]);
    expect(definitionProblems({ version: "other", strands: {} })).toEqual([]);
    expect(
      definitionProblems({ version: "other", strands: { A: { most: 12 }, B: { itemCount: 3 } } }),
    ).toEqual([]);
  });

  it.each([
    [
      "a highest total that is no four times the items",
      withStrand("A", { most: 15 }),
      "Strand A: the highest total is four times",
    ],
    [
      "a part that is more than the form",
      withStrand("C", { itemCount: 5 }),
      "Part 1: the highest totals make 140",
    ],
    [
      "a range the wrong way round",
      withStrand("Q", { typicalLow: 9, typicalHigh: 3 }),
      "Strand Q: the typical range goes from",
    ],
    ["a range above the strand", withStrand("E", { typicalHigh: 13 }), "not above 12"],
  ])("finds %s", (_name, definition, words) => {
    expect(definitionProblems(definition).map(definitionSentence).join(" ")).toContain(words);
  });

  it("bounds what may be entered, and names the bounds; without one only a part's sum is bounded", () => {
    expect(scoreProblems({ A: 17 }, invented).map(scoreSentence)).toEqual([
      "Strand A is a number from 0 to 16.",
    ]);
    expect(scoreProblems({ A: 17 }, undefined)).toEqual([]);
    expect(scoreProblems({ A: 100, B: 40 }, undefined).map(scoreSentence)).toEqual([
      "Part 1 makes 140, and the most is 136. Check the totals against the form.",
    ]);
    expect(scoreProblems({ Q: 100, B: 40 }, undefined)).toEqual([]);
  });
});

describe("change", () => {
  it("is towards typical when part 1 rises and part 2 falls", () => {
    const change = boxallChange(
      assessed(scoresOf(() => 5)),
      later(scoresOf((strand) => (strand <= "J" ? 7 : 3))),
      noDefinition,
    );
    expect(change?.parts[1]).toEqual({ before: 50, after: 70, direction: "towards" });
    expect(change?.parts[2]).toEqual({ before: 50, after: 30, direction: "towards" });
    const back = boxallChange(
      assessed(scoresOf(() => 5)),
      later(scoresOf((strand) => (strand <= "J" ? 3 : 7))),
      noDefinition,
    );
    expect(back?.clusters.map((cluster) => cluster?.direction)).toEqual([
      "away",
      "away",
      "away",
      "away",
      "away",
    ]);
  });

  it("is not made across forms of different families, nor with an unknown one", () => {
    expect(areComparable("children_original", "children_2017")).toBe(true);
    expect(areComparable("children_2017", "young_people")).toBe(false);
    expect(areComparable("other", "other")).toBe(false);
    const scores = scoresOf(() => 5);
    expect(boxallChange(assessed(scores), later(scores, "young_people"), noDefinition)).toBeUndefined();
  });

  it("says who came into the typical range, by each version's own", () => {
    const before = scoresOf(() => 2);
    const change = boxallChange(assessed(before), later({ ...before, A: 8, Q: 12 }), (version) =>
      version === "children_2017" ? invented : undefined,
    );
    const rangeOf = (strand: Strand) => change?.strands.find((found) => found.strand === strand)?.range;
    expect([rangeOf("A"), rangeOf("B"), rangeOf("Q"), rangeOf("R")]).toEqual([
      "came-in",
      "outside",
      "went-out",
      "inside",
    ]);
    const other = boxallChange(assessed(before, "children_original"), later(before), (version) =>
      version === "children_2017" ? invented : undefined,
    );
    expect(other?.strands.some((found) => "range" in found)).toBe(false);
    expect(isTypical("A", 4, undefined)).toBeUndefined();
  });

  it("is not made of two assessments of one day, nor backwards", () => {
    const [low, high] = [scoresOf(() => 2), scoresOf(() => 5)];
    expect(boxallChange(assessed(low), assessed(high, "children_2017", two), noDefinition)).toBeUndefined();
    expect(boxallChange(later(low), assessed(high), noDefinition)).toBeUndefined();
  });

  it("tells when somebody else gave the answers", () => {
    const scores = scoresOf(() => 5);
    const by = (who: typeof one) =>
      boxallChange(assessed(scores), later(scores, "children_2017", who), noDefinition);
    expect([by(one)?.hasOtherAssessors, by(two)?.hasOtherAssessors]).toEqual([false, true]);
  });

  it("of a group needs three pairs, cluster by cluster", () => {
    const pair = (after: number) =>
      boxallChange(
        assessed(scoresOf(() => 1)),
        later(scoresOf((strand) => (strand === "Q" && after === 9 ? null : after))),
        noDefinition,
      );
    const pairs = [pair(2), pair(3), pair(9)].filter((change) => change !== undefined);
    expect(groupChange(pairs)).toEqual({
      pairs: 3,
      clusterPairs: [3, 3, 2, 3, 3],
      clusterTenths: [183, 183, null, 110, 183],
      clusterMeanTenths: [[50, 233], [50, 233], null, [30, 140], [50, 233]],
    });
    expect(groupChange(pairs.slice(1)).clusterTenths).toEqual([null, null, null, null, null]);
  });
});

describe("words", () => {
  const total = fc.option(fc.integer({ min: 0, max: 12 }), { nil: null });
  const anyScores = fc
    .tuple(...strands.map(() => total))
    .map((values) => scoresOf((strand) => values[strands.indexOf(strand)] ?? null));

  it("property: never contradict the numbers, and name nothing that is not known", () => {
    fc.assert(
      fc.property(anyScores, anyScores, fc.boolean(), (before, after, hasDefinition) => {
        const change = boxallChange(assessed(before), later(after), () =>
          hasDefinition ? invented : undefined,
        );
        if (change === undefined) throw new Error("The two compare.");
        const words = changeParagraph(change, { knownAs: "Amara", from: "9 September", to: "20 November" });
        const said = new Map(
          (
            ["moved towards what is typical", "moved away from what is typical", "stayed the same"] as const
          ).map((what) => [
            what,
            words
              .split(". ")
              .find((part) => part.replace(/\.$/, "").endsWith(what))
              ?.toLowerCase() ?? "",
          ]),
        );
        for (const { name, part, strands: own } of clusters) {
          const sum = (scores: BoxallScores) =>
            own
              .map((strand) => scores[strand] ?? null)
              .reduce<number | null>(
                (all, value) => (all === null || value === null ? null : all + value),
                0,
              );
          const [was, is] = [sum(before), sum(after)];
          const better = was !== null && is !== null && (part === 1 ? is > was : is < was);
          const right =
            was === null || is === null
              ? undefined
              : was === is
                ? "stayed the same"
                : better
                  ? "moved towards what is typical"
                  : "moved away from what is typical";
          for (const [what, sentence] of said)
            expect([name, what, sentence.includes(name.toLowerCase())]).toEqual([name, what, what === right]);
        }
        expect(words.includes("typical range")).toBe(hasDefinition && change.strands.length > 0);
        expect(words).not.toMatch(/cured|diagnos|because|improved|disorder/i);
      }),
    );
  });

  it("read as a person would write them", () => {
    const before = scoresOf(() => 4);
    const after = scoresOf((strand) => (strand <= "E" ? 6 : strand === "Q" ? 9 : strand >= "V" ? 2 : 4));
    const change = boxallChange(assessed(before), later(after, "children_2017", two), () => invented);
    expect(
      change &&
        changeParagraph(change, { knownAs: "Amara", from: "9 September 2026", to: "20 November 2026" }),
    ).toBe(
      "Between 9 September 2026 and 20 November 2026, the totals for Amara were compared. Organisation of experience and unsupported development moved towards what is typical. Self-limiting features moved away from what is typical. Internalisation of controls and undeveloped behaviour stayed the same. Of 20 strands with a typical range, 1 came into it and 1 went out of it. Different adults gave the answers, so part of a change may be how they see things.",
    );
  });
});
