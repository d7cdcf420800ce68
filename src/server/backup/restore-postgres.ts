// Restores a backup into PostgreSQL: fills a schema of its own, and only when it holds all of the file does it change
// places with the present tables. Those are kept in a schema aside.
import type { Eraser } from "../erase.ts";
import { isOfThisProgram } from "../storage/backup-rows.ts";
import { inTransaction } from "../storage/database.ts";
import type { Db } from "../storage/tables.ts";
import { stampOf } from "./backup-folder.ts";
import { bringUpToNow, fillDatabase } from "./fill-database.ts";
import type { KnownErasure } from "./known-erasures.ts";
import { knownIn, knownSince } from "./known-since.ts";
import type { NotRestored, Restored, RestoreRequest } from "./restore-result.ts";

interface Request extends RestoreRequest {
  readonly databaseUrl: string;
}

/** Throws what the database throws; the present tables are untouched then. */
export async function restorePostgres(
  request: Request,
  erasures: readonly KnownErasure[],
  by: Eraser,
): Promise<Restored | NotRestored> {
  // Loaded here, so that a restore to SQLite does without the driver.
  const { openPostgresAsItIs, otherConnections, presentTables } =
    await import("../storage/restore-schema.ts");
  const db = openPostgresAsItIs(request.databaseUrl);
  try {
    if ((await otherConnections(db)) > 0) return { ok: false, code: "server-runs" };
    const present = await presentTables(db);
    if (present.length > 0 && !request.mayReplace) return { ok: false, code: "would-replace" };
    return await restoreBeside(db, request, { erasures, present, by });
  } finally {
    await db.destroy();
  }
}

async function restoreBeside(
  db: Db,
  { databaseUrl, from, passphrase }: Request,
  { erasures, present, by }: { erasures: readonly KnownErasure[]; present: readonly string[]; by: Eraser },
): Promise<Restored | NotRestored> {
  const { changePlaces, dropFreshSchemas, freshSchemaName, openFreshSchema } =
    await import("../storage/restore-schema.ts");
  const known = (await isOfThisProgram(db)) ? await knownIn(db) : undefined;
  const stamp = stampOf(by.clock.nowMs()).toLowerCase().replaceAll("-", "_");
  const [freshName, aside] = [freshSchemaName(stamp), `alongside_before_restore_${stamp}`];
  await dropFreshSchemas(db);
  try {
    const fresh = await openFreshSchema(db, databaseUrl, freshName, by.random);
    let erasedAgain = 0;
    try {
      const filled = await inTransaction(fresh, (tx) => fillDatabase(tx, from, passphrase));
      if (!filled.ok) return filled;
      erasedAgain = await bringUpToNow(fresh, filled, knownSince(erasures, known), by);
    } finally {
      await fresh.destroy();
    }
    await changePlaces(db, freshName, aside, present);
    const told = { erasedAgain, couldReadOld: known !== undefined };
    return { ok: true, ...told, ...(present.length > 0 && { aside }) };
  } finally {
    await dropFreshSchemas(db);
  }
}
