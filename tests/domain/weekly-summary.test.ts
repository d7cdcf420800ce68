import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import type { Rate, StaffBand } from "../../src/domain/cost.ts";
import { contributionOf } from "../../src/domain/ledger.ts";
import type { LoggedSession } from "../../src/domain/logged-session.ts";
import type { Mark } from "../../src/domain/session.ts";
import type { WeeklyFacts } from "../../src/domain/weekly-facts.ts";
import { weeklySummaryOf, type WeeklyRow } from "../../src/domain/weekly-summary.ts";
import { weeklyTable } from "../../src/domain/weekly-table.ts";
import * as plan from "../support/plan.ts";

const { day, hour, monday, slotId } = plan;
const mon = slotId("mon");
const absent: Partial<Mark> = { status: "absent", intervals: [] };
const facts = plan.factsOf({ mon: plan.slotOf() });
const rate = {
  payBandId: "0b671a64-40d5-491e-99b0-da01ff1f3341",
  basis: "pay",
  weeksPerYearTenths: 380,
} as const;
const money: { bands: StaffBand[]; rates: Rate[] } = {
  bands: ["Lee", "Sam"].map((name) => ({
    staffId: plan.staffId(name),
    payBandId: rate.payBandId,
    from: day("2026-09-01"),
  })),
  rates: [{ ...rate, pencePerHour: 1720, from: day("2026-09-01") }],
};

type Logged = readonly [LoggedSession, Readonly<Record<string, Partial<Mark>>>?];

function weeklyFacts(logs: readonly Logged[], fields: Partial<WeeklyFacts> = {}): WeeklyFacts {
  const contributions = logs.flatMap(([one, marks]) => {
    const made = plan.pupilNames.map((name) => plan.markOf(one, name, marks?.[name] ?? {}));
    return contributionOf({ ...one, marks: one.session.outcome === "lost" ? [] : made }) ?? [];
  });
  return {
    week: monday,
    today: day("2026-09-20"),
    plan: facts,
    sessions: logs.map(([one]) => one),
    contributions,
    pupilsById: new Map(
      plan.pupilNames.map((name) => [
        plan.pupilId(name),
        { knownAs: name, familyInitial: "K", initials: `${name[0]}K` },
      ]),
    ),
    interventionsById: new Map([
      [
        plan.interventionId("reading"),
        { name: "Reading", areaOfNeed: "cognition-learning" as const, usualMinutes: 60 },
      ],
    ]),
    ...fields,
  };
}

function rowOf(all: WeeklyFacts, name: string): WeeklyRow | undefined {
  return weeklySummaryOf(all).rows.find((row) => row.pupilId === plan.pupilId(name) && !row.isUnplanned);
}

test("a real afternoon: each figure is the one worked by hand from the seed rule", () => {
  const asPlanned = weeklyFacts([[plan.logOf(mon, plan.sessionOf(monday))]], { money });
  expect(weeklySummaryOf(asPlanned).rows).toHaveLength(4);
  expect(rowOf(asPlanned, "Amara")).toMatchObject({
    planned: 1,
    delivered: 1,
    lost: 0,
    notLogged: 0,
    attended: 1,
    contactSeconds: 60 * 60,
    apportionedSeconds: 15 * 60,
    adultSeconds: 30 * 60,
    pence: 860,
    yearGroup: "3",
    className: "Owls",
    areaOfNeed: "cognition-learning",
    rule: "present",
  });
  const oneAbsent = weeklyFacts([[plan.logOf(mon, plan.sessionOf(monday)), { Dina: absent }]], { money });
  expect(rowOf(oneAbsent, "Amara")).toMatchObject({
    attended: 1,
    apportionedSeconds: 20 * 60,
    adultSeconds: 40 * 60,
  });
  expect(rowOf(oneAbsent, "Dina")).toMatchObject({
    delivered: 1,
    attended: 0,
    contactSeconds: 0,
    apportionedSeconds: 0,
    pence: 0,
  });
  const leaves = { Dina: { intervals: [{ from: 10 * hour, to: 10.5 * hour }] } };
  const oneLeaves = weeklyFacts([[plan.logOf(mon, plan.sessionOf(monday)), leaves]]);
  expect(rowOf(oneLeaves, "Amara")).toMatchObject({ apportionedSeconds: 17.5 * 60 });
  expect(rowOf(oneLeaves, "Dina")).toMatchObject({ apportionedSeconds: 7.5 * 60, contactSeconds: 30 * 60 });
});

