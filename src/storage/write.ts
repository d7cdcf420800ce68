// The only write path for records made on this device: judge, seal, then rows and outbox in one strict transaction.
// "Saved" is said when the promise resolves, that is after the commit and never before it.
import { mayCreate, mayEdit, type AccessFacts } from "../domain/access.ts";
import type { RecordKind } from "../domain/record-kind.ts";
import { instantOf } from "../protocol/clock.ts";
import { recordVersion, type Fields, type Op } from "../protocol/change.ts";
import { overlayOp, wholeUnits } from "../protocol/merge.ts";
import { accessFactsOf, todayOf } from "./access-facts.ts";
import { commitLocal, type PreparedRow } from "./commit-local.ts";
import { syncStateOf, type Device } from "./device.ts";
import { storageRefusal, withinWatchdog, type StorageCode } from "./faults.ts";
import { openFields, type Stored } from "./read.ts";
import { isReopened } from "./reopen.ts";
import { sealForServer } from "./seal-for-server.ts";
import { rowsOf, type StoredRow } from "./database.ts";

/** One wish of a screen. `put` makes a record, `patch` changes fields of one that the person saw. */
export type Change =
  | { readonly kind: RecordKind; readonly id: string; readonly make: object; readonly within?: string }
  | {
      readonly kind: RecordKind;
      readonly id: string;
      readonly change: Fields;
      readonly seen: Pick<Stored<unknown>, "seq">;
    };

export type SaveRefusal = {
  /**
   * `exists`: a record with this id is already here (a second tap, or a colleague's log of the same slot).
   * `gone`: the record to change is no longer on this device. `forbidden`, `invalid`: as the words say.
   */
  readonly code: "exists" | "gone" | "forbidden" | "invalid" | StorageCode;
  readonly about?: readonly [kind: string, id: string];
};

export type SaveResult =
  { readonly ok: true; readonly n: number } | { readonly ok: false; readonly refusal: SaveRefusal };

/** A record to make. `within` is the scope of the record it lives in, for kinds that have no scope of their own. */
export function make<T extends object>(kind: RecordKind<T>, id: string, record: T, within?: string): Change {
  const untyped = kind as unknown as RecordKind;
  return within === undefined
    ? { kind: untyped, id, make: record }
    : { kind: untyped, id, make: record, within };
}

/** A change of some fields of a record as the person saw it; a field set to null is cleared. */
export function change<T extends object>(
  kind: RecordKind<T>,
  seen: Stored<T>,
  fields: { readonly [K in keyof T]?: T[K] | null },
): Change {
  return { kind: kind as unknown as RecordKind, id: seen.id, change: { ...fields }, seen };
}

/**
 * Saves changes that belong together, as one mutation: all or none.
 * @param mutationId made once per form; saving again with the same one is answered as saved and writes nothing
 */
export async function saveChanges(
  device: Device,
  mutationId: string,
  changes: readonly Change[],
): Promise<SaveResult> {
  // What is already as it was wanted needs no mutation.
  if (changes.length === 0) return { ok: true, n: 0 };
  const ids = changes.map((one) => `${one.kind.name}|${one.id}`);
  if (new Set(ids).size !== ids.length) throw new Error("One save changes each record once.");
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withinWatchdog(() => trySave(device, mutationId, changes));
    } catch (fault) {
      const code = storageRefusal(fault);
      if (code === undefined) throw fault;
      // A connection that was cut is opened again and the same mutation replayed: its id keeps it from saving twice.
      if (code === "storage-closed" && attempt < 3 && (await isReopened(device))) continue;
      return { ok: false, refusal: { code } };
    }
  }
}

async function trySave(device: Device, mutationId: string, changes: readonly Change[]): Promise<SaveResult> {
  const [{ earlier, state, rows }, facts] = await Promise.all([
    readBefore(device, mutationId, changes),
    accessFactsOf(device),
  ]);
  if (earlier) return { ok: true, n: earlier.n };
  // All at once: each opening and sealing waits for another thread.
  const before = await Promise.all(changes.map((one, at) => openCurrent(device, one, rows[at])));
  const judged: Judged[] = [];
  for (const [at, one] of changes.entries()) {
    const result = judge(device, facts, one, before[at], judged);
    if ("code" in result) return { ok: false, refusal: result };
    judged.push(result);
  }
  const about = { id: mutationId, v: recordVersion, at: instantOf(device.clock) };
  const ops = judged.map((one) => one.op);
  const [payload, forServer, ...prepared] = await Promise.all([
    device.vault.seal(`outbox|${mutationId}`, JSON.stringify(ops)),
    sealForServer(device, state, { ...about, n: state.nextN, ops }),
    ...judged.map((one, at) => prepare(device, one, rows[at])),
  ]);
  const n = await commitLocal(device, { ...about, payload, forServer }, prepared);
  // A row moved between reading and writing (another tab, or a pull): everything is worked out again from the new row.
  return n === "moved" ? await trySave(device, mutationId, changes) : { ok: true, n };
}

