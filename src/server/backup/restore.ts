// Puts a backup back, into the data folder or into PostgreSQL: the file is checked whole before anything is touched.
import type { Eraser } from "../erase.ts";
import { readErasureFile } from "./known-erasures.ts";
import { readBackupFile } from "./read-backup-file.ts";
import { restorePostgres } from "./restore-postgres.ts";
import type { RestoreRequest, RestoreResult } from "./restore-result.ts";
import { restoreSqlite } from "./restore-sqlite.ts";

/** Throws what the disk or a database throws; the present database is untouched then. */
export async function restoreBackup(request: RestoreRequest, by: Eraser): Promise<RestoreResult> {
  const file = await readBackupFile(request.from, undefined, request.passphrase);
  if (!file.ok) return file;
  const { erasures, unreadable } = readErasureFile(request.dataFolder);
  const { databaseUrl } = request;
  const result = await (databaseUrl === undefined
    ? restoreSqlite(request, erasures, by)
    : restorePostgres({ ...request, databaseUrl }, erasures, by));
  return result.ok ? { ...result, file, unreadableErasures: unreadable } : { ...result, file };
}
