// The connections that a backup works with, beside those of the running server: one that reads a single moment without
// holding up any writer, and one for the small note afterwards.
import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, SqliteDialect, type SqliteDatabase } from "kysely";
import { openSqlite } from "./sqlite.ts";
import type { Db, Tables } from "./tables.ts";

/** The file of an embedded database in its data folder. */
export const databaseName = "alongside.sqlite";

/** What a command works on: the data folder, or PostgreSQL when an address is given. */
export interface Place {
  readonly dataFolder: string;
  readonly databaseUrl?: string;
}

/** A database to back up, beside the server that uses it. */
export interface Source {
  readonly engine: "sqlite" | "postgresql";
  /** Shows `read` the database as it is at one moment, without holding up any writer. Runs once. */
  readonly readMoment: <T>(read: (moment: Db) => Promise<T>) => Promise<T>;
  /** A small change, kept whole. */
  readonly note: <T>(work: (tx: Db) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** Undefined when there is no database. Nothing is made, and no step brings its tables up to date. */
export async function openSource(place: Place): Promise<Source | undefined> {
  if (place.databaseUrl !== undefined) return await postgresSource(place.databaseUrl);
  const path = join(place.dataFolder, databaseName);
  return existsSync(path) ? sqliteSource(path) : undefined;
}

/**
 * In SQLite's write-ahead mode a reader blocks no writer, and no writer restarts it; `backup()` from a second process
 * starts over with every write of the server.
 */
function sqliteSource(path: string): Source {
  const writing = new Kysely<Tables>({ dialect: new SqliteDialect({ database: () => openLater(path) }) });
  return {
    engine: "sqlite",
    readMoment: async (read) => {
      const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: openReader(path) }) });
      try {
        return await db.transaction().execute(read);
      } finally {
        await db.destroy();
      }
    },
    note: (work) => writing.transaction().execute(work),
    close: () => writing.destroy(),
  };
}

/** The writing connection is made when it is needed: the reading one may find that there is nothing to note. */
function openLater(path: string): Promise<SqliteDatabase> {
  return Promise.resolve(openSqlite(path));
}

async function postgresSource(url: string): Promise<Source> {
  const { postgresDialect } = await import("./postgres.ts");
  const db = new Kysely<Tables>({ dialect: postgresDialect(url, () => {}) });
  const moment = () => db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only");
  return {
    engine: "postgresql",
    readMoment: (read) => moment().execute(read),
    note: (work) => db.transaction().execute(work),
    close: () => db.destroy(),
  };
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
  // Merely opening what is no database would delete the log beside it, which may hold the newest work.
  if (!isSqliteFile(path)) return "damaged";
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

/** An empty file is a database without tables. */
function isSqliteFile(path: string): boolean {
  const mark = "SQLite format 3\0";
  const start = Buffer.alloc(mark.length);
  const file = openSync(path, "r");
  const length = readSync(file, start, 0, mark.length, 0);
  closeSync(file);
  return length === 0 || start.toString("latin1") === mark;
}

/**
 * Leaves one file, with nothing in a log beside it.
 * @param isPacked write it anew, so that nothing that was deleted can be read in it any more
 */
export function foldIn(path: string, isPacked: boolean): void {
  const database = new DatabaseSync(path);
  database.exec("pragma journal_mode=delete");
  if (isPacked) database.exec("vacuum");
  database.close();
}

/** SQLITE_BUSY and SQLITE_LOCKED; their extended forms differ in the higher bits. */
const busyCodes = [5, 6];
/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const damagedCodes = [11, 26];
/** SQLITE_PERM, SQLITE_READONLY, SQLITE_CANTOPEN and SQLITE_AUTH. */
const forbiddenCodes = [3, 8, 14, 23];
const fullCode = 13;

/** Whether what was read of a database file makes no sense. */
export function isDamage(fault: unknown): boolean {
  return isFaultOf(fault, damagedCodes);
}

/** Whether SQLite may not open or write a file. */
export function isForbidden(fault: unknown): boolean {
  return isFaultOf(fault, forbiddenCodes);
}

/** Whether SQLite says that the disk is full. */
export function isDatabaseFull(fault: unknown): boolean {
  return isFaultOf(fault, [fullCode]);
}

function isFaultOf(fault: unknown, codes: readonly number[]): boolean {
  const code = fault instanceof Error && "errcode" in fault ? fault.errcode : undefined;
  return typeof code === "number" && codes.includes(code & 0xff);
}
