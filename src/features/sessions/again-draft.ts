// A refused log as the form shows it again: what it wanted, over what is stored under its id, if anything is. Pure.
import * as records from "../../domain/records.ts";
import type { RecordKind } from "../../domain/record-kind.ts";
import type { Mark, Note } from "../../domain/session.ts";
import type { ProblemOp } from "../../storage/problems.ts";
import type { Stored } from "../../storage/read.ts";
import type { LoggedBefore } from "../shared/session-changes.ts";
import { draftFromSession, type SessionDraft } from "../shared/session-draft.ts";

/** The session that a refused save was about. Undefined when it holds none. */
export function sessionIdIn(ops: readonly ProblemOp[]): string | undefined {
  const session = ops.find((op) => op.kind === records.session.name);
  if (session) return session.id;
  return ops.map((op) => op.fields["sessionId"]).find((one) => typeof one === "string");
}

/** @returns undefined when what it holds cannot be read as a session */
export function draftFromRefused(
  sessionId: string,
  ops: readonly ProblemOp[],
  before: LoggedBefore | undefined,
): SessionDraft | undefined {
  const wanted = { ...before?.session.record, ...fieldsIn(ops, records.session.name, sessionId) };
  const session = records.session.schema.safeParse({ ...wanted, voided: null });
  if (!session.success) return undefined;
  const marks: Mark[] = partsIn(ops, records.mark, before?.marks ?? []);
  const notes: Note[] = partsIn(ops, records.note, before?.notes ?? []);
  return draftFromSession(sessionId, session.data, marks, notes);
}

/** Parts of a kind as they would stand; one that cannot be read is left for the person to enter. */
function partsIn<T>(ops: readonly ProblemOp[], kind: RecordKind<T>, before: readonly Stored<T>[]): T[] {
  const ids = new Set([
    ...before.map((one) => one.id),
    ...ops.filter((op) => op.kind === kind.name).map((op) => op.id),
  ]);
  return [...ids].flatMap((id) => {
    const stored = before.find((one) => one.id === id)?.record;
    const parsed = kind.schema.safeParse({ ...stored, ...fieldsIn(ops, kind.name, id) });
    return parsed.success ? [parsed.data] : [];
  });
}

function fieldsIn(ops: readonly ProblemOp[], kind: string, id: string): Record<string, unknown> {
  const own = ops.filter((op) => op.kind === kind && op.id === id);
  return Object.assign({}, ...own.map((op) => op.fields)) as Record<string, unknown>;
}
