// Who of a group was there, from when to when: illness in spells, class trips, refusals, late arrivals, early leavers.
import { addDays, type Day } from "../domain/calendar.ts";
import type { PupilId } from "../domain/ids.ts";
import type { Interruption } from "../domain/interruption.ts";
import type { MarkStatus } from "../domain/session.ts";
import { chanceOf, type Chance } from "./chance.ts";
import { classOn, type InventedPupil } from "./pupils.ts";

export interface Attendance {
  readonly pupilId: PupilId;
  readonly status: MarkStatus;
  readonly intervals: { from: number; to: number }[];
  readonly reason?: string;
}

export interface SessionTimes {
  readonly from: number;
  readonly to: number;
}

const spellStartsInADay = 0.026;
const longestSpellDays = 3;

/** Whether a child is away from school on a day: about 1 day in 20, in spells of one to three days. */
export function isAwayFromSchool(seed: number, pupil: InventedPupil, day: Day): boolean {
  for (let back = 0; back < longestSpellDays; back += 1) {
    const chance = chanceOf(seed, "ill", pupil.number, addDays(day, -back));
    if (chance.chance(spellStartsInADay) && chance.int(1, longestSpellDays) > back) return true;
  }
  return false;
}

/** What one child received of a session that ran. */
export function attend(
  seed: number,
  pupil: InventedPupil,
  day: Day,
  times: SessionTimes,
  trips: readonly Interruption[],
  chance: Chance,
): Attendance {
  const { pupilId } = pupil;
  if (isAwayFromSchool(seed, pupil, day)) return { pupilId, status: "absent", intervals: [] };
  const className = classOn(pupil, day);
  if (trips.some((trip) => trip.type === "trip" && trip.className === className)) {
    return { pupilId, status: "elsewhere", intervals: [], reason: "Class trip" };
  }
  const fate = chance.next();
  if (fate < 0.012) return { pupilId, status: "refused", intervals: [] };
  if (fate < 0.03) {
    const reason = chance.pick([
      "Assembly practice",
      "Photograph",
      "Reading with a visitor",
      "Music lesson",
      "First aid",
    ]);
    return { pupilId, status: "elsewhere", intervals: [], reason };
  }
  return { pupilId, status: "here", intervals: [intervalThere(times, fate, chance)] };
}

/** 4 in 100 come late and 3 in 100 leave early, by at most half of the session. */
function intervalThere(
  { from, to }: SessionTimes,
  fate: number,
  chance: Chance,
): { from: number; to: number } {
  const missedSeconds = Math.min(chance.int(3, 10) * 60, Math.floor((to - from) / 120) * 60);
  if (fate < 0.07) return { from: from + missedSeconds, to };
  if (fate < 0.1) return { from, to: to - missedSeconds };
  return { from, to };
}
