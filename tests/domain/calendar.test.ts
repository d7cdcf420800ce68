import fc from "fast-check";
import { expect, test } from "vitest";
import {
  abWeekOf,
  addDays,
  dayInZone,
  daySchema,
  dayTypeOf,
  daysBetween,
  halfTermOf,
  isDay,
  isPlannedDay,
  mondayOf,
  pupilDaysBetween,
  pupilWeekTenthsBetween,
  schoolYearOf,
  secondsOfDayInZone,
  termOf,
  weekdayOf,
  type Day,
  type SchoolCalendar,
} from "../../src/domain/calendar.ts";

const day = (text: string): Day => daySchema.parse(text);

/** Buckinghamshire 2026/27, with the bank holiday that falls inside a half term. */
const bucks: SchoolCalendar = {
  halfTerms: [
    { name: "Autumn 1", from: day("2026-09-03"), to: day("2026-10-22") },
    { name: "Autumn 2", from: day("2026-11-02"), to: day("2026-12-18") },
    { name: "Spring 1", from: day("2027-01-05"), to: day("2027-02-12") },
    { name: "Spring 2", from: day("2027-02-22"), to: day("2027-03-25") },
    { name: "Summer 1", from: day("2027-04-12"), to: day("2027-05-27") },
    { name: "Summer 2", from: day("2027-06-07"), to: day("2027-07-21") },
  ],
  days: [{ date: day("2027-05-03"), type: "bank-holiday" }],
};

test("Buckinghamshire 2026/27 has 190 pupil days in six half terms, 38 weeks over 40 calendar weeks", () => {
  const days = bucks.halfTerms.map((one) => pupilDaysBetween(one.from, one.to, bucks));
  expect(days).toEqual([36, 35, 29, 24, 33, 33]);
  const [from, to] = [day("2026-09-01"), day("2027-08-31")];
  expect(pupilDaysBetween(from, to, bucks)).toBe(190);
  expect(pupilWeekTenthsBetween(from, to, bucks)).toBe(380);
  const weeks = new Set<string>();
  for (let one = from; one <= to; one = addDays(one, 1))
    if (dayTypeOf(one, bucks) === "pupil-day") weeks.add(mondayOf(one));
  expect(weeks.size).toBe(40);
});

test("half past midnight in summer time stays on its day", () => {
  const instant = Date.parse("2026-06-09T23:30:00Z");
  expect(dayInZone(instant)).toBe("2026-06-10");
  expect(secondsOfDayInZone(instant)).toBe(1800);
  expect(dayInZone(Date.parse("2026-01-09T23:30:00Z"))).toBe("2026-01-09");
});

test("a closure was planned; INSET days, bank holidays and holidays were not", () => {
  const days = [
    { date: day("2026-09-14"), type: "closure" as const },
    { date: day("2026-09-15"), type: "inset" as const },
  ];
  const calendar = { ...bucks, days: [...bucks.days, ...days] };
  expect(isPlannedDay(day("2026-09-14"), calendar)).toBe(true);
  expect(dayTypeOf(day("2026-09-14"), calendar)).toBe("closure");
  expect(isPlannedDay(day("2026-09-15"), calendar)).toBe(false);
  expect(isPlannedDay(day("2026-10-26"), calendar)).toBe(false);
  expect(dayTypeOf(day("2026-09-12"), calendar)).toBe("weekend");
  expect(halfTermOf(day("2026-09-14"), calendar)?.name).toBe("Autumn 1");
});

test("A and B weeks alternate over school weeks and skip the holidays", () => {
  expect(abWeekOf(day("2026-09-03"), bucks)).toBe("A");
  expect(abWeekOf(day("2026-09-07"), bucks)).toBe("B");
  expect(abWeekOf(day("2026-10-22"), bucks)).toBe("B");
  expect(abWeekOf(day("2026-10-26"), bucks)).toBeUndefined();
  expect(abWeekOf(day("2026-11-02"), bucks)).toBe("A");
});

