// When the server's history and this device's do not fit: this database was rolled back or copied, or the server was put
// back to an earlier day. Either way nothing that was saved here is dropped, and nothing needs an operator.
import type { OutboxRow, SyncState } from "./database.ts";
import { announceCommit, syncStateOf, type Device } from "./device.ts";

/**
 * Takes a new identity, because the server knows another history under this one: mutations keep their ids, which make
 * them at-most-once, and are numbered anew from 1. Those that the server has taken are known to it by their ids.
 */
export async function becomeNewClient(device: Device, asked: SyncState): Promise<void> {
  const { db } = device;
  const clientId = device.newId();
  await db.transaction("rw", [db.outbox, db.meta], async () => {
    const state = await syncStateOf(db);
    if (state.clientId !== asked.clientId) return;
    const rows = await db.outbox.orderBy("n").toArray();
    const numbers = new Map(rows.map((row, at) => [row.n, at + 1]));
    const renumbered: OutboxRow[] = rows.map((row, at) => ({ ...row, n: at + 1 }));
    await db.outbox.clear();
    await db.outbox.bulkAdd(renumbered);
    const { baseCap } = state;
    const capN = baseCap?.untilN ?? null;
    const belowCap = rows.filter((row) => capN !== null && row.n < capN).length;
    await db.meta.put({
      ...state,
      clientId,
      formerly: state.clientId,
      lastN: 0,
      lastId: null,
      nextN: numbers.size + 1,
      baseCap: baseCap && { ...baseCap, untilN: capN === null ? null : belowCap + 1 },
    });
  });
  announceCommit(device, "received", ["outbox", "meta"]);
}

/** The rows are compared as soon as they have come. */
const longAgo = new Date(0).toISOString();

/**
 * The server was put back: everything is got again, and what it had acknowledged after that day is sent again. Rows stay
 * as they are until the server's own have come.
 * @param server how far it knows this client, and up to which place it is the same as before
 */
export async function startAgain(
  device: Device,
  asked: SyncState,
  server: { readonly lastN: number; readonly lastId: string | null; readonly durable: number },
): Promise<void> {
  const { db } = device;
  await db.transaction("rw", [db.outbox, db.meta], async () => {
    const state = await syncStateOf(db);
    if (state.clientId !== asked.clientId || state.cursor?.tag !== asked.cursor?.tag) return;
    await db.outbox.where("n").above(server.lastN).modify({ ackSeq: 0, ackAt: "" });
    await db.meta.put({
      ...state,
      cursor: null,
      grants: [],
      paging: null,
      filling: {},
      sweeping: {},
      checkedAt: longAgo,
      lastN: Math.min(state.lastN, server.lastN),
      lastId: server.lastN < state.lastN ? server.lastId : state.lastId,
      baseCap: { seq: Math.min(server.durable, state.baseCap?.seq ?? server.durable), untilN: null },
    });
  });
  announceCommit(device, "received", ["outbox", "meta"]);
}
