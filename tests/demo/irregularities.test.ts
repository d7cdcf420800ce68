// What makes an invented school like a real one: losses, gaps, illness, moves, unusual groups. Judged by the product's own
// plan, so that the two agree on what was planned.
import { describe, expect, it } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import { createPlanner, plannedBetween } from "../../src/domain/delivery.ts";
import type { PlanFacts } from "../../src/domain/delivery-plan.ts";
import { groupIdSchema, sessionIdSchema, slotIdSchema } from "../../src/domain/ids.ts";
import * as kinds from "../../src/domain/records.ts";
import { demoPeople } from "../../src/demo/demo-people.ts";
import type { InventedSchool } from "../../src/demo/school.ts";
import { day, invent, recordsOf } from "./invented.ts";

const today = day("2026-11-24");
const school = invent({ pupils: 180, today });
const sessions = recordsOf(school, kinds.session).map((one) => ({
  id: sessionIdSchema.parse(one.id),
  session: one.value,
}));
const marks = recordsOf(school, kinds.mark).map((one) => one.value);

function factsOf(of: InventedSchool): PlanFacts {
  const values = <T>(rows: readonly { value: T }[]): T[] => rows.map((one) => one.value);
  return {
    calendar: {
      halfTerms: values(recordsOf(of, kinds.halfTerm)),
      days: values(recordsOf(of, kinds.calendarDay)),
    },
    slots: recordsOf(of, kinds.slot).map((one) => ({ id: slotIdSchema.parse(one.id), slot: one.value })),
    groups: new Map(recordsOf(of, kinds.group).map((one) => [groupIdSchema.parse(one.id), one.value])),
    members: values(recordsOf(of, kinds.groupMember)),
    groupStaff: values(recordsOf(of, kinds.groupStaff)),
    halfDayGrids: values(recordsOf(of, kinds.halfDayGrid)),
    interruptions: values(recordsOf(of, kinds.interruption)),
    enrolments: values(recordsOf(of, kinds.enrolment)),
  };
}

describe("a year of an invented school", () => {
  const planned = plannedBetween(factsOf(school), day("2025-12-01"), addDays(today, -2), sessions, today);
  const share = (isIt: (one: (typeof planned)[number]) => boolean) =>
    planned.filter(isIt).length / planned.length;

  it("loses about 8 in 100 planned sessions and leaves about 4 in 100 unlogged", () => {
    expect(share((one) => one.state === "lost")).toBeGreaterThan(0.06);
    expect(share((one) => one.state === "lost")).toBeLessThan(0.11);
    expect(share((one) => one.state === "not-logged")).toBeGreaterThan(0.025);
    expect(share((one) => one.state === "not-logged")).toBeLessThan(0.06);
    expect(share((one) => one.state === "delivered-moved")).toBeGreaterThan(0.003);
  });

  it("logs nothing on a planned slot that the timetable does not plan", () => {
    const keys = new Set(planned.flatMap((one) => one.logged?.id ?? []));
    const stray = sessions.filter(
      ({ id, session }) =>
        session.slotId !== undefined &&
        !session.voided &&
        session.date >= "2025-12-08" &&
        session.date < "2026-11-16" &&
        !keys.has(id),
    );
    // A loss that was made up for is settled by the session that made up for it.
    const madeUp = new Set(
      sessions.flatMap(({ session }) =>
        session.replaces ? [`${session.replaces.slotId}|${session.replaces.date}`] : [],
      ),
    );
    expect(stray.filter(({ session }) => !madeUp.has(`${session.slotId}|${session.date}`))).toEqual([]);
  });

  it("has losses for every kind of reason, the snow closure and interruptions among them", () => {
    const reasons = new Set(planned.flatMap((one) => one.lostReason ?? []));
    expect([...reasons].sort()).toEqual(
      [
        "adult-absent",
        "adult-needed-elsewhere",
        "closure",
        "other",
        "pupil-absent",
        "pupil-refused",
        "room",
        "trip-or-event",
      ].sort(),
    );
    expect(planned.some((one) => one.through === "interruption" && one.lostReason !== "closure")).toBe(true);
  });

  it("has absent, late and early children, visitors, undone logs and unplanned sessions", () => {
    const absent = marks.filter((one) => one.status === "absent").length / marks.length;
    expect(absent).toBeGreaterThan(0.03);
    expect(absent).toBeLessThan(0.07);
    const adultsById = new Map(sessions.map(({ id, session }) => [id, session.adults]));
    const lead = (id: (typeof marks)[number]["sessionId"]) => adultsById.get(id)?.[0];
    expect(marks.some((one) => (one.intervals[0]?.from ?? 0) > (lead(one.sessionId)?.from ?? 0))).toBe(true);
    expect(marks.some((one) => (one.intervals[0]?.to ?? 86_400) < (lead(one.sessionId)?.to ?? 0))).toBe(true);
    expect(
      sessions.some(
        ({ session }) => session.adults.length > 1 && session.adults[1]?.from !== session.adults[0]?.from,
      ),
    ).toBe(true);
    expect(sessions.some(({ session }) => session.voided)).toBe(true);
    expect(
      sessions.some(({ session }) => session.slotId === undefined && session.groupId === undefined),
    ).toBe(true);
  });

  it("has a leaver, a change of class, a merged double card and an assistant who was moved", () => {
    const cards = recordsOf(school, kinds.pupil).map((one) => one.value);
    const enrolments = recordsOf(school, kinds.enrolment).map((one) => one.value);
    expect(cards.some((one) => one.leftOn === "2026-10-22")).toBe(true);
    expect(enrolments.some((one) => one.from === "2026-10-23")).toBe(true);
    expect(cards.some((one) => one.mergedInto && one.provisional)).toBe(true);
    const staffing = recordsOf(school, kinds.groupStaff).map((one) => one.value);
    expect(staffing.some((one) => one.role === "lead" && one.from === "2026-11-18")).toBe(true);
  });
});

