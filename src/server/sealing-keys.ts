// The keys to which the devices of a school seal what they have not sent. Made at first need; a new one takes over, and
// the old ones stay to open what was sealed to them. They are in the backup like all else, so a restored server opens it.
import type { SealingKey } from "../protocol/messages.ts";
import { audit } from "./audit.ts";
import type { Parts } from "./parts.ts";
import { inTransaction } from "./storage/database.ts";
import {
  currentSealingKey,
  insertSealingKey,
  readSealingKey,
  retireSealingKeys,
} from "./storage/sealing-key-rows.ts";
import type { Db } from "./storage/tables.ts";

type KeyParts = Pick<Parts, "db" | "random" | "clock" | "sealedOpener">;

/** The key that the devices of a school seal to from now on. */
export async function sealingKeyOf(parts: KeyParts, school: string): Promise<SealingKey> {
  const current = await currentSealingKey(parts.db, school);
  if (current !== undefined) return current;
  const made = await parts.sealedOpener.newPair();
  return await inTransaction(parts.db, async (tx) => {
    const now = await currentSealingKey(tx, school);
    return now ?? (await keep(parts, tx, school, made));
  });
}

/** Has devices seal to a new key; what was sealed to the old ones still opens. */
export async function rotateSealingKey(parts: KeyParts, school: string): Promise<SealingKey> {
  const made = await parts.sealedOpener.newPair();
  return await inTransaction(parts.db, async (tx) => {
    await retireSealingKeys(tx, school, parts.clock.nowMs());
    return await keep(parts, tx, school, made);
  });
}

/** @returns undefined when these bytes were not sealed to this key of the school for this place, or were changed since */
export async function openSealed(
  { db, sealedOpener }: Pick<Parts, "db" | "sealedOpener">,
  school: string,
  keyId: string,
  info: string,
  sealed: Uint8Array,
): Promise<string | undefined> {
  const kept = await readSealingKey(db, school, keyId);
  return kept && (await sealedOpener.open(kept.privateKey, info, sealed));
}

async function keep(
  { random, clock }: KeyParts,
  tx: Db,
  school: string,
  pair: { readonly publicKey: string; readonly privateKey: string },
): Promise<SealingKey> {
  const id = random.uuid();
  await insertSealingKey(tx, school, { id, ...pair }, clock.nowMs());
  await audit({ clock }, tx, { school, event: "sealing-key-made", staffId: null });
  return { id, publicKey: pair.publicKey };
}
