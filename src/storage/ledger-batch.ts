// One step of the ledger: some touched sessions are worked out from the rows as they are, and their old parts swapped for
// the new ones, if by then neither those rows nor the ledger has moved.
import { sessionIdSchema, type SessionId } from "../domain/ids.ts";
import {
  cellsOf,
  changeLedger,
  contributionOf,
  contributionSchema,
  type Contribution,
  type Ledger,
} from "../domain/ledger.ts";
import { mark as markKind, session as sessionKind } from "../domain/records.ts";
import type { Vault } from "../vault/vault.ts";
import { rowsOf, type CellRow, type DeviceDatabase, type LedgerRow, type StoredRow } from "./database.ts";
import { cellRowKey, LedgerFault, ledgerOf, openCells, readSealed, sealCells } from "./ledger-cells.ts";
import { openRows, type Reader } from "./read.ts";

/** What was read of some sessions, by which it can be seen whether they moved. */
interface Seen {
  readonly sessions: readonly (StoredRow | undefined)[];
  readonly marks: readonly StoredRow[];
  /** Rises with every change of the ledger. */
  readonly generation: number;
  /** Rises with every change of any record. */
  readonly nextRev: number;
}

export interface WorkedBatch {
  readonly ids: readonly SessionId[];
  readonly seen: Seen;
  readonly ledgerRows: readonly LedgerRow[];
  readonly goneLedgerIds: readonly SessionId[];
  readonly cellRows: readonly CellRow[];
  readonly goneCellKeys: readonly string[];
}

/** @returns "moved" when another tab changed the ledger while it was read */
export async function workBatch(
  parts: { readonly db: DeviceDatabase; readonly vault: Vault },
  ids: readonly SessionId[],
): Promise<WorkedBatch | "moved"> {
  const { db, vault } = parts;
  const [seen, oldRows] = await db.transaction("r", seenTables(db), async () => {
    const rows = await db.ledger.bulkGet([...ids]);
    return [await look(db, ids), rows.filter((row) => row !== undefined)] as const;
  });
  const rows = seen.sessions.filter((row) => row !== undefined);
  const worked = await contributionsOf({ db, vault, opened: new Map() }, rows, seen.marks);
  const added = worked.flatMap((one) => one.contribution ?? []);
  const removed = await openOld(vault, oldRows);
  const cellKeys = [...new Set([...added, ...removed].flatMap(cellsOf).map(cellRowKey))];
  const before = await cellRowsOf(db, cellKeys, seen.generation);
  if (before === "moved") return "moved";
  const after = swap(ledgerOf(await openCells(vault, before)), removed, added);
  const cellRows = await sealCells(vault, after);
  const workedIds = new Set(worked.map((one) => one.id));
  return {
    ids,
    seen,
    ledgerRows: await Promise.all(worked.map((one) => ledgerRowOf(vault, one))),
    goneLedgerIds: ids.filter((id) => !workedIds.has(id)),
    cellRows: [...cellRows.values()],
    goneCellKeys: cellKeys.filter((key) => !cellRows.has(key)),
  };
}

/** @returns "moved" when a record or the ledger changed since the batch was worked out; nothing is written then */
export async function commitBatch(
  parts: { readonly db: DeviceDatabase },
  batch: WorkedBatch,
): Promise<"done" | "moved"> {
  const { db } = parts;
  return await db.transaction("rw", [...seenTables(db), db.cells, db.dirty], async () => {
    if (!(await isUnmoved(db, batch))) return "moved";
    await db.ledger.bulkPut([...batch.ledgerRows]);
    await db.ledger.bulkDelete([...batch.goneLedgerIds]);
    await db.cells.bulkPut([...batch.cellRows]);
    await db.cells.bulkDelete([...batch.goneCellKeys]);
    await db.dirty.bulkDelete([...batch.ids]);
    await raiseGeneration(db);
    return "done";
  });
}

/** To be called in the transaction of every change of the ledger. */
export async function raiseGeneration(db: DeviceDatabase): Promise<void> {
  await db.ledgerMeta.put({ key: "generation", value: String((await generationOf(db)) + 1) });
}

function seenTables(db: DeviceDatabase) {
  return [rowsOf(db, sessionKind.name), rowsOf(db, markKind.name), db.meta, db.ledger, db.ledgerMeta];
}

