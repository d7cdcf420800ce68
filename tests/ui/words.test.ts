import { describe, expect, test } from "vitest";
import { dayOfParts, partsOfDay, shiftDay } from "../../src/ui/iso-day.ts";
import * as words from "../../src/ui/words.ts";

describe("words", () => {
  test("says days as GOV.UK writes them", () => {
    expect(words.sayDay("2026-08-06")).toBe("6 August 2026");
    expect(words.sayDayShort("2026-08-06")).toBe("Thu 6 Aug");
    expect(words.sayDayShort("2026-09-14")).toBe("Mon 14 Sept");
    expect(words.sayWeekday("2026-08-06")).toBe("Thursday 6 August");
    expect(words.sayWeek("2026-09-14")).toBe("Week of 14 September 2026");
  });

  test("refuses text that is no day", () => {
    expect(() => words.sayDay("2026-02-31")).toThrow(RangeError);
  });

  test.each([
    [0, "midnight"],
    [9 * 3600 + 5 * 60, "9:05am"],
    [12 * 3600, "midday"],
    [12 * 3600 + 15 * 60, "12:15pm"],
    [14 * 3600, "2pm"],
    [14 * 3600 + 30 * 60 + 59, "2:30pm"],
    [30 * 60, "12:30am"],
    [24 * 3600, "midnight"],
  ])("says %d seconds of the day as %s", (seconds, said) => {
    expect(words.sayTime(seconds)).toBe(said);
  });

  test("says a range of times", () => {
    expect(words.sayTimeRange(14 * 3600, 14.5 * 3600)).toBe("2pm to 2:30pm");
  });

  test.each([
    [0, "0 minutes", "0 s"],
    [20, "less than 1 minute", "20 s"],
    [60, "1 minute", "1 min"],
    [450, "8 minutes", "7 min 30 s"],
    [900, "15 minutes", "15 min"],
    [3600, "1 hour", "1 h"],
    [3900, "1 hour 5 minutes", "1 h 5 min"],
    [7199, "2 hours", "1 h 59 min 59 s"],
  ])("says a length of %d seconds to the minute and to the second", (seconds, toTheMinute, toTheSecond) => {
    expect(words.sayMinutes(seconds)).toBe(toTheMinute);
    expect(words.sayExact(seconds)).toBe(toTheSecond);
  });

  test("says money, counts and lists", () => {
    expect(words.sayPence(123450)).toBe("£1,234.50");
    expect(words.sayPence(600)).toBe("£6");
    expect(words.sayPence(-205)).toBe("-£2.05");
    expect(words.sayCount(1, "session")).toBe("1 session");
    expect(words.sayCount(1200, "session")).toBe("1,200 sessions");
    expect(words.sayCount(2, "child", "children")).toBe("2 children");
    expect(words.sayList(["a", "b", "c"])).toBe("a, b and c");
    expect(words.sayList(["a"])).toBe("a");
  });
});

describe("days of the calendar", () => {
  test("knows a day from a text that only looks like one", () => {
    expect(partsOfDay("2028-02-29")).toEqual({ year: 2028, month: 2, date: 29 });
    expect(partsOfDay("2026-02-29")).toBeUndefined();
    expect(partsOfDay("6 August")).toBeUndefined();
    expect(dayOfParts({ year: 26, month: 8, date: 6 })).toBeUndefined();
    expect(dayOfParts({ year: 2026, month: 13, date: 1 })).toBeUndefined();
  });

  test("moves over the ends of months and years", () => {
    expect(shiftDay("2026-03-01", -1)).toBe("2026-02-28");
    expect(shiftDay("2026-12-31", 1)).toBe("2027-01-01");
  });
});
