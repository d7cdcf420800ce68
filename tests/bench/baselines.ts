// What the same rows cost without any of our code: hand-written IndexedDB, and plain Dexie. Everything here runs in the
// page, so each function stands alone.

/** Milliseconds of each of `runs` commits of six small rows over three stores, with strict durability. */
export async function rawIndexedDbWrites(runs: number): Promise<number[]> {
  const open = indexedDB.open(`bench-raw-${runs}`, 1);
  open.onupgradeneeded = () => {
    for (const name of ["rows", "outbox", "meta"]) open.result.createObjectStore(name, { keyPath: "id" });
  };
  await new Promise((resolve, reject) => {
    open.addEventListener("success", resolve);
    open.addEventListener("error", reject);
  });
  const db = open.result;
  const payload = new TextEncoder().encode(JSON.stringify({ text: "x".repeat(400) }));
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const from = performance.now();
    const tx = db.transaction(["rows", "outbox", "meta"], "readwrite", { durability: "strict" });
    for (let row = 0; row < 5; row += 1) tx.objectStore("rows").put({ id: `${run}-${row}`, payload });
    tx.objectStore("outbox").put({ id: String(run), payload });
    tx.objectStore("meta").put({ id: "sync", run });
    await new Promise((resolve) => (tx.oncomplete = resolve));
    times.push(performance.now() - from);
  }
  db.close();
  return times;
}

/** What these functions use of Dexie, which the measurement puts into the page. */
interface PlainDexie {
  readonly version: (version: number) => { readonly stores: (stores: Record<string, string>) => void };
  readonly table: (name: string) => { readonly bulkPut: (rows: readonly object[]) => Promise<unknown> };
  readonly transaction: (
    mode: "rw",
    tables: readonly string[],
    work: () => Promise<unknown>,
  ) => Promise<unknown>;
  readonly close: () => void;
}

/** The same commits as `rawIndexedDbWrites` through plain Dexie. */
export async function dexieWrites(runs: number): Promise<number[]> {
  const { Dexie } = globalThis as unknown as { Dexie: new (name: string, options: object) => PlainDexie };
  const db = new Dexie(`bench-dexie-${runs}`, { cache: "disabled", chromeTransactionDurability: "strict" });
  db.version(1).stores({ rows: "id", outbox: "id", meta: "id" });
  const payload = new TextEncoder().encode(JSON.stringify({ text: "x".repeat(400) }));
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const from = performance.now();
    await db.transaction("rw", ["rows", "outbox", "meta"], async () => {
      const rows = [0, 1, 2, 3, 4].map((row) => ({ id: `${run}-${row}`, payload }));
      await Promise.all([
        db.table("rows").bulkPut(rows),
        db.table("outbox").bulkPut([{ id: String(run), payload }]),
        db.table("meta").bulkPut([{ id: "sync", run }]),
      ]);
    });
    times.push(performance.now() - from);
  }
  db.close();
  return times;
}

/**
 * A client of a few lines: asks for everything that this person may hold, and keeps each answer's text. No storage, no
 * merging.
 * @returns milliseconds until the last answer was read
 */
export async function fetchEverything(): Promise<{ ms: number; bytes: number; rows: number }> {
  const from = performance.now();
  const hashOf = (grants: readonly string[]) => {
    let hash = 0x811c9dc5;
    for (const char of grants.toSorted().join("\n"))
      hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    return `${grants.length}-${hash.toString(16)}`;
  };
  interface Page {
    readonly upTo: object;
    readonly allow?: readonly string[];
    readonly filled?: readonly { readonly scope: string; readonly place: string | null }[];
    readonly rows: readonly unknown[];
  }
  const kept: string[] = [];
  let [grants, cursor, rows]: [readonly string[], object | null, number] = [[], null, 0];
  let filling: Record<string, string> | undefined;
  const client = crypto.randomUUID();
  const headers = { "content-type": "application/json", "x-alongside": "1" };
  while (filling === undefined || Object.keys(filling).length > 0) {
    const about = { proto: 1, schema: 1, client, ackN: 0, pending: 0, oldest: null };
    const body = JSON.stringify({
      ...about,
      cursor,
      scopesHash: hashOf(grants),
      ...(filling && { filling }),
    });
    const answer = await fetch("/api/sync/pull", { method: "POST", headers, body });
    const text = await answer.text();
    const page = JSON.parse(text) as Page;
    if (page.allow) {
      grants = page.allow;
      filling = Object.fromEntries(grants.map((grant) => [grant, ""]));
      cursor = page.upTo;
      continue;
    }
    for (const { scope, place } of page.filled ?? []) {
      const { [scope]: _before, ...others }: Record<string, string> = filling ?? {};
      filling = place === null ? others : { ...others, [scope]: place };
    }
    rows += page.rows.length;
    kept.push(text);
  }
  Object.assign(globalThis, { benchPages: kept });
  const sent = performance
    .getEntriesByType("resource")
    .filter((entry) => entry.name.endsWith("/api/sync/pull"))
    .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0);
  return { ms: performance.now() - from, bytes: sent, rows };
}

