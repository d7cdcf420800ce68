// From a filled-in session to the records that are saved together: the session, a mark a pupil, notes, and for a session
// that was already logged, the correction that tells what changed.
import { derivedId, markId, noteId, sessionIdSchema, type PupilId, type StaffId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import type { Correction, Mark, Note, Session } from "../../domain/session.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make, type Change } from "../../storage/write.ts";
import { correctionsBetween } from "./corrections.ts";
import { endOf, type DraftPupil, type SessionDraft } from "./session-draft.ts";

/** What is already stored under the session's id, voided or not. */
export interface LoggedBefore {
  readonly session: Stored<Session>;
  readonly marks: readonly Stored<Mark>[];
  readonly notes: readonly Stored<Note>[];
}

export interface Author {
  readonly staffId: StaffId;
  /** The instant of recording, as ISO text. */
  readonly at: string;
}

/** The changes that save a draft, over what was logged before, if anything was. */
export function changesOf(draft: SessionDraft, by: Author, before?: LoggedBefore): Change[] {
  const session = sessionOf(draft, by, before?.session.record);
  const scope = before?.session.scope;
  const changes: Change[] = [];
  if (before === undefined) changes.push(make(records.session, draft.id, session));
  else pushChange(changes, records.session, before.session, session);
  const dropped = (before?.marks ?? []).filter((one) =>
    draft.pupils.every((pupil) => pupil.pupilId !== one.record.pupilId),
  );
  for (const one of dropped)
    pushChange(changes, records.mark, one, { status: "not-expected", intervals: [] });
  for (const pupil of draft.pupils) changes.push(...pupilChanges(draft, pupil, by, before, scope));
  const corrected =
    before && before.session.record.voided ? [] : before ? correctionsBetween(before, draft) : [];
  if (corrected.length > 0) changes.push(correctionOf(draft, by, corrected, scope));
  return changes;
}

/** Takes a logged session out of every figure; it stays readable, and can be brought back. */
export function voidChanges(
  session: Stored<Session>,
  by: Author,
  reason: NonNullable<Session["voided"]>["reason"],
): Change[] {
  const corrected: Correction["changes"] = [{ what: "undone", before: "counted", after: reason }];
  return [
    change(records.session, session, { voided: { reason, by: by.staffId, at: by.at } }),
    make(
      records.correction,
      derivedId("correction", session.id, by.at),
      correctionRecord(session, by, corrected),
      session.scope,
    ),
  ];
}

/** Brings a voided session back as it was. */
export function restoreChanges(session: Stored<Session>, by: Author): Change[] {
  const corrected: Correction["changes"] = [
    { what: "undone", before: session.record.voided?.reason ?? "undo", after: "counted" },
  ];
  return [
    change(records.session, session, { voided: null }),
    make(
      records.correction,
      derivedId("correction", session.id, by.at),
      correctionRecord(session, by, corrected),
      session.scope,
    ),
  ];
}

function sessionOf(draft: SessionDraft, by: Author, before: Session | undefined): Session {
  const end = draft.start + draft.plannedSeconds;
  const isDelivered = draft.outcome === "delivered";
  const adults = draft.adults.map((one) => ({
    staffId: one.staffId,
    from: one.from ?? draft.start,
    to: one.to ?? end,
  }));
  return {
    type: draft.type,
    ...(draft.interventionId && { interventionId: draft.interventionId }),
    areaOfNeed: draft.areaOfNeed ?? null,
    groupId: draft.groupId ?? null,
    ...(draft.slotId && { slotId: draft.slotId }),
    ...(draft.className !== undefined && { className: draft.className }),
    date: draft.date,
    start: draft.start,
    plannedSeconds: before?.plannedSeconds ?? draft.plannedSeconds,
    outcome: draft.outcome,
    lostReason: isDelivered ? null : (draft.lostReason ?? null),
    adults: isDelivered ? adults : [],
    rule: draft.rule,
    namedPupilId: draft.namedPupilId ?? null,
    enrolledIds: [...draft.enrolledIds],
    replaces: draft.replaces ? { ...draft.replaces } : null,
    ...(draft.half && { half: draft.half }),
    authorId: before?.authorId ?? by.staffId,
    recordedAt: before?.recordedAt ?? by.at,
    voided: null,
  };
}

function pupilChanges(
  draft: SessionDraft,
  pupil: DraftPupil,
  by: Author,
  before: LoggedBefore | undefined,
  scope: string | undefined,
): Change[] {
  const changes: Change[] = [];
  const mark = markOf(draft, pupil, by);
  const oldMark = before?.marks.find((one) => one.record.pupilId === pupil.pupilId);
  if (oldMark) pushChange(changes, records.mark, oldMark, { ...mark, authorId: oldMark.record.authorId });
  else changes.push(make(records.mark, markId(draft.id, pupil.pupilId), mark, scope));
  const oldNote = before?.notes.find((one) => one.record.pupilId === pupil.pupilId);
  const text = pupil.note?.trim() ?? "";
  if (oldNote) pushChange(changes, records.note, oldNote, { text });
  else if (text !== "")
    changes.push(
      make(records.note, noteId(draft.id, pupil.pupilId), noteOf(draft, pupil.pupilId, text, by), scope),
    );
  return changes;
}

function markOf(draft: SessionDraft, pupil: DraftPupil, by: Author): Mark {
  const isThere = pupil.status === "here" && draft.outcome === "delivered";
  const from = pupil.from ?? draft.start;
  const to = pupil.to ?? draft.start + draft.plannedSeconds;
  return {
    sessionId: draft.id,
    pupilId: pupil.pupilId,
    date: draft.date,
    status: pupil.status === "here" && !isThere ? "not-expected" : pupil.status,
    intervals: isThere ? [{ from, to }] : [],
    reason: pupil.reason ?? null,
    progress: pupil.progress ?? null,
    authorId: by.staffId,
  };
}

function noteOf(draft: SessionDraft, pupilId: PupilId, text: string, by: Author): Note {
  return { sessionId: draft.id, pupilId, date: draft.date, text, authorId: by.staffId, recordedAt: by.at };
}

function correctionOf(
  draft: SessionDraft,
  by: Author,
  changes: Correction["changes"],
  scope: string | undefined,
): Change {
  const record = { sessionId: draft.id, date: draft.date, authorId: by.staffId, recordedAt: by.at, changes };
  return make(records.correction, derivedId("correction", draft.id, by.at), record, scope);
}

function correctionRecord(session: Stored<Session>, by: Author, changes: Correction["changes"]): Correction {
  return {
    sessionId: sessionIdSchema.parse(session.id),
    date: session.record.date,
    authorId: by.staffId,
    recordedAt: by.at,
    changes,
  };
}

/** Adds a patch of the fields that really differ, or nothing. */
function pushChange<T extends object>(
  changes: Change[],
  kind: Parameters<typeof change<T>>[0],
  stored: Stored<T>,
  wanted: { readonly [K in keyof T]?: T[K] | null },
): void {
  const old: Partial<Record<string, unknown>> = { ...stored.record };
  const differing = Object.entries(wanted).filter(
    ([field, value]) => !isSame(old[field] ?? null, value ?? null),
  );
  if (differing.length === 0) return;
  const fields = wanted as Record<string, unknown>;
  const picked = Object.fromEntries(differing.map(([field]) => [field, fields[field] ?? null]));
  changes.push(change(kind, stored, picked as typeof wanted));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The end of a session as it stands stored. */
export function storedEnd(session: Session): number {
  return endOf(session.start, session.plannedSeconds, session.adults);
}
