// An invented primary school of any size, from a seed and a day: demo, tests and benchmarks use it. Nothing here is a real
// person, and nothing is random: the same seed, size and day give the same records byte for byte.
//
// inventSchool({ seed, pupils, years, today, sessionsFrom? }) -> {
//   schoolName,
//   people:  [{ staffId, name, roles, signInName }],      everybody on the staff, the SENCO (also administrator) first
//   records: [{ kind, id, scope, fields, authorId?, recordedAt }],   each valid by the registry, in dependency order
// }
// Order: school, half terms and calendar days, staff, class teachers, interventions, pupils, enrolments, identity and SEN
// records, pay bands and rates, groups with members, staffing, slots and targets, then day by day sessions each followed
// by its marks and notes, last "away today" and interruptions (absences, trips, moves).
// `years` counts back from `today`: sessions lie from the same day `years` years earlier to yesterday, and today's are
// still to be logged. `sessionsFrom` keeps only the sessions (and the groups of the school years) from that day on; every
// session that is kept is the same as without it. A school has about 10 records a child that are always there and 60 a
// planned day for every 100 children: `pupils: 180, years: 1` with `sessionsFrom` four weeks ago makes some 3,700.
// Who a visitor to the demo signs in as: demoPeople in demo-people.ts.
import { daySchema, isPlannedDay, type Day } from "../domain/calendar.ts";
import { derivedId, type PupilId } from "../domain/ids.ts";
import { awayToday, interruption } from "../domain/records.ts";
import { isAwayFromSchool } from "./attendance.ts";
import { assessmentRecords, inventedDefinition } from "./boxall.ts";
import { calendarRecords, moneyRecords, schoolName, staffRecords } from "./school-records.ts";
import { classSupportSlots } from "./class-support.ts";
import { planClasses, type ClassPlan } from "./classes.ts";
import { inventSessions } from "./days.ts";
import { groupRecords, sessionRecords, slotRecord } from "./group-records.ts";
import { inventGroups } from "./groups.ts";
import { instantAt } from "./instant.ts";
import { inventInterruptions, type InventedInterruption } from "./interruptions.ts";
import { interventionRecords } from "./intervention-records.ts";
import { pupilRecords, sendRecords } from "./pupil-records.ts";
import { classOn, inventPupils, type InventedPupil } from "./pupils.ts";
import { inventedIn, type InventedRecord, type Made } from "./record.ts";
import { deliveriesOn } from "./planned.ts";
import type { SchoolFacts, YearFacts } from "./school-facts.ts";
import { withStaffMoves } from "./staff-moves.ts";
import { inventStaff, type InventedPerson, type StaffRoom } from "./staff.ts";
import { timelineOf, type SchoolRequest, type Timeline } from "./timeline.ts";

export interface InventedSchool {
  readonly schoolName: string;
  readonly people: readonly InventedPerson[];
  readonly records: readonly InventedRecord[];
}

/**
 * Invents a school: pure, and the same for the same request.
 * @throws RangeError when the request asks for fewer than 10 or more than 3,000 children, or not for 1 to 10 whole years.
 */
export function inventSchool(request: SchoolRequest): InventedSchool {
  checkRequest(request);
  const timeline = timelineOf({ ...request, today: daySchema.parse(request.today) });
  const plan = planClasses(request.pupils);
  const staff = inventStaff(request.seed, request.pupils, plan.classNames.length);
  const pupils = inventPupils(timeline, plan);
  const interruptions = inventInterruptions(timeline, staff, plan.classNames);
  const yearFacts = inventYears(timeline, plan, staff, pupils);
  const facts: SchoolFacts = {
    timeline,
    staff,
    pupilsById: new Map(pupils.map((pupil) => [pupil.pupilId, pupil])),
    interruptions: interruptions.map((one) => one.interruption),
    yearFacts,
  };
  const records = [
    ...standingRecords(timeline, plan, staff, pupils),
    ...yearFacts.flatMap((one) => yearRecords(timeline, one, interruptions, staff)),
    ...inventSessions(facts).flatMap(sessionRecords),
    ...awayTodayRecords(facts, plan),
    ...interruptionRecords(timeline, interruptions),
  ];
  return { schoolName, people: staff.people, records };
}

