// Who is marked as away from school at a time of a day.
import { halfOf } from "../../domain/half-days.ts";
import type { PupilId } from "../../domain/ids.ts";
import type { AwayToday } from "../../domain/pupil.ts";

/** Who is away in the half of the day in which a session begins. */
export function awayAt(away: readonly AwayToday[], start: number): Set<PupilId> {
  const half = halfOf(start);
  const now = away.filter((one) => one.cleared !== true && (one.half === "day" || one.half === half));
  return new Set(now.map((one) => one.pupilId));
}
