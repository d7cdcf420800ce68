// This device's side of the daily comparison: sums of the server's rows that it holds, scope by scope. Unsent changes do
// not count; a row under them counts as the server last sent it.
import { createScopeSums, type ScopeSum } from "../protocol/scope-sum.ts";
import { rowsOf, type SyncState } from "./database.ts";
import { standingOf, syncStateOf, type Device } from "./device.ts";

const rowsAtOnce = 500;

export interface CheckedAt {
  readonly sums: Record<string, ScopeSum>;
  /** Where the device stood: the sums mean nothing at another place. */
  readonly state: SyncState;
}

/** @returns undefined when rows moved while they were added up: it is tried again with a later pull */
export async function sumScopes(device: Device): Promise<CheckedAt | undefined> {
  const { db } = device;
  const before = await syncStateOf(db);
  const sums = createScopeSums();
  for (const kind of device.registry.keys()) {
    for (let after = ""; ;) {
      const rows = await rowsOf(db, kind).where("id").above(after).limit(rowsAtOnce).toArray();
      for (const row of rows) if (row.pendingN === 0) sums.add(row.scope, kind, row.id, row.seq);
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.id;
      await device.pause?.();
    }
  }
  for (const shadow of await db.shadow.toArray()) {
    if (shadow.payload !== null) sums.add(shadow.scope, shadow.kind, shadow.id, shadow.seq);
  }
  await db.others.each((one) => sums.add(one.scope, one.kind, one.id, one.seq));
  const now = await syncStateOf(db);
  const hasMoved =
    now.nextRev !== before.nextRev || !device.rules.isSamePlace(standingOf(now), standingOf(before));
  return hasMoved ? undefined : { sums: sums.sums(), state: now };
}