/** What is here before the save, in one transaction: many small ones take longer to open than to read. */
async function readBefore({ db }: Device, mutationId: string, changes: readonly Change[]) {
  const tables = new Set(changes.map((one) => rowsOf(db, one.kind.name)));
  return await db.transaction("r", [db.outbox, db.meta, ...tables], async () => {
    const [earlier, state, ...rows] = await Promise.all([
      db.outbox.where("id").equals(mutationId).first(),
      syncStateOf(db),
      ...changes.map((one) => rowsOf(db, one.kind.name).get(one.id)),
    ]);
    return { earlier, state, rows };
  });
}

interface Scoped {
  readonly scope: string;
  readonly fields: Fields;
}

async function openCurrent(
  device: Device,
  { kind, id }: Change,
  row: StoredRow | undefined,
): Promise<Scoped | undefined> {
  return (
    row && { scope: row.scope, fields: await openFields(device.vault, `${kind.name}|${id}`, row.payload) }
  );
}

/** A change that may be made, with what the record becomes. */
interface Judged {
  readonly kind: RecordKind;
  readonly id: string;
  readonly op: Op;
  readonly next: Scoped;
  readonly record: unknown;
}

function judge(
  device: Device,
  facts: AccessFacts,
  wish: Change,
  current: Scoped | undefined,
  before: readonly Judged[],
): Judged | SaveRefusal {
  const { kind, id } = wish;
  const about = [kind.name, id] as const;
  const op = "make" in wish ? putOf(wish, before) : current && patchOf(wish, current.fields);
  if (op === undefined) return { code: "gone", about };
  if ("make" in wish && current) return { code: "exists", about };
  const next = overlayOp(current, op);
  const parsed = kind.schema.safeParse(next?.fields);
  if (next === undefined || !parsed.success) return { code: "invalid", about };
  const today = todayOf(device);
  const place = { scope: next.scope, id };
  const isAllowed =
    current === undefined
      ? mayCreate(kind, parsed.data, place, facts, today)
      : mayEdit(kind, { before: kind.schema.parse(current.fields), after: parsed.data }, place, facts, today);
  return isAllowed ? { kind, id, op, next, record: parsed.data } : { code: "forbidden", about };
}

async function prepare(
  device: Device,
  { kind, id, op, next, record }: Judged,
  row: StoredRow | undefined,
): Promise<PreparedRow> {
  const keys = kind.keys(record);
  return {
    kind,
    id,
    scope: next.scope,
    keys,
    payload: await device.vault.seal(`${kind.name}|${id}`, JSON.stringify(next.fields)),
    seq: Math.min(row?.seq ?? 0, "base" in op ? op.base : 0),
    seenRev: row?.rev,
    sessionId: kind.sessionId?.(record, id),
    pupilId:
      kind.subject?.(record, id) ?? (typeof keys["pupilId"] === "string" ? keys["pupilId"] : undefined),
  };
}

function putOf(wish: Extract<Change, { make: object }>, before: readonly Judged[]): Op {
  const { kind, id } = wish;
  const fields = Object.fromEntries(Object.entries(wish.make).filter(([, value]) => value !== undefined));
  const scope = kind.scope?.(fields, id) ?? wish.within ?? scopeOfParent(kind, fields, before);
  return { op: "put", kind: kind.name, id, scope, fields };
}

/** The scope of a parent that is made in the same save. */
function scopeOfParent(kind: RecordKind, fields: Fields, before: readonly Judged[]): string {
  const parentId = kind.within?.id(fields);
  const parent = before.find((one) => one.kind.name === kind.within?.kind && one.id === parentId);
  if (parent === undefined) throw new Error(`A ${kind.name} needs the scope of the record that it lives in.`);
  return parent.next.scope;
}

/** Moves a record when the changed fields give it another scope: a session attached to its group later. */
function patchOf(wish: Extract<Change, { change: Fields }>, current: Fields): Op {
  const { kind, id, seen } = wish;
  const fields = wholeUnits(kind, current, wish.change);
  const scopeBefore = kind.scope?.(current, id);
  const scopeAfter = kind.scope?.({ ...current, ...fields }, id);
  const base = seen.seq;
  return scopeAfter === undefined || scopeAfter === scopeBefore
    ? { op: "patch", kind: kind.name, id, fields, base }
    : { op: "move", kind: kind.name, id, scope: scopeAfter, fields, base };
}
