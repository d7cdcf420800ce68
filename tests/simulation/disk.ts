// The disk of a simulated device: fake-indexeddb's own tables, seen from inside. It can be copied as it stands, read without
// waiting, and a window that uses it can die at any moment, its open transactions undone as a browser would.
import { forceCloseDatabase, IDBFactory } from "fake-indexeddb";

interface RawRecord {
  readonly key: unknown;
  readonly value: unknown;
}

interface RawRecords {
  readonly values: () => Iterable<RawRecord>;
  readonly get: (key: unknown) => RawRecord | undefined;
  readonly put: (record: RawRecord) => void;
}

interface RawIndex {
  readonly name: string;
  readonly keyPath: unknown;
  readonly multiEntry: boolean;
  readonly unique: boolean;
  readonly records: RawRecords;
  initialized: boolean;
}

interface RawStore {
  readonly name: string;
  readonly keyPath: unknown;
  readonly autoIncrement: boolean;
  readonly records: RawRecords;
  readonly rawIndexes: Map<string, RawIndex>;
}

interface RawTransaction {
  readonly db: RawConnection;
  readonly mode: string;
  _state: string;
  _requests: unknown[];
  readonly _rollbackLog: (() => void)[];
  _execRequestAsync: (request: { operation: () => unknown }) => unknown;
  _start: () => void;
  readonly _abort: (errorName: string) => void;
  readonly addEventListener: (type: string, heard: () => void) => void;
}

interface RawConnection {
  _closed: boolean;
  _closePending: boolean;
  transaction: (...args: unknown[]) => RawTransaction;
}

interface RawDatabase {
  readonly name: string;
  version: number;
  transactions: RawTransaction[];
  connections: RawConnection[];
  readonly rawObjectStores: Map<string, RawStore>;
  readonly processTransactions: () => void;
}

interface RawFactory {
  readonly _databases: Map<string, RawDatabase>;
}

type Maker<T> = new (...args: unknown[]) => T;

export type Fullness = "at-request" | "at-commit" | undefined;

/** What happens to the writes of one window. */
export interface Window {
  /** Told synchronously at every commit of a transaction that may write. */
  readonly onCommit: () => void;
  /** Whether what a dying window has not committed is undone; a disk for which it is not breaks every promise. */
  readonly isAtomic: boolean;
  /** Whether the disk has no room left, and when a write hears of it. */
  readonly fullness: () => Fullness;
}

export interface OpenWindow {
  readonly indexedDB: IDBFactory;
  /** The window dies: what it has not committed is undone, and it never hears of anything again. */
  readonly kill: () => void;
  /** The browser cuts its connections, as iPads do in the background; it may open new ones. */
  readonly cut: () => void;
}

export class Disk {
  readonly factory: IDBFactory;

  constructor(factory = new IDBFactory()) {
    this.factory = factory;
  }

