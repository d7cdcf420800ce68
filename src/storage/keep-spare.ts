// The second copy of a save, made between its commit and the word "Saved".
import type { OutboxRow } from "./database.ts";
import type { Device } from "./device.ts";
import { storageRefusal } from "./faults.ts";
import { spareFormOf, type FormState } from "./spare-form.ts";

/** How long a save waits for its second copy: the database has it already. */
const patienceMs = 1000;

/**
 * Copies what was just committed. The commit stands also where this cannot be done (no room, no cache storage): it is
 * tried again at the next start.
 */
export async function keepSpare(
  device: Device,
  state: FormState,
  { forServer, ...entry }: Omit<OutboxRow, "ackSeq" | "ackAt">,
): Promise<void> {
  if (device.spare === undefined) return;
  const form = spareFormOf(state, { n: entry.n, forServer });
  const copy = { ...entry, client: state.clientId, form };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
  const kept = device.spare.keep(copy).catch((fault: unknown) => {
    if (storageRefusal(fault) === undefined) throw fault;
    device.onSpareFault?.();
  });
  await Promise.race([kept, patience]);
  clearTimeout(timer);
}
