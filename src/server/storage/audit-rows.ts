// Rows of the audit. They are added and read; nothing here changes or removes one.
import type { AuditTable } from "./audit-table.ts";
import type { Db } from "./tables.ts";

export type StoredAuditRow = Readonly<AuditTable>;

/**
 * The number of the school's next row. It locks the school's row until the transaction ends, so that rows come one after
 * the other however many write at once.
 */
export async function takeAuditNumber(tx: Db, school: string): Promise<number> {
  const row = await tx
    .updateTable("school")
    .set((expression) => ({ audit_n: expression("audit_n", "+", 1) }))
    .where("id", "=", school)
    .returning("audit_n")
    .executeTakeFirstOrThrow();
  return row.audit_n;
}

/** The hash of a row; undefined when it is not there. */
export async function auditHash(db: Db, school: string, n: number): Promise<string | undefined> {
  const row = await db
    .selectFrom("audit")
    .select("hash")
    .where("school", "=", school)
    .where("n", "=", n)
    .executeTakeFirst();
  return row?.hash;
}

export async function insertAuditRow(tx: Db, row: StoredAuditRow): Promise<void> {
  await tx.insertInto("audit").values(row).execute();
}

/** How many rows the school has written, by its own count. */
export async function countedAuditRows(db: Db, school: string): Promise<number> {
  const row = await db.selectFrom("school").select("audit_n").where("id", "=", school).executeTakeFirst();
  return row?.audit_n ?? 0;
}

/** Rows in order, after a number. */
export async function auditRowsAfter(
  db: Db,
  school: string,
  after: number,
  limit: number,
): Promise<StoredAuditRow[]> {
  return await db
    .selectFrom("audit")
    .selectAll()
    .where("school", "=", school)
    .where("n", ">", after)
    .orderBy("n")
    .limit(limit)
    .execute();
}

/** After a restore: the rows that followed those of the backup, as they were written. */
export async function putAuditBack(tx: Db, school: string, rows: readonly StoredAuditRow[]): Promise<void> {
  for (const row of rows) await insertAuditRow(tx, row);
  const last = rows.at(-1);
  if (last !== undefined)
    await tx.updateTable("school").set({ audit_n: last.n }).where("id", "=", school).execute();
}

/** Where the audit of each school ends. */
export async function auditEnds(db: Db): Promise<{ school: string; n: number; hash: string }[]> {
  const rows = await db
    .selectFrom("school")
    .innerJoin("audit", (join) =>
      join.onRef("audit.school", "=", "school.id").onRef("audit.n", "=", "school.audit_n"),
    )
    .select(["school.id", "audit.n", "audit.hash"])
    .orderBy("school.id")
    .execute();
  return rows.map(({ id: school, n, hash }) => ({ school, n, hash }));
}

export interface AuditFilter {
  readonly before: number;
  readonly limit: number;
  /** Who did it, or to whom it was done. */
  readonly person?: string;
  readonly fromMs?: number;
  readonly untilMs?: number;
}

/** Rows that fit, the newest first. */
export async function auditRowsBefore(
  db: Db,
  school: string,
  filter: AuditFilter,
): Promise<StoredAuditRow[]> {
  const { before, limit, person, fromMs, untilMs } = filter;
  let rows = db.selectFrom("audit").selectAll().where("school", "=", school).where("n", "<", before);
  if (person !== undefined)
    rows = rows.where((row) =>
      row.or([row("staff_id", "=", person), row("about", "like", `%"person":"${person}"%`)]),
    );
  if (fromMs !== undefined) rows = rows.where("at_ms", ">=", fromMs);
  if (untilMs !== undefined) rows = rows.where("at_ms", "<", untilMs);
  return await rows.orderBy("n", "desc").limit(limit).execute();
}

/** All rows of one event, in order. */
export async function auditRowsOf(db: Db, school: string, event: string): Promise<StoredAuditRow[]> {
  return await db
    .selectFrom("audit")
    .selectAll()
    .where("school", "=", school)
    .where("event", "=", event)
    .orderBy("n")
    .execute();
}

/** All rows about one pupil, in order. */
export async function auditRowsAbout(db: Db, school: string, pupilId: string): Promise<StoredAuditRow[]> {
  return await db
    .selectFrom("audit")
    .selectAll()
    .where("school", "=", school)
    .where("about", "like", `%"subject":"${pupilId}"%`)
    .orderBy("n")
    .execute();
}
