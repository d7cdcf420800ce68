// The week as it is planned: slots of every type, and the days on which each one falls.
import * as z from "zod/mini";
import {
  abWeekOf,
  addDays,
  daySchema,
  isPlannedDay,
  mondayOf,
  weekDays,
  type Day,
  type SchoolCalendar,
} from "./calendar.ts";
import { groupIdSchema, staffIdSchema } from "./ids.ts";
import { isInForce } from "./pupil.ts";
import { secondsOfDaySchema, supportTypeSchema } from "./session.ts";

/** Fixed on a weekday, fixed in A or B weeks only, or so many times in any week. */
export const slotPatternSchema = z.discriminatedUnion("repeats", [
  z.object({
    repeats: z.literal("weekly"),
    weekday: z.int().check(z.gte(1), z.lte(5)),
    start: secondsOfDaySchema,
  }),
  z.object({
    repeats: z.literal("fortnightly"),
    weekday: z.int().check(z.gte(1), z.lte(5)),
    week: z.enum(["A", "B"]),
    start: secondsOfDaySchema,
  }),
  z.object({ repeats: z.literal("times-a-week"), times: z.int().check(z.gte(1), z.lte(5)) }),
]);

/**
 * A slot of the timetable. With a group it is that group's; without one it is class support or the like of the staff
 * named, and holds no pupil.
 */
export const slotSchema = z.object({
  type: supportTypeSchema,
  groupId: z.optional(groupIdSchema),
  staffIds: z.array(staffIdSchema).check(z.maxLength(6)),
  className: z.optional(z.string().check(z.trim(), z.maxLength(40))),
  room: z.optional(z.string().check(z.trim(), z.maxLength(40))),
  pattern: slotPatternSchema,
  plannedSeconds: z.int().check(z.gte(300), z.lte(28_800)),
  from: daySchema,
  to: z.optional(z.nullable(daySchema)),
});
export type Slot = z.infer<typeof slotSchema>;

/** One planned delivery: a slot on a day. `start` is absent for "n a week", which has no fixed time. */
export interface PlannedDay {
  readonly date: Day;
  readonly start: number | undefined;
}

/**
 * The days on which a slot is planned in the week of `monday`. Holidays, INSET days and bank holidays were never
 * planned; a closure was. "n a week" plans min(n, pupil days of that week) and names no day, so it is not listed here:
 * see `timesPlannedInWeek`.
 */
export function plannedDaysInWeek(slot: Slot, monday: Day, calendar: SchoolCalendar): PlannedDay[] {
  const { pattern } = slot;
  if (pattern.repeats === "times-a-week") return [];
  const date = addDays(mondayOf(monday), pattern.weekday - 1);
  const isPlanned = isInForce(slot, date) && isPlannedDay(date, calendar);
  const isItsWeek = () => pattern.repeats === "weekly" || abWeekOf(date, calendar) === pattern.week;
  return isPlanned && isItsWeek() ? [{ date, start: pattern.start }] : [];
}

/** How many sessions a slot plans in the week of `monday`, whatever its pattern. */
export function timesPlannedInWeek(slot: Slot, monday: Day, calendar: SchoolCalendar): number {
  const { pattern } = slot;
  if (pattern.repeats !== "times-a-week") return plannedDaysInWeek(slot, monday, calendar).length;
  const days = weekDays(mondayOf(monday)).filter(
    (day) => isInForce(slot, day) && isPlannedDay(day, calendar),
  );
  return Math.min(pattern.times, days.length);
}
