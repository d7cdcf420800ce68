// What somebody has typed and not saved yet: kept sealed in their own database, so that it survives a lock, a reload and a
// crash. A draft is never sent, and is dropped when it is saved or left for two weeks.
import type { Device } from "./device.ts";
import { storageRefusal } from "./faults.ts";

const keptMs = 14 * 86_400_000;

/** @param key the form and what it is about, in ids; never a name */
export async function readDraft(device: Device, key: string): Promise<unknown> {
  const row = await device.db.drafts.get(key);
  if (row === undefined) return undefined;
  return JSON.parse(await device.vault.open(addressOf(key), row.payload));
}

/** Keeps one draft as it changes: the newest value is written, in order, without anybody waiting for it. */
export interface DraftKeeper {
  readonly keep: (value: unknown) => void;
  /** It has been saved, or its person wants none of it. */
  readonly drop: () => void;
  /** When everything so far has been written. */
  readonly settled: () => Promise<void>;
}

export function createDraftKeeper(device: Device, key: string): DraftKeeper {
  let newest: { readonly value: unknown } | "dropped" | undefined;
  let writing: Promise<void> | undefined;
  const write = async () => {
    for (let next = newest; next !== undefined; next = newest) {
      newest = undefined;
      await (next === "dropped" ? device.db.drafts.delete(key) : putDraft(device, key, next.value));
    }
  };
  const start = () => {
    writing ??= write()
      .catch(unlessStorage)
      .finally(() => (writing = undefined));
  };
  return {
    keep: (value) => {
      newest = { value };
      start();
    },
    drop: () => {
      newest = "dropped";
      start();
    },
    settled: () => writing ?? Promise.resolve(),
  };
}

/** Drafts that nobody came back to. Asked once at the opening of a database. */
export async function dropOldDrafts(device: Device): Promise<void> {
  const oldestMs = device.clock.nowMs() - keptMs;
  const old = (await device.db.drafts.toArray()).filter((one) => one.atMs < oldestMs);
  await device.db.drafts.bulkDelete(old.map((one) => one.key));
}

async function putDraft(device: Device, key: string, value: unknown): Promise<void> {
  const payload = await device.vault.seal(addressOf(key), JSON.stringify(value));
  await device.db.drafts.put({ key, atMs: device.clock.nowMs(), payload });
}

function addressOf(key: string): string {
  return `draft|${key}`;
}

/** A disk that is full or a database that was locked away meanwhile costs the draft, never the form. */
function unlessStorage(fault: unknown): void {
  if (storageRefusal(fault) === undefined) throw fault;
}
