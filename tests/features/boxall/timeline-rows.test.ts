import { describe, expect, it } from "vitest";
import { strands, type BoxallAssessment } from "../../../src/domain/boxall.ts";
import type { SchoolCalendar } from "../../../src/domain/calendar.ts";
import { nurturePlacementSchema } from "../../../src/domain/nurture-placement.ts";
import { timelineRows, type TimelineFacts } from "../../../src/features/boxall/timeline-rows.ts";
import { day, groupId, pupilId, staffId } from "../../support/plan.ts";

const calendar: SchoolCalendar = {
  halfTerms: [
    { name: "Autumn 1", from: day("2026-09-03"), to: day("2026-10-23") },
    { name: "Autumn 2", from: day("2026-11-02"), to: day("2026-12-18") },
    { name: "Spring 1", from: day("2027-01-04"), to: day("2027-02-12") },
  ],
  days: [],
};
const today = day("2026-12-01");

function assessed(date: string, total: number, over: Partial<BoxallAssessment> = {}) {
  const record: BoxallAssessment = {
    pupilId: pupilId("Amara"),
    version: "children_2017",
    kind: "review",
    date: day(date),
    scores: Object.fromEntries(strands.map((strand) => [strand, total])) as BoxallAssessment["scores"],
    assessorIds: [staffId("Lee")],
    authorId: staffId("Lee"),
    recordedAt: `${date}T15:00:00.000Z`,
    ...over,
  };
  return { id: crypto.randomUUID(), record };
}
const line = (date: string, group: string, attendance: "attended" | "missed" | "not-expected") => ({
  date: day(date),
  groupId: groupId(group),
  attendance,
  apportionedSeconds: attendance === "attended" ? 900 : 0,
});
const rows = (over: Partial<TimelineFacts>) =>
  timelineRows(
    {
      calendar,
      lines: [],
      nurtureIds: new Set([groupId("nest")]),
      counting: [],
      targets: [],
      places: [],
      ...over,
    },
    today,
  );

describe("the timeline of a child", () => {
  it("begins where something happened, and is empty before anything did", () => {
    expect(rows({})).toEqual([]);
    expect(rows({ lines: [line("2026-11-04", "nest", "attended")] }).map((row) => row.halfTerm.name)).toEqual(
      ["Autumn 2"],
    );
  });

  it("counts half-days of nurture groups apart, and all of the time together; the holiday belongs before it", () => {
    const [first, second, ...more] = rows({
      lines: [
        line("2026-09-07", "nest", "attended"),
        line("2026-09-08", "nest", "missed"),
        line("2026-09-09", "nest", "not-expected"),
        line("2026-09-09", "readers", "attended"),
        line("2026-10-28", "readers", "missed"),
        line("2026-11-02", "readers", "attended"),
      ],
    });
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      halfDaysHere: 1,
      halfDaysTaken: 2,
      attended: 1,
      taken: 2,
      apportionedSeconds: 1800,
    });
    expect(second).toMatchObject({ halfDaysTaken: 0, attended: 1, taken: 1, apportionedSeconds: 900 });
  });

  it("sets a Boxall beside the one of an earlier day in the same family, and of nothing else", () => {
    const [only] = rows({
      counting: [
        assessed("2026-09-10", 4),
        assessed("2026-10-01", 5),
        assessed("2026-10-01", 3, { assessorIds: [staffId("Sam")] }),
        assessed("2026-10-08", 3, { version: "young_people" }),
        assessed("2026-10-15", 5, {
          scores: { ...assessed("2026-10-15", 5).record.scores, A: null },
        }),
      ],
    });
    expect(only?.boxall.map((one) => one.replace(/^Review, [^:]*: /, ""))).toEqual([
      "part 1 40, part 2 40",
      "part 1 50 (+10), part 2 50 (+10)",
      "part 1 30 (−10), part 2 30 (−10)",
      "part 1 30, part 2 30",
      "part 1 incomplete, part 2 50 (+20)",
    ]);
  });

  it("tells in their order what began and ended, and claims no cause", () => {
    const place = nurturePlacementSchema.parse({
      groupId: groupId("nest"),
      pupilId: pupilId("Amara"),
      startedOn: "2026-09-07",
      endedOn: "2026-11-27",
      exitReason: "targets-met",
    });
    const target = {
      groupId: groupId("nest"),
      pupilId: pupilId("Amara"),
      text: "Joins in a game for ten minutes",
      from: day("2026-09-21"),
    };
    const made = rows({ places: [place], targets: [target] });
    expect(made.map((row) => row.events.map((one) => one.replace(/^[^:]*: /, "")))).toEqual([
      ["Began in the nurture group", "Target: Joins in a game for ten minutes"],
      ["Left the nurture group: targets met, back in class"],
    ]);
  });
});
