// What came back refused, or merged only in part, and the ways out of it: use the value that stands, put one's own in its
// place, or let it go. Each is settled alone.
import { fieldsOfUnit } from "../domain/record-kind.ts";
import type { Fields, Op } from "../protocol/change.ts";
import type { LostValue } from "../protocol/messages.ts";
import { rowsOf, type ProblemRow } from "./database.ts";
import { announceCommit, type Device } from "./device.ts";
import { opsOf } from "./pending.ts";
import { openFields } from "./read.ts";
import { saveChanges, type SaveResult } from "./write.ts";

/** A refused mutation, and one of its operations, as screens see them. */
export type Problem = ProblemRow;
export type ProblemOp = Op;

/** The operations of a mutation that was refused, so that a person can see and enter them again. */
export async function problemOps(device: Device, problem: Problem): Promise<ProblemOp[]> {
  return await opsOf(device, { id: problem.mutationId, payload: problem.payload });
}

/** A person has settled it: the notice goes, alone. */
export async function dismissProblem(device: Device, mutationId: string): Promise<void> {
  await device.db.problems.delete(mutationId);
  announceCommit(device, "received", ["problems"]);
}

/** Puts a notice back: the undo of letting it go. */
export async function restoreProblem(device: Device, problem: Problem): Promise<void> {
  await device.db.problems.put(problem);
  announceCommit(device, "received", ["problems"]);
}

/** The fields of one value that was not taken: of its merge unit, or all of them for the whole record. */
export function ownFields(device: Device, ops: readonly Op[], lost: LostValue): Fields | undefined {
  const kind = device.registry.get(lost.kind);
  const op = ops.findLast((one) => one.kind === lost.kind && one.id === lost.id);
  if (kind === undefined || op === undefined) return undefined;
  if (lost.unit === "*") return op.fields;
  const unit = fieldsOfUnit(kind, lost.unit);
  return Object.fromEntries(Object.entries(op.fields).filter(([field]) => unit.includes(field)));
}

/** The record as it stands on this device now; undefined when it is not here. */
export async function standingFields(
  device: Device,
  lost: Pick<LostValue, "kind" | "id">,
): Promise<Fields | undefined> {
  if (!device.registry.has(lost.kind)) return undefined;
  const row = await rowsOf(device.db, lost.kind).get(lost.id);
  return row && (await openFields(device.vault, `${lost.kind}|${lost.id}`, row.payload));
}

/** "Use mine": saves one's own value again on top of what stands there now, as a change of its own. */
export async function useMine(device: Device, problem: Problem, lost: LostValue): Promise<SaveResult> {
  const about = [lost.kind, lost.id] as const;
  const kind = device.registry.get(lost.kind);
  const row = kind && (await rowsOf(device.db, lost.kind).get(lost.id));
  const fields = ownFields(device, await problemOps(device, problem), lost);
  if (kind === undefined || row === undefined || fields === undefined) {
    return { ok: false, refusal: { code: "gone", about } };
  }
  const wish = { kind, id: lost.id, change: fields, seen: { seq: row.seq } };
  return await saveChanges(device, device.newId(), [wish]);
}
