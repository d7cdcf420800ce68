// A tablet that a school has enrolled, with a shell database of its own, on which several people work one after another.
import { IDBKeyRange, IDBFactory } from "fake-indexeddb";
import { registry } from "../../src/domain/records.ts";
import type { DatabaseEngine } from "../../src/storage/database.ts";
import { createShell, type ShellDatabase } from "../../src/storage/shell.ts";
import { createKeyStore } from "../../src/storage/shell-keys.ts";
import { createSealedPost } from "../../src/sync/messenger.ts";
import type { SealedSending } from "../../src/sync/sealed-push.ts";
import { createKeyring, type Keyring, type Unlocked } from "../../src/vault/keyring.ts";
import { createSealingVault } from "../../src/vault/vault.ts";
import { hashOf } from "../../src/server/secrets.ts";
import type { Person, TestServer } from "../server/support/school.ts";
import { connect, type Connected } from "./connected.ts";
import { SpareShelves } from "./spare-shelf.ts";

export interface Enrolled {
  readonly id: string;
  readonly cookie: string;
  readonly engine: DatabaseEngine;
  readonly shell: ShellDatabase;
  readonly keyring: Keyring;
  /** Second copies, which outlive the databases. */
  readonly copies: SpareShelves;
  readonly sending: SealedSending;
  /** What the tablet sent while people were locked out. */
  readonly posted: unknown[];
}

/** Enrols a tablet as the server's tables have it. */
export async function enrol(server: TestServer, school: string): Promise<Enrolled> {
  const [id, token] = [crypto.randomUUID(), crypto.randomUUID()];
  const about = { label: "Oak 1", kind: "shared", created_ms: server.now, created_by: null };
  const rest = { seen_ms: server.now, app_version: null, lost_ms: null, paused_until_ms: null };
  await server.db
    .insertInto("tablet")
    .values({ school, id, token_hash: hashOf(token), ...about, ...rest })
    .execute();
  return tabletOf(server, id, `alongside-tablet=${token}`, new SpareShelves());
}

/** The same tablet after its browser threw away all that it had stored: the cookie is left, and the second copies. */
export function thrownAway(server: TestServer, { id, cookie, copies, shell }: Enrolled): Enrolled {
  shell.close();
  return tabletOf(server, id, cookie, copies);
}

function tabletOf(server: TestServer, id: string, cookie: string, copies: SpareShelves): Enrolled {
  const engine = { indexedDB: new IDBFactory(), IDBKeyRange };
  const shell = createShell("alongside-shell", engine);
  const posted: unknown[] = [];
  const post = createSealedPost(async (path, init) => {
    posted.push(JSON.parse(String(init?.body)));
    const headers = { ...(init?.headers as Record<string, string>), cookie };
    return await server.app.hono.request(String(path), { ...init, headers });
  });
  const nowMs = () => server.now;
  const isInUse = () => Promise.resolve(false);
  const sending = { shell, registry, clock: { nowMs }, post, isInUse, engine, copies };
  const keyring = createKeyring(createKeyStore(shell), nowMs);
  return { id, cookie, engine, shell, keyring, copies, sending, posted };
}

export function pinOf(digits: string) {
  return { by: "pin", pin: digits } as const;
}

/** Signs a person in on a tablet: their session is the tablet's, and their key is made there. */
export async function signInOn(
  server: TestServer,
  tablet: Enrolled,
  person: Person,
  digits: string,
): Promise<Connected> {
  await server.db
    .updateTable("session")
    .set({ tablet: tablet.id })
    .where("school", "=", person.schoolId)
    .where("staff_id", "=", person.staffId)
    .execute();
  const key = await tablet.keyring.makeKey(`${person.schoolId}/${person.staffId}`, pinOf(digits));
  const device = await workOn(server, tablet, person, key);
  await device.sync();
  return device;
}

export async function workOn(
  server: TestServer,
  tablet: Enrolled,
  person: Person,
  { key, databaseName }: Unlocked,
): Promise<Connected> {
  const vault = createSealingVault(key, databaseName);
  const spare = tablet.copies.of(`${person.schoolId}/${person.staffId}`);
  return await connect(server, person, { engine: tablet.engine, vault, databaseName, spare });
}
