// What was planned and what became of it: each planned session is delivered, delivered on another day, lost, not logged,
// or still open. Nothing here infers "lost" from silence. Counting is in delivery-tally.ts.
import {
  addDays,
  dayTypeOf,
  isPlannedDay,
  mondayOf,
  schoolYearOf,
  weekDays,
  type Day,
  type SchoolCalendar,
} from "./calendar.ts";
import { adultsOn, membersOn, type Group, type GroupMember, type GroupStaff } from "./group.ts";
import {
  plannedSessionId,
  type GroupId,
  type PupilId,
  type SessionId,
  type SlotId,
  type StaffId,
} from "./ids.ts";
import { lostThrough, standingAdults, type InterruptedPlan, type Interruption } from "./interruption.ts";
import { indexSessions, type LoggedSession, type SessionIndex } from "./logged-session.ts";
import { enrolmentOn, isInForce, type Enrolment } from "./pupil.ts";
import type { LostReason } from "./session.ts";
import { plannedDaysInWeek, timesPlannedInWeek, type Slot } from "./timetable.ts";

/** All that a plan is made from; dated facts stay in the lists, so that any past week can be planned again. */
export interface PlanFacts {
  readonly calendar: SchoolCalendar;
  readonly slots: readonly { readonly id: SlotId; readonly slot: Slot }[];
  readonly groups: ReadonlyMap<GroupId, Group>;
  readonly members: readonly GroupMember[];
  readonly groupStaff: readonly GroupStaff[];
  readonly interruptions: readonly Interruption[];
  readonly enrolments: readonly Enrolment[];
}

/**
 * `open`: today or later and nobody logged it ("n a week": until its week has ended); `not-logged`: its day or week is
 * over; `delivered-moved`: made up in the same or the next school week.
 */
export type PlannedState = "delivered" | "delivered-moved" | "lost" | "not-logged" | "open";

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

/** The facts sorted for many questions about them. */
interface Plan {
  readonly facts: PlanFacts;
  readonly index: SessionIndex;
  readonly today: Day;
  readonly members: ReadonlyMap<GroupId, readonly GroupMember[]>;
  readonly staff: ReadonlyMap<GroupId, readonly GroupStaff[]>;
  readonly enrolments: ReadonlyMap<PupilId, readonly Enrolment[]>;
}

function planOf(facts: PlanFacts, sessions: readonly LoggedSession[], today: Day): Plan {
  return {
    facts,
    index: indexSessions(sessions, facts.calendar),
    today,
    members: Map.groupBy(facts.members, (one) => one.groupId),
    staff: Map.groupBy(facts.groupStaff, (one) => one.groupId),
    enrolments: Map.groupBy(facts.enrolments, (one) => one.pupilId),
  };
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

/** A group belongs to one school year: a slot left without an end plans nothing in the next. */
function isInGroupYear(plan: Plan, slot: Slot, day: Day): boolean {
  const group = slot.groupId && plan.facts.groups.get(slot.groupId);
  return !group || group.schoolYear === schoolYearOf(day);
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

/**
 * The turns of an "n a week" slot. Each session logged on it in the week fills one, then each that made up for the week,
 * then each logged loss. Days taken out whole (a closure, the only adult away) lose only the turns for which too few
 * days were left. What then remains is open until the week has ended.
 */
function plannedTurns(plan: Plan, slotId: SlotId, slot: Slot, monday: Day): PlannedSession[] {
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

type Unsettled = Omit<PlannedSession, "state">;

function delivered(about: Unsettled, logged: LoggedSession): PlannedSession {
  return { ...about, sessionId: logged.id, state: "delivered", logged, through: "log" };
}

function lostByLog(about: Unsettled, logged: LoggedSession): PlannedSession {
  const lostReason = logged.session.lostReason ?? "other";
  return { ...about, sessionId: logged.id, state: "lost", lostReason, logged, through: "log" };
}

function commonOf(plan: Plan, slotId: SlotId, slot: Slot, weekOf: Day, interrupted: InterruptedPlan) {
  return {
    slotId,
    slot,
    ...(slot.groupId ? { groupId: slot.groupId } : {}),
    week: mondayOf(weekOf),
    plannedSeconds: slot.plannedSeconds,
    staffIds: standingAdults(interrupted, plan.facts.interruptions),
    pupilIds: pupilsOn(plan, slot, interrupted.date),
  };
}

function interruptedPlan(plan: Plan, slot: Slot, date: Day, start: number | undefined): InterruptedPlan {
  const adults = slot.groupId
    ? adultsOn(plan.staff.get(slot.groupId) ?? [], date).map((one) => one.staffId)
    : [];
  const classNames = pupilsOn(plan, slot, date).map(
    (pupilId) => enrolmentOn(plan.enrolments.get(pupilId) ?? [], date)?.className ?? "",
  );
  return {
    date,
    start,
    plannedSeconds: slot.plannedSeconds,
    staffIds: adults.length > 0 ? adults : slot.staffIds,
    classNames: slot.groupId ? [...new Set(classNames)] : slot.className ? [slot.className] : [],
  };
}

function pupilsOn(plan: Plan, slot: Slot, date: Day): PupilId[] {
  return slot.groupId ? membersOn(plan.members.get(slot.groupId) ?? [], date) : [];
}

function lossOn(plan: Plan, interrupted: InterruptedPlan): LostReason | undefined {
  if (dayTypeOf(interrupted.date, plan.facts.calendar) === "closure") return "closure";
  return lostThrough(interrupted, plan.facts.interruptions);
}

function slotDays(slot: Slot, monday: Day, calendar: SchoolCalendar): Day[] {
  return weekDays(monday).filter((day) => isInForce(slot, day) && isPlannedDay(day, calendar));
}

function nearestDay(days: readonly Day[], today: Day): Day | undefined {
  return days.find((day) => day >= today) ?? days.at(-1);
}
