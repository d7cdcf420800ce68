// The ledger built anew from every session, in order of id so that each step reads one stretch of every table. Sessions
// that change meanwhile are named as touched by their own commits, and are swapped afterwards like any other.
import { changeLedger, LEDGER_VERSION, type Ledger } from "../domain/ledger.ts";
import { mark as markKind, session as sessionKind } from "../domain/records.ts";
import type { Vault } from "../vault/vault.ts";
import { rowsOf, type DeviceDatabase } from "./database.ts";
import { contributionsOf, generationOf, ledgerRowOf, raiseGeneration } from "./ledger-batch.ts";
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
  let ledger: Ledger = new Map(); const TT: any = {a:0,b:0,c:0,d:0,e:0};
  for (let at = 0; at < ids.length; at += stepSessions) {
    onProgress({ doneSessions: at, allSessions: ids.length });
    const step = ids.slice(at, at + stepSessions);
    const T0 = performance.now();
    const worked = await workStretch(parts, step[0] ?? "", step.at(-1) ?? "");
    const T1 = performance.now();
    ledger = changeLedger(ledger, { removed: [], added: worked.flatMap((one) => one.contribution ?? []) });
    const T2 = performance.now();
    const rows = await Promise.all(worked.map((one) => ledgerRowOf(vault, one)));
    const T3 = performance.now();
    const isOurs = await db.transaction("rw", [db.ledger, db.ledgerMeta], async () => {
      if ((await generationOf(db)) !== generation) return false;
      await db.ledger.bulkPut(rows);
      return true;
    });
    TT.a+=T1-T0; TT.b+=T2-T1; TT.c+=T3-T2; TT.d+=performance.now()-T3;
    if (!isOurs) return "moved";
  }
  onProgress({ doneSessions: ids.length, allSessions: ids.length });
  const T4 = performance.now();
  const cellRows = [...(await sealCells(vault, ledger)).values()];
  return await db.transaction("rw", [db.cells, db.ledgerMeta], async () => {
    if ((await generationOf(db)) !== generation) return "moved";
    await db.cells.bulkPut(cellRows);
    await db.ledgerMeta.put({ key: "version", value: LEDGER_VERSION });
    TT.e=performance.now()-T4; onProgress({ doneSessions: ids.length, allSessions: ids.length, TT } as any);
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

async function workStretch(
  { db, vault }: { readonly db: DeviceDatabase; readonly vault: Vault },
  firstId: string,
  lastId: string,
) {
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
