import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import { createPlanner, plannedBetween, plannedInWeek } from "../../src/domain/delivery.ts";
import type { PlannedSession } from "../../src/domain/planned-session.ts";
import {
  isToDate,
  outcomeOfMarks,
  tallyDelivery,
  unplannedBetween,
} from "../../src/domain/delivery-tally.ts";
import { idToLogUnder } from "../../src/domain/id-to-log-under.ts";
import type { Interruption } from "../../src/domain/interruption.ts";
import type { LoggedSession } from "../../src/domain/logged-session.ts";
import type { Slot } from "../../src/domain/timetable.ts";
import * as plan from "../support/plan.ts";

const { day, hour, monday, slotId } = plan;
const mon = slotId("mon");
const thrice = slotId("thrice");
const weekly = { mon: plan.slotOf() };
const timesAWeek = (times: number): Slot => plan.slotOf({ pattern: { repeats: "times-a-week", times } });
const evening = day("2026-09-20");

function states(planned: readonly PlannedSession[]): string[] {
  return planned.map((one) => one.state);
}

function interruption(fields: Partial<Interruption>): Interruption {
  return {
    type: "adult-away",
    from: monday,
    to: monday,
    authorId: plan.staffId("Lee"),
    recordedAt: "2026-09-14T08:00:00.000Z",
    ...fields,
  };
}

test("a slot is open on its day, and not logged once the day is over: silence is never a loss", () => {
  const facts = plan.factsOf(weekly);
  const [planned] = plannedInWeek(facts, monday, [], monday);
  expect(planned).toMatchObject({ state: "open", date: monday, start: 10 * hour, plannedSeconds: hour });
  expect(planned?.staffIds).toEqual([plan.staffId("Lee"), plan.staffId("Sam")]);
  expect(planned?.pupilIds).toEqual([...plan.fourPupils].sort());
  expect(states(plannedInWeek(facts, monday, [], addDays(monday, 1)))).toEqual(["not-logged"]);
});

test("holidays, INSET days and bank holidays were never planned", () => {
  const days = [
    { date: monday, type: "inset" as const },
    { date: addDays(monday, 7), type: "bank-holiday" as const },
  ];
  const facts = plan.factsOf(weekly, {}, days);
  expect(plannedBetween(facts, monday, addDays(monday, 13), [], evening)).toEqual([]);
  expect(plannedInWeek(facts, day("2026-10-26"), [], evening)).toEqual([]);
});

test("a closure entered afterwards loses the day's sessions, unless one was really held", () => {
  const facts = plan.factsOf(weekly, {}, [{ date: monday, type: "closure" }]);
  const [lost] = plannedInWeek(facts, monday, [], evening);
  expect(lost).toMatchObject({ state: "lost", lostReason: "closure", through: "interruption" });
  const held = plan.logOf(mon, plan.sessionOf(monday));
  expect(states(plannedInWeek(facts, monday, [held], evening))).toEqual(["delivered"]);
});

test("a real log that comes later replaces an interruption", () => {
  const both = ["Lee", "Sam"].map((name) => interruption({ staffId: plan.staffId(name) }));
  const facts = plan.factsOf(weekly, { interruptions: both });
  expect(plannedInWeek(facts, monday, [], monday)[0]).toMatchObject({
    state: "lost",
    lostReason: "adult-absent",
  });
  const held = plan.logOf(mon, plan.sessionOf(monday));
  expect(plannedInWeek(facts, monday, [held], monday)[0]).toMatchObject({
    state: "delivered",
    logged: { id: held.id },
  });
});

test("a cover stands in for whom they cover, and an adult who is away drops out", () => {
  const covered = interruption({ staffId: plan.staffId("Lee"), coverStaffId: plan.staffId("Kit") });
  const away = interruption({ staffId: plan.staffId("Sam") });
  const facts = plan.factsOf(weekly, { interruptions: [covered, away] });
  expect(plannedInWeek(facts, monday, [], monday)[0]).toMatchObject({
    state: "open",
    staffIds: [plan.staffId("Kit")],
  });
});

