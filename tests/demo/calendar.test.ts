// The invented school's year: Buckinghamshire's dates in 2026/27 and the same shape in every other year.
import { describe, expect, it } from "vitest";
import { calendarDaysOf, halfTermsOf } from "../../src/demo/calendar.ts";
import { instantAt } from "../../src/demo/instant.ts";
import { daySchema, isPlannedDay, pupilDaysBetween, weekdayOf } from "../../src/domain/calendar.ts";

const day = (text: string) => daySchema.parse(text);

describe("the invented calendar", () => {
  it("has Buckinghamshire's 190 pupil days in 2026/27: 36 + 35 + 29 + 24 + 33 + 33", () => {
    const calendar = { halfTerms: halfTermsOf(2026), days: calendarDaysOf(2026, day("2026-09-01")) };
    const counts = calendar.halfTerms.map(({ from, to }) => pupilDaysBetween(from, to, calendar));
    expect(counts).toEqual([36, 35, 29, 24, 33, 33]);
    expect(calendar.halfTerms.map(({ from, to }) => `${from} ${to}`)).toEqual([
      "2026-09-03 2026-10-22",
      "2026-11-02 2026-12-18",
      "2027-01-05 2027-02-12",
      "2027-02-22 2027-03-25",
      "2027-04-12 2027-05-27",
      "2027-06-07 2027-07-21",
    ]);
  });

  it.each([2018, 2023, 2024, 2025, 2027, 2028, 2031, 2040])(
    "keeps the shape and the weekdays in %i",
    (schoolYear) => {
      const calendar = {
        halfTerms: halfTermsOf(schoolYear),
        days: calendarDaysOf(schoolYear, day("2018-01-01")),
      };
      const weekdays = (year: number) =>
        halfTermsOf(year).map(({ from, to }) => `${weekdayOf(from)}-${weekdayOf(to)}`);
      expect(weekdays(schoolYear)).toEqual(weekdays(2026));
      const first = calendar.halfTerms[0]?.from ?? "";
      expect(first >= `${schoolYear}-09-01` && first <= `${schoolYear}-09-07`).toBe(true);
      const { from, to } = { from: day(`${schoolYear}-09-01`), to: day(`${schoolYear + 1}-08-31`) };
      expect(pupilDaysBetween(from, to, calendar)).toBeGreaterThanOrEqual(187);
      expect(pupilDaysBetween(from, to, calendar)).toBeLessThanOrEqual(191);
    },
  );

  it("never plans an INSET day or a bank holiday, and knows Easter", () => {
    const days = calendarDaysOf(2026, day("2027-08-31"));
    const calendar = { halfTerms: halfTermsOf(2026), days };
    expect(days.filter((one) => one.type === "inset")).toHaveLength(5);
    expect(days.find((one) => one.note === "Good Friday")?.date).toBe("2027-03-26");
    expect(isPlannedDay(day("2027-05-03"), calendar)).toBe(false);
    for (const one of days) expect(isPlannedDay(one.date, calendar)).toBe(one.type === "closure");
  });

  it("has a snow closure once the day has passed, and not before", () => {
    const closures = (today: string) =>
      calendarDaysOf(2026, day(today)).filter((one) => one.type === "closure");
    expect(closures("2027-01-19")).toEqual([]);
    expect(closures("2027-01-20").map((one) => one.date)).toEqual(["2027-01-19"]);
  });

  it("writes instants in UTC, an hour earlier in summer time", () => {
    expect(instantAt(day("2027-03-27"), 32_400)).toBe("2027-03-27T09:00:00.000Z");
    expect(instantAt(day("2027-03-28"), 32_400)).toBe("2027-03-28T08:00:00.000Z");
    expect(instantAt(day("2026-10-24"), 32_400)).toBe("2026-10-24T08:00:00.000Z");
    expect(instantAt(day("2026-10-25"), 32_400)).toBe("2026-10-25T09:00:00.000Z");
  });
});
