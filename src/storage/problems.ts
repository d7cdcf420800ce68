// What came back refused, or merged only in part, until a person has settled it. Each is settled alone.
import type { Op } from "../protocol/change.ts";
import type { ProblemRow } from "./database.ts";
import { announceCommit, type Device } from "./device.ts";
import { opsOf } from "./pending.ts";
import { mirrorOutbox } from "./spare-outbox.ts";

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
  await mirrorOutbox(device);
}

/** Puts a notice back: the undo of letting it go. */
export async function restoreProblem(device: Device, problem: Problem): Promise<void> {
  await device.db.problems.put(problem);
  announceCommit(device, "received", ["problems"]);
  await mirrorOutbox(device);
}
