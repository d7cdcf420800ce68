// The register of one half-day, kept true, and the way to change it. Taps come faster than a disk: they are saved in their
// order, each judged by what is stored when its turn comes, so that none is dropped and none is based on an old picture.
import { useRef, useState } from "preact/hooks";
import type { PupilId } from "../../domain/ids.ts";
import { tapped, type HalfDayPlan } from "../../domain/nurture-register.ts";
import * as records from "../../domain/records.ts";
import type { Mark, Note, Session } from "../../domain/session.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { saveChanges, type Change, type SaveRefusal } from "../../storage/write.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { authorOf } from "../shared/log-draft.ts";
import { readLogged } from "../shared/logged.ts";
import { refusalSentence } from "../shared/saving.tsx";
import type { LoggedBefore } from "../shared/session-changes.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { registerChanges, type RegisterAbout, type RegisterEntry } from "./register-changes.ts";

export interface StoredRegister {
  readonly session: Stored<Session> | undefined;
  readonly marks: ReadonlyMap<PupilId, Stored<Mark>>;
  readonly notes: ReadonlyMap<PupilId, Stored<Note>>;
}

/** @returns undefined until the first answer of the database */
export function useStoredRegister({ sessionId }: HalfDayPlan): StoredRegister | undefined {
  const { device } = useAlongside();
  const ofSession = { index: "sessionId", equals: sessionId };
  const sessions = useRecords(device, records.session, { ids: [sessionId] });
  const marks = useRecords(device, records.mark, ofSession);
  const notes = useRecords(device, records.note, ofSession);
  if (!sessions || !marks || !notes) return undefined;
  return {
    session: sessions[0],
    marks: new Map(marks.map((one) => [one.record.pupilId, one])),
    notes: new Map(notes.map((one) => [one.record.pupilId, one])),
  };
}

/** From what is stored at its turn to what is entered; empty = nothing to save. */
export type EntriesOf = (before: LoggedBefore | undefined) => readonly RegisterEntry[];

/** From what is stored at its turn to the changes that are saved; none = nothing to save. */
export type ChangesOf = (before: LoggedBefore | undefined, about: RegisterAbout) => readonly Change[];

export interface RegisterSaving {
  /** @returns true after the commit */
  readonly enter: (entriesOf: EntriesOf, message?: string) => Promise<boolean>;
  /** Any other change of the half-day's session, in the same order. */
  readonly alter: (changesOf: ChangesOf) => Promise<boolean>;
  /** The half-day is not over. */
  readonly isLive: boolean;
  readonly problem: string | undefined;
}

/** @param isLive see `registerChanges` */
export function useRegisterSaving(plan: HalfDayPlan, isLive: boolean): RegisterSaving {
  const { device } = useAlongside();
  const { groupsById, interventionsById } = useDirectory();
  const offerUndo = useOfferUndo();
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const [refusal, setRefusal] = useState<SaveRefusal>();
  const group = groupsById.get(plan.groupId)?.record;
  const inTurn = async (changesOf: ChangesOf) => {
    const work = turn.current.then(() => saveOnce(changesOf));
    // A fault is told to whoever waits for this one; the next one's turn comes all the same.
    turn.current = work.catch(() => false);
    return await work;
  };
  const saveOnce = async (changesOf: ChangesOf) => {
    if (group === undefined) return false;
    const about = { plan, group, intervention: interventionsById.get(group.interventionId)?.record };
    for (let attempt = 1; ; attempt += 1) {
      const before = await readLogged(device, plan.sessionId);
      const result = await saveChanges(device, device.newId(), changesOf(before, about));
      // A colleague's register came in between: what is entered is laid over it.
      const isOvertaken = !result.ok && result.refusal.code === "exists" && attempt < 3;
      if (isOvertaken) continue;
      setRefusal(result.ok ? undefined : result.refusal);
      return result.ok;
    }
  };
  const enter = async (entriesOf: EntriesOf, message = "Saved on this tablet") => {
    let undone: readonly RegisterEntry[] = [];
    const isSaved = await inTurn((before, about) => {
      const entries = entriesOf(before);
      undone = entries.map((entry) => asBefore(entry, before));
      return registerChanges(about, entries, authorOf(device), isLive, before);
    });
    if (isSaved && undone.length > 0)
      offerUndo({ message, undo: async () => void (await enter(() => undone, "Undone")) });
    return isSaved;
  };
  return { enter, alter: inTurn, isLive, problem: refusal && refusalSentence(refusal) };
}

/** The entry that takes another one back. */
function asBefore(
  { pupilId, wish, checkIn, note }: RegisterEntry,
  before: LoggedBefore | undefined,
): RegisterEntry {
  const mark = before?.marks.find((one) => one.record.pupilId === pupilId)?.record;
  const text = before?.notes.find((one) => one.record.pupilId === pupilId)?.record.text ?? "";
  const { status, intervals, reason } = mark ?? { status: "blank" as const, intervals: [], reason: null };
  return {
    pupilId,
    ...(wish && { wish: { status, intervals, reason } }),
    ...(checkIn !== undefined && { checkIn: mark?.checkIn ?? null }),
    ...(note !== undefined && { note: text }),
  };
}

/** One tap on a child's row, by what is stored. @returns no entry where details are needed */
export function tapEntry(
  plan: HalfDayPlan,
  pupilId: PupilId,
  before: LoggedBefore | undefined,
  nowSeconds: number | undefined,
): readonly RegisterEntry[] {
  const mark = before?.marks.find((one) => one.record.pupilId === pupilId)?.record;
  const wish = tapped(mark, plan, nowSeconds);
  return wish ? [{ pupilId, wish }] : [];
}
