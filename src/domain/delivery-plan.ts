// What the school planned and whom it meant, by the facts alone: which slot on which day, who is to be there, what an
// interruption takes out. What became of a planned session is not asked here.
import {
  addDays,
  dayTypeOf,
  isPlannedDay,
  schoolYearOf,
  weekDays,
  type Day,
  type SchoolCalendar,
} from "./calendar.ts";
import { adultsOn, membersOn, type Group, type GroupMember, type GroupStaff } from "./group.ts";
import { expectedOn, halfOf, type HalfDayGrid } from "./half-days.ts";
import type { GroupId, PupilId, SlotId, StaffId } from "./ids.ts";
import { lostThrough, standingAdults, type InterruptedPlan, type Interruption } from "./interruption.ts";
import { enrolmentOn, isInForce, type Enrolment } from "./pupil.ts";
import type { LostReason } from "./session.ts";
import { plannedDaysInWeek, timesPlannedInWeek, type PlannedDay, type Slot } from "./timetable.ts";

/** All that a plan is made from; dated facts stay in the lists, so that any past week can be planned again. */
export interface PlanFacts {
  readonly calendar: SchoolCalendar;
  readonly slots: readonly { readonly id: SlotId; readonly slot: Slot }[];
  readonly groups: ReadonlyMap<GroupId, Group>;
  readonly members: readonly GroupMember[];
  /** On which half-days a member is expected, where that is not whenever the group meets. */
  readonly halfDayGrids: readonly HalfDayGrid[];
  readonly groupStaff: readonly GroupStaff[];
  readonly interruptions: readonly Interruption[];
  readonly enrolments: readonly Enrolment[];
}

/** The facts sorted for many questions about them. */
export interface Plan {
  readonly facts: PlanFacts;
  readonly today: Day;
  readonly members: ReadonlyMap<GroupId, readonly GroupMember[]>;
  readonly grids: ReadonlyMap<GroupId, readonly HalfDayGrid[]>;
  readonly staff: ReadonlyMap<GroupId, readonly GroupStaff[]>;
  readonly enrolments: ReadonlyMap<PupilId, readonly Enrolment[]>;
}

/** What every planned session says, whatever became of it. */
export interface SlotWords {
  readonly slotId: SlotId;
  readonly slot: Slot;
  readonly groupId?: GroupId;
  /** The Monday of its week. */
  readonly week: Day;
  readonly plannedSeconds: number;
  /** The adults who are to be there, the lead first; a cover stands in for whom they cover. */
  readonly staffIds: readonly StaffId[];
  /** The group's members on the day (for an unlogged "n a week": on today, or the nearest planned day of its week). */
  readonly pupilIds: readonly PupilId[];
}

/** A slot on a day. */
export interface DayDraft {
  readonly words: SlotWords & { readonly key: string; readonly date: Day; readonly start: number };
  /** Why it is lost if nobody logs it. */
  readonly reason: LostReason | undefined;
}

/** The turns of an "n a week" slot. */
export interface TurnsDraft {
  readonly slotId: SlotId;
  readonly slot: Slot;
  readonly monday: Day;
  readonly of: number;
  /** What an unlogged turn says. */
  readonly words: SlotWords;
  /** Why days of the week are out; so many turns are lost at least. */
  readonly reasons: readonly LostReason[];
  readonly forced: number;
}

export interface WeekDraft {
  /** In order of day and time. */
  readonly days: readonly DayDraft[];
  readonly turns: readonly TurnsDraft[];
}

export function planOf(facts: PlanFacts, today: Day): Plan {
  return {
    facts,
    today,
    members: Map.groupBy(facts.members, (one) => one.groupId),
    grids: Map.groupBy(facts.halfDayGrids, (one) => one.groupId),
    staff: Map.groupBy(facts.groupStaff, (one) => one.groupId),
    enrolments: Map.groupBy(facts.enrolments, (one) => one.pupilId),
  };
}

/** @param monday the first day of the week */
export function draftWeek(plan: Plan, monday: Day): WeekDraft {
  const { calendar } = plan.facts;
  const days = plan.facts.slots.flatMap(({ id, slot }) =>
    plannedDaysInWeek(slot, monday, calendar)
      .filter((one) => isInGroupYear(plan, slot, one.date))
      .map((one) => draftDay(plan, id, slot, monday, one)),
  );
  const turns = plan.facts.slots
    .filter(
      ({ slot }) => slot.pattern.repeats === "times-a-week" && isInGroupYear(plan, slot, addDays(monday, 4)),
    )
    .map(({ id, slot }) => draftTurns(plan, id, slot, monday));
  const order = ({ words }: DayDraft) => `${words.date}|${String(words.start).padStart(5, "0")}|${words.key}`;
  const inOrder = days
    .map((one) => ({ one, order: order(one) }))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ one }) => one);
  return { days: inOrder, turns };
}

