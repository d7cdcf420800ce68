// The audit: what was done, by whom, on which tablet, in one order a school. Each row carries the hash of the one before,
// so that a row that is changed or taken out later shows (`npm run audit:verify`). Nothing is ever changed or deleted.
import { createHash } from "node:crypto";
import { auditAboutSchema, type AuditAbout, type AuditEvent } from "../protocol/audit-messages.ts";
import type { Clock } from "../protocol/clock.ts";
import { auditHash, insertAuditRow, takeAuditNumber, type StoredAuditRow } from "./storage/audit-rows.ts";
import { inTransaction } from "./storage/database.ts";
import type { Db } from "./storage/tables.ts";

export interface Deed {
  readonly school: string;
  readonly event: AuditEvent;
  /** Who did it; null for the server itself and for somebody who was not recognised. */
  readonly staffId: string | null;
  /** The enrolled tablet on which it was done, where one is known. */
  readonly tablet?: string | null;
  readonly about?: AuditAbout;
}

/** What stands before the first row. */
export const noHash = "0".repeat(64);

/**
 * Writes one row, on the server's clock. Give it the open transaction of the deed itself, so that both are kept or
 * neither; with the database it opens one of its own (never while a transaction is open: it would wait for ever).
 * Throws when `about` holds what an audit must not.
 * @returns the row's number and hash
 */
export async function audit(
  by: { readonly clock: Clock },
  db: Db,
  deed: Deed,
): Promise<{ readonly n: number; readonly hash: string }> {
  const about = JSON.stringify(auditAboutSchema.parse(deed.about ?? {}));
  const write = (tx: Db) => writeRow(tx, by.clock, deed, about);
  return db.isTransaction ? await write(db) : await inTransaction(db, write);
}

async function writeRow(tx: Db, clock: Clock, deed: Deed, about: string) {
  const { school, event, staffId: staff_id, tablet = null } = deed;
  const n = await takeAuditNumber(tx, school);
  // A missing row before this one is not hidden by a fresh start: what follows carries the gap on.
  const previous = n === 1 ? noHash : ((await auditHash(tx, school, n - 1)) ?? noHash);
  const row = { school, n, at_ms: clock.nowMs(), event, staff_id, tablet, about, previous };
  const hash = hashOfAuditRow(row);
  await insertAuditRow(tx, { ...row, hash });
  return { n, hash };
}

/** SHA-256 over the row's canonical text, the previous hash in it. */
export function hashOfAuditRow(row: Omit<StoredAuditRow, "hash">): string {
  const { previous, school, n, at_ms, event, staff_id, tablet, about } = row;
  const text = JSON.stringify([previous, school, n, at_ms, event, staff_id, tablet, about]);
  return createHash("sha256").update(text).digest("hex");
}
