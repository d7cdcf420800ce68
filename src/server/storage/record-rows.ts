// Rows of records: read by id for judging a change, written when it is accepted. Each call names one school.
import { sql } from "kysely";
import type { Fields } from "../../protocol/change.ts";
import type { MergedRecord, UnitVersions } from "../../protocol/merge.ts";
import type { Db } from "./tables.ts";

export interface StoredRecord extends MergedRecord {
  readonly kind: string;
  readonly id: string;
  readonly seq: number;
  /** An erased record: nothing of it is left but its kind, id and scope. */
  readonly isErased?: boolean;
}

/** Values in one `in (...)` list and rows in one insert: bounded, so that no engine's parameter limit is met. */
const batchSize = 400;

/** The stored records of these ids; missing ones are left out. */
export async function loadRecords(
  db: Db,
  school: string,
  idsByKind: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<StoredRecord[]> {
  const found: StoredRecord[] = [];
  for (const [kind, ids] of idsByKind) {
    for (const batch of batches([...ids])) {
      const rows = await db
        .selectFrom("record")
        .select(["id", "scope", "seq", "data", "fver", "deleted"])
        .where("school", "=", school)
        .where("kind", "=", kind)
        .where("id", "in", batch)
        .execute();
      for (const { data, fver, deleted, ...row } of rows) {
        const isErased = deleted === 1;
        found.push({ kind, ...row, fields: fieldsOf(data), versions: versionsOf(fver), isErased });
      }
    }
  }
  return found;
}

/** The records of some kinds in one scope. */
export async function recordsInScope(
  db: Db,
  school: string,
  scope: string,
  kinds: readonly string[],
): Promise<StoredRecord[]> {
  const rows = await db
    .selectFrom("record")
    .select(["kind", "id", "scope", "seq", "data", "fver"])
    .where("school", "=", school)
    .where("scope", "=", scope)
    .where("kind", "in", kinds)
    .where("deleted", "=", 0)
    .execute();
  return rows.map(({ data, fver, ...row }) => ({
    ...row,
    fields: fieldsOf(data),
    versions: versionsOf(fver),
  }));
}

/** Every record of a kind, with its fields. */
export async function recordsOfKind(
  db: Db,
  school: string,
  kind: string,
): Promise<{ id: string; fields: Fields }[]> {
  const rows = await db
    .selectFrom("record")
    .select(["id", "data"])
    .where("school", "=", school)
    .where("kind", "=", kind)
    .where("deleted", "=", 0)
    .execute();
  return rows.map((row) => ({ id: row.id, fields: fieldsOf(row.data) }));
}

interface ChangedRow {
  readonly kind: string;
  readonly id: string;
  readonly scope: string;
  readonly seq: number;
  /** Fields and versions as stored JSON text. */
  readonly data: string;
  readonly fver: string;
  readonly isDeleted: boolean;
}

/**
 * Records changed after a sequence number, oldest change first, at most `limit`.
 * @param kinds of these kinds only
 */
export async function recordsAfter(
  db: Db,
  school: string,
  seq: number,
  limit: number,
  kinds?: readonly string[],
): Promise<ChangedRow[]> {
  let query = db
    .selectFrom("record")
    .select(["kind", "id", "scope", "seq", "data", "deleted", "fver"])
    .where("school", "=", school)
    .where("seq", ">", seq)
    .orderBy("seq")
    .limit(limit);
  // Put so that no engine goes through all records of these kinds: what changed is found by its number.
  if (kinds !== undefined) query = query.where(sql`coalesce(kind, '')`, "in", kinds);
  const rows = await query.execute();
  return rows.map(({ deleted, ...row }) => ({ ...row, isDeleted: deleted === 1 }));
}

/** Writes records as they now are, over what is stored. */
export async function upsertRecords(tx: Db, school: string, records: readonly StoredRecord[]): Promise<void> {
  for (const batch of batches(records)) {
    const rows = batch.map(({ kind, id, scope, seq, fields, versions, isErased }) => {
      const json = { data: JSON.stringify(fields), fver: JSON.stringify(versions) };
      return { school, kind, id, scope, seq, deleted: isErased ? 1 : 0, ...json };
    });
    await tx
      .insertInto("record")
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(["school", "kind", "id"]).doUpdateSet((row) => ({
          scope: row.ref("excluded.scope"),
          seq: row.ref("excluded.seq"),
          deleted: row.ref("excluded.deleted"),
          data: row.ref("excluded.data"),
          fver: row.ref("excluded.fver"),
        })),
      )
      .execute();
  }
}

interface Departure {
  readonly scope: string;
  readonly seq: number;
  readonly kind: string;
  readonly id: string;
}

/** Notes that records have left a scope, so that whoever holds only that scope drops them. */
export async function insertDepartures(
  tx: Db,
  school: string,
  departures: readonly Departure[],
): Promise<void> {
  for (const batch of batches(departures)) {
    const rows = batch.map((one) => ({ school, ...one }));
    await tx
      .insertInto("moved")
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export function batches<T>(values: readonly T[]): T[][] {
  const count = Math.ceil(values.length / batchSize);
  return Array.from({ length: count }, (_, at) => values.slice(at * batchSize, (at + 1) * batchSize));
}

// What we wrote ourselves is read back without a schema: the values are unknown and judged where they are used.
function fieldsOf(data: string): Fields {
  const fields: Fields = JSON.parse(data);
  return fields;
}

function versionsOf(fver: string): UnitVersions {
  const versions: UnitVersions = JSON.parse(fver);
  return versions;
}
