// The server's database with a gate before every query, so that requests interleave and the server may die between any two
// of them. After its death no query is ever answered; its file stays as a power cut would leave it.
import {
  Kysely,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  type SqliteDatabase,
} from "kysely";
import { openSqlite } from "../../src/server/storage/sqlite.ts";
import type { Db, Tables } from "../../src/server/storage/tables.ts";

/** What a query finds; a test may put something between the database and the server. */
export type Lens = <Row>(sql: string, rows: Row[]) => Row[];

/** Settles when the query may go on; rejects when the connection is cut; never settles on a dead server. */
export type QueryGate = (sql: string) => Promise<void>;

class GatedDriver extends SqliteDriver {
  readonly #gate: QueryGate;
  readonly #lens: Lens | undefined;
  #gated: GatedConnection | undefined;

  constructor(database: SqliteDatabase, gate: QueryGate, lens: Lens | undefined) {
    super({ database });
    this.#gate = gate;
    this.#lens = lens;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#gated ??= new GatedConnection(await super.acquireConnection(), this.#gate, this.#lens);
    return this.#gated;
  }
}

class GatedConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #gate: QueryGate;
  readonly #lens: Lens | undefined;

  constructor(connection: DatabaseConnection, gate: QueryGate, lens: Lens | undefined) {
    this.#connection = connection;
    this.#gate = gate;
    this.#lens = lens;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    await this.#gate(query.sql);
    const result = await this.#connection.executeQuery<Row>(query);
    return this.#lens === undefined ? result : { ...result, rows: this.#lens(query.sql, result.rows) };
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.#connection.streamQuery<Row>(query, chunkSize);
  }
}

export interface GatedDatabase {
  readonly db: Db;
  /** Lets go of the file at once; an open transaction is undone. */
  readonly close: () => void;
}

/** Opens a database that is up to date. */
export function openGated(path: string, gate: QueryGate, lens?: Lens): GatedDatabase {
  const database = openSqlite(path);
  const dialect: Dialect = {
    createDriver: () => new GatedDriver(database, gate, lens),
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
  return { db: new Kysely<Tables>({ dialect }), close: () => database.close() };
}
