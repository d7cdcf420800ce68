// What has not left this tablet yet: for sync, the header and My log.
import type { Mutation } from "../protocol/change.ts";
import type { SyncState } from "./database.ts";
import { announceCommit, syncStateOf, type Device } from "./device.ts";
import { opsOf } from "./pending.ts";

export interface NextMutations {
  /** The state of the device in which they were read. */
  readonly state: SyncState;
  readonly muts: readonly Mutation[];
  /** The id of the mutation before the first of them, where it is still known. */
  readonly idBefore: string | null;
}

/**
 * The oldest mutations after `afterN`, opened, at most `limit` of them. Acknowledged ones that are still kept are among
 * them: a server that was put back to an earlier day is given them again.
 * @param afterN undefined = after the last one that the server is known to have
 */
export async function nextMutations(
  device: Device,
  afterN: number | undefined,
  limit: number,
): Promise<NextMutations> {
  const { db } = device;
  const [state, rows, before] = await db.transaction("r", db.meta, db.outbox, async () => {
    const now = await syncStateOf(db);
    const found = await db.outbox
      .where("n")
      .above(afterN ?? now.lastN)
      .limit(limit)
      .toArray();
    const [first] = found;
    return [now, found, first && (await db.outbox.get(first.n - 1))] as const;
  });
  const { baseCap } = state;
  const muts = await Promise.all(
    rows.map(async (row) => {
      const mutation = { n: row.n, id: row.id, v: row.v, at: row.at, ops: await opsOf(device, row) };
      const isCapped = baseCap !== null && (baseCap.untilN === null || row.n < baseCap.untilN);
      return isCapped ? device.rules.cappedBases(mutation, baseCap.seq) : mutation;
    }),
  );
  const isAfterLast = rows[0]?.n === state.lastN + 1;
  return { state, muts, idBefore: before?.id ?? (isAfterLast ? state.lastId : null) };
}

export interface Unsent {
  readonly count: number;
  /** When the oldest of them was saved. */
  readonly oldest: string | null;
}

export async function unsentOf(device: Device): Promise<Unsent> {
  const unsent = device.db.outbox.where("ackSeq").equals(0);
  const [count, first] = await Promise.all([unsent.count(), unsent.clone().first()]);
  return { count, oldest: first?.at ?? null };
}

/** Keeps how far this tablet's clock is from the server's; shown when it is more than minutes. */
export async function noteServerClock(device: Device, offsetMs: number): Promise<void> {
  await device.db.transaction("rw", device.db.meta, async () => {
    const state = await syncStateOf(device.db);
    await device.db.meta.put({ ...state, clockOffsetMs: offsetMs });
  });
  announceCommit(device, "received", ["meta"]);
}

/** The server has asked for a newer app. It still takes what this one has to send. */
export async function noteUpgradeNeeded(device: Device): Promise<void> {
  await device.db.transaction("rw", device.db.meta, async () => {
    const state = await syncStateOf(device.db);
    await device.db.meta.put({ ...state, upgradeNeeded: true });
  });
  announceCommit(device, "received", ["meta"]);
}
