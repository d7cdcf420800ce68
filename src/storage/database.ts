// One person's database of one school on this device. Its tables come from the registry; what a row means is sealed
// in `payload`, and only ids, scope, sequence numbers and the clear keys of the registry stand beside it.
import Dexie, { type EntityTable, type Table } from "dexie";
import type { ClearKeys, Registry } from "../domain/record-kind.ts";
import type { Cursor } from "../protocol/messages.ts";
import type { SealedBytes } from "../vault/vault.ts";

/**
 * Raised by hand when a table or an index is added to the registry or here; a test holds the stores of each version.
 * Upgrades only add: the data is this device's copy and the server can send it again.
 */
export const databaseVersion = 1;

export interface StoredRow {
  readonly id: string;
  readonly scope: string;
  /** Sequence number of the server row underneath; 0 = the server has not sent one yet. */
  readonly seq: number;
  /** Number of the newest unsent mutation laid over the server row; 0 = none. */
  readonly pendingN: number;
  /** Rises with every change of any row of this database: two equal revisions are the same content. */
  readonly rev: number;
  readonly keys: ClearKeys;
  /** The record version whose schema the payload was found to keep when it was written; 0 = it could not be read. */
  readonly checked: number;
  readonly payload: SealedBytes;
}

/** The last server row of a record that has unsent changes over it; `payload` null = the server has none yet. */
export interface ShadowRow {
  readonly kind: string;
  readonly id: string;
  readonly scope: string;
  readonly seq: number;
  readonly payload: SealedBytes | null;
}

export interface OutboxRow {
  readonly n: number;
  readonly id: string;
  readonly v: number;
  readonly at: string;
  /** "kind|id" of every record touched. */
  readonly touches: readonly string[];
  readonly payload: SealedBytes;
}

/** A mutation that the server refused or merged only in part, kept until somebody has seen and settled it. */
export interface ProblemRow {
  readonly mutationId: string;
  readonly n: number;
  readonly status: "conflict" | "rejected" | "erased";
  readonly why: string;
  readonly about: readonly (readonly [string, string])[];
  readonly at: string;
  readonly payload: SealedBytes;
}

export interface SyncState {
  readonly key: "sync";
  readonly clientId: string;
  readonly cursor: Cursor | null;
  readonly grants: readonly string[];
  /** Grants still being filled, with the sequence number each has come to. */
  readonly filling: Readonly<Record<string, number>>;
  /** A run of pages that was cut short: where it goes on. */
  readonly paging: { readonly upTo: Cursor; readonly after: number } | null;
  readonly lastN: number;
  readonly lastId: string | null;
  readonly nextN: number;
  readonly nextRev: number;
  /** The server's clock less ours, in milliseconds. */
  readonly clockOffsetMs: number;
  readonly syncedAt: string | null;
}

/** One session's part in the hours, as the worker keeps it; see storage/ledger-cache.ts. */
export interface LedgerRow {
  readonly sessionId: string;
  readonly week: string;
  readonly date: string;
  readonly pupilIds: readonly string[];
  readonly groupId: string;
  readonly version: string;
  readonly payload: SealedBytes;
}

export interface CellRow {
  readonly key: string;
  readonly week: string;
  readonly subject: string;
  readonly payload: SealedBytes;
}

export type DeviceDatabase = Dexie & {
  readonly shadow: Table<ShadowRow, [string, string]>;
  readonly outbox: EntityTable<OutboxRow, "n">;
  readonly problems: EntityTable<ProblemRow, "mutationId">;
  readonly meta: EntityTable<SyncState, "key">;
  /** Sessions whose figures the worker has still to work out; written in the transaction that changed them. */
  readonly dirty: EntityTable<{ sessionId: string }, "sessionId">;
  readonly ledger: EntityTable<LedgerRow, "sessionId">;
  readonly cells: EntityTable<CellRow, "key">;
  readonly ledgerMeta: EntityTable<{ key: string; value: string }, "key">;
};

/** The stores of this version, in Dexie's notation. */
export function storesOf(registry: Registry): Record<string, string> {
  const records = [...registry.values()].map((kind) => {
    const indexes = kind.indexes.map((index) => index.replaceAll(/[A-Za-z]+/g, (name) => `keys.${name}`));
    return [kind.name, ["id", "scope", ...indexes].join(",")];
  });
  return {
    ...Object.fromEntries(records),
    shadow: "[kind+id]",
    outbox: "n,&id,*touches",
    problems: "mutationId",
    meta: "key",
    dirty: "sessionId",
    ledger: "sessionId,week,*pupilIds",
    cells: "key,week",
    ledgerMeta: "key",
  };
}

/**
 * Opens (or makes) a person's database. `strict` durability: a commit that this promises has reached the disk.
 * Dexie's query cache stays off, since it shows rows before they are committed.
 */
export function createDatabase(name: string, registry: Registry): DeviceDatabase {
  const db = new Dexie(name, { cache: "disabled", chromeTransactionDurability: "strict" });
  db.version(databaseVersion).stores(storesOf(registry));
  return db as DeviceDatabase;
}

export function rowsOf(db: DeviceDatabase, kind: string): Table<StoredRow, string> {
  return db.table<StoredRow, string>(kind);
}

/** The state of a database that has never met the server. */
export function firstSyncState(clientId: string): SyncState {
  return {
    key: "sync",
    clientId,
    cursor: null,
    grants: [],
    filling: {},
    paging: null,
    lastN: 0,
    lastId: null,
    nextN: 1,
    nextRev: 1,
    clockOffsetMs: 0,
    syncedAt: null,
  };
}
