// The table of the audit as the program sees it: no column of it is ever changed.

/** What was done, in order; each row carries the hash of the one before. */
export interface AuditTable {
  readonly school: string;
  n: number;
  at_ms: number;
  event: string;
  staff_id: string | null;
  tablet: string | null;
  /** Ids and figures as JSON text; never a name. */
  about: string;
  previous: string;
  hash: string;
}
