// One act that takes many planned sessions out at once: an adult moved or away, or a class on a trip. It is a fact of
// its own, not five lost sessions, so that a real log which comes later simply replaces it.
import * as z from "zod/mini";
import { daySchema, type Day } from "./calendar.ts";
import { staffIdSchema, type StaffId } from "./ids.ts";
import { secondsOfDaySchema, type LostReason } from "./session.ts";

export const interruptionSchema = z.object({
  type: z.enum(["moved", "adult-away", "trip", "closure"]),
  staffId: z.optional(staffIdSchema),
  className: z.optional(z.string().check(z.trim(), z.maxLength(40))),
  from: daySchema,
  to: daySchema,
  /** Seconds of the local day; absent = from its start, or to its end. */
  fromTime: z.optional(secondsOfDaySchema),
  toTime: z.optional(secondsOfDaySchema),
  coverStaffId: z.optional(z.nullable(staffIdSchema)),
  note: z.optional(z.string().check(z.trim(), z.maxLength(120))),
  cleared: z.optional(z.boolean()),
  authorId: staffIdSchema,
  recordedAt: z.iso.datetime(),
});
export type Interruption = z.infer<typeof interruptionSchema>;

const reasonByType: Readonly<Record<Interruption["type"], LostReason>> = {
  moved: "adult-needed-elsewhere",
  "adult-away": "adult-absent",
  trip: "trip-or-event",
  closure: "closure",
};

/** A planned delivery as an interruption sees it. Without a time, the whole day stands for it. */
export interface InterruptedPlan {
  readonly date: Day;
  readonly start: number | undefined;
  readonly plannedSeconds: number;
  readonly staffIds: readonly StaffId[];
  readonly classNames: readonly string[];
}

/**
 * Why a planned session that nobody logged is lost, or undefined when no interruption takes it out.
 * A session is taken out when at least half of its time is inside: "I've been moved" at 10:02 takes the session of 10:00,
 * and leaves the one that was nearly over, which somebody still has to log. An adult's absence loses a session only when
 * none of its planned adults is left; a trip only when every class in the group is on it; a covered absence loses nothing.
 */
export function lostThrough(
  plan: InterruptedPlan,
  interruptions: readonly Interruption[],
): LostReason | undefined {
  const covering = interruptions.filter((one) => takesOut(one, plan));
  if (covering.some((one) => one.type === "closure")) return reasonByType.closure;
  const away = plan.staffIds.map((id) => absenceOf(id, covering));
  const first = away[0];
  if (first && away.every((one) => one !== undefined)) return reasonByType[first.type];
  const trips = covering.filter((one) => one.type === "trip" && one.staffId === undefined);
  const isEveryClassOut =
    trips.some((one) => one.className === undefined) ||
    (plan.classNames.length > 0 &&
      plan.classNames.every((name) => trips.some((one) => one.className === name)));
  return isEveryClassOut ? reasonByType.trip : undefined;
}

/**
 * The adults who are to be at a planned session after every interruption: a cover stands in for whom they cover, and an
 * adult who is away drops out. When none would be left, the planned adults stay named, since the session was theirs.
 */
export function standingAdults(plan: InterruptedPlan, interruptions: readonly Interruption[]): StaffId[] {
  const taking = interruptions.filter((one) => one.staffId !== undefined && takesOut(one, plan));
  const standing = plan.staffIds.flatMap((id) => {
    if (absenceOf(id, taking)) return [];
    return taking.find((one) => one.staffId === id)?.coverStaffId ?? id;
  });
  return [...new Set(standing.length > 0 ? standing : plan.staffIds)];
}

/** The absence of an adult that nobody covers. Once somebody covers it, in this act or another, the adult is covered. */
function absenceOf(staffId: StaffId, covering: readonly Interruption[]): Interruption | undefined {
  const own = covering.filter((one) => one.staffId === staffId);
  return own.some((one) => one.coverStaffId) ? undefined : own[0];
}

function takesOut(interruption: Interruption, plan: InterruptedPlan): boolean {
  if (interruption.cleared === true || plan.date < interruption.from || interruption.to < plan.date)
    return false;
  const from = plan.date === interruption.from ? (interruption.fromTime ?? 0) : 0;
  const to = plan.date === interruption.to ? (interruption.toTime ?? 86_400) : 86_400;
  if (plan.start === undefined) return from === 0 && to === 86_400;
  const insideSeconds = Math.min(to, plan.start + plan.plannedSeconds) - Math.max(from, plan.start);
  return insideSeconds > 0 && insideSeconds * 2 >= plan.plannedSeconds;
}
