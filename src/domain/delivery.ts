// What was planned and what became of it: each planned session is delivered, delivered on another day, lost, not logged,
// or still open. Nothing here infers "lost" from silence. The plan is in delivery-plan.ts, counting in delivery-tally.ts.
import { addDays, isPlannedDay, mondayOf, type Day } from "./calendar.ts";
import {
  commonOf,
  interruptedPlan,
  isInGroupYear,
  lossOn,
  planOf,
  slotDays,
  type Plan,
  type PlanFacts,
} from "./delivery-plan.ts";
import { plannedTurns } from "./delivery-turns.ts";
import { plannedSessionId, type SlotId } from "./ids.ts";
import type { LoggedSession } from "./logged-session.ts";
import { delivered, lostByLog, type PlannedSession } from "./planned-session.ts";
import { plannedDaysInWeek, type Slot } from "./timetable.ts";

/** Every session planned in the week of `monday`, in order of day and time, "n a week" last. Voided logs are ignored. */
export function plannedInWeek(
  facts: PlanFacts,
  monday: Day,
  sessions: readonly LoggedSession[],
  today: Day,
): PlannedSession[] {
  return planWeek(planOf(facts, sessions, today), mondayOf(monday));
}

/** What Today shows: the sessions planned on a day, and every turn of "n a week" slots in its week. Not for counting. */
export function plannedOn(
  facts: PlanFacts,
  day: Day,
  sessions: readonly LoggedSession[],
  today: Day,
): PlannedSession[] {
  const isSchoolDay = isPlannedDay(day, facts.calendar);
  return plannedInWeek(facts, day, sessions, today).filter((one) =>
    one.turn ? isSchoolDay : one.date === day,
  );
}

/**
 * Every session planned from one day to another, both included. A turn of "n a week" belongs to the days that hold the
 * last planned day of its week, since it is judged at the week's end.
 */
export function plannedBetween(
  facts: PlanFacts,
  from: Day,
  to: Day,
  sessions: readonly LoggedSession[],
  today: Day,
): PlannedSession[] {
  const plan = planOf(facts, sessions, today);
  const all: PlannedSession[] = [];
  for (let week = mondayOf(from); week <= to; week = addDays(week, 7)) all.push(...planWeek(plan, week));
  return all.filter((one) => {
    const day = one.turn ? slotDays(one.slot, one.week, facts.calendar).at(-1) : one.date;
    return day !== undefined && from <= day && day <= to;
  });
}

function planWeek(plan: Plan, monday: Day): PlannedSession[] {
  const { calendar } = plan.facts;
  const dated = plan.facts.slots.flatMap(({ id, slot }) =>
    plannedDaysInWeek(slot, monday, calendar)
      .filter((one) => isInGroupYear(plan, slot, one.date))
      .map((one) => plannedOnDay(plan, id, slot, one.date, one.start ?? 0)),
  );
  const byTurn = plan.facts.slots
    .filter(
      ({ slot }) => slot.pattern.repeats === "times-a-week" && isInGroupYear(plan, slot, addDays(monday, 4)),
    )
    .flatMap(({ id, slot }) => plannedTurns(plan, id, slot, monday));
  const order = (one: PlannedSession) =>
    `${one.date ?? ""}|${String(one.start ?? 0).padStart(5, "0")}|${one.key}`;
  return [...dated.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)), ...byTurn];
}

function plannedOnDay(plan: Plan, slotId: SlotId, slot: Slot, date: Day, start: number): PlannedSession {
  const interrupted = interruptedPlan(plan, slot, date, start);
  const logged = plan.index.onDay(slotId, date);
  const madeUp = plan.index.makingUpDay(slotId, date);
  const about = {
    ...commonOf(plan, slotId, slot, date, interrupted),
    key: `${slotId}|${date}`,
    date,
    start,
  };
  if (logged?.session.outcome === "delivered") return delivered(about, logged);
  if (logged && !madeUp) return lostByLog(about, logged);
  // Worked out only where nothing is logged: a hash a slot and day adds up on every drawing of Today.
  const unlogged = { ...about, sessionId: plannedSessionId(slotId, date) };
  if (madeUp) return { ...unlogged, state: "delivered-moved", logged: madeUp, through: "log" };
  const reason = lossOn(plan, interrupted);
  if (reason) return { ...unlogged, state: "lost", lostReason: reason, through: "interruption" };
  return { ...unlogged, state: date < plan.today ? "not-logged" : "open" };
}
