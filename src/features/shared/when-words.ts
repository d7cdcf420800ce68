// When something happened, as people say it: "today 10:42am", "yesterday 3pm", "Monday 8:50am", "Thu 6 Aug, 9am".
import { dayInZone, daysBetween, secondsOfDayInZone, type Day } from "../../domain/calendar.ts";
import { sayDay, sayDayShort, sayTime, sayWeekday } from "../../ui/words.ts";

/** @param instant ISO text */
export function sayInstant(instant: string, today: Day): string {
  const ms = Date.parse(instant);
  const day = dayInZone(ms);
  const near = sayNearDay(day, today);
  const time = sayTime(secondsOfDayInZone(ms));
  return near.includes(" ") ? `${near}, ${time}` : `${near} ${time}`;
}

/** "today", "yesterday", "Monday" within the last week, and then the date. */
export function sayNearDay(day: Day, today: Day): string {
  const ago = daysBetween(day, today);
  if (ago === 0) return "today";
  if (ago === 1) return "yesterday";
  if (ago > 1 && ago < 7) return sayWeekday(day).split(" ")[0] ?? sayDay(day);
  return Math.abs(ago) < 200 ? sayDayShort(day) : sayDay(day);
}
