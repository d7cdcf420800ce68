// Rows of accounts at an identity provider: issuer and subject, never an e-mail address, which can be given to somebody
// else.
import type { Db } from "./tables.ts";

export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

export async function accountOfIdentity(db: Db, { issuer, subject }: Identity): Promise<string | undefined> {
  const row = await db
    .selectFrom("identity")
    .select("account")
    .where("issuer", "=", issuer)
    .where("subject", "=", subject)
    .executeTakeFirst();
  return row?.account;
}

/** Throws a duplicate error when it belongs to an account already. */
export async function insertIdentity(
  tx: Db,
  identity: Identity,
  account: string,
  atMs: number,
): Promise<void> {
  const { issuer, subject } = identity;
  await tx.insertInto("identity").values({ issuer, subject, account, created_ms: atMs }).execute();
}

export async function hasIdentity(db: Db, account: string): Promise<boolean> {
  const row = await db
    .selectFrom("identity")
    .select("account")
    .where("account", "=", account)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** @returns whether there was one */
export async function deleteIdentitiesOf(db: Db, account: string): Promise<boolean> {
  const gone = await db.deleteFrom("identity").where("account", "=", account).returning("subject").execute();
  return gone.length > 0;
}
