// Taking rows out of this device: of scopes that are no longer granted at once, and of a scope that was sent whole again
// what was not among it.
import { grantCovers } from "../domain/scope.ts";
import { rowsOf, type StoredRow } from "./database.ts";
import { announceCommit, syncStateOf, type Device } from "./device.ts";
import { pendingOps, unacknowledged } from "./pending.ts";
import { hasMoved, rebase, writeRebased, type ServerSide } from "./rebase.ts";

/** Rows of scopes that are no longer granted go at once; unsent changes stay in the outbox and the server judges them. */
export async function dropScopes(device: Device, grants: readonly string[]): Promise<void> {
  const isLost = (scope: string) => !grants.some((grant) => device.rules.grantCovers(grant, scope));
  const others = await device.db.others.filter((one) => isLost(one.scope)).primaryKeys();
  await device.db.others.bulkDelete(others);
  for (const kind of device.registry.keys()) {
    const table = rowsOf(device.db, kind);
    const lost = (await table.orderBy("scope").uniqueKeys()).map(String).filter(isLost);
    if (lost.length === 0) continue;
    const ids = await table.where("scope").anyOf(lost).primaryKeys();
    await table.bulkDelete(ids);
    await device.db.shadow.bulkDelete(ids.map((id): [string, string] => [kind, id]));
    for (const id of ids) await markDirty(device, kind, id);
  }
}

/** A vanished session is worked out again as "no longer there"; what lives within it goes with it. */
export async function markDirty(device: Device, kindName: string, id: string): Promise<void> {
  const kind = device.registry.get(kindName);
  if (kind?.sessionId && kind.within === undefined) await device.db.dirty.put({ sessionId: id });
}

const rowsAtOnce = 500;

/**
 * Finishes scopes that were sent whole: rows that were there before and did not come again go. In short steps, each a
 * transaction of its own; cut short, it begins again.
 */
export async function sweepScopes(device: Device): Promise<void> {
  const { db } = device;
  const { sweeping } = await syncStateOf(db);
  for (const [scope, sinceRev] of Object.entries(sweeping)) {
    // In a database that held nothing before, there is nothing to take out.
    if (sinceRev > 1)
      for (const kind of device.registry.keys()) await sweepKind(device, kind, scope, sinceRev);
    await db.transaction("rw", db.meta, db.others, async () => {
      const state = await syncStateOf(db);
      if (state.sweeping[scope] !== sinceRev) return;
      const isOld = (one: { scope: string; heard: number }) =>
        grantCovers(scope, one.scope) && one.heard < sinceRev;
      await db.others.bulkDelete(await db.others.filter(isOld).primaryKeys());
      const left = Object.entries(state.sweeping).filter(([name]) => name !== scope);
      await db.meta.put({ ...state, sweeping: Object.fromEntries(left) });
    });
  }
}

async function sweepKind(device: Device, kindName: string, scope: string, sinceRev: number): Promise<void> {
  const table = rowsOf(device.db, kindName);
  for (let after = ""; ;) {
    const rows = await table.where("id").above(after).limit(rowsAtOnce).toArray();
    const isOld = (row: StoredRow) => (row.heard ?? 0) < sinceRev && grantCovers(scope, row.scope);
    while ((await takeOut(device, kindName, rows.filter(isOld), sinceRev)) === "moved");
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    await device.pause?.();
  }
}

/** Rows with unsent changes stay as those changes alone; they are worked out before the transaction, as always. */
async function takeOut(
  device: Device,
  kindName: string,
  found: readonly StoredRow[],
  sinceRev: number,
): Promise<"done" | "moved"> {
  const { db } = device;
  const kind = device.registry.get(kindName);
  if (kind === undefined || found.length === 0) return "done";
  const before = await syncStateOf(db);
  // What a save has changed since they were found is asked again: only what the server did not send counts as old.
  const now = await rowsOf(db, kindName).bulkGet(found.map((row) => row.id));
  const old = now.flatMap((row) => (row !== undefined && (row.heard ?? 0) < sinceRev ? [row] : []));
  const sides = old.map((row): ServerSide => {
    return { kind, id: row.id, scope: row.scope, seq: 0, fields: null, heard: 0 };
  });
  const addresses = new Set(old.map((row) => `${kindName}|${row.id}`));
  const rebased = await rebase(
    device,
    sides,
    await pendingOps(device, await unacknowledged(device), addresses),
  );
  // A record that is only in this device's own unsent changes needs no work: the server never had it.
  const shadows = await db.shadow.bulkGet(old.map((row): [string, string] => [kindName, row.id]));
  const meant = rebased.filter(
    (one, at) => one.row === null || old[at]?.pendingN === 0 || shadows[at]?.payload !== null,
  );
  if (meant.length === 0) return "done";
  const result = await db.transaction(
    "rw",
    [rowsOf(db, kindName), db.shadow, db.dirty, db.meta],
    async () => {
      const state = await syncStateOf(db);
      const isSame = state.nextN === before.nextN && state.cursor?.seq === before.cursor?.seq;
      if (!isSame || (await hasMoved(device, meant))) return "moved";
      const nextRev = await writeRebased(device, meant, state.nextRev);
      await db.meta.put({ ...state, nextRev });
      return "done";
    },
  );
  if (result === "done") announceCommit(device, "received", [kindName, "meta"]);
  return result;
}
