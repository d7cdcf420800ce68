// What the last list of totals made, for 24 hours, so that it can be taken back: ids and a time, never a name.
import * as z from "zod/mini";
import * as records from "../../domain/records.ts";
import type { Device } from "../../storage/device.ts";
import { instantNow } from "../../storage/access-facts.ts";
import { readRecords } from "../../storage/read.ts";
import { change, type Change } from "../../storage/write.ts";

const keptSchema = z.object({ ids: z.array(z.uuid()), atMs: z.number() });
export type ImportedTotals = z.infer<typeof keptSchema>;

const keptMs = 24 * 60 * 60 * 1000;
const storageKey = ({ schoolId, staffId }: Device) => `alongside-boxall-import|${schoolId}|${staffId}`;

export function rememberTotals(device: Device, ids: readonly string[]): void {
  localStorage.setItem(storageKey(device), JSON.stringify({ ids, atMs: device.clock.nowMs() }));
}

export function forgetTotals(device: Device): void {
  localStorage.removeItem(storageKey(device));
}

export function rememberedTotals(device: Device): ImportedTotals | undefined {
  const text = localStorage.getItem(storageKey(device));
  const kept = keptSchema.safeParse(text === null ? undefined : jsonOf(text));
  return kept.success && device.clock.nowMs() - kept.data.atMs < keptMs ? kept.data : undefined;
}

/** What another version of the app wrote may be anything. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}

/** Nothing is deleted: each stays readable as taken back. What was taken back by itself already stays as that. */
export async function changesToUndo(device: Device, { ids }: ImportedTotals): Promise<Change[]> {
  const stored = await readRecords(device, records.boxallAssessment, { ids: [...ids] });
  const voided = { reason: "undo" as const, by: device.staffId, at: instantNow(device) };
  return stored
    .filter((one) => !one.record.voided)
    .map((one) => change(records.boxallAssessment, one, { voided }));
}
