// Those whose sign-in to a school was closed: every way in goes with it, and no tablet keeps their name or their key.
import type { Db } from "./tables.ts";

/** Takes away what lets a person in on a tablet without a password: PIN, badges and help codes. */
export async function dropWaysIn(tx: Db, school: string, staffId: string, atMs: number): Promise<void> {
  await tx.deleteFrom("pin").where("school", "=", school).where("staff_id", "=", staffId).execute();
  await tx
    .updateTable("badge")
    .set({ revoked_ms: atMs })
    .where("school", "=", school)
    .where("staff_id", "=", staffId)
    .where("revoked_ms", "is", null)
    .execute();
  await tx
    .deleteFrom("help_code")
    .where("school", "=", school)
    .where("staff_id", "=", staffId)
    .where("used_ms", "is", null)
    .execute();
}

/**
 * Whose sign-in to a school is closed. Somebody who was added and has not joined yet is not among them: they have never
 * worked on a device.
 */
export async function shutOutStaff(db: Db, school: string): Promise<ReadonlySet<string>> {
  const closed = await db
    .selectFrom("membership")
    .innerJoin("account", "account.id", "membership.account")
    .select("membership.staff_id")
    .where("membership.school", "=", school)
    .where("account.closed_ms", "is not", null)
    .execute();
  // Who works in another school too has an account that stays open: here they have nothing left to come in with.
  const without = await db
    .selectFrom("client")
    .select("staff_id")
    .distinct()
    .where("school", "=", school)
    .where("staff_id", "not in", db.selectFrom("membership").select("staff_id").where("school", "=", school))
    .where("staff_id", "not in", db.selectFrom("pin").select("staff_id").where("school", "=", school))
    .execute();
  return new Set([...closed, ...without].map((row) => row.staff_id));
}
