// The keyring's place in the shell database: wrapped data keys, this device's own key, and which databases are whose. A
// database whose key is gone stays here by name until its unsent work has been sent.
import * as z from "zod/mini";
import { leastPinRounds } from "../vault/crypto.ts";
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
    read: async (personKey) => soundOf(await keys.get(personKey)),
    list: async () => (await keys.toArray()).map(soundOf),
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
      if (isKey(kept)) return kept.key;
      // Made before the transaction, which would end while it waits; a window that was quicker keeps its own.
      const made = await make();
      return await shell.transaction("rw", device, async () => {
        const now = await device.get("key");
        if (isKey(now)) return now.key;
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

const bytesSchema = z.instanceof(Uint8Array);
const wrapperSchema = z.object({
  by: z.enum(["pin", "badge", "prf", "device"]),
  derivation: z.nullable(
    z.discriminatedUnion("algorithm", [
      z.object({
        algorithm: z.literal("PBKDF2-SHA-256"),
        rounds: z.int().check(z.gte(leastPinRounds)),
        salt: bytesSchema,
      }),
      z.object({ algorithm: z.literal("HKDF-SHA-256"), salt: bytesSchema }),
    ]),
  ),
  innerIv: bytesSchema,
  outerIv: bytesSchema,
  wrapped: bytesSchema,
});
const instantSchema = z.nullable(z.number());
const heldSchema = z.object({
  personKey: z.string(),
  databaseName: z.string().check(z.minLength(1)),
  wrappers: z.array(wrapperSchema).check(z.minLength(1)),
  tries: z.int().check(z.gte(0)),
  leaseUntilMs: instantSchema,
  leaseFromMs: instantSchema,
});

/** A key as it was kept; one that is not what was kept has no way to it any more, and harms nobody else's. */
function soundOf<Kept extends HeldKey | undefined>(held: Kept): Kept | HeldKey {
  if (held === undefined || heldSchema.safeParse(held).success) return held;
  const { personKey } = held;
  return {
    personKey,
    databaseName: "",
    wrappers: [],
    tries: 0,
    leaseUntilMs: null,
    leaseFromMs: null,
    madeMs: 0,
  };
}

function isKey(fact: unknown): fact is { readonly key: CryptoKey } {
  return typeof fact === "object" && fact !== null && "key" in fact && fact.key instanceof CryptoKey;
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
