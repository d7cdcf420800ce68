// One person's database of one school on this device. Its tables come from the registry; what a row means is sealed
// in `payload`, and only ids, scope, sequence numbers and the clear keys of the registry stand beside it.
import Dexie, { type EntityTable, type Table, type Transaction } from "dexie";
import type { ClearKeys, Registry } from "../domain/record-kind.ts";
import { recordVersion } from "../protocol/change.ts";
import type { Cursor, LostValue, SealingKey } from "../protocol/messages.ts";
import type { SealedBytes } from "../vault/vault.ts";

/**
 * Raised by hand when a table or an index is added to the registry or here; a test holds the stores of each version.
 * Upgrades only add: the data is this device's copy and the server can send it again.
 */
export const databaseVersion = 4;

export interface StoredRow {
  readonly id: string;
  readonly scope: string;
  /**
   * Sequence number of the server row that a person has seen who sees this row: the one underneath, or an older one while
   * an unsent change hides it. 0 = none.
   */
  readonly seq: number;
  /** Number of the newest unsent mutation laid over the server row; 0 = none. */
  readonly pendingN: number;
  /** Rises with every change of any row of this database: two equal revisions are the same content. */
  readonly rev: number;
  /** Its revision when the server last sent it; 0 = never, absent in rows of database version 1. */
  readonly heard?: number;
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
  /** Revision of this database when the server last sent the row; 0 = never. */
  readonly heard: number;
  readonly payload: SealedBytes | null;
}

export interface OutboxRow {
  readonly n: number;
  readonly id: string;
  readonly v: number;
  readonly at: string;
  /** "kind|id" of every record touched. */
  readonly touches: readonly string[];
  /** Of the records among them that are about one pupil, or mark one: "kind|id" to the pupil's id. */
  readonly subjects: Readonly<Record<string, string>>;
  readonly payload: SealedBytes;
  /**
   * 0 = the server has not acknowledged it: it is laid over the rows. Else the place by which it was acknowledged; it is
   * kept until a backup of the server holds that place, and sent again if the server was put back to before it.
   */
  readonly ackSeq: number;
  /** The server's instant of the acknowledgement; "" before. */
  readonly ackAt: string;
  /** The same mutation sealed to the school's server; null = no key of the school was known yet, or it was emptied. */
  readonly forServer: ForServer | null;
}

/** A mutation as it can leave this device while its author is locked out. It opens only as this number of this client. */
export interface ForServer {
  readonly client: string;
  readonly n: number;
  readonly keyId: string;
  readonly sealed: SealedBytes;
}

/** A row of a kind that this program does not know yet, kept as it came until a later version does. */
export interface OtherRow {
  readonly kind: string;
  readonly id: string;
  readonly scope: string;
  readonly seq: number;
  readonly heard: number;
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
  /** As in the outbox. */
  readonly v: number;
  readonly touches: readonly string[];
  readonly subjects: Readonly<Record<string, string>>;
  readonly payload: SealedBytes;
  /** Of a conflict: each value that was not taken, who made the one that stayed, and when. */
  readonly conflicts: readonly LostValue[];
}

/** A scope on its way to being whole on this device. */
export interface Filling {
  /** Where it goes on, in the server's own words; "" = at the beginning. */
  readonly place: string;
  /** Rows of the scope with a lower revision were there before, and go if they are not sent again. */
  readonly sinceRev: number;
}

