// The turns of an "n a week" slot: which session settled which, and what the week's lost days leave open.
import { addDays, type Day } from "./calendar.ts";
import { commonOf, interruptedPlan, lossOn, slotDays, type Plan } from "./delivery-plan.ts";
import type { SlotId } from "./ids.ts";
import type { LoggedSession } from "./logged-session.ts";
import { delivered, lostByLog, type PlannedSession, type Unsettled } from "./planned-session.ts";
import { timesPlannedInWeek, type Slot } from "./timetable.ts";

/**
 * The turns of an "n a week" slot. Each session logged on it in the week fills one, then each that made up for the week,
 * then each logged loss. Days taken out whole (a closure, the only adult away) lose only the turns for which too few
 * days were left. What then remains is open until the week has ended.
 */
export function plannedTurns(plan: Plan, slotId: SlotId, slot: Slot, monday: Day): PlannedSession[] {
  const of = timesPlannedInWeek(slot, monday, plan.facts.calendar);
  const days = slotDays(slot, monday, plan.facts.calendar);
  const settled = settledTurns(plan, slotId, monday);
  const reasons = days.flatMap((day) => lossOn(plan, interruptedPlan(plan, slot, day, undefined)) ?? []);
  const forced = Math.max(0, of - (days.length - reasons.length));
  return Array.from({ length: of }, (_, at): PlannedSession => {
    const turn = { key: `${slotId}|${monday}|${at + 1}`, turn: { number: at + 1, of } };
    const own = settled[at];
    if (own) return settledTurn(plan, slotId, slot, monday, turn, own);
    const day = nearestDay(days, plan.today) ?? monday;
    const about = {
      ...commonOf(plan, slotId, slot, monday, interruptedPlan(plan, slot, day, undefined)),
      ...turn,
      takenIds: plan.index.inWeek(slotId, monday).map((one) => one.id),
    };
    const reason = at >= of - forced ? reasons[of - 1 - at] : undefined;
    if (reason) return { ...about, state: "lost", lostReason: reason, through: "interruption" };
    return { ...about, state: addDays(monday, 6) < plan.today ? "not-logged" : "open" };
  });
}

type SettledTurn = readonly [state: "delivered" | "delivered-moved" | "lost", logged: LoggedSession];

function settledTurns(plan: Plan, slotId: SlotId, monday: Day): SettledTurn[] {
  const inWeek = plan.index.inWeek(slotId, monday);
  return [
    ...inWeek
      .filter((one) => one.session.outcome === "delivered")
      .map((one): SettledTurn => ["delivered", one]),
    ...plan.index.makingUpWeek(slotId, monday).map((one): SettledTurn => ["delivered-moved", one]),
    ...inWeek.filter((one) => one.session.outcome === "lost").map((one): SettledTurn => ["lost", one]),
  ];
}

function settledTurn(
  plan: Plan,
  slotId: SlotId,
  slot: Slot,
  monday: Day,
  turn: Pick<Unsettled, "key" | "turn">,
  [state, logged]: SettledTurn,
): PlannedSession {
  const { date, start } = logged.session;
  const about = {
    ...commonOf(plan, slotId, slot, monday, interruptedPlan(plan, slot, date, start)),
    ...turn,
    date,
    start,
  };
  if (state === "delivered") return delivered(about, logged);
  if (state === "lost") return lostByLog(about, logged);
  return { ...about, sessionId: logged.id, state, logged, through: "log" };
}

function nearestDay(days: readonly Day[], today: Day): Day | undefined {
  return days.find((day) => day >= today) ?? days.at(-1);
}
