// The two engines that the server runs on, as places in which a test can open an empty database, several times if the
// engine allows it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemRandom } from "../../../src/server/random.ts";
import { openDatabase, openSharedDatabase } from "../../../src/server/storage/database.ts";
import type { Db } from "../../../src/server/storage/tables.ts";
import { startPostgres } from "./postgres.ts";

/** One database, empty at first. */
export interface Place {
  /** Opens it; on PostgreSQL each call opens connections of its own, as another process would. */
  readonly open: () => Promise<Db>;
  /** PostgreSQL's address; undefined on SQLite. */
  readonly url?: string;
  /** How often a connection was lost that nobody was using. */
  readonly lost: () => number;
  /** Closes all that was opened and removes the database. */
  readonly remove: () => Promise<void>;
}

export interface Engine {
  readonly place: () => Promise<Place>;
  readonly stop: () => Promise<void>;
}

export function sqliteEngine(): Engine {
  return {
    place: () => {
      const folder = mkdtempSync(join(tmpdir(), "alongside-"));
      let db: Promise<Db> | undefined;
      return Promise.resolve({
        open: () => (db ??= openDatabase(folder)),
        lost: () => 0,
        remove: async () => {
          await (await db)?.destroy();
          rmSync(folder, { recursive: true, force: true });
        },
      });
    },
    stop: () => Promise.resolve(),
  };
}

export async function postgresEngine(): Promise<Engine> {
  const postgres = await startPostgres();
  return {
    place: async () => {
      const { url, drop } = await postgres.newDatabase();
      const opened: Db[] = [];
      let lost = 0;
      return {
        url,
        open: async () => {
          const onLostConnection = () => void (lost += 1);
          const db = await openSharedDatabase({ url, random: systemRandom, onLostConnection });
          opened.push(db);
          return db;
        },
        lost: () => lost,
        remove: async () => {
          await Promise.all(opened.map((db) => db.destroy()));
          await drop();
        },
      };
    },
    stop: postgres.stop,
  };
}