/**
 * Puts the pages that `fetchEverything` kept into stores by kind, a transaction a page, each row as it came.
 * @param way `bare`: no index but the key. `indexed`: with the indexes that the app has on those kinds. `dexie`: as
 * `indexed`, through Dexie's bulkPut
 * @param indexes the app's indexes by kind
 */
export async function putEverything(given: {
  readonly way: "bare" | "indexed" | "dexie";
  readonly indexes: Readonly<Record<string, readonly string[]>>;
  readonly run: number;
}): Promise<number> {
  const { benchPages } = globalThis as unknown as { benchPages: readonly string[] };
  type Sent = [kind: string, id: string, scope: string, seq: number, fields: Record<string, unknown>];
  const kinds = Object.keys(given.indexes);
  const name = `bench-${given.way}-${given.run}`;
  const rowsOf = (text: string) => {
    const page = JSON.parse(text) as { readonly rows: readonly Sent[] };
    return page.rows
      .filter(([kind, , , , fields]) => kinds.includes(kind) && fields !== null)
      .map(([kind, id, scope, seq, fields]) => ({ kind, row: { id, scope, seq, keys: fields } }));
  };
  if (given.way === "dexie") {
    const { Dexie } = globalThis as unknown as { Dexie: new (name: string, options: object) => PlainDexie };
    const db = new Dexie(name, { cache: "disabled", chromeTransactionDurability: "strict" });
    const stores = Object.entries(given.indexes).map(([kind, indexes]) => [
      kind,
      ["id", "scope", ...indexes.map((index) => index.replaceAll(/[A-Za-z]+/g, (key) => `keys.${key}`))].join(
        ",",
      ),
    ]);
    db.version(1).stores(Object.fromEntries(stores) as Record<string, string>);
    await db.table(kinds[0] ?? "").bulkPut([]);
    const from = performance.now();
    for (const text of benchPages) {
      const rows = rowsOf(text);
      const touched = [...new Set(rows.map((one) => one.kind))];
      if (touched.length === 0) continue;
      await db.transaction("rw", touched, async () => {
        for (const kind of touched)
          await db.table(kind).bulkPut(rows.filter((one) => one.kind === kind).map((one) => one.row));
      });
    }
    db.close();
    return performance.now() - from;
  }
  const open = indexedDB.open(name, 1);
  open.onupgradeneeded = () => {
    for (const [kind, indexes] of Object.entries(given.indexes)) {
      const store = open.result.createObjectStore(kind, { keyPath: "id" });
      if (given.way === "bare") continue;
      store.createIndex("scope", "scope");
      for (const index of indexes) {
        const isMany = index.startsWith("*");
        const names = (index.match(/[A-Za-z]+/g) ?? []).map((key) => `keys.${key}`);
        store.createIndex(index, names.length === 1 ? (names[0] ?? "") : names, { multiEntry: isMany });
      }
    }
  };
  await new Promise((resolve) => open.addEventListener("success", resolve));
  const db = open.result;
  const from = performance.now();
  for (const text of benchPages) {
    const rows = rowsOf(text);
    const touched = [...new Set(rows.map((one) => one.kind))];
    if (touched.length === 0) continue;
    const tx = db.transaction(touched, "readwrite", { durability: "strict" });
    for (const { kind, row } of rows) tx.objectStore(kind).put(row);
    await new Promise((resolve) => (tx.oncomplete = resolve));
  }
  db.close();
  return performance.now() - from;
}
