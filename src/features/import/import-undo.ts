// Taking an import back, for 24 hours. Nothing is deleted on a device: new cards are put out of sight as leavers of yesterday,
// moved classes go back. A child who already has sessions stays, and is said.
import { addDays, type Day } from "../../domain/calendar.ts";
import * as records from "../../domain/records.ts";
import type { Device } from "../../storage/device.ts";
import { readRecord, readRecords } from "../../storage/read.ts";
import { change, type Change } from "../../storage/write.ts";
import type { ImportTrace } from "./import-plan.ts";

export interface RememberedImport extends ImportTrace {
  readonly atMs: number;
}

const keptMs = 24 * 60 * 60 * 1000;
const storageKey = (device: Device) => `alongside-import|${device.schoolId}`;

/** Keeps ids only: no name ever stands in this store. */
export function rememberImport(device: Device, trace: ImportTrace): void {
  localStorage.setItem(storageKey(device), JSON.stringify({ ...trace, atMs: device.clock.nowMs() }));
}

export function forgetImport(device: Device): void {
  localStorage.removeItem(storageKey(device));
}

export function rememberedImport(device: Device): RememberedImport | undefined {
  const text = localStorage.getItem(storageKey(device));
  if (text === null) return undefined;
  const kept = JSON.parse(text) as RememberedImport;
  return device.clock.nowMs() - kept.atMs < keptMs ? kept : undefined;
}

export interface UndoPlan {
  readonly changes: readonly Change[];
  /** New children who already have sessions: left as they are. */
  readonly leftAlone: number;
}

export async function planUndo(device: Device, trace: ImportTrace, today: Day): Promise<UndoPlan> {
  const yesterday = addDays(today, -1);
  const changes: Change[] = [];
  let leftAlone = 0;
  for (const { pupilId, enrolmentId } of trace.newPupils) {
    const [card, enrolment, marks] = await Promise.all([
      readRecord(device, records.pupil, pupilId),
      readRecord(device, records.enrolment, enrolmentId),
      readRecords(device, records.mark, {
        index: "[pupilId+date]",
        from: [pupilId, ""],
        to: [pupilId, "9999"],
      }),
    ]);
    if (marks.length > 0) leftAlone += 1;
    else if (card) {
      changes.push(change(records.pupil, card, { leftOn: yesterday }));
      if (enrolment) changes.push(change(records.enrolment, enrolment, { to: yesterday }));
    }
  }
  for (const { endedId, madeId } of trace.movedClasses) {
    const [ended, made] = await Promise.all([
      readRecord(device, records.enrolment, endedId),
      readRecord(device, records.enrolment, madeId),
    ]);
    if (made) changes.push(change(records.enrolment, made, { to: yesterday }));
    if (ended) changes.push(change(records.enrolment, ended, { to: null }));
  }
  return { changes, leftAlone };
}
