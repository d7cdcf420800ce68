// From what was tapped to the records that are saved together: the session of the half-day, a mark a child, a note, and the
// correction when what stood there is changed after the half-day, or by somebody else. Pure.
import type { Group } from "../../domain/group.ts";
import { derivedId, markId, noteId, type PupilId } from "../../domain/ids.ts";
import type { Intervention } from "../../domain/intervention.ts";
import type { HalfDayPlan, RegisterWish } from "../../domain/nurture-register.ts";
import * as records from "../../domain/records.ts";
import type { Correction, Mark, Session } from "../../domain/session.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make, type Change } from "../../storage/write.ts";
import type { Author, LoggedBefore } from "../shared/session-changes.ts";
import { registerWords } from "./register-words.ts";

/** What is entered for one child; what is left out stays as it is. */
export interface RegisterEntry {
  readonly pupilId: PupilId;
  readonly wish?: RegisterWish;
  readonly checkIn?: number | null;
  readonly note?: string;
}

export interface RegisterAbout {
  readonly plan: HalfDayPlan;
  readonly group: Group;
  readonly intervention: Intervention | undefined;
}

/** @param isLive the half-day is not over: what the same person changes is the taking of it, no correction */
export function registerChanges(
  about: RegisterAbout,
  entries: readonly RegisterEntry[],
  by: Author,
  isLive: boolean,
  before: LoggedBefore | undefined,
): Change[] {
  const { plan } = about;
  const scope = before?.session.scope;
  const parts = entries.flatMap((entry) => [
    ...markChanges(plan, entry, by, before),
    ...noteChanges(plan, entry, by, before),
  ]);
  if (parts.length === 0) return [];
  const corrected = before ? entries.flatMap((one) => correctionOf(plan, one, by, isLive, before)) : [];
  return [
    ...(before ? [] : [make(records.session, plan.sessionId, registerSession(about, by))]),
    ...parts,
    ...(corrected.length > 0 ? [correctionChange(plan, by, corrected, scope)] : []),
  ];
}

/** The register as a session: planned adults throughout, the expected children as those it is planned for. */
export function registerSession({ plan, group, intervention }: RegisterAbout, by: Author): Session {
  const staffIds = plan.staffIds.length > 0 ? plan.staffIds : [by.staffId];
  return {
    type: "intervention",
    interventionId: group.interventionId,
    areaOfNeed: intervention?.areaOfNeed ?? null,
    groupId: plan.groupId,
    slotId: plan.slotId,
    date: plan.date,
    start: plan.start,
    plannedSeconds: plan.end - plan.start,
    outcome: "delivered",
    lostReason: null,
    adults: staffIds.map((staffId) => ({ staffId, from: plan.start, to: plan.end })),
    rule: group.rule,
    namedPupilId: group.namedPupilId ?? null,
    enrolledIds: [...plan.expectedIds],
    replaces: null,
    half: plan.half,
    authorId: by.staffId,
    recordedAt: by.at,
    voided: null,
  };
}

function markChanges(
  plan: HalfDayPlan,
  { pupilId, wish, checkIn }: RegisterEntry,
  by: Author,
  before: LoggedBefore | undefined,
): Change[] {
  if (wish === undefined && checkIn === undefined) return [];
  const old = before?.marks.find((one) => one.record.pupilId === pupilId);
  if (old !== undefined) return markPatch(old, wish, checkIn);
  const mark: Mark = {
    sessionId: plan.sessionId,
    pupilId,
    date: plan.date,
    ...(wish
      ? { ...wish, intervals: [...wish.intervals] }
      : { status: "blank", intervals: [], reason: null }),
    progress: null,
    ...(checkIn !== undefined && { checkIn }),
    authorId: by.staffId,
  };
  return [make(records.mark, markId(plan.sessionId, pupilId), mark, before?.session.scope)];
}

function markPatch(
  old: Stored<Mark>,
  wish: RegisterWish | undefined,
  checkIn: number | null | undefined,
): Change[] {
  const { status, intervals, reason = null, checkIn: oldCheckIn = null } = old.record;
  const isSame =
    wish === undefined ||
    JSON.stringify([wish.status, wish.intervals, wish.reason ?? null]) ===
      JSON.stringify([status, intervals, reason]);
  const fields = {
    ...(!isSame && { status: wish.status, intervals: [...wish.intervals], reason: wish.reason ?? null }),
    ...(checkIn !== undefined && checkIn !== oldCheckIn && { checkIn }),
  };
  return Object.keys(fields).length === 0 ? [] : [change(records.mark, old, fields)];
}

function noteChanges(
  plan: HalfDayPlan,
  { pupilId, note }: RegisterEntry,
  by: Author,
  before: LoggedBefore | undefined,
): Change[] {
  if (note === undefined) return [];
  const text = note.trim();
  const old = before?.notes.find((one) => one.record.pupilId === pupilId);
  if (old !== undefined) return old.record.text === text ? [] : [change(records.note, old, { text })];
  if (text === "") return [];
  const { sessionId, date } = plan;
  const record = { sessionId, pupilId, date, text, authorId: by.staffId, recordedAt: by.at };
  return [make(records.note, noteId(sessionId, pupilId), record, before?.session.scope)];
}

function correctionOf(
  plan: HalfDayPlan,
  { pupilId, wish, note }: RegisterEntry,
  by: Author,
  isLive: boolean,
  before: LoggedBefore,
): Correction["changes"] {
  const old = before.marks.find((one) => one.record.pupilId === pupilId)?.record;
  const isTaking = isLive && (old === undefined || old.authorId === by.staffId);
  const was = registerWords(old, plan);
  const is = wish ? registerWords(wish, plan) : was;
  const oldNote = before.notes.find((one) => one.record.pupilId === pupilId)?.record.text ?? "";
  const newNote = note?.trim() ?? oldNote;
  return [
    ...(was === is || isTaking ? [] : [{ what: "pupil" as const, pupilId, before: was, after: is }]),
    ...(oldNote === newNote || (isTaking && oldNote === "")
      ? []
      : [{ what: "note" as const, pupilId, before: oldNote.slice(0, 300), after: newNote.slice(0, 300) }]),
  ];
}

/** What was corrected, as a record of its own that nobody changes. */
export function correctionChange(
  { sessionId, date }: HalfDayPlan,
  by: Author,
  changes: Correction["changes"],
  scope: string | undefined,
): Change {
  const record = { sessionId, date, authorId: by.staffId, recordedAt: by.at, changes };
  return make(records.correction, derivedId("correction", sessionId, by.at), record, scope);
}