test("A and B weeks alternate also when a school begins in August", () => {
  const early = {
    ...bucks,
    halfTerms: bucks.halfTerms.map((one, at) => (at === 0 ? { ...one, from: day("2026-08-27") } : one)),
  };
  const weeks = ["2026-08-27", "2026-09-03", "2026-09-07", "2026-09-14", "2026-11-02"].map((one) =>
    abWeekOf(day(one), early),
  );
  expect(weeks).toEqual(["A", "B", "A", "B", "B"]);
});

test("a new school year begins with A again", () => {
  const next = { name: "Autumn 1", from: day("2027-09-02"), to: day("2027-10-21") };
  const calendar = { ...bucks, halfTerms: [...bucks.halfTerms, next] };
  expect(abWeekOf(day("2027-09-03"), calendar)).toBe("A");
  expect(abWeekOf(day("2027-09-06"), calendar)).toBe("B");
});

test("a week lost to closures keeps its letter, and so do the weeks after it; a week of INSET has none", () => {
  const week = ["2026-09-14", "2026-09-15", "2026-09-16", "2026-09-17", "2026-09-18"].map(day);
  const withWeek = (type: "closure" | "inset") => ({
    ...bucks,
    days: [...bucks.days, ...week.map((date) => ({ date, type }))],
  });
  const letters = (calendar: SchoolCalendar) =>
    ["2026-09-14", "2026-09-21"].map((one) => abWeekOf(day(one), calendar));
  expect(letters(bucks)).toEqual(["A", "B"]);
  expect(letters(withWeek("closure"))).toEqual(["A", "B"]);
  expect(letters(withWeek("inset"))).toEqual([undefined, "A"]);
});

test("two half terms are one term, with the holiday between them", () => {
  const autumn = { name: "Autumn", schoolYear: 2026, from: "2026-09-03", to: "2026-12-18" };
  for (const text of ["2026-09-03", "2026-10-26", "2026-12-18"])
    expect(termOf(day(text), bucks)).toEqual(autumn);
  expect(termOf(day("2027-03-01"), bucks)?.name).toBe("Spring");
  expect(termOf(day("2027-07-21"), bucks)).toMatchObject({ name: "Summer", schoolYear: 2026 });
  for (const text of ["2026-12-19", "2027-04-01", "2027-07-22"])
    expect(termOf(day(text), bucks)).toBeUndefined();
});

test("a calendar with one half term entered names its term by its month", () => {
  expect(termOf(day("2027-01-10"), { halfTerms: bucks.halfTerms.slice(2, 3), days: [] })?.name).toBe(
    "Spring",
  );
});

test("the clocks going back leave two different instants at one wall time of one day", () => {
  const twice = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"].map((one) => Date.parse(one));
  expect(twice.map((one) => [dayInZone(one), secondsOfDayInZone(one)])).toEqual([
    ["2026-10-25", 5400],
    ["2026-10-25", 5400],
  ]);
});

test("days that are not of the calendar are refused", () => {
  for (const text of ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "2026-04-31", ""])
    expect(isDay(text)).toBe(false);
  expect(isDay("2028-02-29")).toBe(true);
});

test("a school year runs from September", () => {
  expect(schoolYearOf(day("2026-08-31"))).toBe(2025);
  expect(schoolYearOf(day("2026-09-01"))).toBe(2026);
});

test("property: day arithmetic agrees with the platform's calendar", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -20_000, max: 40_000 }),
      fc.integer({ min: -4000, max: 4000 }),
      (start, count) => {
        const text = (days: number) => day(new Date(days * 86_400_000).toISOString().slice(0, 10));
        const from = text(start);
        expect(addDays(from, count)).toBe(text(start + count));
        expect(daysBetween(from, text(start + count))).toBe(count);
        expect(weekdayOf(from)).toBe(new Date(start * 86_400_000).getUTCDay() || 7);
        expect(weekdayOf(mondayOf(from))).toBe(1);
      },
    ),
  );
});
