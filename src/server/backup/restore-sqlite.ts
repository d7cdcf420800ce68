// Restores a backup into the data folder: fills a fresh database beside the present one, and only when it holds all of the
// file does it take the other's place. The present one is kept under another name.
import { existsSync, linkSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Eraser } from "../erase.ts";
import { isDamage, takeAlone, type TakenAlone } from "../storage/backup-database.ts";
import { allCells, type Cells } from "../storage/backup-rows.ts";
import { inTransaction, openDatabase } from "../storage/database.ts";
import type { Db } from "../storage/tables.ts";
import { keepNames, stampOf } from "./backup-folder.ts";
import { bringUpToNow, fillDatabase, type Filled } from "./fill-database.ts";
import { readErasureFile, type KnownErasure } from "./known-erasures.ts";
import { readBackupFile, type ReadBackup } from "./read-backup-file.ts";

export interface RestoreRequest {
  readonly dataFolder: string;
  readonly from: string;
  /** Whether a database that is there may be put aside. */
  readonly mayReplace: boolean;
}

type GoodFile = Extract<ReadBackup, { ok: true }>;

export type RestoreResult =
  | {
      readonly ok: true;
      readonly file: GoodFile;
      /** Where the database is that was there before. */
      readonly aside?: string;
      readonly couldReadOld: boolean;
      /** How many erasures the backup did not know. */
      readonly erasedAgain: number;
      readonly unreadableErasures: number;
    }
  | { readonly ok: false; readonly code: "server-runs" }
  | { readonly ok: false; readonly code: "would-replace"; readonly file: GoodFile }
  | Extract<Filled, { ok: false }>;

const databaseName = "alongside.sqlite";

/** Throws what the disk or a database throws; the present database is untouched then. */
export async function restoreSqlite(request: RestoreRequest, by: Eraser): Promise<RestoreResult> {
  const { dataFolder, from } = request;
  const file = await readBackupFile(from);
  if (!file.ok) return file;
  const taken = takeAlone(join(dataFolder, databaseName));
  if (taken === "busy") return { ok: false, code: "server-runs" };
  const old = typeof taken === "object" ? taken : undefined;
  try {
    if (taken !== "missing" && !request.mayReplace) return { ok: false, code: "would-replace", file };
    return await restoreBeside(request, file, old, by);
  } finally {
    old?.release();
  }
}

async function restoreBeside(
  { dataFolder, from }: RestoreRequest,
  file: GoodFile,
  old: TakenAlone | undefined,
  by: Eraser,
): Promise<RestoreResult> {
  const known = old && (await readKnown(old.db));
  const { erasures, unreadable } = readErasureFile(dataFolder);
  const freshFolder = mkdtempSync(join(dataFolder, "restoring-"));
  try {
    const fresh = await openDatabase(freshFolder);
    let erasedAgain = 0;
    try {
      const filled = await inTransaction(fresh, (tx) => fillDatabase(tx, from));
      if (!filled.ok) return filled;
      const since = {
        erasures: [...(known?.erasures ?? []), ...erasures],
        ...(known && { sessions: known.sessions }),
      };
      erasedAgain = await bringUpToNow(fresh, filled, since, by);
    } finally {
      await fresh.destroy();
    }
    foldIn(join(freshFolder, databaseName));
    old?.release();
    const aside = swapIn(dataFolder, join(freshFolder, databaseName), stampOf(by.clock.nowMs()));
    const told = { erasedAgain, unreadableErasures: unreadable, couldReadOld: known !== undefined };
    return { ok: true, file, ...told, ...(aside !== undefined && { aside }) };
  } finally {
    rmSync(freshFolder, { recursive: true, force: true });
  }
}

/** What the present database knows of later than any backup; undefined when it cannot be read. */
async function readKnown(
  db: Db,
): Promise<{ readonly erasures: readonly KnownErasure[]; readonly sessions: readonly Cells[] } | undefined> {
  try {
    const rows = await db.selectFrom("erasure").selectAll().execute();
    const erasures = rows.map(({ school, subject, participant, at_ms }) => {
      return { school, subject, participant, at: new Date(at_ms).toISOString() };
    });
    return { erasures, sessions: await allCells(db, "session") };
  } catch (fault) {
    if (isDamage(fault) || (fault instanceof Error && /no such (table|column)/.test(fault.message)))
      return undefined;
    throw fault;
  }
}

/** Leaves one file, with nothing in a log beside it. */
function foldIn(path: string): void {
  const taken = takeAlone(path);
  if (typeof taken !== "object") throw new Error(`The restored database is ${taken}.`);
  taken.release();
}

/**
 * The present database gets a second name before the fresh one takes its first, so that at no moment there is none: a
 * server that started just then would make an empty school.
 */
function swapIn(dataFolder: string, fresh: string, stamp: string): string | undefined {
  const live = join(dataFolder, databaseName);
  const aside = join(dataFolder, `alongside-before-restore-${stamp}.sqlite`);
  const isThere = existsSync(live);
  if (isThere) keepUnder(live, aside);
  for (const end of ["-wal", "-shm"]) if (existsSync(live + end)) renameSync(live + end, aside + end);
  renameSync(fresh, live);
  keepNames(dataFolder);
  return isThere ? aside : undefined;
}

function keepUnder(path: string, name: string): void {
  try {
    linkSync(path, name);
  } catch (fault) {
    const code = fault instanceof Error && "code" in fault ? fault.code : undefined;
    if (code === "EEXIST" || code === "ENOSPC") throw fault;
    renameSync(path, name); // Some file systems know no second names.
  }
}
