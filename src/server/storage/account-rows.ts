// Rows of sign-ins: accounts, their place in a school, and invitations. Codes are stored as hashes only.
import { dropWaysIn } from "./shut-out-rows.ts";
import { deleteSessionsOfStaff } from "./session-rows.ts";
import type { Db } from "./tables.ts";

interface AccountRow {
  readonly id: string;
  readonly signInName: string;
  readonly passwordHash: string;
}

/** The open account of a sign-in name. */
export async function accountByName(db: Db, signInName: string): Promise<AccountRow | undefined> {
  return accountOf(
    await accountsQuery(db).where("sign_in_name", "=", signInName).where("closed_ms", "is", null).execute(),
  );
}

export async function readAccount(db: Db, id: string): Promise<AccountRow | undefined> {
  return accountOf(await accountsQuery(db).where("id", "=", id).where("closed_ms", "is", null).execute());
}

function accountsQuery(db: Db) {
  return db.selectFrom("account").select(["id", "sign_in_name", "password_hash"]);
}

function accountOf(
  rows: readonly { id: string; sign_in_name: string; password_hash: string }[],
): AccountRow | undefined {
  const [row] = rows;
  return row && { id: row.id, signInName: row.sign_in_name, passwordHash: row.password_hash };
}

/** Where an account's person works, the oldest school first. */
export async function membershipsOf(
  db: Db,
  account: string,
): Promise<{ readonly school: string; readonly staffId: string }[]> {
  const rows = await db
    .selectFrom("membership")
    .innerJoin("school", "school.id", "membership.school")
    .select(["membership.school", "membership.staff_id"])
    .where("membership.account", "=", account)
    .orderBy("school.created_ms")
    .execute();
  return rows.map((row) => ({ school: row.school, staffId: row.staff_id }));
}

export async function accountIdOfStaff(db: Db, school: string, staffId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("membership")
    .select("account")
    .where("school", "=", school)
    .where("staff_id", "=", staffId)
    .executeTakeFirst();
  return row?.account;
}

/** Makes an account for a member of staff. Throws a duplicate error when the name is taken. */
export async function insertAccount(
  tx: Db,
  account: {
    id: string;
    signInName: string;
    passwordHash: string;
    school: string;
    staffId: string;
    atMs: number;
  },
): Promise<void> {
  const { id, signInName: sign_in_name, passwordHash: password_hash, atMs: created_ms } = account;
  await tx.insertInto("account").values({ id, sign_in_name, password_hash, created_ms }).execute();
  await insertMembership(tx, { school: account.school, account: id, staffId: account.staffId });
}

/** Throws a duplicate error when the person has an account, or the account a place in the school. */
export async function insertMembership(
  tx: Db,
  { school, account, staffId }: { school: string; account: string; staffId: string },
): Promise<void> {
  await tx.insertInto("membership").values({ school, account, staff_id: staffId }).execute();
}

/** Gives an account a new name and password, and opens it again if it was closed. Throws a duplicate error when the name is taken. */
export async function changeAccount(
  tx: Db,
  id: string,
  signInName: string,
  passwordHash: string,
): Promise<void> {
  await tx
    .updateTable("account")
    .set({ sign_in_name: signInName, password_hash: passwordHash, closed_ms: null })
    .where("id", "=", id)
    .execute();
}

/** Who of a school can sign in, and when each was last there. */
export async function accountsOfSchool(
  db: Db,
  school: string,
): Promise<{ staffId: string; signInName: string; seenMs: number | null }[]> {
  const rows = await db
    .selectFrom("membership")
    .innerJoin("account", "account.id", "membership.account")
    .leftJoin("session", (join) =>
      join.onRef("session.account", "=", "account.id").onRef("session.school", "=", "membership.school"),
    )
    .select((row) => [
      "membership.staff_id",
      "account.sign_in_name",
      row.fn.max("session.seen_ms").as("seen_ms"),
    ])
    .where("membership.school", "=", school)
    .where("account.closed_ms", "is", null)
    .groupBy(["membership.staff_id", "account.sign_in_name"])
    .execute();
  return rows.map((row) => ({ staffId: row.staff_id, signInName: row.sign_in_name, seenMs: row.seen_ms }));
}

export async function setPassword(db: Db, account: string, passwordHash: string): Promise<void> {
  await db.updateTable("account").set({ password_hash: passwordHash }).where("id", "=", account).execute();
}

/** Takes a person's sign-in for one school away; an account with no school left is closed. */
export async function closeMembership(
  tx: Db,
  place: { readonly school: string; readonly staffId: string; readonly account: string },
  atMs: number,
): Promise<void> {
  const { school, staffId, account } = place;
  await deleteSessionsOfStaff(tx, school, staffId);
  await dropWaysIn(tx, school, staffId, atMs);
  if ((await membershipsOf(tx, account)).length === 1)
    return void (await tx
      .updateTable("account")
      .set({ closed_ms: atMs })
      .where("id", "=", account)
      .execute());
  await tx.deleteFrom("membership").where("school", "=", school).where("account", "=", account).execute();
}

/** Makes a code good for one person; an earlier unused one for the same person is good no longer. */
export async function replaceInvitation(
  tx: Db,
  invitation: { codeHash: string; school: string; staffId: string; expiresMs: number },
): Promise<void> {
  const { codeHash: code_hash, school, staffId: staff_id, expiresMs: expires_ms } = invitation;
  await tx
    .deleteFrom("invitation")
    .where("school", "=", school)
    .where("staff_id", "=", staff_id)
    .where("used_ms", "is", null)
    .execute();
  await tx
    .insertInto("invitation")
    .values({ code_hash, school, staff_id, expires_ms, used_ms: null })
    .execute();
}

/** Whom an unused, unexpired code is for, without using it. */
export async function readInvitation(
  db: Db,
  codeHash: string,
  nowMs: number,
): Promise<{ school: string; staffId: string } | undefined> {
  const row = await db
    .selectFrom("invitation")
    .select(["school", "staff_id"])
    .where("code_hash", "=", codeHash)
    .where("used_ms", "is", null)
    .where("expires_ms", ">", nowMs)
    .executeTakeFirst();
  return row && { school: row.school, staffId: row.staff_id };
}

/** Uses up a code; false when somebody else has used it meanwhile. */
export async function useInvitation(tx: Db, codeHash: string, nowMs: number): Promise<boolean> {
  const used = await tx
    .updateTable("invitation")
    .set({ used_ms: nowMs })
    .where("code_hash", "=", codeHash)
    .where("used_ms", "is", null)
    .where("expires_ms", ">", nowMs)
    .returning("code_hash")
    .executeTakeFirst();
  return used !== undefined;
}
