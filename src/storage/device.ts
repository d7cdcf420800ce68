// What every storage function is handed: one person's open database on this device, with the clock, the chance and the
// vault that it works with. Made once at sign-in, dropped whole at sign-out.
import type { StaffId } from "../domain/ids.ts";
import type { Registry } from "../domain/record-kind.ts";
import type { Clock } from "../protocol/clock.ts";
import type { Vault } from "../vault/vault.ts";
import { createDatabase, firstSyncState, type DeviceDatabase, type SyncState } from "./database.ts";

export interface Device {
  readonly db: DeviceDatabase;
  readonly registry: Registry;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly schoolId: string;
  readonly staffId: StaffId;
  /** Opened records by "kind|id": the in-memory index that is dropped with the device. */
  readonly opened: Map<string, { readonly rev: number; readonly record: unknown }>;
  /** Called after every commit that changed records: `saved` on this device, or `received` from the server. */
  readonly committed: Set<(source: CommitSource) => void>;
}

export type CommitSource = "saved" | "received";

export interface DeviceParts {
  readonly registry: Registry;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly schoolId: string;
  readonly staffId: StaffId;
}

export function deviceDatabaseName(schoolId: string, staffId: string): string {
  return `alongside-${schoolId}-${staffId}`;
}

export async function openDevice(parts: DeviceParts): Promise<Device> {
  const db = createDatabase(deviceDatabaseName(parts.schoolId, parts.staffId), parts.registry);
  await db.open();
  await db.transaction("rw", db.meta, async () => {
    if ((await db.meta.get("sync")) === undefined) await db.meta.add(firstSyncState(parts.newId()));
  });
  return { ...parts, db, opened: new Map(), committed: new Set() };
}

/** The sync state; a database without one was never opened through `openDevice`. */
export async function syncStateOf(db: DeviceDatabase): Promise<SyncState> {
  const state = await db.meta.get("sync");
  if (state === undefined) throw new Error("This database has no sync state.");
  return state;
}

export function announceCommit(device: Device, source: CommitSource): void {
  for (const listener of device.committed) listener(source);
}
