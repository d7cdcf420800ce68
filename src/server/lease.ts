// How long a tablet may keep what it holds without hearing from the server: in days of school, so that a half term in a
// cupboard does not empty it.
import {
  addDays,
  calendarDaySchema,
  dayInZone,
  halfTermSchema,
  isPlannedDay,
  type SchoolCalendar,
} from "../domain/calendar.ts";
import { schoolSchema } from "../domain/staff.ts";
import { loadRecords, recordsOfKind } from "./storage/record-rows.ts";
import type { Db } from "./storage/tables.ts";

const usualLeaseSchoolDays = 10;
/** A summer holiday is longer than any term's lease; without a calendar days are counted by the week. */
const mostDays = 60;
const dayMs = 86_400_000;

/** When a lease ends that begins at this moment: after this many school days, by the school's own calendar. */
export async function leaseEndOf(db: Db, school: string, fromMs: number): Promise<string> {
  const [record] = await loadRecords(db, school, new Map([["school", new Set([school])]]));
  const days = schoolSchema.safeParse(record?.fields).data?.leaseSchoolDays ?? usualLeaseSchoolDays;
  const calendar = await calendarOf(db, school);
  return new Date(fromMs + leaseDays(dayInZone(fromMs), days, calendar) * dayMs).toISOString();
}

/** How many days from `today` until this many school days have passed. Pure. */
export function leaseDays(
  today: ReturnType<typeof dayInZone>,
  schoolDays: number,
  calendar: SchoolCalendar,
): number {
  const inWeeks = Math.ceil((schoolDays * 7) / 5);
  if (calendar.halfTerms.length === 0) return inWeeks;
  let left = schoolDays;
  for (let ahead = 1; ahead <= mostDays; ahead += 1) {
    if (isPlannedDay(addDays(today, ahead), calendar)) left -= 1;
    if (left === 0) return ahead;
  }
  // The calendar says nothing that far ahead.
  return Math.max(inWeeks, mostDays);
}

async function calendarOf(db: Db, school: string): Promise<SchoolCalendar> {
  const halfTerms = await recordsOfKind(db, school, "halfTerm");
  const days = await recordsOfKind(db, school, "calendarDay");
  return {
    halfTerms: halfTerms.flatMap(({ fields }) => halfTermSchema.safeParse(fields).data ?? []),
    days: days.flatMap(({ fields }) => calendarDaySchema.safeParse(fields).data ?? []),
  };
}
