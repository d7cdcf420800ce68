// Node's own SQLite under Kysely's SQLite dialect. Kysely lets only one holder use the single connection, so a statement
// outside a transaction waits behind the open one.
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";

/**
 * FULL, not NORMAL: in simulated power cuts NORMAL lost acknowledged writes, and a tablet has already shown them as sent.
 */
const settings = [
  "journal_mode=WAL",
  "synchronous=FULL",
  "foreign_keys=ON",
  "busy_timeout=5000",
  // Up to 32 MiB of journal before it is worked into the file: a push of random ids touches hundreds of pages, many of them
  // again with the next push, and working them in waits for the disk once more.
  "wal_autocheckpoint=8000",
];

/** Opens the file, making it when it is missing. Throws when the folder cannot be written. */
export function openSqlite(path: string): SqliteDatabase {
  const database = new DatabaseSync(path);
  for (const setting of settings) database.exec(`pragma ${setting}`);
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      const made = asStatement(database.prepare(sql === "begin" ? "begin immediate" : sql));
      if (statements.size >= maxStatements) statements.clear();
      statements.set(sql, made);
      return made;
    },
  };
}

/** Statements differ by the number of their parameters, and large ones take much memory: few are kept. */
const maxStatements = 60;

function asStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(inputValue)),
    run: (parameters) => statement.run(...parameters.map(inputValue)),
    iterate: (parameters) => statement.iterate(...parameters.map(inputValue)),
  };
}

function inputValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "bigint") {
    return value;
  }
  throw new TypeError(`A ${typeof value} cannot be stored: tables hold text and whole numbers only.`);
}
