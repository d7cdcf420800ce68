// The one transaction of a local save: rows, shadows, outbox, the worker's list of touched sessions, and the counters,
// all or none. Nothing but database calls is awaited in here: an IndexedDB transaction ends at any other wait.
import type { ClearKeys, RecordKind } from "../domain/record-kind.ts";
import type { SealedBytes } from "../vault/vault.ts";
import { rowsOf, type OutboxRow, type StoredRow } from "./database.ts";
import { announceCommit, syncStateOf, type Device } from "./device.ts";

export interface PreparedRow {
  readonly kind: RecordKind;
  readonly id: string;
  readonly scope: string;
  readonly keys: ClearKeys;
  readonly payload: SealedBytes;
  /** Revision of the row that this was worked out from; undefined = there was none. */
  readonly seenRev: number | undefined;
  readonly sessionId: string | undefined;
}

/** @returns the mutation's number, or "moved" when a row is no longer the one that was worked on (nothing written) */
export async function commitLocal(
  device: Device,
  mutation: Omit<OutboxRow, "n" | "touches">,
  prepared: readonly PreparedRow[],
): Promise<number | "moved"> {
  const { db } = device;
  const tables = [...new Set(prepared.map((one) => one.kind.name))].map((name) => rowsOf(db, name));
  const n = await db.transaction("rw", [...tables, db.shadow, db.outbox, db.meta, db.dirty], async () => {
    const state = await syncStateOf(db);
    const before = await Promise.all(prepared.map((one) => rowsOf(db, one.kind.name).get(one.id)));
    if (prepared.some((one, at) => before[at]?.rev !== one.seenRev)) return "moved";
    let rev = state.nextRev;
    for (const [at, one] of prepared.entries()) {
      const row = before[at];
      // The first unsent change of a row keeps the server's row aside, to go back to and to rebase on.
      if (row === undefined || row.pendingN === 0) await db.shadow.put(shadowOf(one, row));
      const { id, scope, keys, payload } = one;
      await rowsOf(db, one.kind.name).put({
        id,
        scope,
        keys,
        payload,
        seq: row?.seq ?? 0,
        pendingN: state.nextN,
        rev,
      });
      if (one.sessionId !== undefined) await db.dirty.put({ sessionId: one.sessionId });
      rev += 1;
    }
    const touches = prepared.map((one) => `${one.kind.name}|${one.id}`);
    await db.outbox.add({ ...mutation, n: state.nextN, touches });
    await db.meta.put({ ...state, nextN: state.nextN + 1, nextRev: rev });
    return state.nextN;
  });
  if (n !== "moved") announceCommit(device, "saved");
  return n;
}

function shadowOf(one: PreparedRow, row: StoredRow | undefined) {
  const about = { kind: one.kind.name, id: one.id };
  return row
    ? { ...about, scope: row.scope, seq: row.seq, payload: row.payload }
    : { ...about, scope: one.scope, seq: 0, payload: null };
}
