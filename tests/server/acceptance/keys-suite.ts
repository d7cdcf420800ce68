// What lets one school live on one node of a distributed engine: the school comes first in every key, and no number comes
// from a sequence. What cannot have the school in its key is listed by name.
import { sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Db } from "../../../src/server/storage/tables.ts";
import type { Engine, Place } from "../support/engines.ts";

export function keysSuite(engine: () => Engine): void {
  let place: Place;
  let db: Db;
  beforeEach(async () => {
    place = await engine().place();
    db = await place.open();
  });
  afterEach(() => place.remove());

  it("has the school first in every unique key, but for the tables that are found without knowing the school", async () => {
    const query = sql<{ name: string; first: string }>`
      select distinct of_table.relname as name, one.attname as first
      from pg_index key
        join pg_class of_table on of_table.oid = key.indrelid
        join pg_attribute one on one.attrelid = key.indrelid and one.attnum = key.indkey[0]
      where key.indisunique and of_table.relnamespace = 'public'::regnamespace
        and of_table.relname not like 'kysely_%'`;
    const { rows } = await query.execute(db);
    const others = rows.filter((row) => row.first !== "school").map((row) => `${row.name} by ${row.first}`);
    expect(others.toSorted()).toEqual([
      "account by id",
      "account by sign_in_name",
      "challenge by id",
      "factor by account",
      "help_code by code_hash",
      "identity by issuer",
      "invitation by code_hash",
      "passkey by id",
      "school by id",
      "session by token_hash",
      "tablet by token_hash",
      "tablet_code by code_hash",
    ]);
    expect(rows.length).toBeGreaterThan(others.length);
  });

  it("has no sequence", async () => {
    const { rows } = await sql<{ relname: string }>`select relname from pg_class where relkind = 'S'`.execute(
      db,
    );
    expect(rows).toEqual([]);
  });
}
