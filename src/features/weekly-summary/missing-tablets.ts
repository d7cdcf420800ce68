// Which tablets may still hold work of a week, in one line under its figures. Pure.
import {
  addDays,
  dayInZone,
  daysBetween,
  mondayOf,
  secondsOfDayInZone,
  type Day,
} from "../../domain/calendar.ts";
import { sayList } from "../../ui/words.ts";
import type { TabletsAnswer, TabletSeen } from "../shared/use-tablets.ts";
import { sayInstant } from "../shared/when-words.ts";

/** A tablet that nobody has used for longer holds no work of these weeks, or is reported as lost. */
const countedDays = 28;
/** Friday afternoon: work after it belongs to no school week. */
const endOfWeek = { weekday: 5, secondsOfDay: 15 * 3600 } as const;
const mostNamed = 3;

/**
 * Those last heard of before the end of the week, or that still held something then. In the week that is running, only
 * those not heard of today: the others are in use.
 */
export function tabletsThatMayMiss(
  tablets: readonly TabletSeen[],
  week: Day,
  today: Day,
): readonly TabletSeen[] {
  const friday = addDays(mondayOf(week), endOfWeek.weekday - 1);
  return tablets
    .filter(({ seenAt, pending }) => {
      const ms = Date.parse(seenAt);
      const day = dayInZone(ms);
      if (daysBetween(day, today) > countedDays) return false;
      if (pending > 0) return true;
      if (today <= friday) return mondayOf(week) < today && day < today;
      return day < friday || (day === friday && secondsOfDayInZone(ms) < endOfWeek.secondsOfDay);
    })
    .toSorted((a, b) => (a.seenAt < b.seenAt ? -1 : 1));
}

/** @returns undefined when no tablet is behind */
export function mayMissWords(answer: TabletsAnswer, week: Day, today: Day): string | undefined {
  switch (answer.state) {
    case "asking":
      return "Not known yet which tablets have unsent work.";
    case "unknown":
      return "Could not ask which tablets have unsent work.";
    case "known": {
      const behind = tabletsThatMayMiss(answer.tablets, week, today);
      if (behind.length === 0) return undefined;
      const seen = [...new Set(behind.map((one) => sayInstant(one.seenAt, today)))];
      const when =
        seen.length > mostNamed
          ? `the longest silent one last seen ${seen[0]}`
          : `last seen ${sayList(seen)}`;
      return `May miss work from ${behind.length === 1 ? "1 tablet" : `${behind.length} tablets`}, ${when}.`;
    }
  }
}
