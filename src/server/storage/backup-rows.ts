// Whole tables, page by page, for backup and restore: the same on both engines, since nothing is asked but keys in order.
import { sql, type RawBuilder } from "kysely";
import { backupTables, type BackupTable } from "./backup-tables.ts";
import type { Db, Tables } from "./tables.ts";

/** The values of one row, in the order of its table's columns. */
export type Cells = readonly (string | number | null)[];

const rowsOfPage = 1000;

/** Every row of a table in the order of its key, a page at a time, so that a school of any size fits in memory. */
export async function* pagesOfTable(db: Db, table: BackupTable): AsyncGenerator<Cells[]> {
  const columns = sql.join(table.columns.map((column) => sql.ref(column.name)));
  const key = sql.join(table.key.map((name) => sql.ref(name)));
  const keyPlaces = table.key.map((name) => table.columns.findIndex((column) => column.name === name));
  let after: RawBuilder<unknown> | undefined;
  for (;;) {
    const where = after === undefined ? sql`` : sql`where (${key}) > (${after})`;
    const query = sql<Record<string, unknown>>`select ${columns} from ${sql.table(table.name)} ${where}
      order by ${key} limit ${sql.lit(rowsOfPage)}`;
    const page = (await query.execute(db)).rows.map((row) => cellsOf(table, row));
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < rowsOfPage) return;
    after = sql.join(keyPlaces.map((place) => last[place]));
  }
}

function cellsOf(table: BackupTable, row: Readonly<Record<string, unknown>>): Cells {
  return table.columns.map(({ name, kind }) => {
    const value = row[name] ?? null;
    const isText = kind === "text" || kind === "text?";
    if (value === null || (isText && typeof value === "string") || (!isText && typeof value === "number"))
      return value;
    throw new TypeError(`${table.name}.${name} holds a ${typeof value}, which no backup can hold.`);
  });
}

export async function countRows(db: Db, table: BackupTable): Promise<number> {
  const query = sql<{ count: number | string }>`select count(*) as count from ${sql.table(table.name)}`;
  return Number((await query.execute(db)).rows[0]?.count ?? 0);
}

/** Both engines take more parameters in one statement than this. */
const parametersOfInsert = 20_000;

