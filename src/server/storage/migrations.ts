// The numbered steps from an empty database to today's tables. Additive only; a step that has shipped is never edited.
import { sql, type Kysely } from "kysely";
import { Migrator, type Migration } from "kysely/migration";
import type { Db } from "./tables.ts";

const tables = [
  `create table school (id text primary key, name text not null, is_demo integer not null, epoch text not null,
    seq bigint not null, floor bigint not null, durable_seq bigint not null, created_ms bigint not null)`,
  `create table "commit" (school text not null references school (id), seq bigint not null, tag text not null,
    at_ms bigint not null, staff_id text, client text not null, primary key (school, seq))`,
  `create table record (school text not null references school (id), kind text not null, id text not null,
    scope text not null, seq bigint not null, deleted integer not null, data text not null, fver text not null,
    primary key (school, kind, id))`,
  `create index record_by_scope on record (school, scope, seq)`,
  `create index record_by_seq on record (school, seq, scope)`,
  `create table moved (school text not null references school (id), scope text not null, seq bigint not null,
    kind text not null, id text not null, primary key (school, seq, kind, id, scope))`,
  `create table client (school text not null references school (id), id text not null, staff_id text not null,
    last_n bigint not null, last_id text, seen_ms bigint not null, primary key (school, id))`,
  `create table mutation (school text not null references school (id), id text not null, client text not null,
    n bigint not null, seq bigint not null, status text not null, why text, about text, body text not null,
    primary key (school, id))`,
  `create unique index mutation_by_client on mutation (school, client, n)`,
  `create table conflict (school text not null references school (id), mutation text not null, kind text not null,
    record text not null, unit text not null, lost text not null, lost_by text not null, won_seq bigint not null,
    reviewed_by text, primary key (school, mutation, kind, record, unit))`,
  `create table account (id text primary key, sign_in_name text not null, password_hash text not null,
    created_ms bigint not null)`,
  `create unique index account_by_name on account (sign_in_name)`,
  `create table membership (school text not null references school (id), account text not null references account (id),
    staff_id text not null, primary key (school, account))`,
  `create unique index membership_by_staff on membership (school, staff_id)`,
  `create table session (token_hash text primary key, account text, school text not null references school (id),
    staff_id text not null, created_ms bigint not null, expires_ms bigint not null, seen_ms bigint not null)`,
  `create index session_by_staff on session (school, staff_id)`,
  `create table invitation (code_hash text primary key, school text not null references school (id),
    staff_id text not null, expires_ms bigint not null, used_ms bigint)`,
  `create index invitation_by_staff on invitation (school, staff_id)`,
];

/** What each device holds and has confirmed, what was erased, and when the school was last backed up. */
const evidence = [
  `alter table school add column backed_up_ms bigint`,
  `alter table mutation add column lost text`,
  `alter table mutation add column erased text`,
  `alter table mutation add column is_news integer not null default 0`,
  `update mutation set is_news = 1 where status <> 'ok'`,
  `create index mutation_news on mutation (school, client, n) where is_news = 1`,
  `alter table client add column schema_version bigint not null default 0`,
  `alter table client add column cursor_seq bigint not null default 0`,
  `alter table client add column pending bigint not null default 0`,
  `alter table client add column oldest_ms bigint`,
  `alter table client add column replaced_by text`,
  `create table held (school text not null references school (id), client text not null, scope text not null,
    staff_id text not null, from_ms bigint not null, until_ms bigint, primary key (school, client, scope))`,
  `create table erasure (school text not null references school (id), subject text not null, participant text not null,
    seq bigint not null, at_ms bigint not null, primary key (school, subject))`,
];

/** Tablets, PINs, badges and second factors; the audit; the keys that unsent work is sealed to. */
const people = [
  `alter table school add column audit_n bigint not null default 0`,
  `alter table account add column closed_ms bigint`,
  `alter table session add column tablet text`,
  `alter table session add column proof text not null default 'password'`,
  `alter table session add column factor_ms bigint`,
  `alter table session add column proven_ms bigint not null default 0`,
  `alter table client add column tablet text`,
  `alter table client add column proof text`,
  `create table tablet (school text not null references school (id), id text not null, label text not null,
    kind text not null, token_hash text not null, created_ms bigint not null, created_by text, seen_ms bigint not null,
    app_version text, lost_ms bigint, tries bigint not null default 0, paused_until_ms bigint,
    primary key (school, id))`,
  `create unique index tablet_by_token on tablet (token_hash)`,
  `create table tablet_code (code_hash text primary key, school text not null references school (id),
    label text not null, created_by text not null, expires_ms bigint not null, used_ms bigint)`,
  `create table pin (school text not null references school (id), staff_id text not null, hash text not null,
    set_ms bigint not null, tries bigint not null default 0, primary key (school, staff_id))`,
  `create table help_code (code_hash text primary key, school text not null references school (id),
    staff_id text not null, created_by text not null, expires_ms bigint not null, used_ms bigint)`,
  `create table badge (school text not null references school (id), token_hash text not null, staff_id text not null,
    created_ms bigint not null, created_by text not null, revoked_ms bigint, primary key (school, token_hash))`,
  `create table factor (account text primary key references account (id), secret text not null, confirmed_ms bigint,
    last_step bigint not null default 0)`,
  `create table passkey (id text primary key, account text not null references account (id), public_key text not null,
    counter bigint not null, transports text not null, label text not null, created_ms bigint not null,
    used_ms bigint)`,
  `create index passkey_by_account on passkey (account)`,
  `create table challenge (id text primary key, purpose text not null, account text, data text not null,
    expires_ms bigint not null)`,
  `create table identity (issuer text not null, subject text not null, account text not null references account (id),
    created_ms bigint not null, primary key (issuer, subject))`,
  `create table audit (school text not null references school (id), n bigint not null, at_ms bigint not null,
    event text not null, staff_id text, tablet text, about text not null, previous text not null, hash text not null,
    primary key (school, n))`,
  `create table sealing_key (school text not null references school (id), id text not null, public_key text not null,
    private_key text not null, created_ms bigint not null, retired_ms bigint, primary key (school, id))`,
];

const migrations: Readonly<Record<string, Migration>> = {
  "0001-schools-records-accounts": { up: (db) => runAll(db, tables) },
  "0002-devices-erasures-backups": { up: (db) => runAll(db, evidence) },
  "0003-tablets-factors-audit": { up: (db) => runAll(db, people) },
};

async function runAll(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Brings the database to today's tables. Throws when a step fails or the database is newer than this program. */
export async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error("The database could not be brought up to date.", { cause: error });
}
