// What can go wrong with the device's own database, as closed codes, and the watch over calls that never come back
// (iPads cut database connections in the background).
import Dexie from "dexie";

export type StorageCode = "storage-full" | "storage-closed" | "storage-stuck";

/** How long a database call may take before the person is told that storage is stuck. */
const watchdogMs = 5000;

/** A call to the device's own database that does not come back. */
export class StuckError extends Error {}

/** Rejects when the work takes too long. A commit that comes late is harmless: the mutation id stays the same. */
export async function withinWatchdog<T>(work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stuck = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new StuckError("The database did not answer.")), watchdogMs);
  });
  try {
    return await Promise.race([work(), stuck]);
  } finally {
    clearTimeout(timer);
  }
}

/** The refusal that a storage fault stands for, or undefined when it is no storage fault but a bug. */
export function storageRefusal(fault: unknown): StorageCode | undefined {
  if (fault instanceof StuckError) return "storage-stuck";
  const names = namesOf(fault);
  if (names.some((name) => name === "QuotaExceededError")) return "storage-full";
  const closed = [
    "DatabaseClosedError",
    "InvalidStateError",
    "UnknownError",
    "AbortError",
    "OpenFailedError",
    "TimeoutError",
  ];
  return names.some((name) => closed.includes(name)) ? "storage-closed" : undefined;
}

/** A Dexie error wraps the browser's own, one of many requests the faults of each; all names count. */
function namesOf(fault: unknown): string[] {
  if (!(fault instanceof Error || fault instanceof Dexie.DexieError)) return [];
  const inner = "inner" in fault ? namesOf(fault.inner) : [];
  const failures =
    "failures" in fault && Array.isArray(fault.failures) ? fault.failures.flatMap(namesOf) : [];
  return [fault.name, ...inner, ...failures];
}
