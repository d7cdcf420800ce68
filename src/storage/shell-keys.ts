// The keyring's place in the shell database: wrapped data keys, this device's own key, and which databases are whose. A
// database whose key is gone stays here by name until its unsent work has been sent.
import type { HeldKey, KeyStore } from "../vault/keyring.ts";
import { deviceDatabaseName } from "./device.ts";
import type { ShellDatabase } from "./shell.ts";

/** A person's database on this device. */
export interface KnownDatabase {
  readonly name: string;
  /** `${schoolId}/${staffId}` */
  readonly personKey: string;
  readonly schoolId: string;
  /** Its key is gone: nothing in it can be read again but what is sealed to the server. */
  readonly isGivenUp: boolean;
  /** How far the server has its work by what it said while its person was locked out; absent = it has not said. */
  readonly sentThrough?: { readonly client: string; readonly n: number };
}

export function createKeyStore(shell: ShellDatabase): KeyStore {
  const { keys, databases, device } = shell;
  const givenUp = (personKey: string) =>
    databases.where("personKey").equals(personKey).modify({ isGivenUp: true });
  return {
    read: (personKey) => keys.get(personKey),
    list: () => keys.toArray(),
    keep: (held) =>
      shell.transaction("rw", keys, databases, async () => {
        await givenUp(held.personKey);
        await keys.put(held);
        await databases.put(databaseOf(held));
      }),
    change: (personKey, to) =>
      shell.transaction("rw", keys, async () => {
        const now = await keys.get(personKey);
        if (now === undefined) return undefined;
        const next = to(now);
        await keys.put(next);
        return next;
      }),
    remove: (personKey) =>
      shell.transaction("rw", keys, databases, async () => {
        await givenUp(personKey);
        await keys.delete(personKey);
      }),
    newDatabaseName: (personKey) => newDatabaseName(shell, personKey),
    deviceKey: async (make) => {
      const kept = await device.get("key");
      if (kept?.slot === "key") return kept.key;
      // Made before the transaction, which would end while it waits; a window that was quicker keeps its own.
      const made = await make();
      return await shell.transaction("rw", device, async () => {
        const now = await device.get("key");
        if (now?.slot === "key") return now.key;
        await device.put({ slot: "key", key: made });
        return made;
      });
    },
    latestMs: (nowMs) =>
      shell.transaction("rw", device, async () => {
        const kept = await device.get("latest");
        const latestMs = Math.max(nowMs, kept?.slot === "latest" ? kept.ms : nowMs);
        await device.put({ slot: "latest", ms: latestMs });
        return latestMs;
      }),
    setLatestMs: async (ms) => void (await device.put({ slot: "latest", ms })),
  };
}

function databaseOf({ databaseName, personKey }: HeldKey): KnownDatabase {
  const [schoolId = ""] = personKey.split("/");
  return { name: databaseName, personKey, schoolId, isGivenUp: false };
}

/** A number after the person's name, which rises: what a key sealed is never found in another key's database. */
async function newDatabaseName(shell: ShellDatabase, personKey: string): Promise<string> {
  const [schoolId = "", staffId = ""] = personKey.split("/");
  return await shell.transaction("rw", shell.device, async () => {
    const slot = `generation|${personKey}` as const;
    const kept = await shell.device.get(slot);
    const generation = kept !== undefined && "generation" in kept ? kept.generation + 1 : 1;
    await shell.device.put({ slot, generation });
    return `${deviceDatabaseName(schoolId, staffId)}-${generation}`;
  });
}
