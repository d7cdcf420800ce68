// A session as it was planned, with what became of it.
import type { Day } from "./calendar.ts";
import type { GroupId, PupilId, SessionId, SlotId, StaffId } from "./ids.ts";
import type { LoggedSession } from "./logged-session.ts";
import type { LostReason } from "./session.ts";
import type { Slot } from "./timetable.ts";

/**
 * `open`: today or later and nobody logged it ("n a week": until its week has ended); `not-logged`: its day or week is
 * over; `delivered-moved`: made up in the same or the next school week.
 */
export type PlannedState = "delivered" | "delivered-moved" | "lost" | "not-logged" | "open";

/** Its times are seconds: `start` of the local day, `plannedSeconds` long. */
export interface PlannedSession {
  /** Stable over time: slot and day, or slot, week and turn. */
  readonly key: string;
  readonly slotId: SlotId;
  readonly slot: Slot;
  readonly groupId?: GroupId;
  /** Absent for "n a week" until it is logged. */
  readonly date?: Day;
  /** The Monday of its week. */
  readonly week: Day;
  readonly start?: number;
  /** Which of the week's turns this is, for "n a week" only: "1 of 3". */
  readonly turn?: { readonly number: number; readonly of: number };
  readonly plannedSeconds: number;
  /** The adults who are to be there, the lead first; a cover stands in for whom they cover. */
  readonly staffIds: readonly StaffId[];
  /** The group's members on the day (for an unlogged "n a week": on today, or the nearest planned day of its week). */
  readonly pupilIds: readonly PupilId[];
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
