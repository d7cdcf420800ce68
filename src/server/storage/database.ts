// Opens the school's database and hands out transactions. The only place that knows which engine is behind it.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely, SqliteDialect } from "kysely";
import { migrate } from "./migrations.ts";
import { openSqlite } from "./sqlite.ts";
import type { Db, Tables } from "./tables.ts";

/** Opens (or makes) the database in a folder and brings its tables up to date. Throws when the folder cannot be written. */
export async function openDatabase(folder: string): Promise<Db> {
  mkdirSync(folder, { recursive: true });
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: openSqlite(join(folder, "alongside.sqlite")) }),
  });
  await migrate(db);
  return db;
}

/**
 * Runs `work` so that all it wrote is kept or none of it; what it reads is one snapshot. Durable when it resolves.
 */
export function inTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction().execute(work);
}

/** Whether the database answers: asked by the health check. */
export async function isAnswering(db: Db): Promise<boolean> {
  await db.selectFrom("school").select("id").limit(1).execute();
  return true;
}

/** Whether an error came from the database (full disk, busy, connection gone): worth trying again later. */
export function isDatabaseError(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}

/** Whether the error is the refusal of a second row under a unique key. */
export function isDuplicateError(error: unknown): boolean {
  const sqliteUniqueCodes: readonly unknown[] = [1555, 2067];
  return (
    isDatabaseError(error) &&
    error instanceof Error &&
    "errcode" in error &&
    sqliteUniqueCodes.includes(error.errcode)
  );
}
