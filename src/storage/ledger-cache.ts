// The ledger of hours as this device keeps it: derived, disposable, and never sent anywhere. Only the worker writes it. It
// takes the sessions that a commit has named as touched, works out their parts, and swaps them in one transaction that
// looks again whether anything moved, so that two tabs with a worker each come to the same figures.
import type { Day } from "../domain/calendar.ts";
import { sessionIdSchema, type PupilId, type SessionId } from "../domain/ids.ts";
import { contributionSchema, LEDGER_VERSION, type Contribution } from "../domain/ledger.ts";
import { registry } from "../domain/records.ts";
import type { Vault } from "../vault/vault.ts";
import {
  createDatabase,
  rowsOf,
  type CellRow,
  type DatabaseEngine,
  type DeviceDatabase,
  type LedgerRow,
} from "./database.ts";
import { cellRowKey, LedgerFault, readSealed } from "./ledger-cells.ts";
import { commitBatch, workBatch } from "./ledger-batch.ts";
import { forgetLedger, rebuildLedger, type LedgerProgress } from "./ledger-rebuild.ts";

export interface LedgerCache {
  readonly db: DeviceDatabase;
  readonly vault: Vault;
}

export interface LedgerStatus {
  readonly sessions: number;
  readonly waiting: number;
  readonly isRebuildNeeded: boolean;
}

/** Sessions in one transaction: few enough that a save on the screen never waits long behind one. */
const batchSessions = 100;

/** More touched sessions than this, and a quarter of all, are worked out faster by a rebuild. */
const rebuildAboveSessions = 1000;

/** Opens a person's database for the worker: its records to read, its ledger to keep. */
export async function openLedgerCache(
  databaseName: string,
  vault: Vault,
  engine?: DatabaseEngine,
): Promise<LedgerCache> {
  const db = createDatabase(databaseName, registry, engine);
  await db.open();
  return { db, vault };
}

/**
 * Works out every touched session. A ledger of another version, one that cannot be right, and one most of whose sessions
 * were touched are built anew. Cutting this off at any point loses nothing.
 */
export async function drainLedger(
  cache: LedgerCache,
  onProgress: (progress: LedgerProgress) => void,
): Promise<void> {
  for (;;) {
    if ((await isRebuildNeeded(cache.db)) && (await rebuildLedger(cache, onProgress)) === "moved") continue;
    try {
      await drainTouched(cache, onProgress);
      return;
    } catch (fault) {
      if (!(fault instanceof LedgerFault)) throw fault;
      await forgetLedger(cache.db);
    }
  }
}

/** Whether every session is in the ledger or waiting to be. Asked once when a worker starts. */
export async function isLedgerWhole(db: DeviceDatabase): Promise<boolean> {
  return await db.transaction("r", [rowsOf(db, "session"), db.ledger, db.dirty], async () => {
    const dirty = await db.dirty.toCollection().primaryKeys();
    const [sessions, worked, touched, touchedAndWorked] = await Promise.all([
      rowsOf(db, "session").count(),
      db.ledger.count(),
      rowsOf(db, "session").where("id").anyOf(dirty).count(),
      db.ledger.where("sessionId").anyOf(dirty).count(),
    ]);
    return sessions - touched === worked - touchedAndWorked;
  });
}

/**
 * Answers a question from a ledger in which nothing waits: whatever was saved before the question is in the answer.
 * @param drain works out what waits; may be one that is under way already
 */
export async function readSettled<T>(
  cache: LedgerCache,
  drain: () => Promise<void>,
  read: () => Promise<T>,
): Promise<T> {
  const { db } = cache;
  for (;;) {
    await drain();
    const answer = await db.transaction("r", [db.dirty, db.ledger, db.cells, db.ledgerMeta], async () => {
      const isSettled = (await db.dirty.count()) === 0 && (await versionOf(db)) === LEDGER_VERSION;
      return isSettled ? { value: await read() } : undefined;
    });
    if (answer) return answer.value;
  }
}

