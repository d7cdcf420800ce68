// What each row becomes when the server has spoken: the visible row is always the server's row with this device's own
// unsent changes laid over it. Everything here happens before the transaction, since opening and sealing are slow.
import type { RecordKind, Registry } from "../domain/record-kind.ts";
import type { Fields } from "../protocol/change.ts";
import { recordVersion } from "../protocol/change.ts";
import type { Row } from "../protocol/messages.ts";
import { rowsOf, type ShadowRow, type StoredRow } from "./database.ts";
import type { Device } from "./device.ts";
import type { PendingOp } from "./pending.ts";
import { openFields } from "./read.ts";

/** The new state of one record on this device. `row` null = no longer shown; `shadow` null = nothing unsent in it. */
export interface Rebased {
  readonly kind: RecordKind;
  readonly id: string;
  readonly row: Omit<StoredRow, "rev" | "heard"> | null;
  readonly shadow: Omit<ShadowRow, "heard"> | null;
  /** When the server last sent it: a revision, or "now". */
  readonly heard: number | "now";
  readonly sessionIds: readonly string[];
  /** Whether a shadow may stand here: only rows with unsent changes have one. */
  readonly hadShadow: boolean;
  /** Revision of the row that stood here when this was worked out. */
  readonly seenRev: number | undefined;
}

/** What the server has of one record, as far as this device knows. */
export interface ServerSide {
  readonly kind: RecordKind;
  readonly id: string;
  readonly scope: string;
  readonly seq: number;
  /** null = the server has no such record. */
  readonly fields: Fields | null;
  readonly heard: number | "now";
}

/** Records worked on between two breaths of the page. */
const atOnce = 100;
/** Rows handed to the database in one go: their copying is what the page waits for. */
const putAtOnce = 250;

/** The rows of one page, in the order sent; those of kinds that this program does not know are left out. */
export function serverSidesOf(registry: Registry, rows: readonly Row[]): ServerSide[] {
  return rows.flatMap(([name, id, scope, seq, fields]) => {
    const kind = registry.get(name);
    return kind ? [{ kind, id, scope, seq, fields, heard: "now" as const }] : [];
  });
}

/** Records whose unsent changes were accepted or refused, by the server row that was kept aside. */
export async function serverSidesOfShadows(
  device: Device,
  shadows: readonly ShadowRow[],
): Promise<ServerSide[]> {
  const sides = await Promise.all(
    shadows.map(async (shadow) => {
      const kind = device.registry.get(shadow.kind);
      if (kind === undefined) return undefined;
      const address = `${shadow.kind}|${shadow.id}`;
      const fields = shadow.payload && (await openFields(device.vault, address, shadow.payload));
      return { kind, id: shadow.id, scope: shadow.scope, seq: shadow.seq, fields, heard: shadow.heard };
    }),
  );
  return sides.filter((one) => one !== undefined);
}

/** Lays unsent changes over what the server has, record by record. */
export async function rebase(
  device: Device,
  sides: readonly ServerSide[],
  pending: ReadonlyMap<string, readonly PendingOp[]>,
): Promise<Rebased[]> {
  const before = await currentRows(device, sides);
  const rebased: Rebased[] = [];
  for (let at = 0; at < sides.length; at += atOnce) {
    if (at > 0) await device.pause?.();
    const part = sides.slice(at, at + atOnce).map((side) => {
      const address = `${side.kind.name}|${side.id}`;
      return rebaseOne(device, side, before.get(address), pending.get(address) ?? []);
    });
    rebased.push(...(await Promise.all(part)));
  }
  return rebased;
}

async function currentRows(device: Device, sides: readonly ServerSide[]): Promise<Map<string, StoredRow>> {
  const rows = new Map<string, StoredRow>();
  const ofKinds = [...Map.groupBy(sides, (one) => one.kind)];
  await Promise.all(
    ofKinds.map(async ([{ name }, ofKind]) => {
      const ids = await idsHere(
        device,
        name,
        ofKind.map((one) => one.id),
      );
      const found = ids.length === 0 ? [] : await rowsOf(device.db, name).bulkGet([...ids]);
      for (const row of found) if (row) rows.set(`${name}|${row.id}`, row);
    }),
  );
  return rows;
}

/** From so many rows of a kind on it is asked first which of them are here at all. */
const manyRows = 50;
/** Keys of a whole store that cost about as much to read as one row by its key. */
const keysPerRow = 20;

/**
 * Those of these ids that may be here. Most rows of a page that fills a scope are new: looking for each would take as long
 * as putting them.
 */
async function idsHere(device: Device, kindName: string, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length < manyRows) return ids;
  const table = rowsOf(device.db, kindName);
  const count = await table.count();
  if (count === 0) return [];
  if (count > ids.length * keysPerRow) return ids;
  const here = new Set(await table.toCollection().primaryKeys());
  return ids.filter((id) => here.has(id));
}

