// The tablets of the school in plain lines: whose, what they still hold, when they were last heard of. Pure.
import type { Day } from "../../../domain/calendar.ts";
import type { TabletSeen } from "../../shared/use-tablets.ts";
import { sayInstant, sayNearDay } from "../../shared/when-words.ts";
import { dayInZone } from "../../../domain/calendar.ts";

/** Those silent for longest first: theirs is the work that may be lost. */
export function inOrderOfSilence(tablets: readonly TabletSeen[]): TabletSeen[] {
  return tablets.toSorted((a, b) => (a.seenAt < b.seenAt ? -1 : 1));
}

/** "5 unsent since Tuesday", "All sent" */
export function unsentWords({ pending, oldest }: TabletSeen, today: Day): string {
  if (pending === 0) return "All sent";
  const since = oldest === null ? "" : ` since ${sayNearDay(dayInZone(Date.parse(oldest)), today)}`;
  return `${pending} unsent${since}`;
}

/** "last seen Monday 8:50am" */
export function seenWords({ seenAt }: TabletSeen, today: Day): string {
  return `last seen ${sayInstant(seenAt, today)}`;
}

/** "Maya's tablet", "James's tablet" */
export function whoseTablet(name: string | undefined): string {
  return name === undefined ? "The tablet of somebody who is not on this list" : `${name}'s tablet`;
}
