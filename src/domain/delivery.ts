// What was planned and what became of it: each planned session is delivered, delivered on another day, lost, not logged,
// or still open. Nothing here infers "lost" from silence. The plan is in delivery-plan.ts, counting in delivery-tally.ts.
import { addDays, isPlannedDay, mondayOf, type Day } from "./calendar.ts";
import {
  draftWeek,
  planOf,
  slotDays,
  type DayDraft,
  type Plan,
  type PlanFacts,
  type WeekDraft,
} from "./delivery-plan.ts";
import { plannedTurns } from "./delivery-turns.ts";
import { indexSessions, type LoggedSession, type SessionIndex } from "./logged-session.ts";
import { delivered, lostByLog, unlogged, type PlannedSession } from "./planned-session.ts";

/**
 * A plan that is asked again and again while sessions come in, as Today does: what follows from the facts alone is worked
 * out once, and a planned session to which nothing new has happened is the same object as before.
 */
export interface Planner {
  /** @param sessions voided ones are ignored */
  readonly settledBy: (sessions: readonly LoggedSession[]) => SettledPlan;
}

export interface SettledPlan {
  /** Every session planned in the week of `monday`, in order of day and time, "n a week" last. */
  readonly inWeek: (monday: Day) => readonly PlannedSession[];
  /** What Today shows: the sessions planned on a day, and every turn of "n a week" slots in its week. Not for counting. */
  readonly on: (day: Day) => PlannedSession[];
  /**
   * Every session planned from one day to another, both included. A turn of "n a week" belongs to the days that hold the
   * last planned day of its week, since it is judged at the week's end.
   */
  readonly between: (from: Day, to: Day) => PlannedSession[];
}

export function createPlanner(facts: PlanFacts, today: Day): Planner {
  const plan = planOf(facts, today);
  const draftOf = keptByDay((monday) => draftWeek(plan, monday));
  const settleDay = keptDays(plan);
  return {
    settledBy: (sessions) => {
      const index = indexSessions(sessions, facts.calendar);
      const inWeek = keptByDay((monday) => settleWeek(plan, index, draftOf(monday), settleDay));
      return settledPlan(facts, (day) => inWeek(mondayOf(day)));
    },
  };
}

/** Every session planned in the week of `monday`, in order of day and time, "n a week" last. Voided logs are ignored. */
export function plannedInWeek(
  facts: PlanFacts,
  monday: Day,
  sessions: readonly LoggedSession[],
  today: Day,
): readonly PlannedSession[] {
  return createPlanner(facts, today).settledBy(sessions).inWeek(monday);
}

/** See `SettledPlan.between`. */
export function plannedBetween(
  facts: PlanFacts,
  from: Day,
  to: Day,
  sessions: readonly LoggedSession[],
  today: Day,
): PlannedSession[] {
  return createPlanner(facts, today).settledBy(sessions).between(from, to);
}

function settledPlan(facts: PlanFacts, inWeek: SettledPlan["inWeek"]): SettledPlan {
  return {
    inWeek,
    on: (day) => {
      const isSchoolDay = isPlannedDay(day, facts.calendar);
      return inWeek(day).filter((one) => (one.turn ? isSchoolDay : one.date === day));
    },
    between: (from, to) => {
      const all: PlannedSession[] = [];
      for (let week = mondayOf(from); week <= to; week = addDays(week, 7)) all.push(...inWeek(week));
      return all.filter((one) => {
        const day = one.turn ? slotDays(one.slot, one.week, facts.calendar).at(-1) : one.date;
        return day !== undefined && from <= day && day <= to;
      });
    },
  };
}

function keptByDay<T>(make: (day: Day) => T): (day: Day) => T {
  const made = new Map<Day, T>();
  return (day) => {
    const value = made.get(day) ?? make(day);
    made.set(day, value);
    return value;
  };
}

type SettleDay = (
  draft: DayDraft,
  logged: LoggedSession | undefined,
  madeUp: LoggedSession | undefined,
) => PlannedSession;

/** Settles slots on days, and keeps the last answer of each while the sessions behind it are the same. */
function keptDays(plan: Plan): SettleDay {
  const known = new WeakMap<
    DayDraft,
    { logged: LoggedSession | undefined; madeUp: LoggedSession | undefined; planned: PlannedSession }
  >();
  return (draft, logged, madeUp) => {
    const before = known.get(draft);
    if (before && isSameLog(before.logged, logged) && isSameLog(before.madeUp, madeUp)) return before.planned;
    const planned = plannedOnDay(plan, draft, logged, madeUp);
    known.set(draft, { logged, madeUp, planned });
    return planned;
  };
}

function isSameLog(a: LoggedSession | undefined, b: LoggedSession | undefined): boolean {
  return a?.id === b?.id && a?.session === b?.session;
}

function settleWeek(
  plan: Plan,
  index: SessionIndex,
  week: WeekDraft,
  settleDay: SettleDay,
): readonly PlannedSession[] {
  const days = week.days.map((draft) => {
    const { slotId, date } = draft.words;
    return settleDay(draft, index.onDay(slotId, date), index.makingUpDay(slotId, date));
  });
  return [...days, ...week.turns.flatMap((draft) => plannedTurns(plan, index, draft))];
}

function plannedOnDay(
  plan: Plan,
  { words, reason }: DayDraft,
  logged: LoggedSession | undefined,
  madeUp: LoggedSession | undefined,
): PlannedSession {
  if (logged?.session.outcome === "delivered") return delivered(words, logged);
  if (logged && !madeUp) return lostByLog(words, logged);
  if (madeUp) return unlogged(words, { state: "delivered-moved", logged: madeUp, through: "log" });
  if (reason) return unlogged(words, { state: "lost", lostReason: reason, through: "interruption" });
  return unlogged(words, { state: words.date < plan.today ? "not-logged" : "open" });
}