async function rebaseOne(
  device: Device,
  server: ServerSide,
  current: StoredRow | undefined,
  pending: readonly PendingOp[],
): Promise<Rebased> {
  const { kind, id, heard } = server;
  const below = server.fields && { scope: server.scope, fields: server.fields };
  const shown = pending.reduce<ReturnType<Device["rules"]["overlayOp"]>>(
    (row, { op }) => device.rules.overlayOp(row, op),
    below ?? undefined,
  );
  const record = shown && kind.schema.safeParse(shown.fields);
  const [row, shadow, sessionIds] = await Promise.all([
    rowOf(device, server, shown, record, pending),
    pending.length > 0 ? shadowOf(device, server) : null,
    sessionsTouched(device, kind, id, current, record?.success ? record.data : undefined),
  ]);
  const hadShadow = current !== undefined && current.pendingN !== 0;
  return { kind, id, row, shadow, heard, sessionIds, hadShadow, seenRev: current?.rev };
}

async function rowOf(
  device: Device,
  { kind, id, seq }: ServerSide,
  shown: ReturnType<Device["rules"]["overlayOp"]>,
  record: ReturnType<RecordKind["schema"]["safeParse"]> | undefined,
  pending: readonly PendingOp[],
): Promise<Rebased["row"]> {
  if (shown === undefined) return null;
  const payload = await device.vault.seal(`${kind.name}|${id}`, JSON.stringify(shown.fields));
  const isReadable = record?.success === true;
  return {
    id,
    scope: shown.scope,
    // Where an unsent change lies over a newer value, nobody has seen that value: the next change must not claim to have.
    seq: Math.min(seq, ...pending.map(({ op }) => ("base" in op ? op.base : 0))),
    pendingN: pending.at(-1)?.n ?? 0,
    keys: isReadable ? kind.keys(record.data) : {},
    checked: isReadable ? recordVersion : 0,
    payload,
  };
}

async function shadowOf(
  device: Device,
  { kind, id, scope, seq, fields }: ServerSide,
): Promise<Rebased["shadow"]> {
  const payload = fields && (await device.vault.seal(`${kind.name}|${id}`, JSON.stringify(fields)));
  return { kind: kind.name, id, scope, seq, payload };
}

/** The sessions whose figures change: the one that the record belonged to, and the one that it belongs to now. */
async function sessionsTouched(
  device: Device,
  kind: RecordKind,
  id: string,
  current: StoredRow | undefined,
  record: unknown,
): Promise<string[]> {
  if (kind.sessionId === undefined) return [];
  const before =
    current && kind.schema.safeParse(await openFields(device.vault, `${kind.name}|${id}`, current.payload));
  const records = [before?.success ? before.data : undefined, record].filter((one) => one !== undefined);
  return [...new Set(records.map((one) => kind.sessionId?.(one, id)).filter((one) => one !== undefined))];
}

/** Whether a row has changed since it was worked on. Only database calls: asked inside the transaction. */
export async function hasMoved(device: Device, rebased: readonly Rebased[]): Promise<boolean> {
  for (const [kind, ofKind] of Map.groupBy(rebased, (one) => one.kind)) {
    const rows = await rowsOf(device.db, kind.name).bulkGet(ofKind.map((one) => one.id));
    if (ofKind.some((one, at) => rows[at]?.rev !== one.seenRev)) return true;
  }
  return false;
}

/** In parts, so that what the page has to do comes between them; the next is handed over while one is being written. */
async function putInParts(device: Device, kindName: string, rows: readonly StoredRow[]): Promise<void> {
  let before: Promise<unknown> = Promise.resolve();
  for (let at = 0; at < rows.length; at += putAtOnce) {
    const part = rowsOf(device.db, kindName).bulkPut(rows.slice(at, at + putAtOnce));
    await before;
    before = part;
  }
  await before;
}

/** Writes what was worked out. Only database calls: part of a transaction. Returns the next revision. */
export async function writeRebased(
  device: Device,
  rebased: readonly Rebased[],
  firstRev: number,
): Promise<number> {
  const { db } = device;
  if (rebased.length === 0) return firstRev;
  let rev = firstRev;
  for (const [kind, ofKind] of Map.groupBy(rebased, (one) => one.kind)) {
    const rows = ofKind.flatMap(({ row, heard }) => {
      if (row === null) return [];
      rev += 1;
      return [{ ...row, rev: rev - 1, heard: heard === "now" ? rev - 1 : heard }];
    });
    await putInParts(device, kind.name, rows);
    await rowsOf(db, kind.name).bulkDelete(ofKind.filter((one) => one.row === null).map((one) => one.id));
  }
  const shadows = rebased.flatMap(({ shadow, heard }) =>
    shadow ? [{ ...shadow, heard: heard === "now" ? rev : heard }] : [],
  );
  await db.shadow.bulkPut(shadows);
  const settled = rebased.filter((one) => one.shadow === null && one.hadShadow);
  await db.shadow.bulkDelete(settled.map((one): [string, string] => [one.kind.name, one.id]));
  const sessionIds = new Set(rebased.flatMap((one) => one.sessionIds));
  await db.dirty.bulkPut([...sessionIds].map((sessionId) => ({ sessionId })));
  // A row that is gone has taken a revision too: what was worked out from before it does not fit any more.
  return rev + 1;
}
