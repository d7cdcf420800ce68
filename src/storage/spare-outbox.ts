// Keeps the second copy of the outbox in step with it, and puts back into the outbox what the database has lost. Copies that
// this person's present key does not open are left alone: they leave sealed (sync/sealed-copies.ts).
import type { Op } from "../protocol/change.ts";
import { rowsOf, type OutboxRow } from "./database.ts";
import { commitLocal, type PreparedRow } from "./commit-local.ts";
import { syncStateOf, type Device } from "./device.ts";
import { storageRefusal } from "./faults.ts";
import { opsOf } from "./pending.ts";
import { openFields } from "./read.ts";
import { SealBroken } from "../vault/vault.ts";
import { spareFormOf } from "./spare-form.ts";
import { keyOf, type SpareCopies, type SpareCopy, type SpareKey } from "./spare-copies.ts";

/**
 * Lets go of copies of what the outbox holds no longer, and copies anew what it holds in another form or number. Copies of
 * another database are not this one's to let go of.
 */
export async function mirrorOutbox(device: Device): Promise<void> {
  if (device.spare === undefined) return;
  try {
    await mirror(device, device.spare);
  } catch (fault) {
    // Sync goes on without it; a fault of the database itself is not hidden.
    if (storageRefusal(fault) === undefined) throw fault;
    device.onSpareFault?.();
  }
}

async function mirror(device: Device, spare: SpareCopies): Promise<void> {
  const { db } = device;
  const [state, entries, problems, keys] = await Promise.all([
    syncStateOf(db),
    db.outbox.toArray(),
    db.problems.toArray(),
    spare.keys(),
  ]);
  const { clientId: client } = state;
  const unsent = entries.map((entry): SpareCopy => ({
    ...copyable(entry),
    client,
    form: spareFormOf(state, entry),
  }));
  const ids = new Set([...entries.map((entry) => entry.id), ...problems.map((one) => one.mutationId)]);
  const wanted = new Map(unsent.map((copy) => [nameOf(keyOf(copy)), copy]));
  // What was refused is in its notice alone until its person has settled it; its form for the server stays in the copy.
  for (const problem of problems) {
    const id = problem.mutationId;
    if (entries.some((entry) => entry.id === id)) continue;
    const copy: SpareCopy = { ...copyable({ ...problem, id }), client, form: null };
    const made = keyOf(copy);
    const kept = keys.find((key) => key.id === id && nameOf({ ...key, keyId: "" }) === nameOf(made));
    wanted.set(nameOf(kept ?? made), copy);
  }
  const there = new Set(keys.map(nameOf));
  for (const [name, copy] of wanted) if (!there.has(name)) await spare.keep(copy);
  const isOurs = (key: SpareKey) => key.client === client || ids.has(key.id);
  for (const key of keys) if (!wanted.has(nameOf(key)) && isOurs(key)) await spare.drop(key);
}

/**
 * At opening, before anything is sent: what was saved here and is in the outbox no longer, although the server has not
 * acknowledged it, is put back. Mutations keep their ids, so that what the server has after all counts once.
 * @returns how many were put back
 */
export async function recoverLost(device: Device): Promise<number> {
  const { spare, db } = device;
  if (spare === undefined) return 0;
  const [state, keys] = await Promise.all([syncStateOf(db), spare.keys()]);
  const [entries, notices] = await Promise.all([
    db.outbox.toCollection().toArray((rows) => rows.map((row) => row.id)),
    db.problems.toCollection().primaryKeys(),
  ]);
  const here = new Set([...entries, ...notices]);
  // What this database has numbered, and lets go of, the server has.
  const isSettled = (key: SpareKey) => key.client === state.clientId && key.n < state.nextN;
  const lost = keys.filter((key) => !here.has(key.id) && !isSettled(key));
  const opened: Lost[] = [];
  for (const key of lost.toSorted((a, b) => a.n - b.n)) {
    const copy = await spare.read(key);
    const ops = copy && (await unlessBroken(opsOf(device, copy)));
    if (copy !== undefined && ops !== undefined) opened.push({ copy, ops });
  }
  const last = opened.at(-1);
  if (last !== undefined) await goOnAfter(device, last.copy.client);
  let recovered = 0;
  for (const one of opened) if (await putBack(device, one)) recovered += 1;
  await mirrorOutbox(device);
  return recovered;
}

interface Lost {
  readonly copy: SpareCopy;
  readonly ops: readonly Op[];
}

/** undefined = it was sealed with another key, or is not what was sealed: never shown, and never thrown away here. */
async function unlessBroken<T>(opening: Promise<T>): Promise<T | undefined> {
  try {
    return await opening;
  } catch (fault) {
    if (fault instanceof SealBroken) return undefined;
    throw fault;
  }
}

/** The server is told whose work this database goes on with: what became of it is told to this one. */
async function goOnAfter({ db }: Device, client: string): Promise<void> {
  await db.transaction("rw", db.meta, async () => {
    const state = await syncStateOf(db);
    if (client !== state.clientId) await db.meta.put({ ...state, formerly: state.formerly ?? client });
  });
}

async function putBack(device: Device, { copy, ops }: Lost): Promise<boolean> {
  const prepared: PreparedRow[] = [];
  for (const op of ops) {
    const row = await unlessBroken(rowWith(device, op));
    if (row) prepared.push(row);
  }
  const { touches, subjects, ...mutation } = copyable(copy);
  // Its form for the server is made under its new number, at the next round of sync.
  const forServer = null;
  return (await commitLocal(device, { ...mutation, forServer }, prepared, { touches, subjects })) !== "moved";
}

/** The row with the change laid over it; of a record that is not here yet, it is laid over the server's row when that comes. */
async function rowWith(device: Device, op: Op): Promise<PreparedRow | undefined> {
  const kind = device.registry.get(op.kind);
  const row = kind && (await rowsOf(device.db, kind.name).get(op.id));
  if (kind === undefined || (op.op === "put" && row !== undefined)) return undefined;
  const address = `${kind.name}|${op.id}`;
  const current = row && {
    scope: row.scope,
    fields: await openFields(device.vault, address, row.payload),
  };
  const next = device.rules.overlayOp(current, op);
  const record = next && kind.schema.safeParse(next.fields);
  if (next === undefined || !record?.success) return undefined;
  const payload = await device.vault.seal(address, JSON.stringify(next.fields));
  const seq = Math.min(row?.seq ?? 0, "base" in op ? op.base : 0);
  const about = { keys: kind.keys(record.data), sessionId: kind.sessionId?.(record.data, op.id) };
  return {
    kind,
    id: op.id,
    scope: next.scope,
    payload,
    seq,
    seenRev: row?.rev,
    pupilId: undefined,
    ...about,
  };
}

function copyable({
  n,
  id,
  v,
  at,
  touches,
  subjects,
  payload,
}: Omit<OutboxRow, "ackSeq" | "ackAt" | "forServer">): Omit<SpareCopy, "client" | "form"> {
  return { n, id, v, at, touches, subjects, payload };
}

function nameOf({ client, n, id, bytes, keyId }: SpareKey): string {
  return `${client}/${n}/${id}/${bytes}/${keyId}`;
}
