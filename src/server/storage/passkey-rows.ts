// Rows of passkeys: public keys only. The private half never leaves the person's device.
import type { Db } from "./tables.ts";

export interface PasskeyRow {
  readonly id: string;
  readonly account: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly label: string;
  readonly createdMs: number;
  readonly usedMs: number | null;
}

/** Throws a duplicate error when the passkey is there already. */
export async function insertPasskey(tx: Db, passkey: Omit<PasskeyRow, "usedMs">): Promise<void> {
  const { id, account, publicKey: public_key, counter, label, createdMs: created_ms } = passkey;
  const transports = passkey.transports.join(" ");
  await tx
    .insertInto("passkey")
    .values({ id, account, public_key, counter, transports, label, created_ms, used_ms: null })
    .execute();
}

export async function readPasskey(db: Db, id: string): Promise<PasskeyRow | undefined> {
  const row = await db.selectFrom("passkey").selectAll().where("id", "=", id).executeTakeFirst();
  return row && passkeyOf(row);
}

export async function passkeysOf(db: Db, account: string): Promise<PasskeyRow[]> {
  const rows = await db
    .selectFrom("passkey")
    .selectAll()
    .where("account", "=", account)
    .orderBy("created_ms")
    .execute();
  return rows.map(passkeyOf);
}

function passkeyOf(row: {
  id: string;
  account: string;
  public_key: string;
  counter: number;
  transports: string;
  label: string;
  created_ms: number;
  used_ms: number | null;
}): PasskeyRow {
  const { id, account, counter, label } = row;
  const transports = row.transports.split(" ").filter((one) => one !== "");
  const times = { createdMs: row.created_ms, usedMs: row.used_ms };
  return { id, account, publicKey: row.public_key, counter, transports, label, ...times };
}

export async function notePasskeyUse(db: Db, id: string, counter: number, usedMs: number): Promise<void> {
  await db.updateTable("passkey").set({ counter, used_ms: usedMs }).where("id", "=", id).execute();
}

/** @returns whether the account had it */
export async function deletePasskey(db: Db, account: string, id: string): Promise<boolean> {
  const gone = await db
    .deleteFrom("passkey")
    .where("account", "=", account)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  return gone !== undefined;
}

export async function deletePasskeysOf(tx: Db, account: string): Promise<void> {
  await tx.deleteFrom("passkey").where("account", "=", account).execute();
}
