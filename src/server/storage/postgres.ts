// PostgreSQL under Kysely's dialect, held to what every engine that speaks its language has: whole numbers as numbers,
// no sequences, no advisory locks.
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresDialect,
  sql,
  type DatabaseConnection,
  type Kysely,
  type MigrationLockOptions,
} from "kysely";
import { Pool, types, type CustomTypesConfig } from "pg";

/**
 * Connections of one process. A push waits on its school's row with one of them, so a school that is busy for a moment
 * must leave some for the others; and ten processes must fit in the hundred that PostgreSQL allows by default.
 */
const connections = 8;
/** Longer than this for a connection, and the device is told to try again. */
const connectWithinMs = 5000;
/** A process that hangs in a transaction must not keep its school waiting for ever. */
const idleInTransactionMs = 30_000;

/** @param onLostConnection told when a connection broke; the next statement opens another */
export function postgresDialect(url: string, onLostConnection: () => void): PostgresDialect {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectWithinMs,
    keepAlive: true,
    application_name: "alongside",
    types: numbersAsNumbers,
  });
  // Without listeners the process would end: the pool's hears of connections that nobody was using, each connection's own
  // of a cut in the middle of its work, whose statement fails of itself.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", onLostConnection));
  return new CommonDialect({
    pool,
    onCreateConnection: async (connection) => {
      storeAnyText(connection);
      const limit = `set idle_in_transaction_session_timeout = ${idleInTransactionMs}`;
      await connection.executeQuery(CompiledQuery.raw(limit));
    },
  });
}

/** The driver hands eight-byte numbers over as text. All of ours are counts, sequence numbers and milliseconds. */
const numbersAsNumbers: CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === types.builtins.INT8 ? Number : types.getTypeParser(type, format),
};

/**
 * PostgreSQL's text cannot hold the sign U+0000 and SQLite's can. Nobody types it; in a hostile change it would be a fault
 * of the database each time the change came again, and hold up all behind it. So it is stored as the sign for "unreadable".
 */
function storeAnyText(connection: DatabaseConnection): void {
  const execute = connection.executeQuery.bind(connection);
  connection.executeQuery = (query, options) => {
    if (!query.parameters.some(isUnstorable)) return execute(query, options);
    const parameters = query.parameters.map((one) =>
      isUnstorable(one) ? one.replaceAll("\0", "\uFFFD") : one,
    );
    return execute({ ...query, parameters }, options);
  };
}

function isUnstorable(value: unknown): value is string {
  return typeof value === "string" && value.includes("\0");
}

class CommonDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new RowLockAdapter();
  }
}

/** Lets one process at a time change the tables: the others wait at a row, since not every engine has advisory locks. */
class RowLockAdapter extends PostgresAdapter {
  override async acquireMigrationLock(
    db: Kysely<Record<string, { id: string }>>,
    options: MigrationLockOptions,
  ): Promise<void> {
    await sql`select 1 from ${sql.table(options.lockTable)} where id = ${options.lockRowId} for update`.execute(
      db,
    );
  }

  /** The row is let go of when the transaction ends: the whole migration runs in one. */
  override async releaseMigrationLock(): Promise<void> {
    await Promise.resolve();
  }
}
