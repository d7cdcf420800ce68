// From a school-local time of day to the instant in UTC that records carry. England only: summer time runs from the last
// Sunday of March to the last Sunday of October, and nobody records anything in the hour that is doubled.
import { addDays, daySchema, mondayOf, type Day } from "../domain/calendar.ts";

/** The instant of a school-local time, as records write it. `secondsOfDay` is 3600 or more, so that the day stays. */
export function instantAt(day: Day, secondsOfDay: number): string {
  const utc = secondsOfDay - (isSummerTime(day) ? 3600 : 0);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${day}T${two(Math.floor(utc / 3600))}:${two(Math.floor(utc / 60) % 60)}:${two(utc % 60)}.000Z`;
}

function isSummerTime(day: Day): boolean {
  const year = day.slice(0, 4);
  return lastSunday(`${year}-03-31`) <= day && day < lastSunday(`${year}-10-31`);
}

/** The Sunday on or before the last day of a month. */
function lastSunday(lastOfMonth: string): Day {
  return addDays(mondayOf(addDays(daySchema.parse(lastOfMonth), 1)), -1);
}
