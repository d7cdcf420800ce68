// A session as it was planned, with what became of it.
import type { Day } from "./calendar.ts";
import type { DayDraft, SlotWords } from "./delivery-plan.ts";
import { plannedSessionId, type SessionId } from "./ids.ts";
import type { LoggedSession } from "./logged-session.ts";
import type { LostReason } from "./session.ts";

/**
 * `open`: today or later and nobody logged it ("n a week": until its week has ended); `not-logged`: its day or week is
 * over; `delivered-moved`: made up in the same or the next school week.
 */
export type PlannedState = "delivered" | "delivered-moved" | "lost" | "not-logged" | "open";

/** Its times are seconds: `start` of the local day, `plannedSeconds` long. */
export interface PlannedSession extends SlotWords {
  /** Stable over time: slot and day, or slot, week and turn. */
  readonly key: string;
  /** Absent for "n a week" until it is logged. */
  readonly date?: Day;
  readonly start?: number;
  /** Which of the week's turns this is, for "n a week" only: "1 of 3". */
  readonly turn?: { readonly number: number; readonly of: number };
  /** The id to log it under, or that it is logged under; an unlogged "n a week" takes `plannedSessionId(slotId, day)`. */
  readonly sessionId?: SessionId;
  /** Of an open "n a week": the week's sessions of the slot, whose ids are taken. */
  readonly takenIds?: readonly SessionId[];
  readonly state: PlannedState;
  readonly lostReason?: LostReason;
  /** The session that settled it: on its day, or the one that made up for it. */
  readonly logged?: LoggedSession;
  /** How a loss is known: somebody logged it, or an interruption or closure took it out. */
  readonly through?: "log" | "interruption";
}

/** As it was planned, before it is said what became of it. */
export type Unsettled = Omit<PlannedSession, "state">;

/** Somebody logged that it took place on its day, or as a turn of its week. */
export function delivered(about: Unsettled, logged: LoggedSession): PlannedSession {
  return { ...about, sessionId: logged.id, state: "delivered", logged, through: "log" };
}

/** Somebody logged that it was lost. */
export function lostByLog(about: Unsettled, logged: LoggedSession): PlannedSession {
  const lostReason = logged.session.lostReason ?? "other";
  return { ...about, sessionId: logged.id, state: "lost", lostReason, logged, through: "log" };
}

type Outcome = Pick<PlannedSession, "state" | "logged" | "lostReason" | "through">;

/** Nothing was logged on its day. */
export function unlogged(words: DayDraft["words"], outcome: Outcome): PlannedSession {
  return {
    ...words,
    ...outcome,
    // Worked out when it is asked for: a hash for each slot and day of a school adds up, and few are ever logged here.
    get sessionId() {
      return plannedSessionId(words.slotId, words.date);
    },
  };
}
