// Copies every database of one IndexedDB into another, as a backup of the whole tablet or a cloned disk would.

export async function copyDatabases(from: IDBFactory, to: IDBFactory): Promise<void> {
  for (const { name = "", version = 1 } of await from.databases()) {
    const source = await opened(from.open(name));
    const stores = [...source.objectStoreNames];
    const request = to.open(name, version);
    request.addEventListener("upgradeneeded", () => makeStores(source, request.result));
    const target = await opened(request);
    for (const store of stores) await copyStore(source, target, store);
    source.close();
    target.close();
  }
}

function makeStores(source: IDBDatabase, target: IDBDatabase): void {
  for (const name of source.objectStoreNames) {
    const store = source.transaction(name).objectStore(name);
    const made = target.createObjectStore(name, {
      keyPath: store.keyPath,
      autoIncrement: store.autoIncrement,
    });
    for (const indexName of store.indexNames) {
      const { keyPath, unique, multiEntry } = store.index(indexName);
      made.createIndex(indexName, keyPath, { unique, multiEntry });
    }
  }
}

async function copyStore(source: IDBDatabase, target: IDBDatabase, name: string): Promise<void> {
  const rows: unknown[] = await answered(source.transaction(name).objectStore(name).getAll());
  const transaction = target.transaction(name, "readwrite");
  for (const row of rows) transaction.objectStore(name).put(row);
  await new Promise<void>((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("abort", () =>
      reject(transaction.error ?? new Error("The copy was aborted.")),
    );
  });
}

const opened = (request: IDBOpenDBRequest) => answered<IDBDatabase>(request);

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("The database refused.")));
  });
}
