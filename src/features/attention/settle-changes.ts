// The changes that settle a conflict my way, all in one save: my values over the records as they stand now, and for a
// session the correction that tells what changed.
import { derivedId } from "../../domain/ids.ts";
import type { RecordKind, Registry } from "../../domain/record-kind.ts";
import * as records from "../../domain/records.ts";
import type { Mark, Note, Session } from "../../domain/session.ts";
import type { ProblemOp } from "../../storage/problems.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make, type Change } from "../../storage/write.ts";
import { correctionsBetween } from "../shared/corrections.ts";
import type { Author, LoggedBefore } from "../shared/session-changes.ts";
import { draftFromSession } from "../shared/session-draft.ts";
import { myUnitFields, type Conflict, type RecordsNow } from "./conflict-subjects.ts";
import type { RecordFields } from "./kind-words.ts";

/** For each record ("kind|id"), the fields to set; null clears. */
export type Wanted = ReadonlyMap<string, RecordFields>;

/** My values of these conflicts. Records that are no longer on this device are left out. */
export function myValues(
  conflicts: readonly Conflict[],
  ops: readonly ProblemOp[],
  now: RecordsNow,
  registry: Registry,
): Wanted {
  const wanted = new Map<string, RecordFields>();
  for (const one of conflicts) {
    const fields = myUnitFields(one, ops, now, registry);
    const key = `${one.kind}|${one.id}`;
    if (fields && Object.keys(fields).length > 0) wanted.set(key, { ...wanted.get(key), ...fields });
  }
  return wanted;
}

/** The same fields as they stand now, to go back to. */
export function valuesNow(wanted: Wanted, now: RecordsNow): Wanted {
  return new Map(
    [...wanted].map(([key, fields]) => {
      const stored = now.get(key)?.record ?? {};
      return [key, Object.fromEntries(Object.keys(fields).map((field) => [field, stored[field] ?? null]))];
    }),
  );
}

/** @param logged the session that these records belong to, if any, as it stands now */
export function changesTo(
  wanted: Wanted,
  now: RecordsNow,
  registry: Registry,
  by: Author,
  logged: LoggedBefore | undefined,
): Change[] {
  const changes = [...wanted].flatMap(([key, fields]) => {
    const [kindName = "", id = ""] = key.split("|");
    const kind = registry.get(kindName) as RecordKind<object> | undefined;
    const stored = now.get(`${kindName}|${id}`);
    return kind && stored ? [change(kind, stored, fields)] : [];
  });
  const correction = logged && changes.length > 0 ? correctionOf(wanted, by, logged) : undefined;
  return correction ? [...changes, correction] : changes;
}

function correctionOf(wanted: Wanted, by: Author, logged: LoggedBefore): Change | undefined {
  const { session, marks, notes } = logged;
  if (session.record.voided) return undefined;
  const over = <T extends object>(kind: string, one: Stored<T>): T => ({
    ...one.record,
    ...wanted.get(`${kind}|${one.id}`),
  });
  const after = draftFromSession(
    session.id,
    over<Session>(records.session.name, session),
    marks.map((one) => over<Mark>(records.mark.name, one)),
    notes.map((one) => over<Note>(records.note.name, one)),
  );
  const changes = correctionsBetween(logged, after);
  if (changes.length === 0) return undefined;
  const record = {
    sessionId: after.id,
    date: session.record.date,
    authorId: by.staffId,
    recordedAt: by.at,
    changes,
  };
  return make(records.correction, derivedId("correction", session.id, by.at), record, session.scope);
}
