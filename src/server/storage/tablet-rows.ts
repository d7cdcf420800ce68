// Rows of enrolled tablets and of the codes that enrol them. Credentials and codes are stored as hashes only.
import type { Db } from "./tables.ts";

export interface TabletRow {
  readonly school: string;
  readonly id: string;
  readonly label: string;
  readonly kind: "shared" | "personal";
  readonly createdMs: number;
  readonly seenMs: number;
  readonly lostMs: number | null;
  readonly tries: number;
  readonly pausedUntilMs: number | null;
}

const columns = [
  "school",
  "id",
  "label",
  "kind",
  "created_ms",
  "seen_ms",
  "lost_ms",
  "tries",
  "paused_until_ms",
] as const;

interface Stored {
  school: string;
  id: string;
  label: string;
  kind: string;
  created_ms: number;
  seen_ms: number;
  lost_ms: number | null;
  tries: number;
  paused_until_ms: number | null;
}

function tabletOf(row: Stored): TabletRow {
  return {
    school: row.school,
    id: row.id,
    label: row.label,
    kind: row.kind === "shared" ? "shared" : "personal",
    createdMs: row.created_ms,
    seenMs: row.seen_ms,
    lostMs: row.lost_ms,
    tries: row.tries,
    pausedUntilMs: row.paused_until_ms,
  };
}

export async function tabletByToken(db: Db, tokenHash: string): Promise<TabletRow | undefined> {
  const row = await db
    .selectFrom("tablet")
    .select(columns)
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  return row && tabletOf(row);
}

export async function tabletsOfSchool(db: Db, school: string): Promise<TabletRow[]> {
  const rows = await db
    .selectFrom("tablet")
    .select(columns)
    .where("school", "=", school)
    .orderBy("label")
    .execute();
  return rows.map(tabletOf);
}

export async function insertTablet(
  tx: Db,
  tablet: {
    school: string;
    id: string;
    label: string;
    kind: TabletRow["kind"];
    tokenHash: string;
    atMs: number;
    by: string | null;
  },
): Promise<void> {
  const { school, id, label, kind, tokenHash: token_hash, atMs: created_ms, by: created_by } = tablet;
  await tx
    .insertInto("tablet")
    .values({
      school,
      id,
      label,
      kind,
      token_hash,
      created_ms,
      created_by,
      seen_ms: created_ms,
      app_version: null,
      lost_ms: null,
      paused_until_ms: null,
    })
    .execute();
}

export interface TabletChange {
  readonly label?: string;
  readonly seen_ms?: number;
  readonly lost_ms?: number;
  readonly tries?: number;
  readonly paused_until_ms?: number | null;
}

/** @returns false when the school has no such tablet */
export async function changeTablet(
  db: Db,
  { school, id }: Pick<TabletRow, "school" | "id">,
  change: TabletChange,
): Promise<boolean> {
  const changed = await db
    .updateTable("tablet")
    .set(change)
    .where("school", "=", school)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  return changed !== undefined;
}

/** Counts one wrong PIN or badge, whoever's; the number that have been wrong in a row. */
export async function countTabletTry(
  db: Db,
  { school, id }: Pick<TabletRow, "school" | "id">,
): Promise<number> {
  const row = await db
    .updateTable("tablet")
    .set((of) => ({ tries: of("tries", "+", 1) }))
    .where("school", "=", school)
    .where("id", "=", id)
    .returning("tries")
    .executeTakeFirst();
  return row?.tries ?? 0;
}

/** Ends the sessions on a tablet. @returns the hashes of those that ended */
export async function deleteSessionsOfTablet(db: Db, school: string, tablet: string): Promise<string[]> {
  const rows = await db
    .deleteFrom("session")
    .where("school", "=", school)
    .where("tablet", "=", tablet)
    .returning("token_hash")
    .execute();
  return rows.map((row) => row.token_hash);
}

export async function deleteTablet(tx: Db, school: string, id: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom("tablet")
    .where("school", "=", school)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  return gone !== undefined;
}

export async function insertTabletCode(
  tx: Db,
  code: { codeHash: string; school: string; label: string; by: string; expiresMs: number },
): Promise<void> {
  const { codeHash: code_hash, school, label, by: created_by, expiresMs: expires_ms } = code;
  await tx
    .insertInto("tablet_code")
    .values({ code_hash, school, label, created_by, expires_ms, used_ms: null })
    .execute();
}

/** Uses a code up; undefined when it is wrong, used or too old. */
export async function useTabletCode(
  tx: Db,
  codeHash: string,
  nowMs: number,
): Promise<{ readonly school: string; readonly label: string; readonly by: string } | undefined> {
  const row = await tx
    .updateTable("tablet_code")
    .set({ used_ms: nowMs })
    .where("code_hash", "=", codeHash)
    .where("used_ms", "is", null)
    .where("expires_ms", ">", nowMs)
    .returning(["school", "label", "created_by"])
    .executeTakeFirst();
  return row && { school: row.school, label: row.label, by: row.created_by };
}

/** Who has a session on this tablet, or has had one that is still remembered. */
export async function staffOnTablet(db: Db, school: string, tablet: string): Promise<Set<string>> {
  const inSessions = await db
    .selectFrom("session")
    .select("staff_id")
    .where("school", "=", school)
    .where("tablet", "=", tablet)
    .execute();
  const inClients = await db
    .selectFrom("client")
    .select("staff_id")
    .where("school", "=", school)
    .where("tablet", "=", tablet)
    .execute();
  return new Set([...inSessions, ...inClients].map((row) => row.staff_id));
}
