// PostgreSQL under Kysely's dialect, held to what every engine that speaks its language has: whole numbers as numbers,
// no sequences, no advisory locks.
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresDialect,
  sql,
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

/** @param onLostConnection told when a connection that nobody was using broke; the next statement opens another */
export function postgresDialect(url: string, onLostConnection: () => void): PostgresDialect {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectWithinMs,
    keepAlive: true,
    application_name: "alongside",
    types: numbersAsNumbers,
  });
  // Without a listener the process would end.
  pool.on("error", onLostConnection);
  return new RowLockDialect({
    pool,
    onCreateConnection: async (connection) => {
      const limit = `set idle_in_transaction_session_timeout = ${idleInTransactionMs}`;
      await connection.executeQuery(CompiledQuery.raw(limit));
    },
  });
}

/** The driver hands eight-byte numbers over as text. All of ours are counts, sequence numbers and milliseconds. */
const numbersAsNumbers: CustomTypesConfig = {
  getTypeParser: (type, format) =>
    Number(type) === Number(types.builtins.INT8) ? Number : types.getTypeParser(type, format),
};

class RowLockDialect extends PostgresDialect {
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
    await sql`select 1 from ${sql.table(options.lockTable)} where id = ${options.lockRowId} for update`.execute(db);
  }

  /** The row is let go of when the transaction ends, in which all steps run. */
  override async releaseMigrationLock(): Promise<void> {
    await Promise.resolve();
  }
}
