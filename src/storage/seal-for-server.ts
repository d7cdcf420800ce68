// The second form in which each unsent mutation lies on this device: sealed to the school's server, so that it can leave
// while its author is locked out, and nobody here can read it.
import type { Mutation } from "../protocol/change.ts";
import { sealedInfo } from "../protocol/sealed-messages.ts";
import type { ForServer, OutboxRow, SyncState } from "./database.ts";
import { syncStateOf, type Device } from "./device.ts";
import { opsOf } from "./pending.ts";
import { mirrorOutbox } from "./spare-outbox.ts";

/** @returns null while no key of the school is known */
export async function sealForServer(
  device: Device,
  { sealTo, clientId: client }: Pick<SyncState, "sealTo" | "clientId">,
  mutation: Mutation,
): Promise<ForServer | null> {
  if (sealTo === null) return null;
  const { n, id } = mutation;
  const info = sealedInfo({ school: device.schoolId, client, n, id });
  const plain = JSON.stringify({ ...mutation, proof: device.proof.secret });
  return { client, n, keyId: sealTo.id, sealed: await device.serverSeal.seal(sealTo.publicKey, info, plain) };
}

/** The server's form of entries that get another number or another client. */
export async function sealAllForServer(
  device: Device,
  state: Pick<SyncState, "sealTo" | "clientId">,
  rows: readonly OutboxRow[],
): Promise<(ForServer | null)[]> {
  return await Promise.all(
    rows.map(async (row) => {
      const { n, id, v, at } = row;
      const ops = await opsOf(device, row);
      // Nothing is left of what was erased.
      return ops.length === 0 ? null : await sealForServer(device, state, { n, id, v, at, ops });
    }),
  );
}

/**
 * Seals what is unsent and has no form for the server, or one under a key that is no longer in use. Asked at each round of
 * sync; mostly there is nothing to do.
 */
export async function sealUnsent(device: Device): Promise<void> {
  const { db } = device;
  const state = await syncStateOf(db);
  if (state.sealTo === null) return;
  const { clientId, sealTo } = state;
  const unsent = await db.outbox.where("ackSeq").equals(0).toArray();
  const isDue = ({ n, forServer }: OutboxRow) =>
    forServer?.keyId !== sealTo.id || forServer.client !== clientId || forServer.n !== n;
  const due = unsent.filter(isDue);
  if (due.length === 0) return;
  const sealed = await sealAllForServer(device, state, due);
  await db.transaction("rw", [db.outbox, db.meta], async () => {
    if ((await syncStateOf(db)).clientId !== clientId) return;
    for (const [at, { n, id, payload }] of due.entries()) {
      const forServer = sealed[at] ?? null;
      // An entry that was emptied meanwhile keeps nothing.
      const isSame = (now: OutboxRow | undefined) => now?.id === id && isSamePayload(now.payload, payload);
      if (forServer !== null && isSame(await db.outbox.get(n))) await db.outbox.update(n, { forServer });
    }
  });
  await mirrorOutbox(device);
}

function isSamePayload(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