function checkRequest({ pupils, years, seed }: SchoolRequest): void {
  const isWhole = [pupils, years, seed].every(Number.isInteger);
  if (!isWhole || pupils < 10 || pupils > 3000 || years < 1 || years > 10) {
    throw new RangeError(
      "A school is invented with 10 to 3,000 pupils, 1 to 10 years and a whole number as seed",
    );
  }
}

/** The groups and class support of each school year that has sessions, or has today. */
function inventYears(
  timeline: Timeline,
  plan: ClassPlan,
  staff: StaffRoom,
  pupils: readonly InventedPupil[],
): YearFacts[] {
  return timeline.schoolYears
    .filter((year) => year.to >= timeline.sessionsStart)
    .map((year) => ({
      year,
      groups: withStaffMoves(timeline, year, inventGroups(timeline, year, staff, pupils), staff),
      classSupport: classSupportSlots(timeline.seed, year, staff, plan.classNames),
    }));
}

/** Everything that was there before the first group. */
function standingRecords(
  timeline: Timeline,
  plan: ClassPlan,
  staff: StaffRoom,
  pupils: readonly InventedPupil[],
): InventedRecord[] {
  const [firstYear] = timeline.schoolYears;
  const made = madeOn(firstYear?.from ?? timeline.today, timeline, staff);
  return [
    ...calendarRecords(timeline, staff, made),
    ...staffRecords(timeline, staff, plan.classNames, made),
    ...interventionRecords(timeline.seed, made),
    inventedDefinition(timeline.seed, made),
    ...pupilRecords(timeline, pupils, staff),
    ...sendRecords(timeline, pupils, staff),
    ...moneyRecords(timeline, staff, made),
  ];
}

function yearRecords(
  timeline: Timeline,
  { year, groups, classSupport }: YearFacts,
  interruptions: readonly InventedInterruption[],
  staff: StaffRoom,
): InventedRecord[] {
  const made = madeOn(year.from, timeline, staff);
  return [
    ...groups.flatMap((group) => [
      ...groupRecords(timeline.seed, group, interruptions, made),
      ...assessmentRecords(timeline.seed, group, staff.practitioner, timeline.today),
    ]),
    ...classSupport.map((slot) => slotRecord(slot, made)),
  ];
}

function madeOn(day: Day, timeline: Timeline, staff: StaffRoom): Made {
  const earliest = day <= timeline.today ? day : timeline.today;
  return { authorId: staff.senco, recordedAt: instantAt(earliest, 8 * 3600) };
}

/** Up to three children with something planned today whom the office has already marked as away. */
function awayTodayRecords(facts: SchoolFacts, plan: ClassPlan): InventedRecord[] {
  const { today, calendar, seed } = facts.timeline;
  const yearFacts = facts.yearFacts.at(-1);
  if (yearFacts === undefined || !isPlannedDay(today, calendar)) return [];
  const planned = new Set<PupilId>(
    deliveriesOn(facts, yearFacts, today).flatMap(
      ({ group }) => group?.members.map((one) => one.pupilId) ?? [],
    ),
  );
  const away = [...planned].flatMap((pupilId) => facts.pupilsById.get(pupilId) ?? []);
  return away
    .filter((pupil) => pupil.leftOn === undefined && isAwayFromSchool(seed, pupil, today))
    .slice(0, 3)
    .map((pupil) => {
      const authorId =
        facts.staff.teachers[plan.classNames.indexOf(classOn(pupil, today) ?? "")] ?? facts.staff.senco;
      const made = { authorId, recordedAt: instantAt(today, 7 * 3600 + 1800) };
      const row = { pupilId: pupil.pupilId, date: today, half: "day" as const, authorId };
      return inventedIn(awayToday, derivedId("demo-away", pupil.pupilId, today), row, made);
    });
}

function interruptionRecords(
  timeline: Timeline,
  interruptions: readonly InventedInterruption[],
): InventedRecord[] {
  return interruptions
    .filter((one) => one.interruption.to >= timeline.sessionsStart)
    .map(({ id, interruption: one }) =>
      inventedIn(interruption, id, one, { authorId: one.authorId, recordedAt: one.recordedAt }),
    );
}