/** Sessions that these pupils have a part in, from one day to another, both included. */
export async function ledgerRowsOfPupils(
  db: DeviceDatabase,
  pupilIds: readonly PupilId[],
  from: Day,
  to: Day,
): Promise<LedgerRow[]> {
  const rows = await db.ledger
    .where("pupilIds")
    .anyOf([...pupilIds])
    .distinct()
    .toArray();
  return rows.filter((row) => from <= row.date && row.date <= to);
}

export async function ledgerRowsOfSessions(
  db: DeviceDatabase,
  sessionIds: readonly SessionId[],
): Promise<LedgerRow[]> {
  return (await db.ledger.bulkGet([...sessionIds])).filter((row) => row !== undefined);
}

export async function ledgerRowsOfWeeks(db: DeviceDatabase, mondays: readonly Day[]): Promise<LedgerRow[]> {
  return await db.ledger
    .where("week")
    .anyOf([...mondays])
    .toArray();
}

/** Opens ledger rows; the rows of voided sessions hold nothing and are left out. */
export async function openLedgerRows(
  cache: LedgerCache,
  rows: readonly LedgerRow[],
): Promise<Contribution[]> {
  const opened = await Promise.all(
    rows.map(async (row) => {
      const text = await cache.vault.open(`ledger|${row.sessionId}`, row.payload);
      return text === "" ? undefined : readSealed(contributionSchema, text);
    }),
  );
  return opened.filter((one) => one !== undefined);
}

/** The cells of some weeks; of some subjects only when they are named ("pupil|<id>"). */
export async function readCellRows(
  db: DeviceDatabase,
  mondays: readonly Day[],
  subjects?: readonly string[],
): Promise<CellRow[]> {
  if (subjects === undefined)
    return await db.cells
      .where("week")
      .anyOf([...mondays])
      .toArray();
  const keys = subjects.flatMap((subject) => mondays.map((week) => cellRowKey({ subject, week })));
  return (await db.cells.bulkGet(keys)).filter((row) => row !== undefined);
}

export async function ledgerStatusOf(db: DeviceDatabase): Promise<LedgerStatus> {
  const [sessions, waiting, version] = await Promise.all([
    db.ledger.count(),
    db.dirty.count(),
    versionOf(db),
  ]);
  return { sessions, waiting, isRebuildNeeded: version !== LEDGER_VERSION };
}

async function versionOf(db: DeviceDatabase): Promise<string | undefined> {
  return (await db.ledgerMeta.get("version"))?.value;
}

async function isRebuildNeeded(db: DeviceDatabase): Promise<boolean> {
  if ((await versionOf(db)) !== LEDGER_VERSION) return true;
  const [touched, worked] = await Promise.all([db.dirty.count(), db.ledger.count()]);
  return touched > rebuildAboveSessions && touched * 4 > worked;
}

async function drainTouched(
  cache: LedgerCache,
  onProgress: (progress: LedgerProgress) => void,
): Promise<void> {
  let doneSessions = 0;
  for (;;) {
    const ids = await cache.db.dirty.toCollection().primaryKeys();
    if (ids.length === 0) return;
    const allSessions = doneSessions + ids.length;
    for (let at = 0; at < ids.length; at += batchSessions) {
      const batch = ids.slice(at, at + batchSessions).map((id) => sessionIdSchema.parse(id));
      await settleBatch(cache, batch);
      doneSessions += batch.length;
      if (allSessions > batchSessions) onProgress({ doneSessions, allSessions });
    }
  }
}

/** Worked out again from the newest rows as often as something moved meanwhile. */
async function settleBatch(cache: LedgerCache, ids: readonly SessionId[]): Promise<void> {
  for (;;) {
    const worked = await workBatch(cache, ids);
    if (worked !== "moved" && (await commitBatch(cache, worked)) === "done") return;
  }
}
