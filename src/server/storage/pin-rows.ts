// Rows of PINs, help codes and badges: what lets a person in on an enrolled tablet without a password. Hashes only.
import type { Db } from "./tables.ts";

export interface PinRow {
  readonly hash: string;
  readonly tries: number;
}

export async function readPin(db: Db, school: string, staffId: string): Promise<PinRow | undefined> {
  return await db
    .selectFrom("pin")
    .select(["hash", "tries"])
    .where("school", "=", school)
    .where("staff_id", "=", staffId)
    .executeTakeFirst();
}

/** Gives a person this PIN in place of an earlier one; tries begin again. */
export async function savePin(
  tx: Db,
  pin: { school: string; staffId: string; hash: string; atMs: number },
): Promise<void> {
  const { school, staffId: staff_id, hash, atMs: set_ms } = pin;
  await tx.deleteFrom("pin").where("school", "=", school).where("staff_id", "=", staff_id).execute();
  await tx.insertInto("pin").values({ school, staff_id, hash, set_ms, tries: 0 }).execute();
}

/** Counts a try before it is looked at, so that many at once cannot slip through; false when none is left. */
export async function takePinTry(db: Db, school: string, staffId: string, most: number): Promise<boolean> {
  const row = await db
    .updateTable("pin")
    .set((of) => ({ tries: of("tries", "+", 1) }))
    .where("school", "=", school)
    .where("staff_id", "=", staffId)
    .where("tries", "<", most)
    .returning("tries")
    .executeTakeFirst();
  return row !== undefined;
}

export async function forgivePinTries(db: Db, school: string, staffId: string): Promise<void> {
  await db
    .updateTable("pin")
    .set({ tries: 0 })
    .where("school", "=", school)
    .where("staff_id", "=", staffId)
    .execute();
}

export async function insertHelpCode(
  tx: Db,
  code: { codeHash: string; school: string; staffId: string; by: string; expiresMs: number },
): Promise<void> {
  const { codeHash: code_hash, school, staffId: staff_id, by: created_by, expiresMs: expires_ms } = code;
  await tx
    .deleteFrom("help_code")
    .where("school", "=", school)
    .where("staff_id", "=", staff_id)
    .where("used_ms", "is", null)
    .execute();
  await tx
    .insertInto("help_code")
    .values({ code_hash, school, staff_id, created_by, expires_ms, used_ms: null })
    .execute();
}

/** Uses a help code up; false when it is wrong, used, too old or somebody else's. */
export async function useHelpCode(
  tx: Db,
  code: { codeHash: string; school: string; staffId: string; nowMs: number },
): Promise<boolean> {
  const used = await tx
    .updateTable("help_code")
    .set({ used_ms: code.nowMs })
    .where("code_hash", "=", code.codeHash)
    .where("school", "=", code.school)
    .where("staff_id", "=", code.staffId)
    .where("used_ms", "is", null)
    .where("expires_ms", ">", code.nowMs)
    .returning("code_hash")
    .executeTakeFirst();
  return used !== undefined;
}

export async function insertBadge(
  tx: Db,
  badge: { tokenHash: string; school: string; staffId: string; by: string; atMs: number },
): Promise<void> {
  const { tokenHash: token_hash, school, staffId: staff_id, by: created_by, atMs: created_ms } = badge;
  await tx
    .insertInto("badge")
    .values({ token_hash, school, staff_id, created_by, created_ms, revoked_ms: null })
    .execute();
}

/** Whose badge this is, while it is good. */
export async function staffOfBadge(db: Db, school: string, tokenHash: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("badge")
    .select("staff_id")
    .where("school", "=", school)
    .where("token_hash", "=", tokenHash)
    .where("revoked_ms", "is", null)
    .executeTakeFirst();
  return row?.staff_id;
}

export async function badgesOfSchool(
  db: Db,
  school: string,
): Promise<{ readonly staffId: string; readonly count: number }[]> {
  const rows = await db
    .selectFrom("badge")
    .select((of) => ["staff_id", of.fn.countAll<number | string>().as("count")])
    .where("school", "=", school)
    .where("revoked_ms", "is", null)
    .groupBy("staff_id")
    .execute();
  return rows.map((row) => ({ staffId: row.staff_id, count: Number(row.count) }));
}

/** Makes all of a person's badges worthless. @returns how many */
export async function revokeBadges(db: Db, school: string, staffId: string, nowMs: number): Promise<number> {
  const rows = await db
    .updateTable("badge")
    .set({ revoked_ms: nowMs })
    .where("school", "=", school)
    .where("staff_id", "=", staffId)
    .where("revoked_ms", "is", null)
    .returning("token_hash")
    .execute();
  return rows.length;
}
