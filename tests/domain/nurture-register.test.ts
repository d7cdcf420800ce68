import { describe, expect, it } from "vitest";
import {
  blankWish,
  countRegister,
  halfDaysOf,
  hereWish,
  missedSeconds,
  registerState,
  tapped,
} from "../../src/domain/nurture-register.ts";
import { plannedSessionId } from "../../src/domain/ids.ts";
import { day, factsOf, fourPupils, groupId, hour, monday, pupilId, slotId, slotOf } from "../support/plan.ts";

const span = { start: 9 * hour, end: 12 * hour };
const at = (minutes: number) => span.start + minutes * 60;

describe("a half-day of a nurture group", () => {
  const afternoon = { repeats: "weekly", weekday: 1, start: 13 * hour } as const;
  const slots = {
    morning: slotOf({ plannedSeconds: 2 * hour }),
    afternoon: slotOf({ pattern: afternoon }),
    elsewhere: slotOf({ groupId: groupId("another") }),
  };
  const grid = { groupId: groupId("readers"), pupilId: pupilId("Ben"), from: day("2026-09-03") };
  const facts = factsOf(slots, { halfDayGrids: [{ ...grid, halfDays: ["1pm"] }] });

  it("is planned by the group's times, with those expected and the others of the group", () => {
    const [am, pm, ...more] = halfDaysOf(facts, groupId("readers"), monday);
    expect(more).toEqual([]);
    expect([am?.half, am?.start, am?.end, am?.otherIds]).toEqual([
      "am",
      10 * hour,
      12 * hour,
      [pupilId("Ben")],
    ]);
    expect([pm?.half, pm?.expectedIds, pm?.otherIds]).toEqual(["pm", [...fourPupils].sort(), []]);
    // The planned session itself: whoever logs it in another way meets the same record.
    expect(am?.sessionId).toBe(plannedSessionId(slotId("morning"), monday));
  });

  it("is none on a day without the group, nor at a weekend", () => {
    expect(halfDaysOf(facts, groupId("readers"), day("2026-09-15"))).toEqual([]);
    expect(halfDaysOf(facts, groupId("readers"), day("2026-09-19"))).toEqual([]);
  });
});

describe("a tap on a child's row", () => {
  const late = { status: "here" as const, intervals: [{ from: at(7), to: span.end }] };

  it("goes from blank to absent, to late as of now, and to blank again; it is never absent by itself", () => {
    const absent = tapped(undefined, span, at(7));
    expect(absent).toMatchObject({ status: "absent", intervals: [] });
    const lateNow = tapped({ status: "absent", intervals: [] }, span, at(7));
    expect(lateNow).toMatchObject(late);
    expect(tapped(late, span, at(9))).toEqual(blankWish);
    expect(tapped({ status: "here", intervals: [{ from: span.start, to: span.end }] }, span, at(9))).toEqual(
      absent,
    );
  });

  it("asks for details where now says nothing about how late: another day, before the start, after the end", () => {
    const absent = { status: "absent" as const, intervals: [] };
    expect([undefined, at(0), span.end].map((now) => tapped(absent, span, now))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("leaves what was entered in detail to the details", () => {
    const early = { status: "here" as const, intervals: [{ from: span.start, to: at(60) }] };
    expect(tapped(early, span, at(70))).toBeUndefined();
    expect(tapped({ status: "elsewhere", intervals: [] }, span, at(70))).toBeUndefined();
  });
});

it("tells late from early by the minutes, and counts both as here", () => {
  const mark = { status: "here" as const, intervals: [{ from: at(5), to: at(170) }] };
  expect(missedSeconds(mark, span)).toEqual({ lateSeconds: 300, earlySeconds: 600 });
  expect(registerState(mark, span)).toBe("late");
  expect(registerState({ ...hereWish(span) }, span)).toBe("here");
  expect(registerState({ status: "blank", intervals: [] }, span)).toBe("blank");
  expect(
    countRegister(["here", "late", "early", "absent", "elsewhere", "refused", "blank", "not-expected"]),
  ).toEqual({
    here: 3,
    absent: 1,
    elsewhere: 2,
    blank: 1,
  });
});
