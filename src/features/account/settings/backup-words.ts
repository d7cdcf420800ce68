// What an administrator is told about backups: when the last one was, and what to do when it is too long ago.
import type { BackupState } from "../../../api/client.ts";
import { dayInZone, daysBetween, secondsOfDayInZone } from "../../../domain/calendar.ts";
import { sayCount, sayDay, sayTime, sayWeekday } from "../../../ui/words.ts";

/** A school week and its weekend: whoever looks after the server should never be further back than that. */
const mostDays = 7;

export const whatToDo =
  'Whoever looks after the server can make one now: type "npm run backup" in the folder of Alongside, and have it run by itself every night.';

/**
 * `isLate`: something must be done.
 * @param state as the server tells it; a tablet's own clock is not asked
 */
export function backupWords(state: BackupState): { readonly words: string; readonly isLate: boolean } {
  const today = dayInZone(Date.parse(state.serverAt));
  const daysSince = (instant: string) => daysBetween(dayInZone(Date.parse(instant)), today);
  if (state.lastAt === null) {
    const isLate = daysSince(state.schoolSince) > mostDays;
    return { words: isLate ? "There has never been a backup." : "No backup has been made yet.", isLate };
  }
  const days = daysSince(state.lastAt);
  if (days > mostDays) return { words: `No backup for ${sayCount(days, "day")}.`, isLate: true };
  return { words: `Last backup: ${sayMoment(state.lastAt, today.slice(0, 4))}`, isLate: false };
}

/** "Monday 23 November, 8:50am", by the school's wall clock; with the year when it is not this one. */
function sayMoment(instant: string, thisYear: string): string {
  const atMs = Date.parse(instant);
  const day = dayInZone(atMs);
  const words = day.startsWith(thisYear) ? sayWeekday(day) : sayDay(day);
  return `${words}, ${sayTime(secondsOfDayInZone(atMs))}`;
}