test("a session made up in the same or the next school week is delivered, moved: on the slot and day it replaces", () => {
  const facts = plan.factsOf(weekly);
  const lost = plan.logOf(mon, plan.lostSession(monday));
  const madeUpOn = (date: string): LoggedSession => ({
    id: plan.sessionId(date),
    session: plan.sessionOf(day(date), { replaces: { slotId: mon, date: monday } }),
  });
  for (const date of ["2026-09-16", "2026-09-25"]) {
    const planned = plannedInWeek(facts, monday, [lost, madeUpOn(date)], evening);
    expect(planned[0]).toMatchObject({ state: "delivered-moved", logged: { session: { date } } });
    expect(unplannedBetween(facts, monday, addDays(monday, 20), [lost, madeUpOn(date)], evening)).toEqual([]);
  }
  const tooLate = madeUpOn("2026-09-28");
  expect(states(plannedInWeek(facts, monday, [lost, tooLate], evening))).toEqual(["lost"]);
  expect(unplannedBetween(facts, monday, addDays(monday, 20), [lost, tooLate], evening)).toEqual([tooLate]);
});

test("the next school week skips the holiday between", () => {
  const facts = plan.factsOf(weekly);
  const beforeHalfTerm = day("2026-10-19");
  const madeUp: LoggedSession = {
    id: plan.sessionId("after"),
    session: plan.sessionOf(day("2026-11-04"), { replaces: { slotId: mon, date: beforeHalfTerm } }),
  };
  expect(states(plannedInWeek(facts, beforeHalfTerm, [madeUp], day("2026-11-10")))).toEqual([
    "delivered-moved",
  ]);
});

test("a slot logged twice counts once, and neither log is unplanned", () => {
  const facts = plan.factsOf(weekly);
  const first = plan.logOf(mon, plan.sessionOf(monday));
  const second = { id: plan.sessionId("again"), session: { ...first.session } };
  const planned = plannedInWeek(facts, monday, [second, first], evening);
  expect(tallyDelivery(planned, evening)).toMatchObject({ planned: 1, delivered: 1 });
  expect(planned[0]?.logged?.id).toBe(first.id);
  expect(unplannedBetween(facts, monday, evening, [second, first], evening)).toEqual([]);
});

test("a voided log leaves the slot as if nobody had logged it", () => {
  const facts = plan.factsOf(weekly);
  const voided = { reason: "mistake" as const, by: plan.staffId("Lee"), at: "2026-09-14T12:00:00.000Z" };
  const log = plan.logOf(mon, plan.sessionOf(monday, { voided }));
  expect(states(plannedInWeek(facts, monday, [log], evening))).toEqual(["not-logged"]);
});

test("n a week plans no more than the pupil days of the week and is judged at its end", () => {
  const facts = plan.factsOf({ thrice: timesAWeek(3) });
  const logs = ["2026-09-15", "2026-09-17"].map((date) => plan.logOf(thrice, plan.sessionOf(day(date))));
  expect(states(plannedInWeek(facts, monday, logs, day("2026-09-18")))).toEqual([
    "delivered",
    "delivered",
    "open",
  ]);
  expect(states(plannedInWeek(facts, monday, logs, day("2026-09-21")))).toEqual([
    "delivered",
    "delivered",
    "not-logged",
  ]);
  expect(plannedInWeek(facts, monday, logs, monday)[2]?.turn).toEqual({ number: 3, of: 3 });
  const shortWeek = plan.factsOf({ thrice: timesAWeek(5) });
  expect(plannedInWeek(shortWeek, day("2026-08-31"), [], monday)).toHaveLength(2);
});

test("what goes beyond n a week is unplanned", () => {
  const facts = plan.factsOf({ thrice: timesAWeek(1) });
  const logs = ["2026-09-15", "2026-09-17"].map((date) => plan.logOf(thrice, plan.sessionOf(day(date))));
  expect(states(plannedInWeek(facts, monday, logs, evening))).toEqual(["delivered"]);
  expect(unplannedBetween(facts, monday, evening, logs, evening)).toEqual([logs[1]]);
});

