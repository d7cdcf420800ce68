// A nurture group's register of one half-day: a session with `half` and its marks, so that there is one ledger and no second
// rule. It is the group's own, never the school's statutory register, and has no code of that.
import type { Day } from "./calendar.ts";
import { plannedInWeek } from "./delivery.ts";
import type { PlanFacts } from "./delivery-plan.ts";
import { membersOn } from "./group.ts";
import { halfOf, type Half } from "./half-days.ts";
import {
  plannedSessionId,
  type GroupId,
  type PupilId,
  type SessionId,
  type SlotId,
  type StaffId,
} from "./ids.ts";
import type { Mark } from "./session.ts";

/** One half-day of a nurture group, as it is planned. */
export interface HalfDayPlan {
  readonly groupId: GroupId;
  readonly slotId: SlotId;
  readonly sessionId: SessionId;
  readonly date: Day;
  readonly half: Half;
  /** Seconds of the day. */
  readonly start: number;
  readonly end: number;
  readonly staffIds: readonly StaffId[];
  /** By the dated grids. */
  readonly expectedIds: readonly PupilId[];
  /** Of the group, and not expected on this half-day. */
  readonly otherIds: readonly PupilId[];
}

/** The half-days on which a group is planned on a day, in order of time. Two times in one half are two registers. */
export function halfDaysOf(facts: PlanFacts, groupId: GroupId, date: Day): HalfDayPlan[] {
  const members = membersOn(
    facts.members.filter((one) => one.groupId === groupId),
    date,
  );
  const slots = facts.slots.filter((one) => one.slot.groupId === groupId);
  return plannedInWeek({ ...facts, slots }, date, [], date).flatMap((planned): HalfDayPlan[] => {
    const { start, slotId, plannedSeconds, staffIds, pupilIds } = planned;
    if (planned.groupId !== groupId || planned.date !== date || start === undefined) return [];
    return [
      {
        groupId,
        slotId,
        sessionId: plannedSessionId(slotId, date),
        date,
        half: halfOf(start),
        start,
        end: start + plannedSeconds,
        staffIds,
        expectedIds: pupilIds,
        otherIds: members.filter((one) => !pupilIds.includes(one)),
      },
    ];
  });
}

/** Where a child stands in the register. Blank is not taken, never absent. */
export type RegisterState = "blank" | "here" | "late" | "early" | Exclude<Mark["status"], "here" | "blank">;

interface Span {
  readonly start: number;
  readonly end: number;
}

export function registerState(
  mark: Pick<Mark, "status" | "intervals"> | undefined,
  { start, end }: Span,
): RegisterState {
  if (mark?.status !== "here") return mark?.status ?? "blank";
  const { lateSeconds, earlySeconds } = missedSeconds(mark, { start, end });
  if (lateSeconds > 0) return "late";
  return earlySeconds > 0 ? "early" : "here";
}

/** How long after the start a child came, and how long before the end the child went. */
export function missedSeconds(
  { intervals }: Pick<Mark, "intervals">,
  { start, end }: Span,
): { readonly lateSeconds: number; readonly earlySeconds: number } {
  const [first, last] = [intervals[0], intervals.at(-1)];
  return {
    lateSeconds: Math.max(0, (first?.from ?? start) - start),
    earlySeconds: Math.max(0, end - (last?.to ?? end)),
  };
}

/** What a register says of a child. */
export type RegisterWish = Pick<Mark, "status" | "intervals" | "reason">;

export const blankWish: RegisterWish = { status: "blank", intervals: [], reason: null };

export const absentWish: RegisterWish = { status: "absent", intervals: [], reason: null };

export function hereWish({ start, end }: Span): RegisterWish {
  return { status: "here", intervals: [{ from: start, to: end }], reason: null };
}

/**
 * What one more tap on a child's row makes of it: absent, then late as of now, then blank again.
 * @param nowSeconds of this day; undefined when the register is of another day
 * @returns undefined where a tap cannot know enough: late outside of the half-day, or what was entered in detail
 */
export function tapped(
  mark: Pick<Mark, "status" | "intervals"> | undefined,
  span: Span,
  nowSeconds: number | undefined,
): RegisterWish | undefined {
  const state = registerState(mark, span);
  if (state === "blank" || state === "here") return absentWish;
  if (state === "late") return blankWish;
  const isLive = nowSeconds !== undefined && span.start < nowSeconds && nowSeconds < span.end;
  if (state !== "absent" || !isLive) return undefined;
  return { status: "here", intervals: [{ from: nowSeconds, to: span.end }], reason: null };
}

/** "7 here, 1 absent, 2 not taken": how a register stands. Late and left early are here. */
export interface RegisterCount {
  readonly here: number;
  readonly absent: number;
  readonly elsewhere: number;
  readonly blank: number;
}

export function countRegister(states: readonly RegisterState[]): RegisterCount {
  const count = (...wanted: readonly RegisterState[]) => states.filter((one) => wanted.includes(one)).length;
  return {
    here: count("here", "late", "early"),
    absent: count("absent"),
    elsewhere: count("elsewhere", "refused"),
    blank: count("blank"),
  };
}
