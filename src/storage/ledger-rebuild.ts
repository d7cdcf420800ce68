// The ledger built anew from every session, in order of id so that each step reads one stretch of every table. Sessions
// that change meanwhile are named as touched by their own commits, and are swapped afterwards like any other.
import { changeLedger, LEDGER_VERSION, type Ledger } from "../domain/ledger.ts";
import { mark as markKind, session as sessionKind } from "../domain/records.ts";
import type { Vault } from "../vault/vault.ts";
import { rowsOf, type DeviceDatabase, type LedgerRow } from "./database.ts";
import { contributionsOf, generationOf, ledgerRowOf, raiseGeneration, type Worked } from "./ledger-batch.ts";
import { sealCells } from "./ledger-cells.ts";

export interface LedgerProgress {
  readonly doneSessions: number;
  readonly allSessions: number;
}

/** Sessions in one step: large enough to read quickly, small enough for a tablet's memory. */
const stepSessions = 500;

/**
 * Until it is done the ledger has no version, so that one that was cut off is begun again and never read.
 * @returns "moved" when another tab began one too: nothing more is written then
 */
export async function rebuildLedger(
  parts: { readonly db: DeviceDatabase; readonly vault: Vault },
  onProgress: (progress: LedgerProgress) => void,
): Promise<"done" | "moved"> {
  const { db, vault } = parts;
  const { ids, generation } = await emptyLedger(db);
  const steps = Array.from({ length: Math.ceil(ids.length / stepSessions) }, (_, at) =>
    ids.slice(at * stepSessions, (at + 1) * stepSessions),
  );
  let ledger: Ledger = new Map();
  // The next stretch is read while the last one is written.
  let reading = workStretch(parts, steps[0]);
  for (const at of steps.keys()) {
    onProgress({ doneSessions: at * stepSessions, allSessions: ids.length });
    const worked = await reading;
    ledger = changeLedger(ledger, { removed: [], added: worked.flatMap((one) => one.contribution ?? []) });
    const rows = await Promise.all(worked.map((one) => ledgerRowOf(vault, one)));
    reading = workStretch(parts, steps[at + 1]);
    const [isOurs] = await Promise.all([writeStep(db, rows, generation), reading]);
    if (!isOurs) return "moved";
  }
  if (ids.length > 0) onProgress({ doneSessions: ids.length, allSessions: ids.length });
  const cellRows = [...(await sealCells(vault, ledger)).values()];
  return await db.transaction("rw", [db.cells, db.ledgerMeta], async () => {
    if ((await generationOf(db)) !== generation) return "moved";
    await db.cells.bulkPut(cellRows);
    await db.ledgerMeta.put({ key: "version", value: LEDGER_VERSION });
    await raiseGeneration(db);
    return "done";
  });
}

/** Makes the next question build the ledger anew. */
export async function forgetLedger(db: DeviceDatabase): Promise<void> {
  await db.ledgerMeta.delete("version");
}

async function emptyLedger(db: DeviceDatabase): Promise<{ ids: readonly string[]; generation: number }> {
  const tables = [rowsOf(db, sessionKind.name), db.ledger, db.cells, db.ledgerMeta, db.dirty];
  return await db.transaction("rw", tables, async () => {
    await Promise.all([db.ledger.clear(), db.cells.clear(), db.dirty.clear(), forgetLedger(db)]);
    await raiseGeneration(db);
    const ids = await rowsOf(db, sessionKind.name).toCollection().primaryKeys();
    return { ids, generation: await generationOf(db) };
  });
}

/** @returns false when the ledger is no longer ours to write */
async function writeStep(
  db: DeviceDatabase,
  rows: readonly LedgerRow[],
  generation: number,
): Promise<boolean> {
  return await db.transaction("rw", [db.ledger, db.ledgerMeta], async () => {
    if ((await generationOf(db)) !== generation) return false;
    await db.ledger.bulkPut([...rows]);
    return true;
  });
}

async function workStretch(
  { db, vault }: { readonly db: DeviceDatabase; readonly vault: Vault },
  ids: readonly string[] = [],
): Promise<Worked[]> {
  const [firstId, lastId] = [ids[0], ids.at(-1)];
  if (firstId === undefined || lastId === undefined) return [];
  const [sessionTable, markTable] = [rowsOf(db, sessionKind.name), rowsOf(db, markKind.name)];
  const [sessions, marks] = await db.transaction("r", [sessionTable, markTable], () =>
    Promise.all([
      sessionTable.where("id").between(firstId, lastId, true, true).toArray(),
      markTable.where("keys.sessionId").between(firstId, lastId, true, true).toArray(),
    ]),
  );
  // Opened records are not kept: they would be all there are.
  return await contributionsOf({ db, vault, opened: new Map() }, sessions, marks);
}
