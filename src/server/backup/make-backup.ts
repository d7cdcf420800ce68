// Makes one backup while the server runs: writes one moment of the database, reads the whole file back, and only then
// lets it count. A tablet keeps what it sent until the server says that it is in such a backup.
import { renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../protocol/clock.ts";
import { audit } from "../audit.ts";
import { noteBackup, isOfThisProgram, schemaOf, type SchoolPlace } from "../storage/backup-rows.ts";
import { openSource, type Place } from "../storage/backup-database.ts";
import type { Db } from "../storage/tables.ts";
import { backupNames, keepNames, letOldBackupsGo, makeBackupFolder } from "./backup-folder.ts";
import { formatVersion, type Heading, type Seal } from "./backup-format.ts";
import { readBackupFile, type TableSum } from "./read-backup-file.ts";
import { writeBackupFile } from "./write-backup-file.ts";

export interface BackupRequest extends Place {
  /** Where the file goes; by default the folder `backups` of the data folder. */
  readonly to?: string;
  /** How many backups stay in that folder, this one included: 1 or more. */
  readonly keep: number;
  /** Locks the file; without one whoever holds it reads it. */
  readonly passphrase?: string;
  /** The version of this program. */
  readonly program: string;
}

export type BackupResult =
  | {
      readonly ok: true;
      readonly path: string;
      readonly bytes: number;
      readonly tables: readonly TableSum[];
      readonly schools: readonly SchoolPlace[];
      /** Schools whose tablets may now let go of what they keep. */
      readonly noted: readonly string[];
      readonly letGo: readonly string[];
    }
  | { readonly ok: false; readonly code: "no-database" | "other-program" | "read-back-failed" };

/** Throws what the disk or the database throws; nothing half-done is left behind then. */
export async function makeBackup(request: BackupRequest, clock: Clock): Promise<BackupResult> {
  const source = await openSource(request);
  if (source === undefined) return { ok: false, code: "no-database" };
  const folder = request.to ?? join(request.dataFolder, "backups");
  const atMs = clock.nowMs();
  const { passphrase } = request;
  const { name, unfinishedName } = backupNames(atMs, String(process.pid), passphrase !== undefined);
  const unfinishedPath = join(folder, unfinishedName);
  try {
    makeBackupFolder(folder);
    const isWritten = await source.readMoment((moment) =>
      writeMoment(moment, unfinishedPath, {
        engine: source.engine,
        program: request.program,
        atMs,
        ...(passphrase !== undefined && { passphrase }),
      }),
    );
    if (!isWritten) return { ok: false, code: "other-program" };
    const read = await readBackupFile(unfinishedPath, undefined, passphrase);
    if (!read.ok) return { ok: false, code: "read-back-failed" };
    const path = join(folder, name);
    renameSync(unfinishedPath, path);
    keepNames(folder);
    const { schools } = read.seal;
    const noted = await source.note((tx) => noteAndAudit(tx, read.seal, atMs));
    const letGo = letOldBackupsGo(folder, name, request.keep, atMs);
    return { ok: true, path, bytes: statSync(path).size, tables: read.tables, schools, noted, letGo };
  } finally {
    rmSync(unfinishedPath, { force: true });
    await source.close();
  }
}

async function noteAndAudit(tx: Db, { schools, sha256 }: Seal, atMs: number): Promise<string[]> {
  const noted = await noteBackup(tx, schools, atMs);
  for (const { id: school, seq, audit: end } of schools.filter((one) => noted.includes(one.id))) {
    const about = { seq, hash: sha256, ...(end !== undefined && { row: end.n }) };
    await audit({ clock: { nowMs: () => atMs } }, tx, { school, event: "backup", staffId: null, about });
  }
  return noted;
}

interface Writing {
  readonly engine: Heading["engine"];
  readonly program: string;
  readonly atMs: number;
  readonly passphrase?: string;
}

/** False when the database has other tables than this program knows: half of it would be missing from the file. */
async function writeMoment(
  moment: Db,
  path: string,
  { engine, program, atMs, passphrase }: Writing,
): Promise<boolean> {
  if (!(await isOfThisProgram(moment))) return false;
  const heading = {
    alongside: "backup",
    format: formatVersion,
    program,
    schema: await schemaOf(moment),
    engine,
    madeAt: new Date(atMs).toISOString(),
  } as const;
  await writeBackupFile(moment, path, heading, passphrase);
  return true;
}
