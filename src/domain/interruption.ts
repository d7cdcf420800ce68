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
 * An adult's absence loses a session only when none of its planned adults is left; a trip only when every class in the
 * group is on it; a covered absence loses nothing.
 */
export function lostThrough(plan: InterruptedPlan, interruptions: readonly Interruption[]): LostReason | undefined {
  const covering = interruptions.filter((one) => one.cleared !== true && meets(one, plan));
  const closed = covering.find((one) => one.type === "closure");
  if (closed) return reasonByType.closure;
  const adultless = covering.filter((one) => one.staffId !== undefined && !one.coverStaffId);
  const isWithoutAdult =
    plan.staffIds.length > 0 && plan.staffIds.every((id) => adultless.some((one) => one.staffId === id));
  const first = adultless[0];
  if (isWithoutAdult && first) return reasonByType[first.type];
  const trips = covering.filter((one) => one.type === "trip");
  const isEveryClassOut =
    trips.some((one) => one.className === undefined) ||
    (plan.classNames.length > 0 && plan.classNames.every((name) => trips.some((one) => one.className === name)));
  return trips.length > 0 && isEveryClassOut ? reasonByType.trip : undefined;
}

function meets(interruption: Interruption, plan: InterruptedPlan): boolean {
  if (plan.date < interruption.from || interruption.to < plan.date) return false;
  if (plan.start === undefined) return interruption.fromTime === undefined && interruption.toTime === undefined;
  const from = plan.date === interruption.from ? (interruption.fromTime ?? 0) : 0;
  const to = plan.date === interruption.to ? (interruption.toTime ?? 86_400) : 86_400;
  return from < plan.start + plan.plannedSeconds && plan.start < to;
}
