// The half-days of a school week on which a child is expected in a group that meets in the morning and the afternoon. Going
// back to class step by step is a new grid from a day on; the past stays as it was.
import * as z from "zod/mini";
import { compareDays, daySchema, weekdayOf, type Day } from "./calendar.ts";
import { groupIdSchema, pupilIdSchema, type PupilId } from "./ids.ts";

export const halfSchema = z.enum(["am", "pm"]);
export type Half = z.infer<typeof halfSchema>;

export const halfLabel: Readonly<Record<Half, string>> = { am: "Morning", pm: "Afternoon" };

const midday = 43_200;

/** The half of the day in which something begins, in seconds of the day. */
export function halfOf(start: number): Half {
  return start < midday ? "am" : "pm";
}

/** Monday to Friday, each am and pm: "1am" to "5pm". */
export const halfDays = ["1am", "1pm", "2am", "2pm", "3am", "3pm", "4am", "4pm", "5am", "5pm"] as const;
export type HalfDay = (typeof halfDays)[number];

/** The half-days of a week from a day on, until the pupil's next grid in this group. */
export const halfDayGridSchema = z.object({
  groupId: groupIdSchema,
  pupilId: pupilIdSchema,
  from: daySchema,
  halfDays: z.array(z.enum(halfDays)).check(z.maxLength(halfDays.length)),
});
export type HalfDayGrid = z.infer<typeof halfDayGridSchema>;

/** The grid in force on a day: the latest that has begun; undefined before the first. */
export function gridOn<Grid extends Pick<HalfDayGrid, "from">>(
  grids: readonly Grid[],
  day: Day,
): Grid | undefined {
  return grids
    .filter((grid) => grid.from <= day)
    .reduce<Grid | undefined>((best, one) => (best && best.from > one.from ? best : one), undefined);
}

/** One child's grids in the order in which they begin, without those that change nothing. */
export function gridSteps<Grid extends Pick<HalfDayGrid, "from" | "halfDays">>(
  grids: readonly Grid[],
): Grid[] {
  const inOrder = grids.toSorted((a, b) => compareDays(a.from, b.from));
  const isSame = (one: Grid, other: Grid) =>
    halfDays.every((at) => one.halfDays.includes(at) === other.halfDays.includes(at));
  return inOrder.filter((grid, at) => {
    const before = inOrder[at - 1];
    return before === undefined || !isSame(grid, before);
  });
}

/**
 * Those of a group's members who are expected on a half-day. A child without a grid is expected whenever the group meets.
 * @param grids of this group
 */
export function expectedOn(
  memberIds: readonly PupilId[],
  grids: readonly HalfDayGrid[],
  day: Day,
  half: Half,
): PupilId[] {
  if (grids.length === 0) return [...memberIds];
  const at = `${weekdayOf(day)}${half}`;
  return memberIds.filter((pupilId) => {
    const grid = gridOn(
      grids.filter((one) => one.pupilId === pupilId),
      day,
    );
    return grid === undefined || grid.halfDays.some((one) => one === at);
  });
}

/** Half-days a week: full time is 8 or 9, part time at least 4 (3 in secondary). Nurture group census, 2015. */
export function attendanceShape(halfDayCount: number): "full-time" | "part-time" | "fewer" {
  if (halfDayCount >= 8) return "full-time";
  return halfDayCount >= 4 ? "part-time" : "fewer";
}
