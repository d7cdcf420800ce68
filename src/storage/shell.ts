// The small database beside the people's own: who has signed in on this tablet and who is using it now, with their wrapped
// keys. It holds staff names, roles and database names, and nothing of any pupil.
import Dexie, { type EntityTable, type Table } from "dexie";
import type { SignedIn } from "../protocol/account-messages.ts";
import type { TabletPeople } from "../protocol/unlock-messages.ts";
import type { HeldKey } from "../vault/keyring.ts";
import type { DatabaseEngine } from "./database.ts";
import type { KnownDatabase } from "./shell-keys.ts";

export interface KnownPerson extends SignedIn {
  /** `${schoolId}/${staffId}` */
  readonly key: string;
  readonly lastUsedAt: string;
}

/** An instant that somebody marked on the locked screen; whose it is, is said after unlocking. */
export interface TimeMark {
  readonly id: string;
  readonly atMs: number;
}

/** A session noted down by somebody whom this tablet does not know: sealed to the school's server, and to nobody here. */
export interface SealedCard {
  readonly id: string;
  readonly keyId: string;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** What is true of this device, whoever uses it. */
type DeviceFact =
  /** The key that wraps all others: no program can read it. */
  | { readonly slot: "key"; readonly key: CryptoKey }
  /** The largest instant seen since the server was last there. */
  | { readonly slot: "latest"; readonly ms: number }
  /** What the server last said about this tablet and who may use it. */
  | { readonly slot: "tablet"; readonly tablet: TabletPeople }
  /** How many databases this person has had here. */
  | { readonly slot: `generation|${string}`; readonly generation: number };

export type ShellDatabase = Dexie & {
  readonly people: EntityTable<KnownPerson, "key">;
  readonly current: EntityTable<{ readonly slot: "current"; readonly key: string }, "slot">;
  readonly keys: EntityTable<HeldKey, "personKey">;
  readonly databases: EntityTable<KnownDatabase, "name">;
  readonly device: Table<DeviceFact, DeviceFact["slot"]>;
  readonly marks: EntityTable<TimeMark, "id">;
  readonly cards: EntityTable<SealedCard, "id">;
};

export function createShell(name = "alongside-shell", engine?: DatabaseEngine): ShellDatabase {
  const db = new Dexie(name, { cache: "disabled", chromeTransactionDurability: "strict", ...engine });
  db.version(1).stores({ people: "key", current: "slot" });
  db.version(2).stores({
    keys: "personKey",
    databases: "name,personKey",
    device: "slot",
    marks: "id",
    cards: "id",
  });
  return db as ShellDatabase;
}

/** The person whose work this tablet shows, also after a restart without network. */
export async function currentPerson(shell: ShellDatabase): Promise<KnownPerson | undefined> {
  const current = await shell.current.get("current");
  return current && (await shell.people.get(current.key));
}

export async function rememberPerson(
  shell: ShellDatabase,
  person: SignedIn,
  at: string,
): Promise<KnownPerson> {
  const known = { ...person, key: `${person.schoolId}/${person.staffId}`, lastUsedAt: at };
  await shell.transaction("rw", shell.people, shell.current, async () => {
    await shell.people.put(known);
    await shell.current.put({ slot: "current", key: known.key });
  });
  return known;
}

/** Signing out: nobody is using the tablet. Unsent work stays in its author's own database. */
export async function forgetCurrent(shell: ShellDatabase): Promise<void> {
  await shell.current.delete("current");
}
