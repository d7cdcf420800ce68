// What the school planned and whom it meant: the facts that plans are made from, sorted for many questions about them.
// What became of a planned session is not asked here.
import {
  dayTypeOf,
  isPlannedDay,
  mondayOf,
  schoolYearOf,
  weekDays,
  type Day,
  type SchoolCalendar,
} from "./calendar.ts";
import { adultsOn, membersOn, type Group, type GroupMember, type GroupStaff } from "./group.ts";
import type { GroupId, PupilId, SlotId } from "./ids.ts";
import { lostThrough, standingAdults, type InterruptedPlan, type Interruption } from "./interruption.ts";
import { indexSessions, type LoggedSession, type SessionIndex } from "./logged-session.ts";
import { enrolmentOn, isInForce, type Enrolment } from "./pupil.ts";
import type { LostReason } from "./session.ts";
import type { Slot } from "./timetable.ts";

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

/** The facts sorted for many questions about them. */
export interface Plan {
  readonly facts: PlanFacts;
  readonly index: SessionIndex;
  readonly today: Day;
  readonly members: ReadonlyMap<GroupId, readonly GroupMember[]>;
  readonly staff: ReadonlyMap<GroupId, readonly GroupStaff[]>;
  readonly enrolments: ReadonlyMap<PupilId, readonly Enrolment[]>;
}

/** @param today the school-local day by which "open" and "not logged" are told apart */
export function planOf(facts: PlanFacts, sessions: readonly LoggedSession[], today: Day): Plan {
  return {
    facts,
    index: indexSessions(sessions, facts.calendar),
    today,
    members: Map.groupBy(facts.members, (one) => one.groupId),
    staff: Map.groupBy(facts.groupStaff, (one) => one.groupId),
    enrolments: Map.groupBy(facts.enrolments, (one) => one.pupilId),
  };
}

/** A group belongs to one school year: a slot left without an end plans nothing in the next. */
export function isInGroupYear(plan: Plan, slot: Slot, day: Day): boolean {
  const group = slot.groupId && plan.facts.groups.get(slot.groupId);
  return !group || group.schoolYear === schoolYearOf(day);
}

/** What holds of a planned session whatever became of it: its slot, its week, its adults and its pupils. */
export function commonOf(plan: Plan, slotId: SlotId, slot: Slot, weekOf: Day, interrupted: InterruptedPlan) {
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

/**
 * A planned session as an interruption sees it.
 * @param start in seconds of the local day; undefined = the whole day stands for it
 */
export function interruptedPlan(
  plan: Plan,
  slot: Slot,
  date: Day,
  start: number | undefined,
): InterruptedPlan {
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

/** Why a session that nobody logged is lost, a closure first; undefined when nothing took it out. */
export function lossOn(plan: Plan, interrupted: InterruptedPlan): LostReason | undefined {
  if (dayTypeOf(interrupted.date, plan.facts.calendar) === "closure") return "closure";
  return lostThrough(interrupted, plan.facts.interruptions);
}

/** The school days of a week on which a slot is in force. */
export function slotDays(slot: Slot, monday: Day, calendar: SchoolCalendar): Day[] {
  return weekDays(monday).filter((day) => isInForce(slot, day) && isPlannedDay(day, calendar));
}
