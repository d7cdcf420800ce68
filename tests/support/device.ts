// A device as the app makes it, with its own clock and ids, on the database of the place where the test runs.
import { v7 } from "uuid";
import { staffIdSchema, type StaffId } from "../../src/domain/ids.ts";
import type { Registry } from "../../src/domain/record-kind.ts";
import { registry } from "../../src/domain/records.ts";
import * as records from "../../src/domain/records.ts";
import type { Role } from "../../src/domain/staff.ts";
import { deviceDatabaseName, openDevice, syncStateOf, type Device } from "../../src/storage/device.ts";
import { applyPage } from "../../src/storage/apply-page.ts";
import type { PullPage, Row } from "../../src/protocol/messages.ts";
import { importKey } from "../../src/vault/crypto.ts";
import { createSealingVault } from "../../src/vault/vault.ts";

export interface TestClock {
  nowMs: () => number;
  set: (instant: string) => void;
}

/** A clock that stands still until it is set. */
export function testClock(instant = "2026-09-14T09:30:00.000Z"): TestClock {
  let now = Date.parse(instant);
  return { nowMs: () => now, set: (next) => (now = Date.parse(next)) };
}

export interface TestDeviceOptions {
  readonly staffId?: StaffId;
  readonly schoolId?: string;
  readonly clock?: TestClock;
  readonly registry?: Registry;
}

/** The data key of every device of the tests: the same each time, so that a device can be opened again. */
export const testKey = await importKey(new Uint8Array(32).fill(7));

export async function testDevice(options: TestDeviceOptions = {}): Promise<Device> {
  const { schoolId = v7(), staffId = staffIdSchema.parse(v7()) } = options;
  return await openDevice({
    registry: options.registry ?? registry,
    vault: createSealingVault(testKey, deviceDatabaseName(schoolId, staffId)),
    clock: options.clock ?? testClock(),
    newId: () => v7(),
    schoolId,
    staffId,
  });
}

/** The page by which a server that holds these rows would bring a device up to date. */
export function pageOf(rows: readonly Row[], part: Partial<PullPage> = {}): PullPage {
  const seq = Math.max(0, ...rows.map((row) => row[3]));
  return {
    upTo: { epoch: "test", seq, tag: `tag-${seq}` },
    more: false,
    after: seq,
    rows: [...rows],
    gone: [],
    lastN: 0,
    lastId: null,
    results: [],
    durable: 0,
    leaseUntil: "2026-09-28T09:30:00.000Z",
    serverAt: "2026-09-14T09:30:00.000Z",
    ...part,
  };
}

/** Applies pages as the engine does; fails when the device does not take one. */
export async function receive(device: Device, ...pages: readonly PullPage[]): Promise<void> {
  for (const page of pages) {
    const result = await applyPage(device, page, await syncStateOf(device.db));
    if (result !== "applied") throw new Error(`The page was not applied: ${result}`);
  }
}

/** Gives the device's own person a staff record with these roles, as the server would send it. */
export async function giveRoles(device: Device, ...roles: readonly Role[]): Promise<void> {
  const fields = { name: "Sam Poole", shortName: "Sam", roles: [...roles] };
  const allow = ["school", "group:*", "log:*", "send:*", "nurture:*", "boxall:*", "money"];
  await receive(
    device,
    pageOf([], { allow, more: true }),
    pageOf([[records.staff.name, device.staffId, "school", 1, fields]]),
  );
}
