// Everything that a browser has stored for this address, as one text to search in: databases, caches, and the small stores.
import type { Page } from "@playwright/test";

/** Bytes are read as Latin-1 and as UTF-16, so that a word in them is found in either. */
export async function storedWords(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const said: string[] = [];
    const tell = (value: unknown): void => {
      if (value instanceof ArrayBuffer) return tell(new Uint8Array(value));
      if (value instanceof Uint8Array) {
        said.push(new TextDecoder("latin1").decode(value), new TextDecoder("utf-16le").decode(value));
        return;
      }
      if (typeof value !== "object" || value === null) return void said.push(String(value));
      for (const [name, one] of Object.entries(value)) {
        said.push(name);
        tell(one);
      }
    };
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error ?? new Error("not read")));
      });
    for (const { name = "" } of await indexedDB.databases()) {
      said.push(name);
      const db = await done(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        const rows = db.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(rows.getAllKeys()), done(rows.getAll())]);
        tell(keys);
        tell(values);
      }
      db.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        said.push(name, request.url, JSON.stringify([...(answer?.headers ?? [])]));
        // What was built is the same for every school.
        if (!name.includes("precache")) tell(await answer?.arrayBuffer());
      }
    }
    tell({ ...localStorage });
    tell({ ...sessionStorage });
    return said.join("\n");
  });
}
