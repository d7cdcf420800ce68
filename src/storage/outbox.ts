// What has not left this tablet yet, and what came back refused: for sync, the header, My log and Needs attention.
import type { Mutation, Op } from "../protocol/change.ts";
import type { OutboxRow, ProblemRow, SyncState } from "./database.ts";
import { announceCommit, syncStateOf, type Device } from "./device.ts";
import { opsOf } from "./rebase.ts";

/** The oldest unsent mutations after `afterN`, opened, at most `limit` of them. */
export async function nextMutations(device: Device, afterN: number, limit: number): Promise<Mutation[]> {
  const rows = await device.db.outbox.where("n").above(afterN).limit(limit).toArray();
  return await Promise.all(
    rows.map(async (row) => ({ n: row.n, id: row.id, v: row.v, at: row.at, ops: await opsOf(device, row) })),
  );
}

export interface Unsent {
  readonly count: number;
  /** When the oldest of them was saved. */
  readonly oldest: string | null;
}

export async function unsentOf(device: Device): Promise<Unsent> {
  const [count, first] = await Promise.all([device.db.outbox.count(), device.db.outbox.orderBy("n").first()]);
  return { count, oldest: first?.at ?? null };
}

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

/**
 * Takes a new identity when the server knows another history under this one (a database that was copied or rolled
 * back): the unsent mutations keep their ids, which make them at-most-once, and are numbered anew from 1.
 */
export async function becomeNewClient(device: Device, asked: SyncState): Promise<void> {
  const { db } = device;
  const clientId = device.newId();
  await db.transaction("rw", [db.outbox, db.meta], async () => {
    const state = await syncStateOf(db);
    if (state.clientId !== asked.clientId) return;
    const rows = await db.outbox.orderBy("n").toArray();
    const renumbered: OutboxRow[] = rows.map((row, at) => ({ ...row, n: at + 1 }));
    await db.outbox.clear();
    await db.outbox.bulkAdd(renumbered);
    await db.meta.put({
      ...state,
      clientId,
      cursor: null,
      paging: null,
      lastN: 0,
      lastId: null,
      nextN: rows.length + 1,
    });
  });
  announceCommit(device, "saved", ["outbox", "meta"]);
}

/** The server's history is another one than this device has followed: it is read again from its beginning. */
export async function forgetCursor(device: Device, asked: SyncState): Promise<void> {
  const { db } = device;
  await db.transaction("rw", db.meta, async () => {
    const state = await syncStateOf(db);
    if (state.clientId !== asked.clientId || state.cursor?.tag !== asked.cursor?.tag) return;
    await db.meta.put({ ...state, cursor: null, paging: null, filling: {} });
  });
}

export async function noteServerClock(device: Device, offsetMs: number): Promise<void> {
  await device.db.transaction("rw", device.db.meta, async () => {
    const state = await syncStateOf(device.db);
    await device.db.meta.put({ ...state, clockOffsetMs: offsetMs });
  });
}
