// Names of the files that people save, built from closed parts: never a pupil's name or initials, nor a group's.
import type { Day } from "../domain/calendar.ts";

export function weeklySummaryFileName(
  monday: Day,
  scope: "all-groups" | "one-group" | "one-pupil",
  type: "xlsx" | "csv",
): string {
  return `${monday}_weekly-summary_${scope}.${type}`;
}

export function rowProblemsFileName(day: Day): string {
  return `${day}_class-list-rows-to-check.csv`;
}

export function auditFileName(day: Day): string {
  return `${day}_what-was-done.csv`;
}

/** Of a pack about one pupil: which one it is stands inside, never in the name. */
export function pupilPackFileName(day: Day, what: "subject-access" | "transfer"): string {
  return `${day}_${what === "transfer" ? "transfer-to-new-school" : "everything-held-about-one-pupil"}.zip`;
}

/** Numbers of a form or of a picture: whose they are stands inside, never in the name. */
export function boxallFileName(
  day: Day,
  what: "handbook-numbers" | "profile" | "change" | "group" | "rows-to-check",
): string {
  return `${day}_boxall_${what}.csv`;
}
