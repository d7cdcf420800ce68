// Deeds of somebody who is not signed in to one school yet: written into the audit of each school of the account.
import type { AuditAbout, AuditEvent } from "../protocol/audit-messages.ts";
import { audit } from "./audit.ts";
import type { Parts } from "./parts.ts";
import { membershipsOf } from "./storage/account-rows.ts";

export async function auditAccount(
  parts: Pick<Parts, "db" | "clock">,
  account: string,
  event: AuditEvent,
  about: AuditAbout,
): Promise<void> {
  for (const { school, staffId } of await membershipsOf(parts.db, account))
    await audit(parts, parts.db, { school, event, staffId, about: { ...about, account } });
}