export interface SyncState {
  readonly key: "sync";
  readonly clientId: string;
  /** The id that this database went by before, until the server has been told. */
  readonly formerly: string | null;
  readonly cursor: Cursor | null;
  readonly grants: readonly string[];
  /** Scopes or grants that are being got whole. */
  readonly filling: Readonly<Record<string, Filling>>;
  /** Scopes that have been sent whole: what was not sent again is still to be taken out. */
  readonly sweeping: Readonly<Record<string, number>>;
  /** A run of pages that was cut short: the newest place seen in it, and where it goes on. */
  readonly paging: { readonly upTo: Cursor; readonly after: number } | null;
  readonly lastN: number;
  readonly lastId: string | null;
  readonly nextN: number;
  readonly nextRev: number;
  /**
   * After the server was put back: what was seen after this place counts as not seen, in mutations numbered below
   * `untilN` (null = in all that are made until everything has been sent again).
   */
  readonly baseCap: { readonly seq: number; readonly untilN: number | null } | null;
  /** Up to here a backup held the server's history when it was last heard of. */
  readonly durable: number;
  /** The server's clock less ours, in milliseconds. */
  readonly clockOffsetMs: number;
  readonly syncedAt: string | null;
  /** When the rows were last compared with the server's. */
  readonly checkedAt: string | null;
  /** Until when this device may keep what it holds without asking again. */
  readonly leaseUntil: string | null;
  /** The school's key to which unsent work is sealed; null = not heard of yet. */
  readonly sealTo: SealingKey | null;
  /** A random secret by which the server knows that what was sealed to it comes from here; sealed like everything else. */
  readonly proof: SealedBytes | null;
  /** The server has asked for a newer app: it takes what this one sends and gives it nothing more. */
  readonly upgradeNeeded: boolean;
  /** The pupils whose erasure this device has heard of: nothing that comes to light later keeps their words. */
  readonly erased: readonly string[];
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

/** What somebody has typed and not saved yet. */
export interface DraftRow {
  /** The form, and what it is about: ids only. */
  readonly key: string;
  readonly atMs: number;
  readonly payload: SealedBytes;
}

export type DeviceDatabase = Dexie & {
  readonly shadow: Table<ShadowRow, [string, string]>;
  readonly outbox: EntityTable<OutboxRow, "n">;
  readonly problems: EntityTable<ProblemRow, "mutationId">;
  readonly others: Table<OtherRow, [string, string]>;
  readonly meta: EntityTable<SyncState, "key">;
  /** Sessions whose figures the worker has still to work out; written in the transaction that changed them. */
  readonly dirty: EntityTable<{ sessionId: string }, "sessionId">;
  readonly ledger: EntityTable<LedgerRow, "sessionId">;
  readonly cells: EntityTable<CellRow, "key">;
  readonly ledgerMeta: EntityTable<{ key: string; value: string }, "key">;
  readonly drafts: EntityTable<DraftRow, "key">;
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
    outbox: "n,&id,*touches,ackSeq",
    problems: "mutationId",
    others: "[kind+id],scope",
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
export function createDatabase(name: string, registry: Registry, engine?: DatabaseEngine): DeviceDatabase {
  const db = new Dexie(name, { cache: "disabled", chromeTransactionDurability: "strict", ...engine });
  db.version(2).stores(storesOf(registry)).upgrade(fromEarlierVersion);
  db.version(3).stores({ drafts: "key" }).upgrade(fromUnsealed);
  // The nurture room's kinds, scores and measures.
  db.version(databaseVersion).stores(storesOf(registry));
  return db as DeviceDatabase;
}

/** The IndexedDB to use; the browser's own when absent. */
export interface DatabaseEngine {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof globalThis.IDBKeyRange;
}

/** Version 1 kept no acknowledged mutations, and counted the scopes that it was filling in numbers: they begin again. */
async function fromEarlierVersion(transaction: Transaction): Promise<void> {
  await transaction.table<OutboxRow>("outbox").toCollection().modify({ ackSeq: 0, ackAt: "", subjects: {} });
  await transaction
    .table<ProblemRow>("problems")
    .toCollection()
    .modify({ conflicts: [], v: recordVersion, touches: [], subjects: {} });
  await transaction.table<ShadowRow>("shadow").toCollection().modify({ heard: 0 });
  await transaction
    .table<SyncState>("meta")
    .toCollection()
    .modify((state: SyncState, reference: { value: SyncState }) => {
      const { clientId, lastN, lastId, nextN, nextRev } = state;
      reference.value = { ...firstSyncState(clientId), lastN, lastId, nextN, nextRev };
    });
}

/** Version 2 was not sealed to the server. */
async function fromUnsealed(transaction: Transaction): Promise<void> {
  await transaction.table<OutboxRow>("outbox").toCollection().modify({ forServer: null });
  await transaction.table<SyncState>("meta").toCollection().modify({ sealTo: null, proof: null });
}

export function rowsOf(db: DeviceDatabase, kind: string): Table<StoredRow, string> {
  return db.table<StoredRow, string>(kind);
}

/** The state of a database that has never met the server. */
export function firstSyncState(clientId: string): SyncState {
  return {
    key: "sync",
    clientId,
    formerly: null,
    cursor: null,
    grants: [],
    filling: {},
    sweeping: {},
    paging: null,
    lastN: 0,
    lastId: null,
    nextN: 1,
    nextRev: 1,
    baseCap: null,
    durable: 0,
    clockOffsetMs: 0,
    syncedAt: null,
    checkedAt: null,
    leaseUntil: null,
    sealTo: null,
    proof: null,
    upgradeNeeded: false,
    erased: [],
  };
}