/** What a session of a slot on a day says, at a time or for the whole day. */
export function slotWords(
  plan: Plan,
  slotId: SlotId,
  slot: Slot,
  monday: Day,
  at: { readonly date: Day; readonly start: number | undefined },
): SlotWords {
  return wordsOf(plan, slotId, slot, monday, interruptedPlan(plan, slot, at.date, at.start));
}

/** The days on which a slot of any pattern can be held in the week of `monday`. */
export function slotDays(slot: Slot, monday: Day, calendar: SchoolCalendar): Day[] {
  return weekDays(monday).filter((day) => isInForce(slot, day) && isPlannedDay(day, calendar));
}

/** A group belongs to one school year: a slot left without an end plans nothing in the next. */
function isInGroupYear(plan: Plan, slot: Slot, day: Day): boolean {
  const group = slot.groupId && plan.facts.groups.get(slot.groupId);
  return !group || group.schoolYear === schoolYearOf(day);
}

function draftDay(plan: Plan, slotId: SlotId, slot: Slot, monday: Day, planned: PlannedDay): DayDraft {
  const { date, start = 0 } = planned;
  const interrupted = interruptedPlan(plan, slot, date, start);
  const words = wordsOf(plan, slotId, slot, monday, interrupted);
  return { words: { ...words, key: `${slotId}|${date}`, date, start }, reason: lossOn(plan, interrupted) };
}

/** Days taken out whole (a closure, the only adult away) lose only the turns for which too few days were left. */
function draftTurns(plan: Plan, slotId: SlotId, slot: Slot, monday: Day): TurnsDraft {
  const { calendar } = plan.facts;
  const of = timesPlannedInWeek(slot, monday, calendar);
  const days = slotDays(slot, monday, calendar);
  const reasons = days.flatMap((day) => lossOn(plan, interruptedPlan(plan, slot, day, undefined)) ?? []);
  const forced = Math.max(0, of - (days.length - reasons.length));
  const date = nearestDay(days, plan.today) ?? monday;
  const words = slotWords(plan, slotId, slot, monday, { date, start: undefined });
  return { slotId, slot, monday, of, words, reasons, forced };
}

function wordsOf(
  plan: Plan,
  slotId: SlotId,
  slot: Slot,
  monday: Day,
  interrupted: InterruptedPlan & { readonly pupilIds: readonly PupilId[] },
): SlotWords {
  return {
    slotId,
    slot,
    ...(slot.groupId ? { groupId: slot.groupId } : {}),
    week: monday,
    plannedSeconds: slot.plannedSeconds,
    staffIds: standingAdults(interrupted, plan.facts.interruptions),
    pupilIds: interrupted.pupilIds,
  };
}

function interruptedPlan(plan: Plan, slot: Slot, date: Day, start: number | undefined) {
  const adults = slot.groupId
    ? adultsOn(plan.staff.get(slot.groupId) ?? [], date).map((one) => one.staffId)
    : [];
  const pupilIds = slot.groupId ? plannedPupils(plan, slot.groupId, date, start) : [];
  const classNames = pupilIds.map(
    (pupilId) => enrolmentOn(plan.enrolments.get(pupilId) ?? [], date)?.className ?? "",
  );
  return {
    date,
    start,
    plannedSeconds: slot.plannedSeconds,
    staffIds: adults.length > 0 ? adults : slot.staffIds,
    classNames: slot.groupId ? [...new Set(classNames)] : slot.className ? [slot.className] : [],
    pupilIds,
  };
}

/** The members on a day; with a time of day, those of them who are expected in its half. */
function plannedPupils(plan: Plan, groupId: GroupId, date: Day, start: number | undefined): PupilId[] {
  const members = membersOn(plan.members.get(groupId) ?? [], date);
  if (start === undefined) return members;
  return expectedOn(members, plan.grids.get(groupId) ?? [], date, halfOf(start));
}

function lossOn(plan: Plan, interrupted: InterruptedPlan): LostReason | undefined {
  if (dayTypeOf(interrupted.date, plan.facts.calendar) === "closure") return "closure";
  return lostThrough(interrupted, plan.facts.interruptions);
}

function nearestDay(days: readonly Day[], today: Day): Day | undefined {
  return days.find((day) => day >= today) ?? days.at(-1);
}
