// Reading records: rows first, by clear keys, and only then their opening. The rows of a query can be watched; opening
// is asynchronous and must stay outside the watched part.
import type { RecordKind } from "../domain/record-kind.ts";
import { fieldsSchema, recordVersion, type Fields } from "../protocol/change.ts";
import type { Vault } from "../vault/vault.ts";
import { rowsOf, type DeviceDatabase, type StoredRow } from "./database.ts";

/** What reading needs of a device; the worker reads with its own. */
export interface Reader {
  readonly db: DeviceDatabase;
  readonly vault: Vault;
  readonly opened: Map<string, { readonly rev: number; readonly record: unknown }>;
}

/** A record as a screen holds it: the fields, and what a later change of it must name. */
export interface Stored<T> {
  readonly id: string;
  readonly scope: string;
  readonly seq: number;
  readonly rev: number;
  /** Number of the newest unsent mutation in it; 0 = all sent. */
  readonly pendingN: number;
  readonly record: T;
}

export type Range =
  | { readonly index: string; readonly equals: string | readonly (string | number)[] }
  | { readonly index: string; readonly anyOf: readonly (string | readonly (string | number)[])[] }
  | {
      readonly index: string;
      readonly from: string | readonly (string | number)[];
      readonly to: string | readonly (string | number)[];
    }
  | { readonly ids: readonly string[] };

const maxOpened = 30_000;

/** The rows of a kind in a range (bounds included), or all of them. Safe to watch. */
export async function findRows(db: DeviceDatabase, kind: string, range?: Range): Promise<StoredRow[]> {
  const table = rowsOf(db, kind);
  if (range === undefined) return await table.toArray();
  if ("ids" in range) {
    const rows = await table.bulkGet([...range.ids]);
    return rows.filter((row) => row !== undefined);
  }
  const where = table.where(range.index.replaceAll(/[A-Za-z]+/g, (name) => `keys.${name}`));
  if ("equals" in range) return await where.equals(range.equals).toArray();
  if ("anyOf" in range) return await where.anyOf([...range.anyOf]).toArray();
  return await where.between(range.from, range.to, true, true).toArray();
}

/**
 * Opens rows. A row that this program cannot read (written by a newer version) is left out and stays stored as it is.
 */
export async function openRows<T>(
  reader: Reader,
  kind: RecordKind<T>,
  rows: readonly StoredRow[],
): Promise<Stored<T>[]> {
  const opened = await Promise.all(rows.map((row) => openRow(reader, kind, row)));
  return opened.filter((one) => one !== undefined);
}

export async function openRow<T>(
  reader: Reader,
  kind: RecordKind<T>,
  row: StoredRow,
): Promise<Stored<T> | undefined> {
  const address = `${kind.name}|${row.id}`;
  const known = reader.opened.get(address);
  const about = { id: row.id, scope: row.scope, seq: row.seq, rev: row.rev, pendingN: row.pendingN };
  if (known?.rev === row.rev) return { ...about, record: known.record as T };
  const record = await readFields(reader.vault, kind, address, row);
  if (record === undefined) return undefined;
  if (reader.opened.size >= maxOpened) reader.opened.clear();
  reader.opened.set(address, { rev: row.rev, record });
  return { ...about, record };
}

/** Parsed when it was written by this version; parsed again only after an update of the app. */
async function readFields<T>(
  vault: Vault,
  kind: RecordKind<T>,
  address: string,
  row: StoredRow,
): Promise<T | undefined> {
  const text = await vault.open(address, row.payload);
  if (row.checked === recordVersion) return JSON.parse(text) as T;
  const parsed = kind.schema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}

export async function openFields(
  vault: Vault,
  address: string,
  payload: StoredRow["payload"],
): Promise<Fields> {
  return fieldsSchema.parse(JSON.parse(await vault.open(address, payload)));
}

export async function readRecords<T>(
  reader: Reader,
  kind: RecordKind<T>,
  range?: Range,
): Promise<Stored<T>[]> {
  return await openRows(reader, kind, await findRows(reader.db, kind.name, range));
}

export async function readRecord<T>(
  reader: Reader,
  kind: RecordKind<T>,
  id: string,
): Promise<Stored<T> | undefined> {
  const row = await rowsOf(reader.db, kind.name).get(id);
  return row && (await openRow(reader, kind, row));
}
