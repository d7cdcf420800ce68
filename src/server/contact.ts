// Evidence of each contact: when a device was here, what it still has to send, how far it has come and what it was
// given. Written before an answer leaves, so that what left is known also of a device that is lost the next moment.
import type { Db } from "./storage/tables.ts";
import { inTransaction } from "./storage/database.ts";
import { readContact, replaceClient, saveContact, saveHeld, type Contact } from "./storage/device-rows.ts";

/**
 * How far a device has come is written down once in this time: each writing waits for the disk. An older place is the safe
 * side, for erasure and for compaction; what left since the last writing is what its grants cover.
 */
const everyMs = 60_000;

export interface ContactNow extends Omit<Contact, "cursorSeq" | "proof"> {
  /** Absent = as it was. */
  readonly cursorSeq?: number;
  /** Absent = as it was: an older app. */
  readonly proof?: string | undefined;
  readonly client: string;
  readonly formerly?: string | undefined;
  /** The grants, when they are other than the device held. */
  readonly grants?: readonly string[] | undefined;
}

export async function noteContact(db: Db, school: string, now: ContactNow): Promise<void> {
  const before = await readContact(db, school, now.client);
  const isNews =
    before === undefined ||
    now.grants !== undefined ||
    now.formerly !== undefined ||
    now.seenMs - before.seenMs >= everyMs ||
    now.pending !== before.pending ||
    now.oldestMs !== before.oldestMs ||
    now.tablet !== before.tablet ||
    (now.proof !== undefined && now.proof !== before.proof) ||
    now.schemaVersion !== before.schemaVersion;
  if (!isNews) return;
  await inTransaction(db, async (tx) => {
    const cursorSeq = now.cursorSeq ?? before?.cursorSeq ?? 0;
    await saveContact(tx, school, now.client, {
      ...now,
      cursorSeq,
      proof: now.proof ?? before?.proof ?? null,
    });
    if (now.formerly !== undefined) await replaceClient(tx, school, now.formerly, now.staffId, now.client);
    if (now.grants !== undefined) await saveHeld(tx, school, now.client, now.staffId, now.grants, now.seenMs);
  });
}
