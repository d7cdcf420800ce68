// What is stored under a session's id, read at the moment of saving: a plan that was undone is logged again over its old
// record, and never twice.
import * as records from "../../domain/records.ts";
import type { Device } from "../../storage/device.ts";
import { readRecord, readRecords } from "../../storage/read.ts";
import type { LoggedBefore } from "./session-changes.ts";

export async function readLogged(device: Device, sessionId: string): Promise<LoggedBefore | undefined> {
  const ofSession = { index: "sessionId", equals: sessionId };
  const [session, marks, notes] = await Promise.all([
    readRecord(device, records.session, sessionId),
    readRecords(device, records.mark, ofSession),
    readRecords(device, records.note, ofSession),
  ]);
  return session && { session, marks, notes };
}
