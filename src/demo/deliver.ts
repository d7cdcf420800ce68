// One delivery as it was logged: its session with a mark for each planned child and now and then a note.
import type { Day } from "../domain/calendar.ts";
import { halfOf } from "../domain/half-days.ts";
import { markId, noteId, type PupilId, type SessionId, type StaffId } from "../domain/ids.ts";
import { isInForce } from "../domain/pupil.ts";
import type { LostReason, Mark, Note, Session } from "../domain/session.ts";
import { attend, type Attendance, type SessionTimes } from "./attendance.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import type { Chance } from "./chance.ts";
import { interventionIdOf } from "./intervention-records.ts";
import { instantAt } from "./instant.ts";
import { expectedIn } from "./nurture.ts";
import type { Delivery } from "./planned.ts";
import { interruptionsOn, type SchoolFacts } from "./school-facts.ts";

export interface InventedSession {
  readonly id: SessionId;
  readonly session: Session;
  readonly marks: readonly { readonly id: string; readonly mark: Mark }[];
  readonly notes: readonly { readonly id: string; readonly note: Note }[];
}

/** A session as the group's own facts of the day stamp it, with nothing yet said about what happened. */
type Stamped = Omit<Session, "outcome" | "adults" | "recordedAt" | "authorId">;

function stamp(seed: number, delivery: Delivery): Stamped {
  const { group, slot, date, start } = delivery;
  const common = {
    type: slot.slot.type,
    slotId: slot.slotId,
    date,
    start,
    plannedSeconds: slot.slot.plannedSeconds,
  };
  if (group === undefined) {
    const { className } = slot.slot;
    return { ...common, ...(className === undefined ? {} : { className }), rule: "present", enrolledIds: [] };
  }
  return {
    ...common,
    interventionId: interventionIdOf(seed, group.entry),
    areaOfNeed: group.entry.area,
    groupId: group.groupId,
    rule: group.rule,
    ...(group.namedPupilId === undefined ? {} : { namedPupilId: group.namedPupilId }),
    enrolledIds: expectedIn(group, date, start),
    ...(group.isNurture && { half: halfOf(start) }),
  };
}

/** The log of a delivery that did not happen. */
export function lose(
  seed: number,
  delivery: Delivery,
  id: SessionId,
  authorId: StaffId,
  reason: LostReason,
  chance: Chance,
): InventedSession {
  const session: Session = {
    ...stamp(seed, delivery),
    outcome: "lost",
    lostReason: reason,
    adults: [],
    authorId,
    recordedAt: recordedAfter(delivery.date, delivery.start, chance),
  };
  return { id, session, marks: [], notes: [] };
}

/** The log of a delivery with these adults; lost for a pupil reason when nobody came. */
export function deliver(
  facts: SchoolFacts,
  delivery: Delivery,
  id: SessionId,
  staffIds: readonly StaffId[],
  chance: Chance,
): InventedSession {
  const { seed } = facts.timeline;
  const [authorId] = staffIds;
  if (authorId === undefined) throw new Error("A session that ran had an adult");
  const times = timesOf(delivery, chance);
  const attendance = attendanceOf(facts, delivery, times, chance);
  const isAnybodyHere = attendance.length === 0 || attendance.some((one) => one.status === "here");
  if (!isAnybodyHere) return lose(seed, delivery, id, authorId, reasonNobodyCame(attendance), chance);
  const recordedAt = recordedAfter(delivery.date, times.to, chance);
  const session: Session = {
    ...stamp(seed, delivery),
    start: times.from,
    outcome: "delivered",
    adults: adultTimes(facts, delivery, staffIds, times, chance),
    authorId,
    recordedAt,
  };
  const common = { sessionId: id, date: delivery.date, authorId };
  const marks = attendance.map((one) => ({
    id: markId(id, one.pupilId),
    mark: { ...common, ...one, ...progressOf(delivery, one, chance), ...checkInOf(delivery, one, chance) },
  }));
  const notes = attendance.flatMap((one) => {
    const text = noteFor(delivery.group?.entry, one, chance);
    if (text === undefined) return [];
    return [{ id: noteId(id, one.pupilId), note: { ...common, pupilId: one.pupilId, text, recordedAt } }];
  });
  return { id, session, marks, notes };
}

