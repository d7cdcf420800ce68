// The connections that a backup works with, beside those of the running server: one that reads a single moment without
// holding up any writer, and one for the small note afterwards.
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { Kysely, SqliteDialect, type SqliteDatabase } from "kysely";
import { openSqlite } from "./sqlite.ts";
import type { Db, Tables } from "./tables.ts";

/** What a command works on: the data folder, or PostgreSQL when an address is given. */
export interface Place {
  readonly dataFolder: string;
  readonly databaseUrl?: string;
}

/**
 * Shows `read` the database as it is at one moment. In SQLite's write-ahead mode a reader blocks no writer, and no writer
 * restarts it; `backup()` from a second process starts over with every write of the server.
 */
export async function readMoment<T>(path: string, read: (db: Db) => Promise<T>): Promise<T> {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: openReader(path) }) });
  try {
    return await db.transaction().execute(read);
  } finally {
    await db.destroy();
  }
}

/** Opens a database that exists, as it is: no step brings its tables up to date. */
export function openAsItIs(path: string): Db {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: openSqlite(path) }) });
}

/** The server's own connection takes the write lock with every transaction; this one must not. */
function openReader(path: string): SqliteDatabase {
  const database = new DatabaseSync(path);
  database.exec("pragma busy_timeout=5000");
  database.exec("pragma query_only=on");
  return readerOf(database);
}

function readerOf(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (text) => {
      const statement = database.prepare(text === "begin" ? "begin deferred" : text);
      const values = (parameters: readonly unknown[]) => parameters.map(keyValue);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      };
    },
  };
}

function keyValue(value: unknown): string | number {
  if (typeof value === "string" || typeof value === "number") return value;
  throw new TypeError(`A ${typeof value} is no part of a key.`);
}

export interface TakenAlone {
  readonly db: Db;
  /** May be called again. */
  readonly release: () => void;
}

/**
 * Takes a database file for this process alone and folds its write-ahead log into it, so that the one file is all.
 * Answers "busy" while a server or anything else has it open, "damaged" when it is no database (any more).
 */
export function takeAlone(path: string): TakenAlone | "busy" | "damaged" | "missing" {
  if (!existsSync(path)) return "missing";
  const database = new DatabaseSync(path);
  try {
    database.exec("pragma busy_timeout=1000");
    database.exec("pragma journal_mode=delete");
    database.exec("pragma locking_mode=exclusive");
    database.exec("begin exclusive");
    database.exec("commit");
  } catch (fault) {
    database.close();
    if (isFaultOf(fault, busyCodes)) return "busy";
    if (isFaultOf(fault, damagedCodes)) return "damaged";
    throw fault;
  }
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: readerOf(database) }) });
  return { db, release: () => database.isOpen && database.close() };
}

/** SQLITE_BUSY and SQLITE_LOCKED; their extended forms differ in the higher bits. */
const busyCodes = [5, 6];
/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const damagedCodes = [11, 26];
const fullCode = 13;

/** Whether what was read of a database file makes no sense. */
export function isDamage(fault: unknown): boolean {
  return isFaultOf(fault, damagedCodes);
}

/** Whether SQLite says that the disk is full. */
export function isDatabaseFull(fault: unknown): boolean {
  return isFaultOf(fault, [fullCode]);
}

function isFaultOf(fault: unknown, codes: readonly number[]): boolean {
  const code = fault instanceof Error && "errcode" in fault ? fault.errcode : undefined;
  return typeof code === "number" && codes.includes(code & 0xff);
}
