import fc from "fast-check";
import { expect, test } from "vitest";
import { scaleKey, scoreLineSchema, type ScoreLine } from "../../src/domain/score.ts";
import { parseScore, scoreChangeWords, scoreSeries, type DatedScore } from "../../src/domain/score-series.ts";
import { day } from "../support/plan.ts";

const line = (value: number, over: Partial<ScoreLine> = {}): ScoreLine => ({
  name: "Words read",
  value,
  min: 0,
  max: 10,
  direction: "more",
  ...over,
});
const on = (date: string, value: number, over: Partial<DatedScore> = {}): DatedScore => ({
  date: day(date),
  line: line(value),
  ...over,
});

test("a value outside of its range, a range turned round and a third decimal are no score", () => {
  expect(scoreLineSchema.safeParse(line(10)).success).toBe(true);
  expect(scoreLineSchema.safeParse(line(0)).success).toBe(true);
  expect(scoreLineSchema.safeParse(line(7.25)).success).toBe(true);
  for (const wrong of [line(11), line(-1), line(3, { min: 10, max: 0 }), line(3, { min: 3, max: 3 })])
    expect(scoreLineSchema.safeParse(wrong).success).toBe(false);
  expect(scoreLineSchema.safeParse(line(7.255)).success).toBe(false);
  expect(scoreLineSchema.safeParse(line(Number.NaN)).success).toBe(false);
  expect(scoreLineSchema.safeParse(line(1, { name: "  " })).success).toBe(false);
});

test("values are compared on one name, range and direction only", () => {
  const same = [line(1), line(9, { name: " words READ " })];
  const others = [line(1, { max: 20 }), line(1, { min: 1 }), line(1, { direction: "less" })];
  expect(new Set(same.map(scaleKey)).size).toBe(1);
  expect(new Set([...same, ...others].map(scaleKey)).size).toBe(4);
});

test("values stand by day whatever the order in which they came, and change is from the first to the last", () => {
  const [series, ...more] = scoreSeries([on("2026-11-02", 7), on("2026-09-07", 4), on("2026-10-05", 9)]);
  expect(more).toEqual([]);
  expect(series?.values.map((one) => one.line.value)).toEqual([4, 9, 7]);
  expect(series?.change).toEqual({ from: "2026-09-07", to: "2026-11-02", by: 3, is: "wanted" });
});

test("a new baseline begins anew, and a baseline alone says nothing", () => {
  const round = [on("2026-01-12", 2, { isBaseline: true }), on("2026-03-12", 8)];
  const [again] = scoreSeries([...round, on("2026-09-07", 5, { isBaseline: true })]);
  expect(again?.change).toBeUndefined();
  const [later] = scoreSeries([...round, on("2026-09-07", 5, { isBaseline: true }), on("2026-11-02", 4)]);
  expect(later?.change).toEqual({ from: "2026-09-07", to: "2026-11-02", by: -1, is: "other-way" });
});

test("two values of one day are no change, whoever they are of", () => {
  const [alone] = scoreSeries([on("2026-09-07", 4), on("2026-09-07", 7)]);
  expect([alone?.values.length, alone?.change]).toEqual([2, undefined]);
  const [later] = scoreSeries([on("2026-09-07", 4), on("2026-11-02", 6), on("2026-11-02", 7)]);
  expect(later?.change).toMatchObject({ from: "2026-09-07", to: "2026-11-02", by: 3 });
});

test("answers of different people are not compared", () => {
  const series = scoreSeries([on("2026-09-07", 4, { of: "staff" }), on("2026-11-02", 7, { of: "family" })]);
  expect(series.map((one) => one.change)).toEqual([undefined, undefined]);
});

test("a change says by how much, and whether it is the way that is wanted", () => {
  const words = (from: number, to: number, direction: ScoreLine["direction"]) => {
    const change = scoreSeries([
      { date: day("2026-09-07"), line: line(from, { direction }) },
      { date: day("2026-11-02"), line: line(to, { direction }) },
    ])[0]?.change;
    return change && scoreChangeWords(change);
  };
  expect(words(4, 7, "more")).toBe("Up 3, which is wanted");
  expect(words(4, 7, "less")).toBe("Up 3, the other way");
  expect(words(7, 4, "less")).toBe("Down 3, which is wanted");
  expect(words(7, 4, "more")).toBe("Down 3, the other way");
  expect(words(0.1, 0.3, "more")).toBe("Up 0.2, which is wanted");
  expect(words(4, 4, "less")).toBe("No change");
});

test("the words never contradict the numbers", () => {
  const cents = fc.integer({ min: 0, max: 1000 }).map((one) => one / 100);
  fc.assert(
    fc.property(cents, cents, fc.constantFrom("more" as const, "less" as const), (a, b, direction) => {
      const [series] = scoreSeries([
        { date: day("2026-09-07"), line: line(a, { direction }) },
        { date: day("2026-11-02"), line: line(b, { direction }) },
      ]);
      const words = series?.change && scoreChangeWords(series.change);
      if (a === b) {
        expect(words).toBe("No change");
        return;
      }
      expect(words?.startsWith(b > a ? "Up" : "Down")).toBe(true);
      expect(words?.endsWith("which is wanted")).toBe((direction === "more") === b > a);
      const said = Number(/[\d.]+/.exec(words ?? "")?.[0]);
      expect(said).toBeCloseTo(Math.abs(b - a), 6);
    }),
  );
});

test("what is typed is a number with two decimals at most, with a comma too, and anything else is none", () => {
  expect([" 7 ", "7.5", "7,25", "-3", "−3", "007"].map(parseScore)).toEqual([7, 7.5, 7.25, -3, -3, 7]);
  for (const wrong of ["", "seven", "7.255", "7.5.1", "1e3", "Infinity", "0x10", "7 5"])
    expect(parseScore(wrong)).toBeUndefined();
});
