// This device's own changes that the server has not acknowledged: opened from the outbox, and found by record.
import * as z from "zod/mini";
import { opSchema, type Op } from "../protocol/change.ts";
import type { OutboxRow } from "./database.ts";
import type { Device } from "./device.ts";

export interface PendingOp {
  readonly n: number;
  readonly op: Op;
}

/** Every entry that has not been acknowledged, in order. */
export async function unacknowledged(device: Device): Promise<OutboxRow[]> {
  const entries = await device.db.outbox.where("ackSeq").equals(0).toArray();
  return entries.toSorted((a, b) => a.n - b.n);
}

/** The operations of these entries on these records, by "kind|id", in order. Entries that touch none stay closed. */
export async function pendingOps(
  device: Device,
  entries: readonly OutboxRow[],
  addresses: ReadonlySet<string>,
): Promise<Map<string, PendingOp[]>> {
  const pending = new Map<string, PendingOp[]>();
  for (const entry of entries) {
    if (!entry.touches.some((address) => addresses.has(address))) continue;
    for (const op of await opsOf(device, entry)) {
      const address = `${op.kind}|${op.id}`;
      if (addresses.has(address)) pending.set(address, [...(pending.get(address) ?? []), { n: entry.n, op }]);
    }
  }
  return pending;
}

export async function opsOf(device: Device, entry: Pick<OutboxRow, "id" | "payload">): Promise<Op[]> {
  return z.array(opSchema).parse(JSON.parse(await device.vault.open(`outbox|${entry.id}`, entry.payload)));
}
