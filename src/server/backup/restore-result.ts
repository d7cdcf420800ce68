// What a restore is asked and what can come of it, whichever engine it is for.
import type { Place } from "../storage/backup-database.ts";
import type { Filled } from "./fill-database.ts";
import type { ReadBackup } from "./read-backup-file.ts";

export interface RestoreRequest extends Place {
  readonly from: string;
  /** Of a locked file. */
  readonly passphrase?: string;
  /** Whether a database that is there may be put aside. */
  readonly mayReplace: boolean;
}

export type GoodFile = Extract<ReadBackup, { ok: true }>;

export interface Restored {
  readonly ok: true;
  /** Where the database is that was there before: a file, or a schema of the same database. */
  readonly aside?: string;
  readonly couldReadOld: boolean;
  /** How many erasures the backup did not know. */
  readonly erasedAgain: number;
}

export type NotRestored =
  { readonly ok: false; readonly code: "server-runs" | "would-replace" } | Extract<Filled, { ok: false }>;

export type RestoreResult =
  | (Restored & { readonly file: GoodFile; readonly unreadableErasures: number })
  | (NotRestored & { readonly file?: GoodFile });
