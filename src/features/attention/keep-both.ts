// "Keep both": a session that met a colleague's log of the same slot is saved again under an id of its own.
import { markId, noteId, pupilIdSchema, sessionIdSchema } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import type { ProblemOp } from "../../storage/problems.ts";
import { make, type Change } from "../../storage/write.ts";

/** @returns undefined when the refused work was not a whole session */
export function keepBothChanges(ops: readonly ProblemOp[], newId: () => string): Change[] | undefined {
  const session = ops.find((op) => op.op === "put" && op.kind === records.session.name);
  if (session === undefined) return undefined;
  const id = sessionIdSchema.parse(newId());
  const record = records.session.schema.safeParse(session.fields);
  if (!record.success) return undefined;
  const { slotId: _slot, ...own } = record.data;
  const changes: Change[] = [make(records.session, id, own)];
  for (const op of ops) {
    const pupilId = pupilIdSchema.safeParse(op.fields["pupilId"]);
    if (!pupilId.success) continue;
    const mark =
      op.kind === records.mark.name
        ? records.mark.schema.safeParse({ ...op.fields, sessionId: id })
        : undefined;
    if (mark?.success) changes.push(make(records.mark, markId(id, pupilId.data), mark.data));
    const note =
      op.kind === records.note.name
        ? records.note.schema.safeParse({ ...op.fields, sessionId: id })
        : undefined;
    if (note?.success) changes.push(make(records.note, noteId(id, pupilId.data), note.data));
  }
  return changes;
}
