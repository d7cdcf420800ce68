// Entry of the hours worker: opens the person's database and answers the questions of hours-service.ts through Comlink.
// It is terminated when the tablet locks.
import { expose, proxy } from "comlink";
import { openLedgerCache } from "../storage/ledger-cache.ts";
import type { LedgerProgress } from "../storage/ledger-rebuild.ts";
import { createSealingVault } from "../vault/vault.ts";
import { createHoursService, type HoursService } from "./hours-service.ts";

const hoursWorker = {
  /**
   * Opens a person's database; the answer stays in the worker and is asked through a proxy. The key comes by message and
   * goes with the worker.
   */
  start: async (databaseName: string, key: CryptoKey, onProgress: (progress: LedgerProgress) => void) => {
    const cache = await openLedgerCache(databaseName, createSealingVault(key, databaseName));
    const service: HoursService = createHoursService({
      cache,
      onProgress,
      alone: aloneAmongTabs(`hours-${databaseName}`),
    });
    return proxy(service);
  },
};

export type HoursWorker = typeof hoursWorker;

/** Every browser has locks where the app can be installed; elsewhere a second tab at work can only slow the first. */
function aloneAmongTabs(name: string) {
  return async <T>(work: () => Promise<T>): Promise<T> =>
    "locks" in navigator ? await navigator.locks.request(name, async () => await work()) : await work();
}

expose(hoursWorker);
