// The small database beside the people's own: who has signed in on this tablet and who is using it now. It holds staff
// names, roles and database names, and nothing of any pupil.
import Dexie, { type EntityTable } from "dexie";
import type { SignedIn } from "../protocol/account-messages.ts";

export interface KnownPerson extends SignedIn {
  /** `${schoolId}/${staffId}` */
  readonly key: string;
  readonly lastUsedAt: string;
}

export type ShellDatabase = Dexie & {
  readonly people: EntityTable<KnownPerson, "key">;
  readonly current: EntityTable<{ readonly slot: "current"; readonly key: string }, "slot">;
};

export function createShell(name = "alongside-shell"): ShellDatabase {
  const db = new Dexie(name, { cache: "disabled", chromeTransactionDurability: "strict" });
  db.version(1).stores({ people: "key", current: "slot" });
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