test("n a week loses only the turns for which closures left too few days", () => {
  const closed = ["2026-09-14", "2026-09-15", "2026-09-16"].map((date) => ({
    date: day(date),
    type: "closure" as const,
  }));
  const facts = plan.factsOf({ thrice: timesAWeek(3) }, {}, closed);
  const planned = plannedInWeek(
    facts,
    monday,
    [plan.logOf(thrice, plan.sessionOf(day("2026-09-17")))],
    evening,
  );
  expect(states(planned)).toEqual(["delivered", "open", "lost"]);
  expect(planned[2]?.lostReason).toBe("closure");
});

test("class support is counted by itself and never added to interventions", () => {
  const facts = plan.factsOf({
    ...weekly,
    support: { ...plan.slotOf({ type: "class-support" }), groupId: plan.groupId("none") },
  });
  const planned = plannedInWeek(facts, monday, [], evening);
  expect(planned).toHaveLength(2);
  expect(tallyDelivery(planned, evening).planned).toBe(1);
  expect(tallyDelivery(planned, evening, [], "class-support").planned).toBe(1);
});

test("a session is lost for a pupil reason only when nobody came", () => {
  expect(outcomeOfMarks(["absent", "here", "refused"])).toEqual({ outcome: "delivered" });
  expect(outcomeOfMarks(["absent", "absent", "not-expected"])).toEqual({
    outcome: "lost",
    lostReason: "pupil-absent",
  });
  expect(outcomeOfMarks(["refused", "refused"])).toEqual({ outcome: "lost", lostReason: "pupil-refused" });
});

test("a planner that is kept answers as a new one, and only what a log settles becomes another", () => {
  const facts = plan.factsOf({
    ...weekly,
    tue: plan.slotOf({ pattern: { repeats: "weekly", weekday: 2, start: hour } }),
  });
  const kept = createPlanner(facts, monday);
  const open = kept.settledBy([]).inWeek(monday);
  const held = [plan.logOf(mon, plan.sessionOf(monday))];
  const settled = kept.settledBy(held).inWeek(monday);
  expect(settled).toEqual(plannedInWeek(facts, monday, held, monday));
  expect(states(settled)).toEqual(["delivered", "open"]);
  expect(settled[1]).toBe(open[1]);
  const lost = [plan.logOf(mon, { ...plan.sessionOf(monday), outcome: "lost", lostReason: "other" })];
  expect(states(kept.settledBy(lost).inWeek(monday))).toEqual(["lost", "open"]);
  expect(kept.settledBy([]).inWeek(monday)).toEqual(open);
});

test("Today lists the day's sessions and every turn of the week", () => {
  const facts = plan.factsOf({ ...weekly, thrice: timesAWeek(3) });
  expect(createPlanner(facts, monday).settledBy([]).on(monday)).toHaveLength(4);
  expect(createPlanner(facts, monday).settledBy([]).on(addDays(monday, 1))).toHaveLength(3);
  expect(createPlanner(facts, monday).settledBy([]).on(addDays(monday, 5))).toEqual([]);
});

test("a group's slot plans nothing in another school year, and a group that changed keeps its past", () => {
  const facts = plan.factsOf(weekly);
  const joined = day("2026-09-21");
  const members = facts.members.map((one, at) => (at === 0 ? { ...one, from: joined } : one));
  const planned = plannedBetween({ ...facts, members }, monday, addDays(monday, 13), [], evening);
  expect(planned.map((one) => one.pupilIds.length)).toEqual([3, 4]);
  const halfTerms = [{ name: "Next year", from: day("2027-09-02"), to: day("2027-10-20") }];
  const nextYear = { ...facts, calendar: { halfTerms, days: [] } };
  expect(plannedInWeek(nextYear, day("2027-09-06"), [], evening)).toEqual([]);
});

