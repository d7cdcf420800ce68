// Writes down that something left the app: an export, a record given out. Kept with this tablet's work, so that it is
// there without a network too; the server writes it into the audit when it arrives.
import { dayInZone } from "../../domain/calendar.ts";
import type { Deed } from "../../domain/deed.ts";
import * as records from "../../domain/records.ts";
import type { Device } from "../../storage/device.ts";
import { make, saveChanges, type Change } from "../../storage/write.ts";
import { refusalSentence } from "./saving.tsx";

export type DeedDone = Omit<Deed, "authorId" | "date" | "recordedAt">;

/**
 * Call it before the file is handed out: what cannot be written down does not leave.
 * @returns one sentence when it could not be written down
 */
export async function noteDeed(device: Device, done: DeedDone): Promise<string | undefined> {
  const result = await saveChanges(device, device.newId(), [deedNow(device, done)]);
  return result.ok ? undefined : refusalSentence(result.refusal);
}

/** The deed as a change, to be saved together with what was done. */
export function deedNow(device: Device, done: DeedDone): Change {
  const nowMs = device.clock.nowMs();
  return make(records.deed, device.newId(), {
    ...done,
    authorId: device.staffId,
    date: dayInZone(nowMs),
    recordedAt: new Date(nowMs).toISOString(),
  });
}