/** An instant after a time of the day: most people log within half an hour. */
export function recordedAfter(date: Day, secondsOfDay: number, chance: Chance): string {
  return instantAt(date, secondsOfDay + chance.int(60, 1800));
}

/** 3 in 10 begin a few minutes late, 2 in 10 end a few minutes early. */
function timesOf({ start, slot }: Delivery, chance: Chance): SessionTimes {
  const { plannedSeconds } = slot.slot;
  const from = start + (chance.chance(0.3) ? chance.int(1, 4) * 60 : 0);
  const to = start + plannedSeconds - (chance.chance(0.2) ? chance.int(1, 3) * 60 : 0);
  return { from, to };
}

function attendanceOf(
  facts: SchoolFacts,
  { group, date, start }: Delivery,
  times: SessionTimes,
  chance: Chance,
): Attendance[] {
  if (group === undefined) return [];
  const trips = interruptionsOn(facts, date).filter((one) => one.type === "trip");
  return expectedIn(group, date, start).map((pupilId) =>
    attend(facts.timeline.seed, pupilOf(facts, pupilId), date, times, trips, chance),
  );
}

function pupilOf(facts: SchoolFacts, pupilId: PupilId) {
  const pupil = facts.pupilsById.get(pupilId);
  if (pupil === undefined) throw new Error("A group's members are pupils of the school");
  return pupil;
}

function reasonNobodyCame(attendance: readonly Attendance[]): LostReason {
  if (attendance.some((one) => one.status === "absent")) return "pupil-absent";
  return attendance.some((one) => one.status === "refused") ? "pupil-refused" : "trip-or-event";
}

/** Now and then the second adult leaves early, or a teacher or the SENCO joins for the second half. */
function adultTimes(
  facts: SchoolFacts,
  { group }: Delivery,
  staffIds: readonly StaffId[],
  times: SessionTimes,
  chance: Chance,
): Session["adults"] {
  const half = times.from + Math.floor((times.to - times.from) / 120) * 60;
  const leavesEarly = chance.chance(0.08);
  const isJoined = chance.chance(0.03);
  const adults = staffIds.map((staffId, at) => ({
    staffId,
    from: times.from,
    to: at > 0 && leavesEarly ? half : times.to,
  }));
  const visitor = chance.pick([...facts.staff.teachers, facts.staff.senco]);
  if (group === undefined || !isJoined) return adults;
  return [...adults, { staffId: visitor, from: half, to: times.to }];
}

function progressOf({ group, date }: Delivery, one: Attendance, chance: Chance): Pick<Mark, "progress"> {
  const hasTarget = group?.targets.some(
    (target) => target.pupilId === one.pupilId && isInForce(target, date),
  );
  if (one.status !== "here" || hasTarget !== true || !chance.chance(0.6)) return {};
  return {
    progress: chance.weighted([
      ["not-yet", 3],
      ["nearly", 5],
      ["got-it", 4],
    ]),
  };
}

/** Most children of the nurture group say how they are on coming in. */
function checkInOf({ group }: Delivery, one: Attendance, chance: Chance): Pick<Mark, "checkIn"> {
  if (group?.isNurture !== true || one.status !== "here" || !chance.chance(0.8)) return {};
  return { checkIn: chance.int(2, 5) };
}

function noteFor(entry: CatalogueEntry | undefined, one: Attendance, chance: Chance): string | undefined {
  return entry !== undefined && one.status === "here" && chance.chance(0.09)
    ? chance.pick(entry.notes)
    : undefined;
}
