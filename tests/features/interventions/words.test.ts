import { expect, test } from "vitest";
import { datesWords, isNowOrLater } from "../../../src/features/interventions/dated-rows.ts";
import { allSlotWords, slotWords } from "../../../src/features/shared/slot-words.ts";
import { day, hour, slotOf } from "../../support/plan.ts";

const at = (weekday: number, start = 13 * hour) =>
  slotOf({ pattern: { repeats: "weekly", weekday, start }, plannedSeconds: 1800 });

test("days at one time are told together, in the order of the week", () => {
  expect(allSlotWords([at(5), at(1), at(2)])).toEqual(["Mondays, Tuesdays and Fridays, 1pm to 1:30pm"]);
  expect(allSlotWords([at(4, 9 * hour), at(1)])).toEqual([
    "Mondays, 1pm to 1:30pm",
    "Thursdays, 9am to 9:30am",
  ]);
});

test("A and B weeks and n a week are told as they are", () => {
  const pattern = { repeats: "fortnightly" as const, weekday: 2, week: "B" as const, start: 9 * hour };
  expect(slotWords(slotOf({ pattern }))).toBe("Tuesdays in B weeks, 9am to 10am");
  const often = slotOf({ pattern: { repeats: "times-a-week", times: 3 }, plannedSeconds: 600 });
  expect(slotWords(often)).toBe("3 times a week, 10 minutes");
});

test("what was taken back before its first day is not listed", () => {
  const today = day("2026-09-16");
  expect(isNowOrLater({ from: today, to: day("2026-09-15") }, today)).toBe(false);
  expect(isNowOrLater({ from: today, to: today }, today)).toBe(true);
  expect(isNowOrLater({ from: day("2026-10-01") }, today)).toBe(true);
  expect(datesWords({ from: today, to: today })).toBe("on 16 September 2026");
});
