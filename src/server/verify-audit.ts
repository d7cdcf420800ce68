// Holds a school's audit against itself: every row in its place, each with the hash of the one before, as many as were
// written. It says where the first fault is and mends nothing.
import { hashOfAuditRow, noHash } from "./audit.ts";
import { auditRowsAfter, countedAuditRows, type StoredAuditRow } from "./storage/audit-rows.ts";
import { inReadSnapshot } from "./storage/database.ts";
import type { Db } from "./storage/tables.ts";

/** A place in the audit that is known from elsewhere: from a backup, a line of the log, a proof of erasure. */
export interface Anchor {
  readonly n: number;
  readonly hash: string;
}

export type Verdict =
  | { readonly ok: true; readonly rows: number; readonly head: string }
  | {
      readonly ok: false;
      /**
       * `changed`: its hash is not that of its content · `missing`: it is not there, and later ones are ·
       * `unlinked`: it does not follow the row before · `cut-short`: it and all after it are gone, by the school's own
       * count or by an anchor · `other-history`: it is whole, but not the row that an anchor names.
       */
      readonly fault: "changed" | "missing" | "unlinked" | "cut-short" | "other-history";
      readonly row: number;
    };

const rowsAtOnce = 1000;

/** Reads the whole audit of a school, as it is at one moment. @param anchors places that must be in it */
export async function verifyAudit(db: Db, school: string, anchors: readonly Anchor[] = []): Promise<Verdict> {
  const hashes = new Map(anchors.map((anchor) => [anchor.n, anchor.hash]));
  const verify = async (tx: Db): Promise<Verdict> => {
    let [after, head] = [0, noHash];
    for (;;) {
      const rows = await auditRowsAfter(tx, school, after, rowsAtOnce);
      for (const row of rows) {
        const fault = faultOf(row, after + 1, head, hashes.get(row.n));
        if (fault !== undefined) return { ok: false, fault, row: fault === "missing" ? after + 1 : row.n };
        [after, head] = [row.n, row.hash];
      }
      if (rows.length < rowsAtOnce) break;
    }
    const expected = Math.max(await countedAuditRows(tx, school), ...hashes.keys());
    if (after < expected) return { ok: false, fault: "cut-short", row: after + 1 };
    return { ok: true, rows: after, head };
  };
  return db.isTransaction ? await verify(db) : await inReadSnapshot(db, verify);
}

function faultOf(row: StoredAuditRow, n: number, previous: string, anchored: string | undefined) {
  if (row.n !== n) return "missing";
  if (hashOfAuditRow(row) !== row.hash) return "changed";
  if (row.previous !== previous) return "unlinked";
  return anchored !== undefined && anchored !== row.hash ? "other-history" : undefined;
}
