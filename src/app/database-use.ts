// Which person's database a window of this device is using: known to all windows, and ended with the window, crash or not.

const lockName = (databaseName: string) => `in-use|${databaseName}`;

/** @returns ends the use */
export function holdDatabase(databaseName: string): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  const over = new AbortController();
  const options = { mode: "shared", signal: over.signal } as const;
  navigator.locks
    .request(lockName(databaseName), options, () => promise)
    .catch((fault: unknown) => {
      // Ended before the lock was given.
      if (!over.signal.aborted) throw fault;
    });
  return () => {
    resolve();
    over.abort();
  };
}

export async function isDatabaseInUse(databaseName: string): Promise<boolean> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return [...held, ...pending].some((one) => one.name === lockName(databaseName));
}
