// What each row becomes when the server has spoken: the visible row is always the server's row with this device's own
// unsent changes laid over it. Everything here happens before the transaction, since opening and sealing are slow.
import type { RecordKind, Registry } from "../domain/record-kind.ts";
import type { Fields, Op } from "../protocol/change.ts";
import { opSchema, recordVersion } from "../protocol/change.ts";
import { overlayOp } from "../protocol/merge.ts";
import type { Row } from "../protocol/messages.ts";
import * as z from "zod/mini";
import { rowsOf, type OutboxRow, type ShadowRow, type StoredRow } from "./database.ts";
import type { Device } from "./device.ts";
import { openFields } from "./read.ts";

export interface PendingOp {
  readonly n: number;
  readonly op: Op;
}

/** The new state of one record on this device. `row` null = no longer shown; `shadow` null = nothing unsent in it. */
export interface Rebased {
  readonly kind: RecordKind;
  readonly id: string;
  readonly row: Omit<StoredRow, "rev"> | null;
  readonly shadow: ShadowRow | null;
  readonly sessionIds: readonly string[];
  /** Whether a shadow may stand here: only rows with unsent changes have one. */
  readonly hadShadow: boolean;
  /** Revision of the row that stood here when this was worked out. */
  readonly seenRev: number | undefined;
}

interface ServerSide {
  readonly scope: string;
  readonly seq: number;
  readonly fields: Fields | null;
}

/** Every unsent operation by "kind|id", in order. */
export async function pendingOpsOf(
  device: Device,
  outbox: readonly OutboxRow[],
): Promise<Map<string, PendingOp[]>> {
  const pending = new Map<string, PendingOp[]>();
  for (const entry of outbox) {
    for (const op of await opsOf(device, entry)) {
      const address = `${op.kind}|${op.id}`;
      pending.set(address, [...(pending.get(address) ?? []), { n: entry.n, op }]);
    }
  }
  return pending;
}

export async function opsOf(device: Device, entry: Pick<OutboxRow, "id" | "payload">): Promise<Op[]> {
  return z.array(opSchema).parse(JSON.parse(await device.vault.open(`outbox|${entry.id}`, entry.payload)));
}

/** Rebases the rows of one page, in the order sent. Kinds that this program does not know are left out. */
export async function rebaseRows(
  device: Device,
  rows: readonly Row[],
  pending: ReadonlyMap<string, readonly PendingOp[]>,
): Promise<Rebased[]> {
  const known = rows.flatMap(([name, id, scope, seq, fields]) => {
    const kind = device.registry.get(name);
    return kind ? [{ kind, id, server: { scope, seq, fields } }] : [];
  });
  const before = await currentRows(device, known);
  return await Promise.all(
    known.map(({ kind, id, server }) => {
      const address = `${kind.name}|${id}`;
      return rebaseOne(device, {
        kind,
        id,
        server,
        current: before.get(address),
        pending: pending.get(address) ?? [],
      });
    }),
  );
}

/** Rebases records whose unsent changes were accepted or refused, on the server row that was kept aside. */
export async function rebaseShadows(
  device: Device,
  shadows: readonly ShadowRow[],
  pending: ReadonlyMap<string, readonly PendingOp[]>,
): Promise<Rebased[]> {
  const known = shadows.flatMap((shadow) => {
    const kind = device.registry.get(shadow.kind);
    return kind ? [{ kind, id: shadow.id, shadow }] : [];
  });
  const before = await currentRows(device, known);
  return await Promise.all(
    known.map(async ({ kind, id, shadow }) => {
      const address = `${kind.name}|${id}`;
      const fields = shadow.payload && (await openFields(device.vault, address, shadow.payload));
      const server = { scope: shadow.scope, seq: shadow.seq, fields };
      return rebaseOne(device, {
        kind,
        id,
        server,
        current: before.get(address),
        pending: pending.get(address) ?? [],
      });
    }),
  );
}

async function currentRows(device: Device, wanted: readonly { kind: RecordKind; id: string }[]) {
  const rows = new Map<string, StoredRow>();
  for (const [name, ids] of groupIds(device.registry, wanted)) {
    for (const row of await rowsOf(device.db, name).bulkGet(ids)) if (row) rows.set(`${name}|${row.id}`, row);
  }
  return rows;
}

function groupIds(
  registry: Registry,
  wanted: readonly { kind: RecordKind; id: string }[],
): [string, string[]][] {
  return [...registry.keys()]
    .map((name): [string, string[]] => [
      name,
      wanted.filter((one) => one.kind.name === name).map((one) => one.id),
    ])
    .filter(([, ids]) => ids.length > 0);
}

async function rebaseOne(
  device: Device,
  one: {
    readonly kind: RecordKind;
    readonly id: string;
    readonly server: ServerSide;
    readonly current: StoredRow | undefined;
    readonly pending: readonly PendingOp[];
  },
): Promise<Rebased> {
  const { kind, id, server, current, pending } = one;
  const address = `${kind.name}|${id}`;
  const seal = async (fields: Fields) => await device.vault.seal(address, JSON.stringify(fields));
  const below = server.fields && { scope: server.scope, fields: server.fields };
  const shown = pending.reduce<ReturnType<typeof overlayOp>>(
    (row, { op }) => overlayOp(row, op),
    below ?? undefined,
  );
  const payload = shown && (await seal(shown.fields));
  const record = shown && kind.schema.safeParse(shown.fields);
  const row =
    shown && payload
      ? {
          id,
          scope: shown.scope,
          seq: server.seq,
          pendingN: pending.at(-1)?.n ?? 0,
          keys: record?.success ? kind.keys(record.data) : {},
          checked: record?.success ? recordVersion : 0,
          payload,
        }
      : null;
  const shadow =
    pending.length > 0
      ? {
          kind: kind.name,
          id,
          scope: server.scope,
          seq: server.seq,
          payload: server.fields && (await seal(server.fields)),
        }
      : null;
  const sessionIds = await sessionsTouched(
    device,
    kind,
    id,
    current,
    record?.success ? record.data : undefined,
  );
  const hadShadow = current !== undefined && current.pendingN !== 0;
  return { kind, id, row, shadow, sessionIds, hadShadow, seenRev: current?.rev };
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
