// Checked at every commit on a device: what its person wrote and has not been answered yet is what is shown (I5), and
// nothing that was shown goes back to what it was before.
import type { OutboxRow, ShadowRow, StoredRow } from "../../src/storage/database.ts";
import type { Fields, Op } from "../../src/protocol/change.ts";
import { tagsOf, type Model } from "./model.ts";
import type { SimDevice } from "./sim-device.ts";
import { Violation } from "./violation.ts";

const decoder = new TextDecoder();

export function plainOf(payload: Uint8Array): unknown {
  return JSON.parse(decoder.decode(payload));
}

/** The operations of a mutation that a device keeps. */
function opsOf({ payload }: OutboxRow): Op[] {
  return plainOf(payload) as Op[];
}

export function checkCommit(model: Model, device: SimDevice): void {
  const entries = device.disk.rows<OutboxRow>("outbox").toSorted((a, b) => a.n - b.n);
  for (const entry of entries) {
    if (entry.ackSeq !== 0) device.memory.acknowledged.add(entry.id);
    if (device.memory.entries.has(entry.id)) continue;
    device.memory.entries.add(entry.id);
    model.committed(entry.id, opsOf(entry), device.memory.own);
  }
  checkShadows(device, entries);
  checkPending(device, entries);
  checkNothingGoesBack(model, device);
}

/** The server's row is kept aside exactly while something unsent lies over it. */
function checkShadows(device: SimDevice, entries: readonly OutboxRow[]): void {
  const unsent = new Set(entries.filter((entry) => entry.ackSeq === 0).flatMap((entry) => entry.touches));
  for (const { kind, id } of device.disk.rows<ShadowRow>("shadow")) {
    if (!unsent.has(`${kind}|${id}`))
      throw new Violation("I1", `${device.name} keeps ${kind} ${id} aside for nothing.`);
  }
}

function checkPending(device: SimDevice, entries: readonly OutboxRow[]): void {
  const newest = new Map<string, string>();
  for (const entry of entries) {
    // After a restore what was acknowledged counts as unsent again; its rows stay as they are until the server's come.
    if (entry.ackSeq !== 0 || device.memory.acknowledged.has(entry.id)) continue;
    for (const op of opsOf(entry)) {
      for (const [unit, tag] of tagsOf(op.kind, op.fields)) newest.set(`${op.kind}|${op.id}|${unit}`, tag);
    }
  }
  for (const [key, tag] of newest) {
    const shown = shownAt(device, key);
    if (shown !== undefined && shown !== tag)
      throw new Violation("I5", `${device.name} shows ${shown} at ${key} over its own unsent ${tag}.`);
  }
}

function checkNothingGoesBack(model: Model, device: SimDevice): void {
  for (const [key, own] of device.memory.own) {
    const shown = shownAt(device, key);
    if (shown === undefined || shown === own || !model.isOlder(shown, own)) continue;
    const write = model.writes.get(own);
    const isToldOf = write && device.disk.row("problems", write.mutationId) !== undefined;
    // Of a copied disk the other copy may be the one that was told.
    if (!isToldOf && device.isPristine)
      throw new Violation("I5", `${device.name} shows ${shown} again at ${key} after its own ${own}.`);
  }
}

/** The value of a merge unit on the screen; undefined when the record is not here. */
function shownAt(device: SimDevice, key: string): string | undefined {
  const [kind = "", id = "", unit = ""] = key.split("|");
  const row = device.disk.row(kind, id) as StoredRow | undefined;
  return row && tagsOf(kind, plainOf(row.payload) as Fields).get(unit);
}
