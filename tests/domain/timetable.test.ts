import { expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import { plannedDaysInWeek, timesPlannedInWeek } from "../../src/domain/timetable.ts";
import * as plan from "../support/plan.ts";

const { day, hour, monday } = plan;
const { calendar } = plan.factsOf({});
const closed = (...dates: string[]) => ({
  ...calendar,
  days: dates.map((date) => ({ date: day(date), type: "closure" as const })),
});

test("a weekly slot falls on its weekday, while it is in force", () => {
  const slot = plan.slotOf({ to: monday });
  expect(plannedDaysInWeek(slot, monday, calendar)).toEqual([{ date: monday, start: 10 * hour }]);
  expect(plannedDaysInWeek(slot, addDays(monday, 7), calendar)).toEqual([]);
});

test("a closure was planned; INSET days, bank holidays and holidays were not", () => {
  const slot = plan.slotOf();
  expect(plannedDaysInWeek(slot, monday, closed("2026-09-14"))).toHaveLength(1);
  for (const type of ["inset", "bank-holiday"] as const) {
    expect(plannedDaysInWeek(slot, monday, { ...calendar, days: [{ date: monday, type }] })).toEqual([]);
  }
  expect(plannedDaysInWeek(slot, day("2026-10-26"), calendar)).toEqual([]);
});

test("a fortnightly slot falls in its own weeks only, and a holiday does not turn them round", () => {
  const slotIn = (week: "A" | "B") =>
    plan.slotOf({ pattern: { repeats: "fortnightly", weekday: 1, week, start: 9 * hour } });
  const mondays = ["2026-09-14", "2026-09-21", "2026-10-19", "2026-11-02"].map(day);
  const fallsIn = (week: "A" | "B") =>
    mondays.map((one) => plannedDaysInWeek(slotIn(week), one, calendar).length);
  // Weeks from 31 August: A, B, A, B, A, B, A, B; after half term A again.
  expect(fallsIn("A")).toEqual([1, 0, 0, 1]);
  expect(fallsIn("B")).toEqual([0, 1, 1, 0]);
});

test("n a week plans the smaller of n and the week's pupil days, and names no day", () => {
  const slot = (times: number) => plan.slotOf({ pattern: { repeats: "times-a-week", times } });
  expect(timesPlannedInWeek(slot(3), monday, calendar)).toBe(3);
  expect(timesPlannedInWeek(slot(5), day("2026-08-31"), calendar)).toBe(2);
  expect(timesPlannedInWeek(slot(3), day("2026-10-26"), calendar)).toBe(0);
  expect(plannedDaysInWeek(slot(3), monday, calendar)).toEqual([]);
});

test("a closure entered afterwards does not make the plan smaller", () => {
  const slot = plan.slotOf({ pattern: { repeats: "times-a-week", times: 5 } });
  expect(timesPlannedInWeek(slot, monday, closed("2026-09-16"))).toBe(5);
});
