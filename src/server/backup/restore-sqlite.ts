// Restores a backup into the data folder: fills a fresh database beside the present one, and only when it holds all of the
// file does it take the other's place. The present one is kept under another name.
import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Eraser } from "../erase.ts";
import { databaseName, foldIn, isDamage, takeAlone, type TakenAlone } from "../storage/backup-database.ts";
import { inTransaction, openDatabase } from "../storage/database.ts";
import type { Db } from "../storage/tables.ts";
import { keepNames, stampOf } from "./backup-folder.ts";
import { bringUpToNow, fillDatabase } from "./fill-database.ts";
import type { KnownErasure } from "./known-erasures.ts";
import { knownIn, knownSince } from "./known-since.ts";
import type { NotRestored, Restored, RestoreRequest } from "./restore-result.ts";

/** Throws what the disk or a database throws; the present database is untouched then. */
export async function restoreSqlite(
  request: RestoreRequest,
  erasures: readonly KnownErasure[],
  by: Eraser,
): Promise<Restored | NotRestored> {
  mkdirSync(request.dataFolder, { recursive: true });
  const taken = takeAlone(join(request.dataFolder, databaseName));
  if (taken === "busy") return { ok: false, code: "server-runs" };
  const old = typeof taken === "object" ? taken : undefined;
  try {
    if (taken !== "missing" && !request.mayReplace) return { ok: false, code: "would-replace" };
    return await restoreBeside(request, erasures, old, by);
  } finally {
    old?.release();
  }
}

const freshPrefix = "restoring-";

async function restoreBeside(
  { dataFolder, from, passphrase }: RestoreRequest,
  erasures: readonly KnownErasure[],
  old: TakenAlone | undefined,
  by: Eraser,
): Promise<Restored | NotRestored> {
  const known = old && (await readableIn(old.db));
  for (const name of readdirSync(dataFolder).filter((one) => one.startsWith(freshPrefix)))
    rmSync(join(dataFolder, name), { recursive: true, force: true }); // A run that was killed left a school here.
  const freshFolder = mkdtempSync(join(dataFolder, freshPrefix));
  try {
    const fresh = await openDatabase(freshFolder);
    let erasedAgain = 0;
    try {
      const filled = await inTransaction(fresh, (tx) => fillDatabase(tx, from, passphrase));
      if (!filled.ok) return filled;
      erasedAgain = await bringUpToNow(fresh, filled, knownSince(erasures, known), by);
    } finally {
      await fresh.destroy();
    }
    foldIn(join(freshFolder, databaseName), erasedAgain > 0);
    old?.release();
    const aside = swapIn(dataFolder, join(freshFolder, databaseName), stampOf(by.clock.nowMs()));
    const told = { erasedAgain, couldReadOld: known !== undefined };
    return { ok: true, ...told, ...(aside !== undefined && { aside }) };
  } finally {
    rmSync(freshFolder, { recursive: true, force: true });
  }
}

/** Undefined when the present database is damaged, or so old that it lacks these tables. */
async function readableIn(db: Db) {
  try {
    return await knownIn(db);
  } catch (fault) {
    if (isDamage(fault) || (fault instanceof Error && /no such (table|column)/.test(fault.message)))
      return undefined;
    throw fault;
  }
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