/** Puts rows into a table. Throws when one of them is there already or does not fit. */
export async function insertCells(
  db: Db,
  table: string,
  columns: readonly string[],
  rows: readonly Cells[],
): Promise<void> {
  const rowsAtOnce = Math.max(1, Math.min(500, Math.floor(parametersOfInsert / columns.length)));
  const into = sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))})`;
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const values = rows.slice(at, at + rowsAtOnce).map((row) => sql`(${sql.join(row)})`);
    await sql`${into} values ${sql.join(values)}`.execute(db);
  }
}

/** The name of the newest step that made this database's tables. */
export async function schemaOf(db: Db): Promise<string> {
  const query = sql<{ name: string }>`select name from kysely_migration order by name desc limit 1`;
  return (await query.execute(db)).rows[0]?.name ?? "";
}

export async function hasSchema(db: Db, name: string): Promise<boolean> {
  const query = sql`select name from kysely_migration where name = ${name}`;
  return (await query.execute(db)).rows.length > 0;
}

/** Whether the database has the tables and columns that this program knows, no more and no fewer. */
export async function isOfThisProgram(db: Db): Promise<boolean> {
  const there = (await ownTables(db)).map((table) => shapeOf(table.name, table.columns));
  const known = backupTables.map((table) => shapeOf(table.name, table.columns));
  return there.toSorted().join() === known.toSorted().join();
}

function shapeOf(table: string, columns: readonly { readonly name: string }[]): string {
  const names = columns.map((column) => column.name);
  return `${table}(${names.toSorted().join()})`;
}

/** On PostgreSQL the tables of the schema that the connection works in; others, kept aside by a restore, are not ours. */
async function ownTables(db: Db) {
  const tables = (await db.introspection.getTables()).filter((table) => !table.isView);
  if (tables.every((table) => table.schema === undefined)) return tables;
  const here = await currentSchema(db);
  return tables.filter((table) => table.schema === here);
}

/** PostgreSQL only. */
export async function currentSchema(db: Db): Promise<string> {
  const query = sql<{ name: string }>`select current_schema() as name`;
  return (await query.execute(db)).rows[0]?.name ?? "public";
}

/** How far a school's history goes. */
export interface SchoolPlace {
  readonly id: string;
  readonly seq: number;
  /** Names the commit at `seq`; empty when there is none. */
  readonly tag: string;
  /** How far its audit goes, and the hash there: what is cut off or written anew later shows by it. */
  readonly audit?: { readonly n: number; readonly hash: string } | undefined;
}

export async function schoolPlaces(db: Db): Promise<SchoolPlace[]> {
  const rows = await db
    .selectFrom("school")
    .leftJoin("commit", (join) =>
      join.onRef("commit.school", "=", "school.id").onRef("commit.seq", "=", "school.seq"),
    )
    .leftJoin("audit", (join) =>
      join.onRef("audit.school", "=", "school.id").onRef("audit.n", "=", "school.audit_n"),
    )
    .select(["school.id", "school.seq", "commit.tag", "school.audit_n", "audit.hash"])
    .orderBy("school.id")
    .execute();
  return rows.map(({ id, seq, tag, audit_n: n, hash }) => ({
    id,
    seq,
    tag: tag ?? "",
    audit: { n, hash: hash ?? "" },
  }));
}

/**
 * Notes that everything up to these places is in a backup that was read back. A school whose history is another one by
 * now is left alone, and nothing that was noted is ever lowered.
 * @returns the ids of the schools that were noted
 */
export async function noteBackup(tx: Db, places: readonly SchoolPlace[], atMs: number): Promise<string[]> {
  const noted: string[] = [];
  for (const { id, seq, tag } of places) {
    const commit = await tx
      .selectFrom("commit")
      .select("tag")
      .where("school", "=", id)
      .where("seq", "=", seq)
      .executeTakeFirst();
    if ((commit?.tag ?? "") !== tag) continue;
    const school = tx.updateTable("school").where("id", "=", id).where("seq", ">=", seq);
    const { numUpdatedRows } = await school.set({ backed_up_ms: atMs }).executeTakeFirst();
    await school.set({ durable_seq: seq }).where("durable_seq", "<", seq).execute();
    if (numUpdatedRows > 0) noted.push(id);
  }
  return noted;
}

/** When a school was made, and when it was last in a backup that was read back. */
export async function readBackedUp(
  db: Db,
  school: string,
): Promise<{ readonly createdMs: number; readonly backedUpMs: number | null }> {
  const row = await db
    .selectFrom("school")
    .select(["created_ms", "backed_up_ms"])
    .where("id", "=", school)
    .executeTakeFirstOrThrow();
  return { createdMs: row.created_ms, backedUpMs: row.backed_up_ms };
}

/** The sign-ins of a database, and the schools for which it can tell them. */
export interface SignIns {
  readonly schools: readonly string[];
  readonly sessions: readonly Cells[];
}

export async function readSignIns(db: Db): Promise<SignIns> {
  const schools = await db.selectFrom("school").select("id").execute();
  return { schools: schools.map(({ id }) => id), sessions: await allCells(db, "session") };
}

/**
 * Puts the sign-ins of the database that a restored one replaces in the place of its own: who signed out since, or was
 * signed out on a lost tablet, stays out; who signed in since stays in, as far as the account is there.
 */
export async function replaceSignIns(tx: Db, { schools, sessions }: SignIns): Promise<void> {
  const table = backupTables.find(({ name }) => name === "session");
  const columns = table?.columns.map(({ name }) => name) ?? [];
  const [accountAt, schoolAt] = [columns.indexOf("account"), columns.indexOf("school")];
  const idsOf = async (name: "account" | "school") =>
    new Set<unknown>((await tx.selectFrom(name).select("id").execute()).map(({ id }) => id));
  const [accounts, here] = [await idsOf("account"), await idsOf("school")];
  const kept = sessions.filter((session) => {
    const account = session[accountAt] ?? null;
    return here.has(session[schoolAt]) && (account === null || accounts.has(account));
  });
  for (const school of schools) await tx.deleteFrom("session").where("school", "=", school).execute();
  await insertCells(tx, "session", columns, kept);
}

/** All rows of a small table. */
async function allCells(db: Db, name: keyof Tables): Promise<Cells[]> {
  const rows: Cells[] = [];
  const table = backupTables.find((one) => one.name === name);
  if (table === undefined) return rows;
  for await (const page of pagesOfTable(db, table)) rows.push(...page);
  return rows;
}
