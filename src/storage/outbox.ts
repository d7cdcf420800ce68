// What has not left this tablet yet: for sync, the header and My log.
import type { Mutation } from "../protocol/change.ts";
import { announceCommit, syncStateOf, type Device } from "./device.ts";
import { opsOf } from "./pending.ts";

/**
 * The oldest mutations after `afterN`, opened, at most `limit` of them. Acknowledged ones that are still kept are among
 * them: a server that was put back to an earlier day is given them again.
 */
export async function nextMutations(device: Device, afterN: number, limit: number): Promise<Mutation[]> {
  const { baseCap } = await syncStateOf(device.db);
  const rows = await device.db.outbox.where("n").above(afterN).limit(limit).toArray();
  return await Promise.all(
    rows.map(async (row) => {
      const mutation = { n: row.n, id: row.id, v: row.v, at: row.at, ops: await opsOf(device, row) };
      const isCapped = baseCap !== null && (baseCap.untilN === null || row.n < baseCap.untilN);
      return isCapped ? device.rules.cappedBases(mutation, baseCap.seq) : mutation;
    }),
  );
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
