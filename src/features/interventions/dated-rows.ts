// Dated facts of a group as its page lists them. Pure.
import type { Day } from "../../domain/calendar.ts";
import { isInForce } from "../../domain/pupil.ts";
import { sayDay } from "../../ui/words.ts";

interface Dated {
  readonly from: Day;
  readonly to?: Day | null | undefined;
}

/** What was taken back before its first day never was. */
export function wasEver({ from, to }: Dated): boolean {
  return to === undefined || to === null || from <= to;
}

/** In force today, or to come. */
export function isNowOrLater(dated: Dated, today: Day): boolean {
  if (!wasEver(dated)) return false;
  return isInForce(dated, today) || dated.from > today;
}

/** "since 7 September 2026", "on 20 November 2026", "7 September 2026 to 20 November 2026". */
export function datesWords({ from, to }: Dated): string {
  if (!to) return `since ${sayDay(from)}`;
  return from === to ? `on ${sayDay(from)}` : `${sayDay(from)} to ${sayDay(to)}`;
}
