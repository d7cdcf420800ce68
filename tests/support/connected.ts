// A real device on a database of its own that talks to a real server in this process: the whole of sync but the wire.
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { v7 } from "uuid";
import { staffIdSchema } from "../../src/domain/ids.ts";
import type { Registry } from "../../src/domain/record-kind.ts";
import { registry as wholeRegistry } from "../../src/domain/records.ts";
import type { DatabaseEngine } from "../../src/storage/database.ts";
import { closeDevice, deviceDatabaseName, openDevice, type Device } from "../../src/storage/device.ts";
import { adoptOthers } from "../../src/storage/others.ts";
import type { SpareCopies } from "../../src/storage/spare-copies.ts";
import { recoverLost } from "../../src/storage/spare-outbox.ts";
import type { Fault } from "../../src/sync/fault.ts";
import { createMessenger, type Messenger } from "../../src/sync/messenger.ts";
import { pullAll } from "../../src/sync/pull.ts";
import { pushAll } from "../../src/sync/push.ts";
import { syncRound } from "../../src/sync/round.ts";
import { createSealingVault, type Vault } from "../../src/vault/vault.ts";
import type { Person, TestServer } from "../server/support/school.ts";
import { testKey } from "./device.ts";

export interface Connected {
  readonly device: Device;
  readonly engine: DatabaseEngine;
  readonly messenger: Messenger;
  /** What went over the wire, oldest first. */
  readonly sent: { readonly path: string; readonly bytes: number; readonly answerBytes: number }[];
  readonly push: () => Promise<Fault | undefined>;
  readonly pull: () => Promise<Fault | "push-again" | undefined>;
  readonly sync: () => Promise<void>;
  /** The server that this device talks to from now on: after a restart, a restore. */
  server: TestServer;
  readonly close: () => void;
}

export function newEngine(): DatabaseEngine {
  return { indexedDB: new IDBFactory(), IDBKeyRange };
}

/** @param options.engine the database of a device that was there before: reopening it is a restart */
export async function connect(
  server: TestServer,
  person: Person,
  options: {
    readonly engine?: DatabaseEngine;
    readonly registry?: Registry;
    readonly nowMs?: () => number;
    readonly spare?: SpareCopies;
    /** With a key of its own, and the database that it opens. */
    readonly vault?: Vault;
    readonly databaseName?: string;
  } = {},
): Promise<Connected> {
  const engine = options.engine ?? newEngine();
  const { databaseName = deviceDatabaseName(person.schoolId, person.staffId) } = options;
  const device = await openDevice({
    registry: options.registry ?? wholeRegistry,
    vault: options.vault ?? createSealingVault(testKey, databaseName),
    databaseName,
    clock: { nowMs: options.nowMs ?? (() => server.now) },
    newId: () => v7(),
    schoolId: person.schoolId,
    staffId: staffIdSchema.parse(person.staffId),
    engine,
    ...(options.spare && { spare: options.spare }),
  });
  await adoptOthers(device);
  await recoverLost(device);
  const sent: Connected["sent"] = [];
  const at: { server: TestServer } = { server };
  const messenger = createMessenger(async (path, init) => {
    const body = init?.body;
    const response = await at.server.app.hono.request(String(path), {
      ...init,
      headers: { ...(init?.headers as Record<string, string>), cookie: person.cookie },
    });
    const bytes = typeof body === "string" ? body.length : body instanceof ArrayBuffer ? body.byteLength : 0;
    const text = await response.clone().arrayBuffer();
    sent.push({ path: String(path), bytes, answerBytes: text.byteLength });
    return response;
  });
  const push = () => pushAll(device, messenger);
  const pull = () => pullAll(device, messenger, () => {});
  const sync = async () => {
    const fault = await syncRound(device, messenger, () => {});
    if (fault) throw new Error(`Sync stopped: ${JSON.stringify(fault)}`);
  };
  const close = () => closeDevice(device);
  return Object.assign(at, { device, engine, messenger, sent, push, pull, sync, close });
}
