// Rows of the keys to which a school's devices seal what they have not sent.
import type { Db } from "./tables.ts";

export interface SealingKeyRow {
  readonly id: string;
  /** Both halves as base64. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The newest key that is in use; of two made at once the same one for everybody. */
export async function currentSealingKey(
  db: Db,
  school: string,
): Promise<Omit<SealingKeyRow, "privateKey"> | undefined> {
  const row = await db
    .selectFrom("sealing_key")
    .select(["id", "public_key"])
    .where("school", "=", school)
    .where("retired_ms", "is", null)
    .orderBy("created_ms", "desc")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row && { id: row.id, publicKey: row.public_key };
}

/** A key by its id, in use or not: what was sealed to it still opens. */
export async function readSealingKey(db: Db, school: string, id: string): Promise<SealingKeyRow | undefined> {
  const row = await db
    .selectFrom("sealing_key")
    .select(["id", "public_key", "private_key"])
    .where("school", "=", school)
    .where("id", "=", id)
    .executeTakeFirst();
  return row && { id: row.id, publicKey: row.public_key, privateKey: row.private_key };
}

export async function insertSealingKey(
  tx: Db,
  school: string,
  key: SealingKeyRow,
  createdMs: number,
): Promise<void> {
  const { id, publicKey: public_key, privateKey: private_key } = key;
  const values = { school, id, public_key, private_key, created_ms: createdMs, retired_ms: null };
  await tx.insertInto("sealing_key").values(values).execute();
}

export async function retireSealingKeys(tx: Db, school: string, atMs: number): Promise<void> {
  await tx
    .updateTable("sealing_key")
    .set({ retired_ms: atMs })
    .where("school", "=", school)
    .where("retired_ms", "is", null)
    .execute();
}
