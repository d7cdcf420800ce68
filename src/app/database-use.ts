// Which person's database a window of this device is using: known to all windows, and ended with the window, crash or not.

const prefix = "in-use|";
const lockName = (databaseName: string) => prefix + databaseName;

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
  return (await locks()).includes(lockName(databaseName));
}

/** Whether somebody is at work in some window of this device. */
export async function isAnyDatabaseInUse(): Promise<boolean> {
  return (await locks()).some((name) => name.startsWith(prefix));
}

async function locks(): Promise<string[]> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return [...held, ...pending].flatMap(({ name }) => name ?? []);
}
