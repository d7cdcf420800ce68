// PostgreSQL while a backup is put back: the fresh tables are filled in a schema of their own, and then change places with
// the present ones in one transaction.
import { sql, Kysely, type RawBuilder } from "kysely";
import type { Random } from "../random.ts";
import { currentSchema } from "./backup-rows.ts";
import { openSharedDatabase } from "./database.ts";
import { postgresDialect } from "./postgres.ts";
import type { Db, Tables } from "./tables.ts";

/** Opens the database as it is: no step brings its tables up to date. */
export function openPostgresAsItIs(url: string): Db {
  return new Kysely<Tables>({ dialect: postgresDialect(url, () => {}) });
}

/**
 * How many other connections of servers, or of other backups, this database has. PostgreSQL lists a connection for a moment
 * after its program has let go of it: a server that was stopped just now is not running.
 */
export async function otherConnections(db: Db): Promise<number> {
  for (let look = 1; ; look += 1) {
    const count = await connectionsNow(db);
    if (count === 0 || look === looks) return count;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

const looks = 10;
const lookEveryMs = 100;

async function connectionsNow(db: Db): Promise<number> {
  const query = sql<{ count: number }>`select count(*) as count from pg_stat_activity
    where datname = current_database() and application_name = 'alongside' and pid <> pg_backend_pid()`;
  return (await query.execute(db)).rows[0]?.count ?? 0;
}

/** The tables of the present schema, those of the migrations included. */
export async function presentTables(db: Db): Promise<string[]> {
  const here = await currentSchema(db);
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  return tables.filter((table) => table.schema === here && !table.isView).map((table) => table.name);
}

/** Makes a schema and opens it with today's tables and no rows. */
export async function openFreshSchema(db: Db, url: string, name: string, random: Random): Promise<Db> {
  await sql`create schema ${sql.id(name)}`.execute(db);
  // The migrations look for their own two tables in every schema, and would find those of the present one.
  await sql`create table ${sql.id(name, "kysely_migration")}
    (name varchar(255) primary key, timestamp varchar(255) not null)`.execute(db);
  await sql`create table ${sql.id(name, "kysely_migration_lock")}
    (id varchar(255) primary key, is_locked integer not null default 0)`.execute(db);
  const inSchema = new URL(url);
  const others = inSchema.searchParams.get("options") ?? "";
  inSchema.searchParams.set("options", `${others} -c search_path=${name}`.trim());
  return await openSharedDatabase({ url: inSchema.href, random, onLostConnection: () => {} });
}

const freshPrefix = "alongside_restoring_";

export function freshSchemaName(stamp: string): string {
  return `${freshPrefix}${stamp}`;
}

/** Drops what was being filled: by this run, or by one that was killed. */
export async function dropFreshSchemas(db: Db): Promise<void> {
  const schemas = await db.introspection.getSchemas();
  for (const { name } of schemas.filter((one) => one.name.startsWith(freshPrefix)))
    await sql`drop schema ${sql.id(name)} cascade`.execute(db);
}

/** All or nothing: the present tables go to `aside`, which is made for them, and those of `fresh` take their place. */
export async function changePlaces(
  db: Db,
  fresh: string,
  aside: string,
  present: readonly string[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const here = await currentSchema(tx);
    const move = (from: string, table: string, to: string): RawBuilder<unknown> =>
      sql`alter table ${sql.id(from, table)} set schema ${sql.id(to)}`;
    if (present.length > 0) await sql`create schema ${sql.id(aside)}`.execute(tx);
    for (const table of present) await move(here, table, aside).execute(tx);
    const tables = await tx.introspection.getTables({ withInternalKyselyTables: true });
    for (const { schema, name } of tables) if (schema === fresh) await move(fresh, name, here).execute(tx);
  });
}
