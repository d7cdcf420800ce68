// The sessions that were logged, sorted so that a plan finds them: by slot and day, by slot and week, and by the slot and
// day that they make up for. Voided sessions are not there.
import { addDays, isPlannedDay, mondayOf, weekDays, type Day, type SchoolCalendar } from "./calendar.ts";
import { plannedSessionId, type SessionId, type SlotId } from "./ids.ts";
import type { Session } from "./session.ts";

export interface LoggedSession {
  readonly id: SessionId;
  readonly session: Session;
}

export interface SessionIndex {
  /** The session that settles a slot on a day: of two logs of the same one, a delivered one wins, and only one counts. */
  readonly onDay: (slotId: SlotId, day: Day) => LoggedSession | undefined;
  /** Every session logged on a slot in a week that makes up for no other. */
  readonly inWeek: (slotId: SlotId, monday: Day) => readonly LoggedSession[];
  /** The delivered session that made up, in time, for a slot on a day. */
  readonly makingUpDay: (slotId: SlotId, day: Day) => LoggedSession | undefined;
  readonly makingUpWeek: (slotId: SlotId, monday: Day) => readonly LoggedSession[];
}

export function indexSessions(sessions: readonly LoggedSession[], calendar: SchoolCalendar): SessionIndex {
  const counted = sessions.filter((one) => !one.session.voided);
  const own = counted.filter((one) => one.session.slotId !== undefined && !one.session.replaces);
  const inTime = (one: LoggedSession) =>
    one.session.outcome === "delivered" &&
    one.session.replaces &&
    isMadeUpInTime(one.session.replaces.date, one.session.date, calendar);
  const makingUp = counted.filter(inTime);
  const ownByDay = Map.groupBy(own, (one) => `${one.session.slotId}|${one.session.date}`);
  const ownByWeek = Map.groupBy(own, (one) => `${one.session.slotId}|${mondayOf(one.session.date)}`);
  const madeUpByDay = Map.groupBy(
    makingUp,
    ({ session: { replaces } }) => `${replaces?.slotId}|${replaces?.date}`,
  );
  const madeUpByWeek = Map.groupBy(makingUp, ({ session: { replaces } }) =>
    replaces ? `${replaces.slotId}|${mondayOf(replaces.date)}` : "",
  );
  // Sorted where asked, since almost every place holds one session.
  const at = (map: ReadonlyMap<string, LoggedSession[]>, slotId: SlotId, day: Day) =>
    (map.get(`${slotId}|${day}`) ?? []).toSorted(byClaim);
  return {
    onDay: (slotId, day) => at(ownByDay, slotId, day)[0],
    inWeek: (slotId, monday) => at(ownByWeek, slotId, monday),
    makingUpDay: (slotId, day) => at(madeUpByDay, slotId, day)[0],
    makingUpWeek: (slotId, monday) => at(madeUpByWeek, slotId, monday),
  };
}

/**
 * Whether a session held on a day makes up for one planned on another: "a session made up in the same or the next school
 * week carries the slot and day it replaces". Weeks without school do not count.
 */
export function isMadeUpInTime(replacedDay: Day, heldOn: Day, calendar: SchoolCalendar): boolean {
  const week = mondayOf(replacedDay);
  const heldWeek = mondayOf(heldOn);
  return heldWeek === week || heldWeek === nextSchoolWeek(week, calendar);
}

/** The Monday of the first week after `monday` in which anything can be planned; undefined past the calendar's end. */
export function nextSchoolWeek(monday: Day, calendar: SchoolCalendar): Day | undefined {
  const end = calendar.halfTerms.reduce<Day | undefined>(
    (last, one) => (last && last > one.to ? last : one.to),
    undefined,
  );
  if (end === undefined) return undefined;
  for (let week = addDays(monday, 7); week <= end; week = addDays(week, 7)) {
    if (weekDays(week).some((day) => isPlannedDay(day, calendar))) return week;
  }
  return undefined;
}

/** Delivered before lost, the planned session's own record before a second log, then by day and id: same on every tablet. */
function byClaim(a: LoggedSession, b: LoggedSession): number {
  const claim = ({ id, session }: LoggedSession) =>
    [
      session.outcome === "delivered" ? 0 : 1,
      session.slotId && id === plannedSessionId(session.slotId, session.date) ? 0 : 1,
      session.date,
      id,
    ].join("|");
  return claim(a) < claim(b) ? -1 : 1;
}
