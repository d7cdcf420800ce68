// When the server's history and this device's do not fit: this database was rolled back or copied, or the server was put
// back to an earlier day. Either way nothing that was saved here is dropped, and nothing needs an operator.
import type { ForServer, OutboxRow, SyncState } from "./database.ts";
import { announceCommit, syncStateOf, type Device } from "./device.ts";
import { sealAllForServer } from "./seal-for-server.ts";
import { mirrorOutbox } from "./spare-outbox.ts";

/**
 * Takes a new identity, because the server knows another history under this one: mutations keep their ids, which make
 * them at-most-once, and are numbered anew from 1. Those that the server has taken are known to it by their ids.
 */
export async function becomeNewClient(device: Device, asked: SyncState): Promise<void> {
  const { db } = device;
  const clientId = device.newId();
  for (;;) {
    const before = await db.outbox.orderBy("n").toArray();
    const forms = await formsFor(device, asked, clientId, before);
    const isDone = await db.transaction("rw", [db.outbox, db.meta], async () => {
      const state = await syncStateOf(db);
      if (state.clientId !== asked.clientId) return true;
      const rows = await db.outbox.orderBy("n").toArray();
      if (rows.some((row) => !forms.has(row.id))) return false;
      await numberAnew(device, state, rows, clientId, forms);
      return true;
    });
    if (isDone) break;
  }
  announceCommit(device, "received", ["outbox", "meta"]);
  await mirrorOutbox(device);
}

type Forms = ReadonlyMap<string, ForServer | null>;

/** What each entry is for the server under its number to come, by mutation id: worked out before the transaction. */
async function formsFor(
  device: Device,
  { sealTo }: SyncState,
  clientId: string,
  rows: readonly OutboxRow[],
): Promise<Forms> {
  const renumbered = rows.map((row, at) => ({ ...row, n: at + 1 }));
  const sealed = await sealAllForServer(device, { sealTo, clientId }, renumbered);
  return new Map(rows.map((row, at) => [row.id, sealed[at] ?? null]));
}

/** Only database calls: part of a transaction over outbox and meta. */
async function numberAnew(
  { db }: Device,
  state: SyncState,
  rows: readonly OutboxRow[],
  clientId: string,
  forms: Forms,
): Promise<void> {
  // A form that was made under another number is no form of this one: it is made again at the next round.
  const renumbered = rows.map((row, at) => {
    const form = forms.get(row.id) ?? null;
    return { ...row, n: at + 1, forServer: form?.n === at + 1 ? form : null };
  });
  await db.outbox.clear();
  await db.outbox.bulkAdd(renumbered);
  const { baseCap } = state;
  const capN = baseCap?.untilN ?? null;
  const belowCap = rows.filter((row) => capN !== null && row.n < capN).length;
  await db.meta.put({
    ...state,
    clientId,
    formerly: state.formerly ?? state.clientId,
    lastN: 0,
    lastId: null,
    nextN: rows.length + 1,
    baseCap: baseCap && { ...baseCap, untilN: capN === null ? null : belowCap + 1 },
  });
}

/** The rows are compared as soon as they have come. */
const longAgo = new Date(0).toISOString();

/**
 * The server was put back: everything is got again, and what it had acknowledged after that day is sent again. Rows stay
 * as they are until the server's own have come. Where the server's last mutation of this client is not the one that is
 * kept here under its number, a copy of this database came first: then nothing counts as acknowledged any more, and this
 * one goes on under an id of its own.
 * @param server how far it knows this client, and up to which place it is the same as before
 */
export async function startAgain(
  device: Device,
  asked: SyncState,
  server: { readonly lastN: number; readonly lastId: string | null; readonly durable: number },
): Promise<void> {
  const { db } = device;
  const clientId = device.newId();
  const forms = await formsFor(device, asked, clientId, await db.outbox.orderBy("n").toArray());
  await db.transaction("rw", [db.outbox, db.meta], async () => {
    const state = await syncStateOf(db);
    if (state.clientId !== asked.clientId || state.cursor?.tag !== asked.cursor?.tag) return;
    const isOurs = await isOurLast(device, state, server);
    await db.outbox
      .where("n")
      .above(isOurs ? server.lastN : 0)
      .modify({ ackSeq: 0, ackAt: "" });
    const afresh: SyncState = {
      ...state,
      cursor: null,
      grants: [],
      paging: null,
      filling: {},
      sweeping: {},
      checkedAt: longAgo,
      lastN: Math.min(state.lastN, server.lastN),
      lastId: server.lastN < state.lastN ? server.lastId : state.lastId,
      // A backup that the server has made since then holds its new history: only what was known before is the same in both.
      baseCap: {
        seq: Math.min(server.durable, state.durable, state.baseCap?.seq ?? server.durable),
        untilN: null,
      },
      durable: Math.min(server.durable, state.durable),
    };
    if (isOurs) await db.meta.put(afresh);
    else await numberAnew(device, afresh, await db.outbox.orderBy("n").toArray(), clientId, forms);
  });
  announceCommit(device, "received", ["outbox", "meta"]);
  await mirrorOutbox(device);
}

/** Whether the server's last mutation of this client is this database's own, as far as it still keeps what it made. */
async function isOurLast(
  { db }: Device,
  state: SyncState,
  server: { readonly lastN: number; readonly lastId: string | null },
): Promise<boolean> {
  if (server.lastN === 0) return true;
  const kept = await db.outbox.get(server.lastN);
  if (kept !== undefined) return kept.id === server.lastId;
  if (server.lastN === state.lastN) return state.lastId === server.lastId;
  // Nothing is kept of what the server says it has: all of that is in a backup.
  return (await db.outbox.where("n").belowOrEqual(server.lastN).count()) === 0;
}
