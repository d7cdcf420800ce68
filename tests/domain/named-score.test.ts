import fc from "fast-check";
import { expect, test } from "vitest";
import { interventionMeasureSchema } from "../../src/domain/intervention-measure.ts";
import {
  namedScoreSchema,
  scalesOf,
  sdqDifficulties,
  sdqProsocial,
  sdqTotal,
  sdqTotalOf,
} from "../../src/domain/named-score.ts";
import type { Scale, ScoreLine } from "../../src/domain/score.ts";
import { day, groupId, pupilId, staffId } from "../support/plan.ts";

const at = (scale: Scale, value: number): ScoreLine => ({ ...scale, value });
const sdq = (difficulties: readonly number[], total?: number, prosocial?: number): ScoreLine[] => [
  ...sdqDifficulties.flatMap((scale, n) => {
    const value = difficulties[n];
    return value === undefined ? [] : [at(scale, value)];
  }),
  ...(prosocial === undefined ? [] : [at(sdqProsocial, prosocial)]),
  ...(total === undefined ? [] : [at(sdqTotal, total)]),
];
const record = (instrument: "sdq" | "leuven" | "own", values: readonly ScoreLine[]) => ({
  pupilId: pupilId("Amara"),
  instrument,
  date: day("2026-09-14"),
  answeredBy: "staff",
  values,
  authorId: staffId("Lee"),
  recordedAt: "2026-09-14T10:00:00.000Z",
});
const isTaken = (instrument: "sdq" | "leuven" | "own", values: readonly ScoreLine[]) =>
  namedScoreSchema.safeParse(record(instrument, values)).success;

test("the SDQ's total is the sum of four scales, and the fifth is never part of it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(10), { minLength: 4, maxLength: 4 }),
      fc.nat(10),
      fc.nat(40),
      (four, fifth, total) => {
        const sum = four.reduce((all, one) => all + one, 0);
        expect(sdqTotalOf(sdq(four, undefined, fifth))).toBe(sum);
        expect(isTaken("sdq", sdq(four, sum, fifth))).toBe(true);
        expect(isTaken("sdq", sdq(four, total, fifth))).toBe(total === sum);
      },
    ),
  );
});

test("a total alone is taken, and nothing is worked out from three scales", () => {
  expect(isTaken("sdq", sdq([], 17))).toBe(true);
  expect(sdqTotalOf(sdq([1, 2, 3]))).toBeUndefined();
  expect(isTaken("sdq", sdq([1, 2, 3], 17))).toBe(true);
});

test("a known form takes its own scales only, each once, in whole numbers and within their range", () => {
  expect(scalesOf.sdq.map(({ min, max, direction }) => [min, max, direction])).toEqual([
    [0, 10, "less"],
    [0, 10, "less"],
    [0, 10, "less"],
    [0, 10, "less"],
    [0, 10, "more"],
    [0, 40, "less"],
  ]);
  expect(scalesOf.leuven.map(({ min, max, direction }) => [min, max, direction])).toEqual([
    [1, 5, "more"],
    [1, 5, "more"],
  ]);
  const [emotional] = sdqDifficulties;
  const [wellBeing] = scalesOf.leuven;
  if (emotional === undefined || wellBeing === undefined) throw new Error("Both forms have scales.");
  expect(isTaken("leuven", [at(wellBeing, 3)])).toBe(true);
  for (const wrong of [
    [at(emotional, 11)],
    [at(emotional, 3.5)],
    [at({ ...emotional, max: 20 }, 3)],
    [at({ ...emotional, direction: "more" }, 3)],
    [at(emotional, 3), at(emotional, 4)],
    [at(wellBeing, 3)],
    [],
  ] satisfies ScoreLine[][])
    expect(isTaken("sdq", wrong)).toBe(false);
  expect(isTaken("leuven", [at(wellBeing, 0)])).toBe(false);
});

test("anything else is a name, a value and a range", () => {
  const own: ScoreLine = { name: "Confidence", value: 6.5, min: 0, max: 10, direction: "more" };
  expect(isTaken("own", [own])).toBe(true);
  expect(isTaken("own", [{ ...own, value: 10.5 }])).toBe(false);
});

test("a measure in a group is one value within its range, at a moment", () => {
  const measure = {
    groupId: groupId("readers"),
    pupilId: pupilId("Amara"),
    moment: "baseline",
    date: "2026-09-14",
    name: "Words read",
    value: 12,
    min: 0,
    max: 60,
    direction: "more",
    authorId: staffId("Lee"),
    recordedAt: "2026-09-14T10:00:00.000Z",
  };
  expect(interventionMeasureSchema.safeParse(measure).success).toBe(true);
  for (const over of [{ value: 61 }, { value: -1 }, { min: 60, max: 0 }, { moment: "later" }, { name: "" }])
    expect(interventionMeasureSchema.safeParse({ ...measure, ...over }).success).toBe(false);
});
