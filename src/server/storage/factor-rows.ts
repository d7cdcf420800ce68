// Rows of second factors: the secret of an authenticator app, and the last step that was used.
import type { Db } from "./tables.ts";

export interface FactorRow {
  readonly secret: string;
  readonly lastStep: number;
}

/** The account's authenticator, when a first code has proven it. */
export async function readFactor(db: Db, account: string): Promise<FactorRow | undefined> {
  const row = await db
    .selectFrom("factor")
    .select(["secret", "last_step"])
    .where("account", "=", account)
    .where("confirmed_ms", "is not", null)
    .executeTakeFirst();
  return row && { secret: row.secret, lastStep: row.last_step };
}

/** Gives the account this authenticator in place of an earlier one. */
export async function saveFactor(
  tx: Db,
  account: string,
  factor: { secret: string; confirmedMs: number; lastStep: number },
): Promise<void> {
  await deleteFactor(tx, account);
  const { secret, confirmedMs: confirmed_ms, lastStep: last_step } = factor;
  await tx.insertInto("factor").values({ account, secret, confirmed_ms, last_step }).execute();
}

/** Uses up a time step; false when it, or a later one, has been used meanwhile. */
export async function useStep(db: Db, account: string, step: number): Promise<boolean> {
  const used = await db
    .updateTable("factor")
    .set({ last_step: step })
    .where("account", "=", account)
    .where("last_step", "<", step)
    .returning("account")
    .executeTakeFirst();
  return used !== undefined;
}

export async function deleteFactor(tx: Db, account: string): Promise<void> {
  await tx.deleteFrom("factor").where("account", "=", account).execute();
}
