// The turns of an "n a week" slot: which session settled which, and what the week's lost days leave open.
import { addDays } from "./calendar.ts";
import { slotWords, type Plan, type TurnsDraft } from "./delivery-plan.ts";
import type { LoggedSession, SessionIndex } from "./logged-session.ts";
import { delivered, lostByLog, type PlannedSession, type Unsettled } from "./planned-session.ts";

/**
 * The turns of an "n a week" slot. Each session logged on it in the week fills one, then each that made up for the week,
 * then each logged loss, then what days taken out whole lose. What then remains is open until the week has ended.
 */
export function plannedTurns(plan: Plan, index: SessionIndex, draft: TurnsDraft): PlannedSession[] {
  const { slotId, monday, of, reasons, forced } = draft;
  const settled = settledTurns(index, draft);
  return Array.from({ length: of }, (_, at): PlannedSession => {
    const turn = { key: `${slotId}|${monday}|${at + 1}`, turn: { number: at + 1, of } };
    const own = settled[at];
    if (own) return settledTurn(plan, draft, turn, own);
    const about = { ...draft.words, ...turn, takenIds: index.inWeek(slotId, monday).map((one) => one.id) };
    const reason = at >= of - forced ? reasons[of - 1 - at] : undefined;
    if (reason) return { ...about, state: "lost", lostReason: reason, through: "interruption" };
    return { ...about, state: addDays(monday, 6) < plan.today ? "not-logged" : "open" };
  });
}

type SettledTurn = readonly [state: "delivered" | "delivered-moved" | "lost", logged: LoggedSession];

function settledTurns(index: SessionIndex, { slotId, monday }: TurnsDraft): SettledTurn[] {
  const inWeek = index.inWeek(slotId, monday);
  return [
    ...inWeek
      .filter((one) => one.session.outcome === "delivered")
      .map((one): SettledTurn => ["delivered", one]),
    ...index.makingUpWeek(slotId, monday).map((one): SettledTurn => ["delivered-moved", one]),
    ...inWeek.filter((one) => one.session.outcome === "lost").map((one): SettledTurn => ["lost", one]),
  ];
}

function settledTurn(
  plan: Plan,
  { slotId, slot, monday }: TurnsDraft,
  turn: Pick<Unsettled, "key" | "turn">,
  [state, logged]: SettledTurn,
): PlannedSession {
  const { date, start } = logged.session;
  const words = slotWords(plan, slotId, slot, monday, { date, start });
  const about = { ...words, ...turn, date, start };
  if (state === "delivered") return delivered(about, logged);
  if (state === "lost") return lostByLog(about, logged);
  return { ...about, sessionId: logged.id, state, logged, through: "log" };
}