test("a lost session gives a row with its reason and no time; silence gives one that is not logged", () => {
  const lost = weeklyFacts([[plan.logOf(mon, plan.lostSession(monday))]]);
  expect(rowOf(lost, "Ben")).toMatchObject({
    planned: 1,
    delivered: 0,
    lost: 1,
    mainReasonLost: "room",
    contactSeconds: 0,
  });
  expect(rowOf(weeklyFacts([]), "Ben")).toMatchObject({ planned: 1, delivered: 0, lost: 0, notLogged: 1 });
});

test("a session made up next week is delivered in the week it was planned for; its time is in the week it was held", () => {
  const next = addDays(monday, 7);
  const madeUp: LoggedSession = {
    id: plan.sessionId("made up"),
    session: plan.sessionOf(addDays(next, 2), { replaces: { slotId: mon, date: monday } }),
  };
  const logs: Logged[] = [[madeUp], [plan.logOf(mon, plan.sessionOf(next))]];
  expect(rowOf(weeklyFacts(logs), "Ben")).toMatchObject({
    planned: 1,
    delivered: 1,
    attended: 1,
    contactSeconds: 0,
  });
  const after = weeklyFacts(logs, { week: next, today: addDays(next, 6) });
  expect(rowOf(after, "Ben")).toMatchObject({
    planned: 1,
    delivered: 1,
    attended: 1,
    contactSeconds: 2 * hour,
  });
  expect(weeklySummaryOf(after).rows.some((row) => row.isUnplanned)).toBe(false);
});

test("an unplanned session has a row of its own and never raises delivered over planned", () => {
  const adHoc: LoggedSession = {
    id: plan.sessionId("ad hoc"),
    session: plan.sessionOf(monday, { groupId: null, enrolledIds: [plan.pupilId("Ben")] }),
  };
  const all = weeklyFacts([
    [plan.logOf(mon, plan.lostSession(monday))],
    [adHoc, { Amara: absent, Chidi: absent, Dina: absent }],
  ]);
  const summary = weeklySummaryOf(all);
  const unplanned = summary.rows.filter((row) => row.isUnplanned && row.attended > 0);
  expect(unplanned).toEqual([
    expect.objectContaining({
      pupilId: plan.pupilId("Ben"),
      planned: 0,
      delivered: 0,
      attended: 1,
      contactSeconds: hour,
    }),
  ]);
  expect(summary.sessions).toMatchObject({ planned: 1, delivered: 0, lost: 1, unplanned: 1 });
});

test("class support is not in the weekly summary of interventions", () => {
  const support = plan.sessionOf(monday, { type: "class-support" });
  const plannedOnly = weeklySummaryOf(weeklyFacts([[{ id: plan.sessionId("support"), session: support }]]));
  expect(plannedOnly.rows.every((row) => row.contactSeconds === 0)).toBe(true);
});

test("time in which nobody was there, and its cost, stand in a row of their own: totals are those of the sessions", () => {
  const nobody = Object.fromEntries(plan.pupilNames.map((name) => [name, absent]));
  const { rows } = weeklySummaryOf(
    weeklyFacts([[plan.logOf(mon, plan.sessionOf(monday)), nobody]], { money }),
  );
  expect(rows.filter((row) => row.pupilId === undefined)).toEqual([
    expect.objectContaining({
      apportionedSeconds: hour,
      adultSeconds: 2 * hour,
      contactSeconds: 0,
      pence: 3440,
    }),
  ]);
});

test("without a rate for an adult the cost is missing, never a part of itself", () => {
  const half = { ...money, bands: money.bands.slice(0, 1) };
  const all = weeklyFacts([[plan.logOf(mon, plan.sessionOf(monday))]], { money: half });
  expect(rowOf(all, "Ben")?.pence).toBeNull();
});

test("year, class and SEN status are those of the day", () => {
  const pupilId = plan.pupilId("Ben");
  const senRecords = [
    { pupilId, status: "N" as const, from: day("2026-09-01") },
    { pupilId, status: "K" as const, from: day("2026-09-14") },
    { pupilId, status: "E" as const, from: day("2026-09-21") },
  ];
  expect(rowOf(weeklyFacts([], { senRecords }), "Ben")?.senStatus).toBe("K");
});

