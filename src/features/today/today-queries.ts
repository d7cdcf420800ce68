// What Today shows, from the plan of the week: due now, later, done, "n a week", and what was left unlogged before today.
import { addDays, mondayOf, type Day } from "../../domain/calendar.ts";
import type { SettledPlan } from "../../domain/delivery.ts";
import type { PlannedSession } from "../../domain/planned-session.ts";
import type { StaffId } from "../../domain/ids.ts";

export interface TodayLists {
  readonly dueNow: readonly PlannedSession[];
  readonly later: readonly PlannedSession[];
  /** Turns of "n a week" that are still open: the next one of each slot. */
  readonly thisWeek: readonly PlannedSession[];
  readonly settled: readonly PlannedSession[];
  /** Earlier days of this and last week, newest first. */
  readonly notLogged: readonly PlannedSession[];
  /** Class support and personal care of other staff types, confirmed once a half-day. */
  readonly support: readonly PlannedSession[];
}

export interface TodayAsked {
  readonly today: Day;
  readonly secondsOfDay: number;
  /** Whose day: one adult, or everybody whose sessions this device holds. */
  readonly of: StaffId | "everyone";
}

/** A session is "due now" from ten minutes before its start until it is logged. */
const soonSeconds = 600;

export function todayLists(plan: SettledPlan, asked: TodayAsked): TodayLists {
  const { today, secondsOfDay } = asked;
  const isMine = (one: PlannedSession) => asked.of === "everyone" || one.staffIds.includes(asked.of);
  const planned = plan.on(today).filter(isMine);
  const ofSupport = planned.filter((one) => one.slot.type === "class-support");
  const taught = planned.filter((one) => one.slot.type !== "class-support");
  const fixed = taught.filter((one) => one.turn === undefined);
  const open = fixed.filter((one) => one.state === "open");
  const isDue = (one: PlannedSession) => (one.start ?? 0) - soonSeconds <= secondsOfDay;
  const earlier = plan.between(addDays(mondayOf(today), -7), addDays(today, -1));
  return {
    dueNow: open.filter(isDue),
    later: open.filter((one) => !isDue(one)),
    thisWeek: nextTurns(taught),
    settled: fixed.filter((one) => one.state !== "open"),
    notLogged: earlier
      .filter((one) => isMine(one) && one.state === "not-logged" && one.slot.type !== "class-support")
      .toReversed(),
    support: ofSupport,
  };
}

/** "1 of 3 done" for the turn that is next. */
export function turnWords(turn: PlannedSession, all: readonly PlannedSession[]): string {
  const ofSlot = all.filter((one) => one.slotId === turn.slotId && one.turn !== undefined);
  const done = ofSlot.filter((one) => one.state !== "open" && one.state !== "not-logged").length;
  return `${done} of ${turn.turn?.of ?? ofSlot.length} done this week`;
}

function nextTurns(planned: readonly PlannedSession[]): PlannedSession[] {
  const open = planned.filter((one) => one.turn !== undefined && one.state === "open");
  return open.filter((one, at) => open.findIndex((other) => other.slotId === one.slotId) === at);
}