async function look(db: DeviceDatabase, ids: readonly SessionId[]): Promise<Seen> {
  const [sessions, marks, generation, state] = await Promise.all([
    rowsOf(db, sessionKind.name).bulkGet([...ids]),
    marksOf(db, ids),
    generationOf(db),
    db.meta.get("sync"),
  ]);
  return { sessions, marks, generation, nextRev: state?.nextRev ?? 0 };
}

async function isUnmoved(db: DeviceDatabase, { ids, seen }: WorkedBatch): Promise<boolean> {
  if ((await generationOf(db)) !== seen.generation) return false;
  const sessions = await rowsOf(db, sessionKind.name).bulkGet([...ids]);
  if (sessions.some((row, at) => row?.rev !== seen.sessions[at]?.rev)) return false;
  // A mark never goes without its session, so while no revision was given out since, no mark has changed.
  if ((await db.meta.get("sync"))?.nextRev === seen.nextRev) return true;
  const revs = (rows: readonly StoredRow[]) =>
    rows
      .map((row) => `${row.id}|${row.rev}`)
      .sort()
      .join();
  return revs(await marksOf(db, ids)) === revs(seen.marks);
}

/** Asked session by session: one index range each is read far faster than a cursor that hops from one to the next. */
async function marksOf(db: DeviceDatabase, ids: readonly SessionId[]): Promise<StoredRow[]> {
  const table = rowsOf(db, markKind.name);
  const marks = await Promise.all(ids.map((id) => table.where("keys.sessionId").equals(id).toArray()));
  return marks.flat();
}

export async function generationOf(db: DeviceDatabase): Promise<number> {
  return Number((await db.ledgerMeta.get("generation"))?.value ?? 0);
}

async function cellRowsOf(
  db: DeviceDatabase,
  keys: readonly string[],
  generation: number,
): Promise<CellRow[] | "moved"> {
  return await db.transaction("r", [db.cells, db.ledgerMeta], async () => {
    const rows = await db.cells.bulkGet([...keys]);
    return (await generationOf(db)) === generation ? rows.filter((row) => row !== undefined) : "moved";
  });
}

/** A session that is here, with what it adds; a voided one, or one of a newer program, adds nothing. */
export interface Worked {
  readonly id: SessionId;
  readonly version: string;
  readonly contribution: Contribution | undefined;
}

export async function contributionsOf(
  reader: Reader,
  sessionRows: readonly StoredRow[],
  markRows: readonly StoredRow[],
): Promise<Worked[]> {
  const [sessions, marks] = await Promise.all([
    openRows(reader, sessionKind, sessionRows),
    openRows(reader, markKind, markRows),
  ]);
  const sessionById = new Map(sessions.map((one) => [one.id, one.record]));
  const marksBySession = Map.groupBy(marks, (one) => String(one.record.sessionId));
  return sessionRows.map((row): Worked => {
    const id = sessionIdSchema.parse(row.id);
    const session = sessionById.get(row.id);
    const own = marksBySession.get(row.id) ?? [];
    const version = [row.rev, ...own.map((one) => one.rev).sort((a, b) => a - b)].join(".");
    const contribution = session && contributionOf({ id, session, marks: own.map((one) => one.record) });
    return { id, version, contribution };
  });
}

export async function ledgerRowOf(vault: Vault, { id, version, contribution }: Worked): Promise<LedgerRow> {
  const payload = await vault.seal(`ledger|${id}`, contribution ? JSON.stringify(contribution) : "");
  return {
    sessionId: id,
    week: contribution?.week ?? "",
    date: contribution?.date ?? "",
    pupilIds: contribution?.pupils.map((pupil) => pupil.pupilId) ?? [],
    groupId: contribution?.groupId ?? "",
    version,
    payload,
  };
}

async function openOld(vault: Vault, rows: readonly LedgerRow[]): Promise<Contribution[]> {
  const opened = await Promise.all(
    rows.map(async (row) => {
      const text = await vault.open(`ledger|${row.sessionId}`, row.payload);
      return text === "" ? undefined : readSealed(contributionSchema, text);
    }),
  );
  return opened.filter((one) => one !== undefined);
}

function swap(ledger: Ledger, removed: readonly Contribution[], added: readonly Contribution[]): Ledger {
  try {
    return changeLedger(ledger, { removed, added });
  } catch (fault) {
    if (fault instanceof RangeError) throw new LedgerFault(fault.message, { cause: fault });
    throw fault;
  }
}