test("planned to date is always delivered + lost + not logged", () => {
  const slots = {
    mon: plan.slotOf(),
    tue: plan.slotOf({ pattern: { repeats: "weekly", weekday: 2, start: 9 * hour } }),
  };
  const names = ["mon", "tue", "thrice"] as const;
  const offset = fc.integer({ min: 0, max: 40 });
  const session = fc.record({
    slot: fc.option(fc.constantFrom(...names)),
    on: offset,
    replaces: fc.option(fc.tuple(fc.constantFrom(...names), offset)),
    isLost: fc.boolean(),
    isVoided: fc.boolean(),
    isDerived: fc.boolean(),
  });
  const away = fc.record({ from: offset, days: fc.integer({ min: 0, max: 5 }), isAll: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(session, { maxLength: 30 }),
      fc.array(away, { maxLength: 4 }),
      fc.array(offset, { maxLength: 3 }),
      offset,
      fc.integer({ min: 1, max: 5 }),
      (wishes, aways, closed, todayAt, times) => {
        const on = (count: number) => addDays(monday, count);
        const interruptions = aways.map((one): Interruption => {
          const about = interruption({ type: "trip", from: on(one.from), to: on(one.from + one.days) });
          return one.isAll ? about : { ...about, type: "adult-away", staffId: plan.staffId("Lee") };
        });
        const closures = closed.map((one) => ({ date: on(one), type: "closure" as const }));
        const facts = plan.factsOf({ ...slots, thrice: timesAWeek(times) }, { interruptions }, closures);
        const voided = {
          reason: "mistake" as const,
          by: plan.staffId("Lee"),
          at: "2026-09-14T12:00:00.000Z",
        };
        const sessions = wishes.map((wish, at): LoggedSession => {
          const made = (wish.isLost ? plan.lostSession : plan.sessionOf)(on(wish.on), {
            ...(wish.slot ? { slotId: slotId(wish.slot) } : {}),
            ...(wish.replaces
              ? { replaces: { slotId: slotId(wish.replaces[0]), date: on(wish.replaces[1]) } }
              : {}),
            ...(wish.isVoided ? { voided } : {}),
          });
          const derived = made.slotId && wish.isDerived ? plan.logOf(made.slotId, made) : undefined;
          return derived ?? { id: plan.sessionId(String(at)), session: made };
        });
        const today = on(todayAt);
        const planned = plannedBetween(facts, monday, on(41), sessions, today);
        const tally = tallyDelivery(planned, today);
        expect(tally.planned).toBe(tally.delivered + tally.lost + tally.notLogged);
        expect(tally.planned + tally.toCome).toBe(planned.length);
        expect([...tally.lostByReason.values()].reduce((sum, one) => sum + one, 0)).toBe(tally.lost);
        expect(new Set(planned.map((one) => one.key)).size).toBe(planned.length);
        const settling = planned.flatMap((one) => one.logged?.id ?? []);
        expect(new Set(settling).size).toBe(settling.length);
        const without = plannedBetween(facts, monday, on(41), [], today);
        expect(without.map((one) => one.key).sort()).toEqual(planned.map((one) => one.key).sort());
        expect(planned.every((one) => isToDate(one, on(100)) || one.state === "open")).toBe(true);
      },
    ),
  );
});

test("a second session of an “n a week” slot on one day has an id of its own, and two adults still meet on the first", () => {
  const facts = plan.factsOf({ thrice: timesAWeek(3) });
  const open = (sessions: readonly LoggedSession[]) => {
    const turn = plannedInWeek(facts, monday, sessions, monday).find((one) => one.state === "open");
    if (turn === undefined) throw new Error("No turn is open.");
    return idToLogUnder(turn, monday);
  };
  const first = open([]);
  expect(open([])).toBe(first);
  const logged = { id: first, session: plan.sessionOf(monday, { slotId: thrice }) };
  const second = open([logged]);
  expect(second).not.toBe(first);
  expect(open([{ ...logged, id: second }])).toBe(first);
  expect(open([logged, { ...logged, id: second }])).not.toBe(second);
});
