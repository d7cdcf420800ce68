// A real server on a data folder that outlives it, so that a test can stop it, put another database in its place and
// start it again.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemRandom } from "../../../src/server/random.ts";
import { openDatabase, openSharedDatabase } from "../../../src/server/storage/database.ts";
import { serverWith, type TestServer } from "./school.ts";

export const startOfTest = Date.parse("2026-11-23T08:50:12Z");

export interface DataFolder {
  readonly path: string;
  readonly backups: string;
  /** PostgreSQL's address, when the data is there; the folder has the rest. */
  readonly url?: string;
  /** Deletes it with all that is in it. */
  readonly remove: () => void;
}

export function dataFolder(url?: string): DataFolder {
  const outer = mkdtempSync(join(tmpdir(), "alongside-"));
  const path = join(outer, "data");
  mkdirSync(path);
  return {
    path,
    backups: join(path, "backups"),
    ...(url !== undefined && { url }),
    remove: () => rmSync(outer, { recursive: true, force: true }),
  };
}

/** @returns the server; closing it leaves the folder as it is */
export async function serverOn(folder: DataFolder, now = startOfTest): Promise<TestServer> {
  const { url } = folder;
  const db = await (url === undefined
    ? openDatabase(folder.path)
    : openSharedDatabase({ url, random: systemRandom, onLostConnection: () => {} }));
  return serverWith(db, now, {}, async () => await db.destroy());
}

/** A piece of work to go on beside, until it is done. */
export function untilDone<T>(work: Promise<T>): {
  readonly isDone: () => boolean;
  readonly result: Promise<T>;
} {
  let isDone = false;
  const result = work.finally(() => {
    isDone = true;
  });
  return { isDone: () => isDone, result };
}
