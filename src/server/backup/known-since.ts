// What happened after a backup and must not be undone by restoring it, gathered from all that can still tell.
import { readSignIns, type SignIns } from "../storage/backup-rows.ts";
import { auditRowsAfter, type StoredAuditRow } from "../storage/audit-rows.ts";
import type { Db } from "../storage/tables.ts";
import type { KnownSince } from "./fill-database.ts";
import type { KnownErasure } from "./known-erasures.ts";

interface KnownInOld {
  readonly erasures: KnownErasure[];
  readonly signIns: SignIns;
  /** The rows of a school's audit after a number, as long as that database is open. */
  readonly auditAfter: (school: string, n: number) => Promise<StoredAuditRow[]>;
}

/** What the present database knows of later than any backup. */
export async function knownIn(db: Db): Promise<KnownInOld> {
  const rows = await db.selectFrom("erasure").selectAll().execute();
  const erasures = rows.map(({ school, subject, participant, at_ms }) => {
    return { school, subject, participant, at: new Date(at_ms).toISOString() };
  });
  // Asked here too, so that a database without an audit counts as one that cannot tell.
  await auditRowsAfter(db, "", 0, 1);
  const auditAfter = (school: string, n: number) => auditRowsAfter(db, school, n, Number.MAX_SAFE_INTEGER);
  return { erasures, signIns: await readSignIns(db), auditAfter };
}

/** That and the file of erasures together. */
export function knownSince(fromFile: readonly KnownErasure[], fromOld: KnownInOld | undefined): KnownSince {
  if (fromOld === undefined) return { erasures: fromFile };
  return { ...fromOld, erasures: [...fromOld.erasures, ...fromFile] };
}
