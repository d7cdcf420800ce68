// The one transaction of a local save: rows, shadows, outbox, the worker's list of touched sessions, and the counters,
// all or none. Nothing but database calls is awaited in here: an IndexedDB transaction ends at any other wait.
import type { ClearKeys, RecordKind } from "../domain/record-kind.ts";
import { recordVersion } from "../protocol/change.ts";
import type { SealedBytes } from "../vault/vault.ts";
import { rowsOf, type ForServer, type OutboxRow, type StoredRow, type SyncState } from "./database.ts";
import { announceCommit, syncStateOf, type Device } from "./device.ts";
import { keepSpare } from "./keep-spare.ts";

export interface PreparedRow {
  readonly kind: RecordKind;
  readonly id: string;
  readonly scope: string;
  readonly keys: ClearKeys;
  readonly payload: SealedBytes;
  /**
   * Up to which number of the server's its content has been seen: where the change lies over a newer value, nobody has
   * seen that one, and the next change must not claim to have.
   */
  readonly seq: number;
  /** Revision of the row that this was worked out from; undefined = there was none. */
  readonly seenRev: number | undefined;
  readonly sessionId: string | undefined;
  /** The one pupil whom the record is about or marks; undefined = there is not just one. */
  readonly pupilId: string | undefined;
}

/** What the outbox says of a mutation in the clear. */
type About = Pick<OutboxRow, "touches" | "subjects">;

/**
 * @param about when the rows do not tell all that it touches
 * @returns the mutation's number, or "moved" when a row is no longer the one that was worked on, or the mutation was
 * sealed to the server under another number (nothing written)
 */
export async function commitLocal(
  device: Device,
  mutation: Pick<OutboxRow, "id" | "v" | "at" | "payload" | "forServer">,
  prepared: readonly PreparedRow[],
  about: About = aboutOf(prepared),
): Promise<number | "moved"> {
  const { db } = device;
  const kinds = [...new Set(prepared.map((one) => one.kind.name))];
  const tables = kinds.map((name) => rowsOf(db, name));
  const saved = await db.transaction("rw", [...tables, db.shadow, db.outbox, db.meta, db.dirty], async () => {
    const [state, ...rows] = await Promise.all([
      syncStateOf(db),
      ...prepared.map((one) => rowsOf(db, one.kind.name).get(one.id)),
    ]);
    if (prepared.some((one, at) => rows[at]?.rev !== one.seenRev)) return "moved";
    const { nextN, nextRev } = state;
    if (!isStillFor(state, mutation.forServer)) return "moved";
    const shadows = prepared.flatMap((one, at) => {
      const row = rows[at];
      // The first unsent change of a row keeps the server's row aside, to go back to and to rebase on.
      return row === undefined || row.pendingN === 0 ? [shadowOf(one, row)] : [];
    });
    const sessionIds = new Set(prepared.flatMap((one) => one.sessionId ?? []));
    await Promise.all([
      ...kinds.map((name) => rowsOf(db, name).bulkPut(newRows(name, prepared, rows, state))),
      db.shadow.bulkPut(shadows),
      db.dirty.bulkPut([...sessionIds].map((sessionId) => ({ sessionId }))),
      db.outbox.add({ ...mutation, n: nextN, ...about, ackSeq: 0, ackAt: "" }),
      db.meta.put({ ...state, nextN: nextN + 1, nextRev: nextRev + prepared.length }),
    ]);
    return { state, n: nextN };
  });
  if (saved === "moved") return saved;
  await keepSpare(device, saved.state, { ...mutation, ...about, n: saved.n });
  // The person's "Saved" comes first; what watches the stores hears of it right after.
  for (const onSaved of device.saved) onSaved();
  setTimeout(() => announceCommit(device, "saved", [...kinds, "outbox", "meta"]));
  return saved.n;
}

function aboutOf(prepared: readonly PreparedRow[]): About {
  const address = (one: PreparedRow) => `${one.kind.name}|${one.id}`;
  const named = prepared.flatMap((one) => (one.pupilId === undefined ? [] : [[address(one), one.pupilId]]));
  const subjects: Record<string, string> = Object.fromEntries(named);
  return { touches: prepared.map(address), subjects };
}

function isStillFor({ clientId, nextN }: SyncState, forServer: ForServer | null): boolean {
  return forServer === null || (forServer.client === clientId && forServer.n === nextN);
}

function newRows(
  kindName: string,
  prepared: readonly PreparedRow[],
  before: readonly (StoredRow | undefined)[],
  state: SyncState,
): StoredRow[] {
  return prepared.flatMap(({ kind, id, scope, keys, payload, seq }, at) => {
    const row = {
      id,
      scope,
      keys,
      payload,
      checked: recordVersion,
      seq,
      pendingN: state.nextN,
      rev: state.nextRev + at,
      heard: before[at]?.heard ?? 0,
    };
    return kind.name === kindName ? [row] : [];
  });
}

function shadowOf(one: PreparedRow, row: StoredRow | undefined) {
  const about = { kind: one.kind.name, id: one.id };
  return row
    ? { ...about, scope: row.scope, seq: row.seq, heard: row.heard ?? 0, payload: row.payload }
    : { ...about, scope: one.scope, seq: 0, heard: 0, payload: null };
}
