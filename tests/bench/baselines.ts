// What the same rows cost without any of our code: hand-written IndexedDB, and plain Dexie's shape of it. Runs in the page.

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
