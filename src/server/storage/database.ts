// Opens the school's database and hands out transactions. The only place that knows which engine is behind it.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely, SqliteDialect } from "kysely";
import type { Random } from "../random.ts";
import {
  isDatabaseFault,
  isDuplicateFault,
  isWorthAnotherTry,
  isWorthMigratingAgain,
} from "./database-faults.ts";
import { migrate } from "./migrations.ts";
import { SharedDatabase } from "./shared-database.ts";
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

export interface SharedPlace {
  /** postgres://user:password@host:port/database */
  readonly url: string;
  readonly random: Random;
  /** Told when a connection that nobody was using broke. */
  readonly onLostConnection: () => void;
}

/** Opens a PostgreSQL database, which other processes may use too, and brings its tables up to date. */
export async function openSharedDatabase(place: SharedPlace): Promise<Db> {
  // Loaded here, so that a start on SQLite does without the driver.
  const { postgresDialect } = await import("./postgres.ts");
  const db = new SharedDatabase(postgresDialect(place.url, place.onLostConnection), place.random);
  try {
    await tryAgain(db, () => db.transaction().execute(migrate), isWorthMigratingAgain);
    return db;
  } catch (fault) {
    await db.destroy();
    throw fault;
  }
}

/** Whether other processes may write to this database: then what they did is found out by asking. */
export function isShared(db: Db): boolean {
  return db instanceof SharedDatabase;
}

/**
 * Runs `work` so that all it wrote is kept or none of it. Durable when it resolves. On SQLite what it reads is one
 * snapshot; on PostgreSQL each statement sees what was committed before it, so work that counts on order begins with the
 * school's row (`advanceSequence`). It may run more than once: it must change nothing but the database.
 */
export function inTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return tryAgain(db, () => db.transaction().setIsolationLevel("read committed").execute(work));
}

/**
 * For work that first looks whether something is there and then makes it: of two at once, one sees the other's. Rarely
 * needed, since pushes are ordered by the school's row.
 */
export function inSerialTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return tryAgain(db, () => db.transaction().setIsolationLevel("serializable").execute(work));
}

/** Runs reads that must agree with each other: all of them see the same moment. Writing is an error. */
export function inReadSnapshot<T>(db: Db, read: (tx: Db) => Promise<T>): Promise<T> {
  return tryAgain(db, () =>
    db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(read),
  );
}

const mostTries = 6;

/** PostgreSQL may stop a transaction for the sake of another one, and asks for it to be run again as a whole. */
async function tryAgain<T>(db: Db, run: () => Promise<T>, isWorthIt = isWorthAnotherTry): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (fault) {
      if (tries >= mostTries || !(db instanceof SharedDatabase) || !isWorthIt(fault)) throw fault;
      await db.pauseBeforeTry(tries + 1);
    }
  }
}

/** Whether the database answers: asked by the health check. */
export async function isAnswering(db: Db): Promise<boolean> {
  await db.selectFrom("school").select("id").limit(1).execute();
  return true;
}

/** Whether an error came from the database (full disk, busy, connection gone): worth trying again later. */
export function isDatabaseError(error: unknown): boolean {
  return isDatabaseFault(error);
}

/** Whether the error is the refusal of a second row under a unique key. */
export function isDuplicateError(error: unknown): boolean {
  return isDuplicateFault(error);
}