describe("its groups", () => {
  const groups = recordsOf(school, kinds.group).filter((one) => one.value.schoolYear === 2026);
  const members = Map.groupBy(recordsOf(school, kinds.groupMember), (one) => one.value.groupId as string);
  const slots = recordsOf(school, kinds.slot).map((one) => one.value);

  it("are mostly of three to six, and none is larger but the nurture group of eight", () => {
    const [nurture, ...others] = groups.toSorted(
      (a, b) => Number(b.value.isNurture ?? 0) - Number(a.value.isNurture ?? 0),
    );
    expect([nurture?.value.isNurture, members.get(nurture?.id ?? "")?.length]).toEqual([true, 8]);
    const sizes = others.map((one) => members.get(one.id)?.length ?? 0);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
    expect(sizes.filter((size) => size >= 3).length / sizes.length).toBeGreaterThan(0.6);
  });

  it("hold one of every unusual kind", () => {
    expect(groups.filter((one) => one.value.rule === "enrolled")).toHaveLength(1);
    const named = groups.filter((one) => one.value.rule === "named");
    expect(named).toHaveLength(1);
    const ids = named.flatMap((one) => members.get(one.id)?.map((member) => member.value.pupilId) ?? []);
    expect(ids).toContain(named[0]?.value.namedPupilId);
    const patterns = new Set(slots.map((one) => one.pattern.repeats));
    expect([...patterns].sort()).toEqual(["fortnightly", "times-a-week", "weekly"]);
    expect(
      slots.some((one) => one.type === "personal-care" && members.get(one.groupId ?? "")?.length === 1),
    ).toBe(true);
    const hours = slots.filter((one) => one.plannedSeconds === 3600 && one.from > "2026-09-01");
    expect(hours.map((one) => [members.get(one.groupId ?? "")?.length, one.staffIds.length])).toEqual([
      [4, 2],
    ]);
  });
});

describe("the day of the demo", () => {
  it("leaves today to be logged, with the fullest timetable for the assistant", () => {
    expect(sessions.filter(({ session }) => session.date >= today)).toEqual([]);
    const { teachingAssistant, senco } = demoPeople(school, today);
    const own = createPlanner(factsOf(school), today)
      .settledBy(sessions)
      .on(today)
      .filter((one) => one.staffIds.includes(teachingAssistant));
    expect(own.filter((one) => one.state === "open").length).toBeGreaterThanOrEqual(5);
    expect(school.people.find((one) => one.staffId === senco)?.roles).toContain("senco");
  });

  it("has last week's and yesterday's sessions, a few of them still to be logged", () => {
    const facts = factsOf(school);
    const recent = plannedBetween(facts, addDays(today, -8), addDays(today, -1), sessions, today);
    const yesterday = recent.filter((one) => one.date === addDays(today, -1));
    expect(yesterday.filter((one) => one.state === "delivered").length).toBeGreaterThan(
      yesterday.length * 0.7,
    );
    expect(recent.filter((one) => one.state === "not-logged").length).toBeGreaterThan(0);
  });

  it("is honestly empty in the holidays, with an assistant all the same", () => {
    const holiday = day("2026-12-29");
    const resting = invent({ pupils: 60, today: holiday, from: "2026-12-01" });
    const { teachingAssistant } = demoPeople(resting, holiday);
    expect(resting.people.some((one) => one.staffId === teachingAssistant)).toBe(true);
    expect(createPlanner(factsOf(resting), holiday).settledBy([]).on(holiday)).toEqual([]);
    expect(recordsOf(resting, kinds.session).length).toBeGreaterThan(100);
  });

  it("can be asked for in a size that suits a browser", () => {
    const small = invent({ pupils: 180, today, from: addDays(today, -28) });
    expect(small.records.length).toBeGreaterThan(2000);
    expect(small.records.length).toBeLessThan(4500);
  });

  it("grows to about 30,000 sessions for 420 pupils and two years", () => {
    const large = invent({ pupils: 420, years: 2, today });
    const count = large.records.filter((record) => record.kind === "session").length;
    expect(count).toBeGreaterThan(27_000);
    expect(count).toBeLessThan(33_000);
  });
});
