// The children as records: cards that everybody holds, dated enrolments, and what only the SENCO's scope holds.
import { addDays, daySchema, type Day } from "../domain/calendar.ts";
import { derivedId, type StaffId } from "../domain/ids.ts";
import { enrolment, pupil, pupilIdentity, pupilNeed, senRecord } from "../domain/records.ts";
import { uniqueInitials, type SenRecord } from "../domain/pupil.ts";
import { chanceOf } from "./chance.ts";
import { childBehind, doubleCards, type DoubleCard } from "./doubles.ts";
import { instantAt } from "./instant.ts";
import { classOn, type InventedPupil } from "./pupils.ts";
import { inventedIn, type InventedRecord, type Made } from "./record.ts";
import type { StaffRoom } from "./staff.ts";
import { halfTermAt, type Timeline } from "./timeline.ts";
import { upnOf } from "./upn-of.ts";

/** Cards, then enrolments, those of double cards included. */
export function pupilRecords(
  timeline: Timeline,
  pupils: readonly InventedPupil[],
  staff: StaffRoom,
): InventedRecord[] {
  const doubles = doubleCards(timeline);
  const [addedBy] = staff.assistants;
  return [
    ...pupils.map((one) => cardOf(one, timeline, staff.senco)),
    ...doubleCardsOf(doubles, timeline, pupils, addedBy ?? staff.senco),
    ...pupils.flatMap((one) => enrolmentsOf(one, timeline, staff.senco)),
    ...doubles.map((one) => doubleEnrolmentOf(one, timeline, pupils, addedBy ?? staff.senco)),
  ];
}

/** Legal names, numbers, dates of birth, SEN status and needs. */
export function sendRecords(
  timeline: Timeline,
  pupils: readonly InventedPupil[],
  staff: StaffRoom,
): InventedRecord[] {
  return pupils.flatMap((one) => {
    const made = madeOn(joinedOn(one), timeline, staff.senco);
    return [
      identityOf(one, timeline.seed, made),
      ...senRecordsOf(one, timeline, made),
      ...needsOf(one, made),
    ];
  });
}

function cardOf(one: InventedPupil, timeline: Timeline, authorId: StaffId): InventedRecord {
  const card = {
    knownAs: one.first,
    familyInitial: one.family.slice(0, 1),
    initials: one.initials,
    ...(one.leftOn === undefined ? {} : { leftOn: one.leftOn }),
  };
  return inventedIn(pupil, one.pupilId, card, madeOn(joinedOn(one), timeline, authorId));
}

/** Who adds a card on a tablet knows the first name only, so that its initials are one letter and a number. */
function doubleCardsOf(
  doubles: readonly DoubleCard[],
  timeline: Timeline,
  pupils: readonly InventedPupil[],
  authorId: StaffId,
): InventedRecord[] {
  const taken = new Set(pupils.map((one) => one.initials));
  return doubles.map((double) => {
    const child = childBehind(timeline, double, pupils);
    const initials = uniqueInitials(child.first, "", taken);
    taken.add(initials);
    const card = {
      knownAs: child.first,
      familyInitial: "",
      initials,
      provisional: true,
      mergedInto: child.pupilId,
    };
    return inventedIn(pupil, double.pupilId, card, {
      authorId,
      recordedAt: instantAt(double.addedOn, 45_000),
    });
  });
}

function doubleEnrolmentOf(
  double: DoubleCard,
  timeline: Timeline,
  pupils: readonly InventedPupil[],
  authorId: StaffId,
): InventedRecord {
  const className = classOn(childBehind(timeline, double, pupils), double.addedOn) ?? "";
  const row = { pupilId: double.pupilId, className, from: double.addedOn, to: addDays(double.mergedOn, -1) };
  const made = { authorId, recordedAt: instantAt(double.addedOn, 45_000) };
  return inventedIn(enrolment, derivedId("demo-enrolment", double.pupilId, double.addedOn), row, made);
}

function enrolmentsOf(one: InventedPupil, timeline: Timeline, authorId: StaffId): InventedRecord[] {
  return one.enrolments.map((row) =>
    inventedIn(
      enrolment,
      derivedId("demo-enrolment", one.pupilId, row.from),
      row,
      madeOn(row.from, timeline, authorId),
    ),
  );
}

function joinedOn(one: InventedPupil): Day {
  const [first] = one.enrolments;
  if (first === undefined) throw new Error("A child is enrolled");
  return first.from;
}

/** An instant on a school morning, never after today. */
function madeOn(day: Day, timeline: Timeline, authorId: StaffId): Made {
  return { authorId, recordedAt: instantAt(day <= timeline.today ? day : timeline.today, 8 * 3600) };
}

function identityOf(one: InventedPupil, seed: number, made: Made): InventedRecord {
  const chance = chanceOf(seed, "identity", one.number);
  const month = chance.int(1, 12);
  // Reception's children turn five in the school year: born in September to August, four or five years before it starts.
  const birthYear = one.cohort - (month >= 9 ? 5 : 4);
  const two = (value: number): string => String(value).padStart(2, "0");
  const identity = {
    pupilId: one.pupilId,
    legalForename: one.first,
    legalSurname: one.family,
    ...upnOf(one),
    dateOfBirth: daySchema.parse(`${birthYear}-${two(month)}-${two(chance.int(1, 28))}`),
  };
  return inventedIn(pupilIdentity, derivedId("demo-identity", one.pupilId), identity, made);
}

/** Most have one status for as long as the school has known them; about 1 in 5 was put on SEN support one January. */
function senRecordsOf(one: InventedPupil, timeline: Timeline, made: Made): InventedRecord[] {
  const from = joinedOn(one);
  const year = timeline.schoolYears.find((each) => each.from <= from && from <= each.to);
  const january = year === undefined ? undefined : halfTermAt(year, 2).from;
  const isLater = one.status === "K" && chanceOf(timeline.seed, "sen-history", one.number).chance(0.2);
  const rows: SenRecord[] =
    isLater && january !== undefined && january <= timeline.today
      ? [
          { pupilId: one.pupilId, status: "N", from },
          { pupilId: one.pupilId, status: "K", from: january },
        ]
      : [{ pupilId: one.pupilId, status: one.status, from }];
  return rows.map((row) => inventedIn(senRecord, derivedId("demo-sen", one.pupilId, row.from), row, made));
}

function needsOf(one: InventedPupil, made: Made): InventedRecord[] {
  return one.needs.map((type, at) =>
    inventedIn(
      pupilNeed,
      derivedId("demo-need", one.pupilId, type),
      { pupilId: one.pupilId, type, rank: at + 1, from: joinedOn(one) },
      made,
    ),
  );
}
