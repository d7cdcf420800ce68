// SEN status and needs on a day, and what a change of them means for the dated records. Pure.
import { compareDays, type Day } from "../../domain/calendar.ts";
import { isInForce, type PupilNeed, type SenRecord } from "../../domain/pupil.ts";
import type { Stored } from "../../storage/read.ts";

/** The latest status on or before a day is in force on it; of two on one day, the later in the list. */
export function statusOn(statuses: readonly SenRecord[], day: Day): SenRecord | undefined {
  return statuses
    .filter((one) => one.from <= day)
    .toSorted((a, b) => compareDays(a.from, b.from))
    .at(-1);
}

/** The needs in force on a day, the primary one first. */
export function needsOn(needs: readonly Stored<PupilNeed>[], day: Day): Stored<PupilNeed>[] {
  const inForce = needs.filter((one) => isInForce(one.record, day));
  return inForce.toSorted((a, b) => a.record.rank - b.record.rank);
}

/** The rank of a need that is added after those in force: 1 = primary. */
export function nextRank(needs: readonly Stored<PupilNeed>[], day: Day): number {
  return Math.max(0, ...needsOn(needs, day).map((one) => one.record.rank)) + 1;
}

/** Why this need cannot be added, or undefined. "NSA" says that nobody has assessed the need, so it stands alone. */
export function needProblem(
  type: PupilNeed["type"] | undefined,
  needs: readonly Stored<PupilNeed>[],
  day: Day,
): string | undefined {
  if (type === undefined) return "Choose the need.";
  const inForce = needsOn(needs, day).map((one) => one.record.type);
  if (inForce.includes(type)) return "This need is recorded already.";
  return undefined;
}