test("a member who joined later was not planned for, and a merged card is the same pupil", () => {
  const members = facts.members.map((one) =>
    one.pupilId === plan.pupilId("Dina") ? { ...one, from: addDays(monday, 7) } : one,
  );
  const joined = weeklyFacts([[plan.logOf(mon, plan.sessionOf(monday))]], { plan: { ...facts, members } });
  expect(rowOf(joined, "Dina")).toBeUndefined();
  const pupilsById = new Map(joined.pupilsById);
  pupilsById.set(plan.pupilId("Dina"), {
    knownAs: "Dina",
    familyInitial: "K",
    initials: "DK",
    mergedInto: plan.pupilId("Ben"),
  });
  const merged = weeklyFacts([[plan.logOf(mon, plan.sessionOf(monday))]], { pupilsById });
  expect(weeklySummaryOf(merged).rows).toHaveLength(3);
  expect(rowOf(merged, "Ben")).toMatchObject({
    planned: 1,
    attended: 1,
    contactSeconds: hour,
    apportionedSeconds: 1800,
  });
});

test("the table has the agreed columns in their order, and those of SEN and money only for who holds them", () => {
  const names = {
    pupil: () => "AK",
    intervention: () => "Reading",
    group: () => "Readers",
    staff: () => "Lee",
  };
  const { rows } = weeklySummaryOf(weeklyFacts([[plan.logOf(mon, plan.sessionOf(monday))]], { money }));
  const whole = weeklyTable(rows, { names, holdsSen: true, holdsMoney: true });
  expect(whole.columns.map((one) => one.header)).toEqual([
    "Week beginning", "Pupil", "Year", "Class", "SEN status", "Intervention", "Area of need", "Group",
    "Planned sessions", "Delivered sessions", "Lost sessions", "Not logged sessions", "Main reason lost", "Attended",
    "Contact minutes", "Apportioned minutes", "Adult minutes", "Divisor rule", "Staff", "Cost (£)",
  ]); // prettier-ignore
  const plain = weeklyTable(rows, { names, holdsSen: false, holdsMoney: false });
  expect(plain.columns).toHaveLength(18);
  expect(plain.rows[0]?.slice(0, 8)).toEqual([
    "2026-09-14",
    "AK",
    "3",
    "Owls",
    "Reading",
    "Cognition and learning",
    "Readers",
    1,
  ]);
});

test("delivered never exceeds planned, planned is always accounted for, and times are those of the sessions", () => {
  const names = ["mon", "twice"] as const;
  const planned = plan.factsOf({
    mon: plan.slotOf(),
    twice: plan.slotOf({ pattern: { repeats: "times-a-week", times: 2 } }),
  });
  const wish = fc.record({
    slot: fc.option(fc.constantFrom(...names)),
    on: fc.integer({ min: -7, max: 11 }),
    replaces: fc.option(fc.integer({ min: -7, max: 7 })),
    isLost: fc.boolean(),
    from: fc.integer({ min: 9, max: 12 }),
    absentees: fc.subarray([...plan.pupilNames]),
  });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 12 }), (wishes) => {
      const logs = wishes.map((one, at): Logged => {
        const time = { from: one.from * hour, to: (one.from + 1) * hour };
        const session = (one.isLost ? plan.lostSession : plan.sessionOf)(addDays(monday, one.on), {
          start: time.from,
          ...(one.isLost ? {} : { adults: [{ staffId: plan.staffId("Lee"), ...time }] }),
          ...(one.slot ? { slotId: slotId(one.slot) } : {}),
          ...(one.replaces === null
            ? {}
            : { replaces: { slotId: mon, date: addDays(monday, one.replaces) } }),
        });
        const marks = Object.fromEntries(one.absentees.map((name) => [name, absent]));
        return [{ id: plan.sessionId(String(at)), session }, marks];
      });
      const all = weeklyFacts(logs, { plan: planned });
      const { rows } = weeklySummaryOf(all);
      for (const row of rows) {
        expect(row.planned).toBe(row.delivered + row.lost + row.notLogged);
        if (!row.isUnplanned) expect(row.attended).toBeLessThanOrEqual(row.delivered);
      }
      const held = all.contributions.filter((one) => one.week === monday && one.outcome === "delivered");
      const sum = (of: (row: WeeklyRow) => number) => rows.reduce((total, row) => total + of(row), 0);
      expect(sum((row) => row.apportionedSeconds)).toBe(held.length * hour);
      expect(sum((row) => row.adultSeconds)).toBe(held.length * hour);
      expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
    }),
  );
});
