// Days, times, lengths and money in the English of a British school: sentence case, numerals, "2pm to 2:30pm". Pure.
import { dayPartsOrThrow, weekdayOf } from "./iso-day.ts";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** "6 August 2026" */
export function sayDay(day: string): string {
  const { year, month, date } = dayPartsOrThrow(day);
  return `${date} ${months[month - 1]} ${year}`;
}

/** "Thu 6 Aug"; September is "Sept", as GOV.UK writes it. */
export function sayDayShort(day: string): string {
  const { month, date } = dayPartsOrThrow(day);
  const name = months[month - 1];
  const short = name === "September" ? "Sept" : name?.slice(0, 3);
  return `${weekdays[weekdayOf(day)]?.slice(0, 3)} ${date} ${short}`;
}

/** "Thursday 6 August" */
export function sayWeekday(day: string): string {
  const { month, date } = dayPartsOrThrow(day);
  return `${weekdays[weekdayOf(day)]} ${date} ${months[month - 1]}`;
}

/** "Week of 14 September 2026", given its Monday. */
export function sayWeek(monday: string): string {
  return `Week of ${sayDay(monday)}`;
}

/** Seconds since midnight as "2:30pm" or "2pm"; "midday" and "midnight" by name. Seconds of the minute are dropped. */
export function sayTime(secondsOfDay: number): string {
  const minutesOfDay = Math.floor(secondsOfDay / 60) % (24 * 60);
  if (minutesOfDay === 0) return "midnight";
  if (minutesOfDay === 12 * 60) return "midday";
  const hour = Math.floor(minutesOfDay / 60);
  const minute = minutesOfDay % 60;
  const clockHour = hour % 12 === 0 ? 12 : hour % 12;
  const tail = minute === 0 ? "" : `:${String(minute).padStart(2, "0")}`;
  return `${clockHour}${tail}${hour < 12 ? "am" : "pm"}`;
}

/** "2pm to 2:30pm" */
export function sayTimeRange(startSeconds: number, endSeconds: number): string {
  return `${sayTime(startSeconds)} to ${sayTime(endSeconds)}`;
}

/** A length to the nearest minute: "15 minutes", "1 hour 5 minutes", "2 hours"; "less than 1 minute" under half of one. */
export function sayMinutes(seconds: number): string {
  const whole = Math.round(seconds / 60);
  if (whole === 0) return seconds > 0 ? "less than 1 minute" : "0 minutes";
  const hours = Math.floor(whole / 60);
  const minutes = whole % 60;
  if (hours === 0) return sayCount(minutes, "minute");
  return minutes === 0
    ? sayCount(hours, "hour")
    : `${sayCount(hours, "hour")} ${sayCount(minutes, "minute")}`;
}

/** A length to the second: "7 min 30 s", "1 h 5 min", "45 s". */
export function sayExact(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [
    { amount: Math.floor(whole / 3600), unit: "h" },
    { amount: Math.floor((whole % 3600) / 60), unit: "min" },
    { amount: whole % 60, unit: "s" },
  ].filter(({ amount }) => amount > 0);
  return parts.length === 0 ? "0 s" : parts.map(({ amount, unit }) => `${amount} ${unit}`).join(" ");
}

/** Whole pence as pounds: "£1,234.50", "£6" for 600, "-£2.05". */
export function sayPence(pence: number): string {
  const rounded = Math.round(Math.abs(pence));
  const pounds = Math.floor(rounded / 100).toLocaleString("en-GB");
  const rest = rounded % 100;
  return `${pence < 0 && rounded > 0 ? "-" : ""}£${pounds}${rest === 0 ? "" : `.${String(rest).padStart(2, "0")}`}`;
}

/** "1 session", "3 sessions", "1,200 sessions"; an odd plural is given: sayCount(2, "child", "children"). */
export function sayCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

/** "a, b and c" */
export function sayList(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
