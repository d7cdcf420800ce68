// The second copy of a save, made between its commit and the word "Saved".
import type { Device } from "./device.ts";
import { storageRefusal } from "./faults.ts";
import type { SpareCopy } from "./spare-copies.ts";

/** How long a save waits for its second copy: the database has it already. */
const patienceMs = 1000;

/**
 * Copies what was just committed. The commit stands also where this cannot be done (no room, no cache storage): it is
 * tried again at the next start.
 */
export async function keepSpare(device: Device, copy: SpareCopy): Promise<void> {
  if (device.spare === undefined) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
  const kept = device.spare.keep(copy).catch((fault: unknown) => {
    if (storageRefusal(fault) === undefined) throw fault;
    device.onSpareFault?.();
  });
  await Promise.race([kept, patience]);
  clearTimeout(timer);
}
