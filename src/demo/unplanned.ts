// Sessions that no timetable holds: a teaching assistant takes one child for a quarter of an hour after a hard morning, or
// adds a child by first name because the list does not have it yet.
import type { Day } from "../domain/calendar.ts";
import { derivedId, markId, sessionIdSchema, type PupilId, type StaffId } from "../domain/ids.ts";
import { isInForce } from "../domain/pupil.ts";
import type { Session } from "../domain/session.ts";
import { isAwayFromSchool } from "./attendance.ts";
import { catalogue } from "./catalogue.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import { chanceOf, type Chance } from "./chance.ts";
import { recordedAfter, type InventedSession } from "./deliver.ts";
import { doublesKnownOn } from "./doubles.ts";
import { interventionIdOf } from "./intervention-records.ts";
import type { SchoolFacts, YearFacts } from "./school-facts.ts";
import { cells } from "./week-grid.ts";

/** About one a week for every two assistants. */
const dailyProbability = 0.1;

/** The unplanned one-to-one sessions of a day, in the log of who held them. */
export function unplannedOn(facts: SchoolFacts, { groups }: YearFacts, date: Day): InventedSession[] {
  const { seed } = facts.timeline;
  const ordinary = facts.staff.assistants.flatMap((staffId): InventedSession[] => {
    const chance = chanceOf(seed, "unplanned", staffId, date);
    if (!chance.chance(dailyProbability) || isAway(facts, staffId, date)) return [];
    const known = groups
      .filter((group) => group.staffing.some((one) => one.staffId === staffId))
      .flatMap((group) => group.members.filter((one) => isInForce(one, date)));
    const pupilId = known.length === 0 ? undefined : chance.pick(known).pupilId;
    const pupil = pupilId === undefined ? undefined : facts.pupilsById.get(pupilId);
    if (pupil === undefined || isAwayFromSchool(seed, pupil, date)) return [];
    return [oneToOne(facts, staffId, pupil.pupilId, date, chance)];
  });
  const [firstAssistant] = facts.staff.assistants;
  if (firstAssistant === undefined) return ordinary;
  const doubles = doublesKnownOn(facts.timeline, date).map((double) =>
    oneToOne(
      facts,
      firstAssistant,
      double.pupilId,
      date,
      chanceOf(seed, "double-session", double.pupilId, date),
    ),
  );
  return [...ordinary, ...doubles];
}

function isAway(facts: SchoolFacts, staffId: StaffId, date: Day): boolean {
  return facts.interruptions.some((one) => one.staffId === staffId && one.from <= date && date <= one.to);
}

function oneToOne(
  facts: SchoolFacts,
  staffId: StaffId,
  pupilId: PupilId,
  date: Day,
  chance: Chance,
): InventedSession {
  const { seed } = facts.timeline;
  const entry = chance.pick(catalogue.filter(isForOne));
  const from = cells.lunch.start + cells.lunch.seconds + chance.int(0, 2) * 300;
  const seconds = chance.pick([10, 15, 15, 20]) * 60;
  const id = sessionIdSchema.parse(derivedId("demo-unplanned", String(seed), staffId, pupilId, date));
  const session: Session = {
    type: "intervention",
    interventionId: interventionIdOf(seed, entry),
    areaOfNeed: entry.area,
    date,
    start: from,
    plannedSeconds: seconds,
    outcome: "delivered",
    adults: [{ staffId, from, to: from + seconds }],
    rule: "present",
    enrolledIds: [pupilId],
    authorId: staffId,
    recordedAt: recordedAfter(date, from + seconds, chance),
  };
  const mark = {
    sessionId: id,
    pupilId,
    date,
    status: "here" as const,
    intervals: [{ from, to: from + seconds }],
    authorId: staffId,
  };
  return { id, session, marks: [{ id: markId(id, pupilId), mark }], notes: [] };
}

function isForOne(entry: CatalogueEntry): boolean {
  return entry.type === "intervention" && entry.size[0] === 1;
}
