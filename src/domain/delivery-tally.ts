// Counts of what was planned: planned to date = delivered + lost + not logged, with nothing inferred and the unplanned
// sessions beside it, never in it.
import { addDays, mondayOf, type Day } from "./calendar.ts";
import { plannedBetween } from "./delivery.ts";
import type { PlanFacts } from "./delivery-plan.ts";
import type { PlannedSession } from "./planned-session.ts";
import type { LoggedSession } from "./logged-session.ts";
import { lostReasonSchema, type LostReason, type MarkStatus, type SupportType } from "./session.ts";

export interface DeliveryTally {
  /** Planned to date: delivered + lost + not logged. What is still open is not in it. */
  readonly planned: number;
  /** Made up sessions included. */
  readonly delivered: number;
  /** Of the delivered ones, those made up on another day. */
  readonly moved: number;
  readonly lost: number;
  /** To be printed beside every percentage. */
  readonly notLogged: number;
  /** Still open, or known in advance to be lost. */
  readonly toCome: number;
  readonly lostByReason: ReadonlyMap<LostReason, number>;
  readonly mainReasonLost?: LostReason;
  /** Delivered sessions that no plan asked for; they never raise delivered ÷ planned. */
  readonly unplanned: number;
}

/**
 * Counts planned sessions of one type: class support and personal care are never added to interventions.
 * @param unplanned see `unplannedBetween`
 */
export function tallyDelivery(
  planned: readonly PlannedSession[],
  today: Day,
  unplanned: readonly LoggedSession[] = [],
  type: SupportType = "intervention",
): DeliveryTally {
  const ofType = planned.filter((one) => one.slot.type === type);
  const toDate = ofType.filter((one) => isToDate(one, today));
  const lost = toDate.filter((one) => one.state === "lost");
  const lostByReason = countReasons(lost.map((one) => one.lostReason ?? "other"));
  const mainReason = mainReasonOf(lostByReason);
  return {
    planned: toDate.length,
    delivered: toDate.filter(isDelivered).length,
    moved: toDate.filter((one) => one.state === "delivered-moved").length,
    lost: lost.length,
    notLogged: toDate.filter((one) => one.state === "not-logged").length,
    toCome: ofType.length - toDate.length,
    lostByReason,
    ...(mainReason ? { mainReasonLost: mainReason } : {}),
    unplanned: unplanned.filter((one) => one.session.type === type).length,
  };
}

export function isDelivered(planned: PlannedSession): boolean {
  return planned.state === "delivered" || planned.state === "delivered-moved";
}

/** Whether a planned session counts by today: a trip next Thursday has lost nothing yet. */
export function isToDate(planned: PlannedSession, today: Day): boolean {
  switch (planned.state) {
    case "delivered":
    case "delivered-moved":
    case "not-logged":
      return true;
    case "open":
      return false;
    case "lost":
      return planned.through === "log" || (planned.date ?? addDays(planned.week, 4)) <= today;
  }
}

/** Reasons with their counts, in the order in which a school is asked for them. */
export function countReasons(reasons: readonly LostReason[]): Map<LostReason, number> {
  const inOrder = lostReasonSchema.options.map(
    (reason) => [reason, reasons.filter((one) => one === reason).length] as const,
  );
  return new Map(inOrder.filter(([, count]) => count > 0));
}

/** The most frequent reason; of equal ones the first in the order in which a school is asked for them. */
export function mainReasonOf(counts: ReadonlyMap<LostReason, number>): LostReason | undefined {
  return [...counts].reduce<[LostReason, number] | undefined>(
    (best, one) => (best && best[1] >= one[1] ? best : one),
    undefined,
  )?.[0];
}

/**
 * The delivered sessions of some days that settle no planned one: those without a slot, on a day without that slot,
 * beyond the times of "n a week", or made up too late. A second log of a slot and day is a double, not one of these.
 */
export function unplannedBetween(
  facts: PlanFacts,
  from: Day,
  to: Day,
  sessions: readonly LoggedSession[],
  today: Day,
): LoggedSession[] {
  const inDays = sessions.filter(
    ({ session }) =>
      !session.voided && session.outcome === "delivered" && from <= session.date && session.date <= to,
  );
  const firstPlanned = inDays.reduce((first, { session }) => earlier(first, session.replaces?.date), from);
  const lastPlanned = inDays.reduce((last, { session }) => later(last, session.replaces?.date), to);
  const planned = plannedBetween(
    facts,
    mondayOf(firstPlanned),
    addDays(mondayOf(lastPlanned), 6),
    sessions,
    today,
  );
  const settling = new Set(planned.flatMap((one) => one.logged?.id ?? []));
  const plannedDays = new Set(planned.filter((one) => !one.turn).map((one) => `${one.slotId}|${one.date}`));
  return inDays.filter(({ id, session }) => {
    if (settling.has(id)) return false;
    const isDouble = !session.replaces && plannedDays.has(`${session.slotId}|${session.date}`);
    return !isDouble;
  });
}

/**
 * What a session's marks make of it: "a group session is lost for a pupil reason only when nobody came".
 * @param statuses one for each pupil who was expected
 */
export function outcomeOfMarks(
  statuses: readonly MarkStatus[],
): { readonly outcome: "delivered" } | { readonly outcome: "lost"; readonly lostReason: LostReason } {
  const expected = statuses.filter((one) => one !== "not-expected" && one !== "blank");
  if (expected.length === 0 || expected.includes("here")) return { outcome: "delivered" };
  return {
    outcome: "lost",
    lostReason: expected.every((one) => one === "refused") ? "pupil-refused" : "pupil-absent",
  };
}

function earlier(a: Day, b: Day | undefined): Day {
  return b !== undefined && b < a ? b : a;
}

function later(a: Day, b: Day | undefined): Day {
  return b !== undefined && b > a ? b : a;
}
