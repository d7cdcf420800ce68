// Sessions with marks, saved as screens save them, and the hours service on the same database.
import { v7 } from "uuid";
import { markId } from "../../src/domain/ids.ts";
import type { LoggedSession } from "../../src/domain/logged-session.ts";
import { mark, session } from "../../src/domain/records.ts";
import type { Mark } from "../../src/domain/session.ts";
import type { Device } from "../../src/storage/device.ts";
import { openLedgerCache } from "../../src/storage/ledger-cache.ts";
import type { LedgerProgress } from "../../src/storage/ledger-rebuild.ts";
import { make, saveChanges } from "../../src/storage/write.ts";
import { createHoursService, type HoursService } from "../../src/worker/hours-service.ts";

/** Saves a session and its marks in one act; fails when the device refuses. */
export async function saveSession(
  device: Device,
  logged: LoggedSession,
  marks: readonly Mark[],
): Promise<void> {
  const result = await saveChanges(device, v7(), [
    make(session, logged.id, { ...logged.session, authorId: device.staffId }),
    ...marks.map((one) => make(mark, markId(logged.id, one.pupilId), { ...one, authorId: device.staffId })),
  ]);
  if (!result.ok) throw new Error(`Not saved: ${result.refusal.code}`);
}

/** One at a time by name, as the browser's locks give it to tabs. */
function createLocks() {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(name, mine);
    return await mine;
  };
}

const locks = createLocks();

/** The service as the worker makes it, with its own connection to the device's database. */
export async function hoursOn(
  device: Device,
  onProgress: (progress: LedgerProgress) => void = () => undefined,
): Promise<HoursService> {
  const cache = await openLedgerCache(device.db.name, device.vault);
  return createHoursService({ cache, onProgress, alone: (work) => locks(device.db.name, work) });
}
