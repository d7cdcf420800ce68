// The sessions of one child for a pack: this child's part in each, and how many others took part, never who.
import type { PackSession } from "./pupil-pack.ts";
import type { OpenSchool } from "./pupil-pack-school.ts";
import * as records from "./records.ts";
import type { Mark, Note, Session } from "./session.ts";
import { ruleUsed, sharesOf, type SessionShare } from "./session-shares.ts";

/** @param isTransfer a file for another school names no adult */
export function sessionsOf(school: OpenSchool, isTransfer: boolean): PackSession[] {
  const marks = Map.groupBy(
    school.of(records.mark).map((one) => one.record),
    (one) => String(one.sessionId),
  );
  const notes = Map.groupBy(school.own(records.note), (one) => String(one.sessionId));
  const found = school.of(records.session).flatMap(({ id, record }) => {
    const all = marks.get(id) ?? [];
    const own = all.filter((one) => school.ids.has(one.pupilId));
    const words = notes.get(id) ?? [];
    const isPlanned = record.enrolledIds.some((one) => school.ids.has(one));
    const isNamed = typeof record.namedPupilId === "string" && school.ids.has(record.namedPupilId);
    if (own.length === 0 && words.length === 0 && !isPlanned && !isNamed) return [];
    return [sessionOf(school, record, { all, own, words }, isTransfer)];
  });
  return found.toSorted((a, b) => a.date.localeCompare(b.date) || a.start - b.start);
}

function sessionOf(
  school: OpenSchool,
  session: Session,
  marks: { readonly all: readonly Mark[]; readonly own: readonly Mark[]; readonly words: readonly Note[] },
  isTransfer: boolean,
): PackSession {
  const shares = (sharesOf(session, marks.all)?.pupils ?? []).filter((one) => school.ids.has(one.pupilId));
  const sum = (part: (share: SessionShare) => number) => shares.reduce((total, one) => total + part(one), 0);
  const [mark] = marks.own;
  const { interventionId, groupId, lostReason } = session;
  return {
    date: session.date,
    start: session.start,
    type: session.type,
    ...(interventionId && { intervention: school.intervention(interventionId) }),
    ...(groupId && { group: school.group(groupId).group }),
    outcome: session.outcome,
    ...(lostReason && { lostReason }),
    ...(session.voided && { voided: true }),
    adults: isTransfer ? [] : [...new Set(session.adults.map((one) => school.person(one.staffId)))],
    attendance: shares[0]?.attendance ?? (mark === undefined ? "unmarked" : "not-expected"),
    ...(mark && { status: mark.status }),
    ...(mark?.reason && { reason: school.mask(mark.reason) }),
    ...(mark?.progress && { progress: mark.progress }),
    ...(mark?.checkIn && { checkIn: mark.checkIn }),
    ...(session.half && { half: session.half }),
    ...(session.activity && { activity: school.mask(session.activity) }),
    contactSeconds: sum((one) => one.contactSeconds),
    apportionedSeconds: sum((one) => one.apportionedSeconds),
    adultSeconds: sum((one) => one.adultSeconds),
    rule: ruleUsed(session),
    others: othersIn(school, session, marks.all),
    notes: marks.words.map(({ text, authorId, recordedAt: at }) => ({
      text: school.mask(text),
      at,
      ...(!isTransfer && { by: school.person(authorId) }),
    })),
  };
}

function othersIn(school: OpenSchool, session: Session, marks: readonly Mark[]): number {
  const there = marks.filter((one) => one.status === "here").map((one) => String(one.pupilId));
  const planned = session.outcome === "lost" ? session.enrolledIds : [];
  return new Set([...there, ...planned].filter((one) => !school.ids.has(one))).size;
}
