import { describe, expect, it } from "vitest";
import { draftWeek, planOf } from "../../src/domain/delivery-plan.ts";
import {
  attendanceShape,
  expectedOn,
  gridOn,
  gridSteps,
  halfOf,
  type HalfDayGrid,
} from "../../src/domain/half-days.ts";
import { day, factsOf, fourPupils, groupId, hour, monday, pupilId, slotOf } from "../support/plan.ts";

const gridOf = (name: string, from: string, halfDays: HalfDayGrid["halfDays"]): HalfDayGrid => ({
  groupId: groupId("readers"),
  pupilId: pupilId(name),
  from: day(from),
  halfDays,
});

describe("a child's half-days", () => {
  const grids = [
    gridOf("Ben", "2026-11-02", ["1am", "3am"]),
    gridOf("Ben", "2026-09-21", ["1am", "1pm", "3am", "3pm"]),
  ];
  const isExpected = (text: string, half: "am" | "pm") =>
    expectedOn([pupilId("Ben")], grids, day(text), half).length === 1;

  it("are those of the grid in force, and the past stays as it was when a new one begins", () => {
    expect(isExpected("2026-10-21", "pm")).toBe(true);
    expect(isExpected("2026-11-04", "pm")).toBe(false);
    expect(isExpected("2026-11-04", "am")).toBe(true);
    expect(isExpected("2026-11-07", "am")).toBe(false);
    expect(gridOn(grids, day("2026-09-20"))).toBeUndefined();
  });

  it("change in steps; a grid that changes nothing is none", () => {
    const taken = gridOf("Ben", "2026-11-16", ["3am", "1am"]);
    expect(gridSteps([...grids, taken]).map((one) => one.from)).toEqual(["2026-09-21", "2026-11-02"]);
    const again = gridOf("Ben", "2026-11-23", ["1am"]);
    expect(gridSteps([again, taken, ...grids]).map((one) => one.from)).toEqual([
      "2026-09-21",
      "2026-11-02",
      "2026-11-23",
    ]);
  });

  it("are all on which the group meets, for a child without a grid", () => {
    expect(expectedOn([pupilId("Amara"), pupilId("Ben")], grids, day("2026-11-03"), "am")).toEqual([
      pupilId("Amara"),
    ]);
  });

  it("are full time from 8 a week and part time from 4; a morning ends at midday", () => {
    expect([10, 8, 7, 4, 3].map(attendanceShape)).toEqual([
      "full-time",
      "full-time",
      "part-time",
      "part-time",
      "fewer",
    ]);
    expect([halfOf(12 * hour - 1), halfOf(12 * hour)]).toEqual(["am", "pm"]);
  });
});

it("a plan means only those who are expected in that half of the day", () => {
  const pattern = { repeats: "weekly", weekday: 1, start: 13 * hour } as const;
  const slots = { morning: slotOf(), afternoon: slotOf({ pattern }) };
  const facts = factsOf(slots, { halfDayGrids: [gridOf("Ben", "2026-09-03", ["1am"])] });
  const { days } = draftWeek(planOf(facts, monday), monday);
  const [morning, afternoon] = days.map((one) => one.words.pupilIds);
  expect(morning).toEqual([...fourPupils].sort());
  expect(afternoon).toEqual(fourPupils.filter((one) => one !== pupilId("Ben")).sort());
});
