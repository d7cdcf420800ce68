// Children who were entered twice: a teaching assistant added a card by first name because the list seemed not to have the
// child, logged a session or two on it, and the SENCO merged it into the right card some days later.
import { addDays, isPlannedDay, type Day } from "../domain/calendar.ts";
import { derivedId, pupilIdSchema, type PupilId } from "../domain/ids.ts";
import { chanceOf } from "./chance.ts";
import type { InventedPupil } from "./pupils.ts";
import { halfTermAt, type Timeline } from "./timeline.ts";

export interface DoubleCard {
  readonly pupilId: PupilId;
  readonly addedOn: Day;
  /** The day on which it was merged; the card was in use until the day before. */
  readonly mergedOn: Day;
}

/** One double card a term, in the third week of its first half, once it has been merged. */
export function doubleCards(timeline: Timeline): DoubleCard[] {
  return timeline.schoolYears.flatMap((year) =>
    [0, 2, 4].flatMap((index): DoubleCard[] => {
      const addedOn = addDays(halfTermAt(year, index).from, 14);
      const mergedOn = addDays(addedOn, 9);
      if (mergedOn >= timeline.today) return [];
      const facts = [String(timeline.seed), String(year.schoolYear), String(index)];
      return [{ pupilId: pupilIdSchema.parse(derivedId("demo-double", ...facts)), addedOn, mergedOn }];
    }),
  );
}

/** Double cards that a session is logged on: on the day they were added and a week later. */
export function doublesKnownOn(timeline: Timeline, date: Day): DoubleCard[] {
  if (!isPlannedDay(date, timeline.calendar)) return [];
  return doubleCards(timeline).filter((one) => date === one.addedOn || date === addDays(one.addedOn, 7));
}

/** The child whom a double card stands for: somebody on roll on that day. */
export function childBehind(
  timeline: Timeline,
  double: DoubleCard,
  pupils: readonly InventedPupil[],
): InventedPupil {
  const onRoll = pupils.filter((pupil) =>
    pupil.enrolments.some((one) => one.from <= double.addedOn && (!one.to || double.mergedOn <= one.to)),
  );
  return chanceOf(timeline.seed, "double", double.pupilId).pick(onRoll);
}
