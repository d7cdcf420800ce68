// What every storage function is handed: one person's open database on this device, with the clock, the chance and the
// vault that it works with. Made once at sign-in, dropped whole at sign-out.
import type { StaffId } from "../domain/ids.ts";
import type { Registry } from "../domain/record-kind.ts";
import type { Clock } from "../protocol/clock.ts";
import { createServerSeal, type ServerSeal } from "../vault/seal-to-server.ts";
import type { SealedBytes, Vault } from "../vault/vault.ts";
import { rules, type Rules, type Standing } from "../protocol/rules.ts";
import type { SpareCopies } from "./spare-copies.ts";
import {
  createDatabase,
  firstSyncState,
  type DatabaseEngine,
  type DeviceDatabase,
  type SyncState,
} from "./database.ts";

/** What a commit touched: record kinds by name, or the stores "outbox", "problems" and "meta". */
export interface Commit {
  /** `elsewhere`: another window of this device. */
  readonly source: "saved" | "received" | "elsewhere";
  readonly stores: ReadonlySet<string>;
}

/** The other windows of this person on this device: names of stores go to and fro, nothing else. */
export interface OtherWindows {
  readonly tell: (stores: readonly string[]) => void;
  readonly listen: (onStores: (stores: readonly string[]) => void) => void;
  readonly close: () => void;
}

export interface DeviceParts {
  readonly registry: Registry;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly schoolId: string;
  readonly staffId: StaffId;
  /** The database that the vault's key opens; the person's plain one when absent. */
  readonly databaseName?: string;
  readonly otherWindows?: OtherWindows;
  /** Lets the page breathe between parts of long work; absent where nobody is waiting. */
  readonly pause?: () => Promise<void>;
  /** The protocol's decisions; a test may put a wrong one in its place. */
  readonly rules?: Rules;
  /** Seals unsent work to the school's server; a simulation that owns every wait has its own. */
  readonly serverSeal?: ServerSeal;
  /** The IndexedDB to use; the browser's own when absent. */
  readonly engine?: DatabaseEngine;
  /** Where a second copy of the outbox is kept; absent = nowhere. */
  readonly spare?: SpareCopies;
  /** Told when a second copy could not be made: what was saved is kept once. */
  readonly onSpareFault?: () => void;
}

export interface Device extends DeviceParts {
  readonly rules: Rules;
  readonly serverSeal: ServerSeal;
  /** By which the server knows that what was sealed to it comes from here. In memory only, dropped with the device. */
  readonly proof: { readonly secret: string; readonly hash: string };
  readonly db: DeviceDatabase;
  /** Opened records by "kind|id": the in-memory index that is dropped with the device. */
  readonly opened: Map<string, { readonly rev: number; readonly record: unknown }>;
  /** What was worked out from records, by name, until a commit touches one of its stores. */
  readonly derived: Map<string, { readonly stores: readonly string[]; readonly value: Promise<unknown> }>;
  /** Called after every commit that changed something here. */
  readonly committed: Set<(commit: Commit) => void>;
  /** Called at once after a save: sending does not wait until the screens have been drawn again. */
  readonly saved: Set<() => void>;
}

/** What the names of a person's databases on this device begin with. */
export function deviceDatabaseName(schoolId: string, staffId: string): string {
  return `alongside-${schoolId}-${staffId}`;
}

export async function openDevice(parts: DeviceParts): Promise<Device> {
  const name = parts.databaseName ?? deviceDatabaseName(parts.schoolId, parts.staffId);
  const db = createDatabase(name, parts.registry, parts.engine);
  await db.open();
  const { serverSeal = createServerSeal() } = parts;
  const secret = await secretOf(db, parts, serverSeal);
  const proof = { secret, hash: await serverSeal.hashOf(secret) };
  const made = {
    opened: new Map(),
    derived: new Map(),
    committed: new Set<(commit: Commit) => void>(),
    saved: new Set<() => void>(),
  };
  const device: Device = { ...parts, rules: parts.rules ?? rules, serverSeal, proof, db, ...made };
  parts.otherWindows?.listen((stores) => tellHere(device, { source: "elsewhere", stores: new Set(stores) }));
  return device;
}

const proofAddress = "meta|proof";

/** The database's own secret. A write at every start would wait for the disk: only a new database is written to. */
async function secretOf(
  db: DeviceDatabase,
  { vault, newId }: DeviceParts,
  serverSeal: ServerSeal,
): Promise<string> {
  const proof =
    (await db.meta.get("sync"))?.proof ?? (await startSyncState(db, vault, newId(), serverSeal.newSecret()));
  return await vault.open(proofAddress, proof);
}

/** Two windows that start at once come to the same secret. */
async function startSyncState(
  db: DeviceDatabase,
  vault: Vault,
  clientId: string,
  secret: string,
): Promise<SealedBytes> {
  const proof = await vault.seal(proofAddress, secret);
  return await db.transaction("rw", db.meta, async () => {
    const state = (await db.meta.get("sync")) ?? firstSyncState(clientId);
    if (state.proof !== null) return state.proof;
    await db.meta.put({ ...state, proof });
    return proof;
  });
}

export function closeDevice(device: Device): void {
  device.otherWindows?.close();
  device.committed.clear();
  device.saved.clear();
  device.opened.clear();
  device.derived.clear();
  device.db.close();
}

/** The sync state; a database without one was never opened through `openDevice`. */
export async function syncStateOf(db: DeviceDatabase): Promise<SyncState> {
  const state = await db.meta.get("sync");
  if (state === undefined) throw new Error("This database has no sync state.");
  return state;
}

/** Where the device stands with the server, as the rules of the protocol see it. */
export function standingOf(state: SyncState): Standing {
  return { ...state, after: state.paging?.after ?? null };
}

/** Says, after a commit, what it touched: to what watches here, and to the other windows. */
export function announceCommit(device: Device, source: "saved" | "received", stores: Iterable<string>): void {
  const touched = new Set(stores);
  tellHere(device, { source, stores: touched });
  device.otherWindows?.tell([...touched]);
}

function tellHere(device: Device, commit: Commit): void {
  for (const [name, { stores }] of device.derived) {
    if (stores.some((store) => commit.stores.has(store))) device.derived.delete(name);
  }
  for (const listener of device.committed) listener(commit);
}
