// The folder of backups: names that hold date and time and no school, and which files are let go.
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const namePattern = /^alongside-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z\.backup\.gz(\.age)?$/;
const unfinished = ".unfinished";
const unfinishedLastsMs = 86_400_000;

/** "2026-11-23T08-50-12Z": in UTC, so that no clock change repeats a name, and without what Windows refuses in one. */
export function stampOf(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replaceAll(":", "-")}Z`;
}

/**
 * @param run tells apart two runs in the same second
 * @param isLocked the file is under a passphrase
 */
export function backupNames(
  atMs: number,
  run: string,
  isLocked = false,
): { readonly name: string; readonly unfinishedName: string } {
  const name = `alongside-${stampOf(atMs)}.backup.gz${isLocked ? ".age" : ""}`;
  return { name, unfinishedName: `${name}.${run}${unfinished}` };
}

/** Makes the folder if need be, for its owner's eyes only: backups are personal data. */
export function makeBackupFolder(folder: string): void {
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(folder, 0o700);
}

/** The backups in a folder, newest first. */
function backupsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => namePattern.test(name))
    .toSorted()
    .toReversed();
}

/**
 * Deletes all but the newest backups, and what a run that was killed left behind. The one that was just made and read
 * back stays, whatever a clock that was wrong says of the others.
 * @param keep how many stay, that one included
 * @returns the names of the backups that went
 */
export function letOldBackupsGo(folder: string, justMade: string, keep: number, nowMs: number): string[] {
  for (const name of readdirSync(folder).filter((one) => one.endsWith(unfinished))) {
    const path = join(folder, name);
    if (nowMs - statSync(path).mtimeMs > unfinishedLastsMs) rmSync(path, { force: true });
  }
  const old = backupsIn(folder)
    .filter((name) => name !== justMade)
    .slice(keep - 1);
  for (const name of old) rmSync(join(folder, name), { force: true });
  return old;
}

/** Has a renamed file keep its new name through a power cut. Windows does so by itself and opens no folder. */
export function keepNames(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}