  get #database(): RawDatabase | undefined {
    return [...rawOf(this.factory)._databases.values()][0];
  }

  /** The rows of a store as they are now; empty when there is no such store. */
  rows<Row>(store: string): Row[] {
    const records = this.#database?.rawObjectStores.get(store)?.records.values() ?? [];
    return [...records].map((record) => record.value as Row);
  }

  row(store: string, key: string | number): unknown {
    return this.#database?.rawObjectStores.get(store)?.records.get(key)?.value;
  }

  get stores(): string[] {
    return [...(this.#database?.rawObjectStores.keys() ?? [])];
  }

  /** A disk with the same content. Nothing may be writing. @param name of the database, when it is to be another */
  copy(name?: string): Disk {
    const factory = new IDBFactory();
    const database = this.#database;
    if (database)
      rawOf(factory)._databases.set(name ?? database.name, copyOf(database, name ?? database.name));
    return new Disk(factory);
  }

  /** A window of the browser, with a way of its own to the database. */
  openWindow(window: Window): OpenWindow {
    const connections = new Set<RawConnection>();
    let isDead = false;
    const open = (name: string, version?: number): IDBOpenDBRequest => {
      const request = this.factory.open(name, version);
      if (isDead) return deaf(request);
      request.addEventListener("success", () => {
        const connection = request.result as unknown as RawConnection;
        connections.add(connection);
        listen(connection, window, () => isDead);
      });
      return request;
    };
    const kill = () => {
      isDead = true;
      for (const connection of connections) undo(this.#database, connection, window.isAtomic);
      connections.clear();
    };
    const cut = () => {
      for (const connection of connections) cutOff(this.#database, connection);
      connections.clear();
    };
    const { factory } = this;
    const indexedDB = { open, cmp: factory.cmp.bind(factory), databases: () => factory.databases() };
    return { indexedDB: indexedDB as unknown as IDBFactory, kill, cut };
  }
}

/** An opening whose end nobody hears of. */
function deaf(request: IDBOpenDBRequest): IDBOpenDBRequest {
  request.addEventListener("success", (event) => event.stopImmediatePropagation());
  return request;
}

function listen(connection: RawConnection, window: Window, isDead: () => boolean): void {
  const begin = connection.transaction.bind(connection);
  connection.transaction = (...args) => {
    const transaction = begin(...args);
    if (transaction.mode !== "readwrite") return transaction;
    transaction.addEventListener("complete", () => (isDead() ? undefined : window.onCommit()));
    const fullness = window.fullness();
    if (fullness === "at-request") refuseWrites(transaction);
    if (fullness === "at-commit") refuseCommit(transaction);
    return transaction;
  };
}

const fullDisk = "QuotaExceededError";

/** Reading still works on a full disk; the first write does not. */
function refuseWrites(transaction: RawTransaction): void {
  const execute = transaction._execRequestAsync.bind(transaction);
  const full = () => {
    throw new DOMException("The disk is full.", fullDisk);
  };
  transaction._execRequestAsync = (request) =>
    execute(isWriting(request.operation) ? { ...request, operation: full } : request);
}

/** All requests succeed, and then nothing is kept. */
function refuseCommit(transaction: RawTransaction): void {
  const goOn = transaction._start.bind(transaction);
  transaction._start = () => {
    const isOver = transaction._requests.length === 0 && transaction._state !== "finished";
    if (isOver && transaction._rollbackLog.length > 0) transaction._abort(fullDisk);
    else goOn();
  };
}

function isWriting(operation: () => unknown): boolean {
  return /storeRecord/.test(`${operation.name} ${operation.toString()}`);
}

function undo(database: RawDatabase | undefined, connection: RawConnection, isAtomic: boolean): void {
  if (database === undefined) return;
  for (const transaction of database.transactions) {
    if (transaction.db !== connection || transaction._state === "finished") continue;
    if (isAtomic) for (const step of transaction._rollbackLog.toReversed()) step();
    transaction._state = "finished";
    transaction._requests = [];
  }
  database.transactions = database.transactions.filter((one) => one.db !== connection);
  connection._closed = true;
  connection._closePending = true;
  database.connections = database.connections.filter((one) => one !== connection);
  database.processTransactions();
}

function cutOff(database: RawDatabase | undefined, connection: RawConnection): void {
  const open = database?.transactions.filter((one) => one.db === connection && one._state !== "finished");
  for (const transaction of open ?? []) transaction._abort("AbortError");
  forceCloseDatabase(connection as unknown as Parameters<typeof forceCloseDatabase>[0]);
}

function rawOf(factory: IDBFactory): RawFactory {
  return factory as unknown as RawFactory;
}

function copyOf(database: RawDatabase, name: string): RawDatabase {
  const made = new (makerOf(database))(name, database.version);
  for (const store of database.rawObjectStores.values()) {
    const target = new (makerOf(store))(made, store.name, store.keyPath, store.autoIncrement);
    for (const record of store.records.values()) target.records.put(record);
    for (const index of store.rawIndexes.values()) {
      const { name: indexName, keyPath, multiEntry, unique } = index;
      const copy = new (makerOf(index))(target, indexName, keyPath, multiEntry, unique);
      for (const record of index.records.values()) copy.records.put(record);
      copy.initialized = true;
      target.rawIndexes.set(indexName, copy);
    }
    made.rawObjectStores.set(store.name, target);
  }
  return made;
}

/** The package does not export the classes of its inside; each object knows its own. */
function makerOf<T extends object>(made: T): Maker<T> {
  return made.constructor as Maker<T>;
}
