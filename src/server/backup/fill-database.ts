// Puts a backup file into a fresh database and holds the result against the file: the same for every engine.
import { audit, noHash } from "../audit.ts";
import { eraseAgain, type Eraser } from "../erase.ts";
import { auditHash, countedAuditRows, putAuditBack, type StoredAuditRow } from "../storage/audit-rows.ts";
import { backupTables } from "../storage/backup-tables.ts";
import {
  hasSchema,
  insertCells,
  noteBackup,
  pagesOfTable,
  replaceSignIns,
  type SignIns,
} from "../storage/backup-rows.ts";
import { inTransaction } from "../storage/database.ts";
import { readErased } from "../storage/erasure-rows.ts";
import type { Db } from "../storage/tables.ts";
import { createRowSum } from "./backup-format.ts";
import type { KnownErasure } from "./known-erasures.ts";
import { readBackupFile, type ReadBackup, type RowTaker, type TableSum } from "./read-backup-file.ts";

export type Filled = ReadBackup | { readonly ok: false; readonly code: "newer-program" | "differs" };

class NewerProgram extends Error {}

/**
 * Fills a database that has its tables and no row. Afterwards every table is read again and held against the file. When
 * the answer is not ok, the database holds parts of a file and must be thrown away.
 */
export async function fillDatabase(fresh: Db, path: string, passphrase?: string): Promise<Filled> {
  const taker: RowTaker = {
    begin: async (heading) => {
      if (!(await hasSchema(fresh, heading.schema))) throw new NewerProgram(heading.program);
    },
    rows: (table, columns, rows) => insertCells(fresh, table, columns, rows),
  };
  try {
    const read = await readBackupFile(path, taker, passphrase);
    if (!read.ok) return read;
    for (const table of read.tables) {
      if (!(await holdsAll(fresh, table))) return { ok: false, code: "differs" };
    }
    return read;
  } catch (fault) {
    if (fault instanceof NewerProgram) return { ok: false, code: "newer-program" };
    throw fault;
  }
}

async function holdsAll(db: Db, expected: TableSum): Promise<boolean> {
  const table = backupTables.find(({ name }) => name === expected.name);
  if (table === undefined) return false;
  const inOrderOfFile = expected.columns.flatMap(
    (name) => table.columns.find((one) => one.name === name) ?? [],
  );
  const places = inOrderOfFile.map((column) => table.columns.indexOf(column));
  const sum = createRowSum();
  for await (const page of pagesOfTable(db, table)) {
    for (const row of page) sum.add(JSON.stringify(places.map((place) => row[place])));
  }
  return sum.rows() === expected.rows && sum.hex() === expected.sum;
}

/** What is known beside the file: it happened after the backup and must not be undone by restoring it. */
export interface KnownSince {
  readonly erasures: readonly KnownErasure[];
  /** Undefined when the database that is replaced could not be read. */
  readonly signIns?: SignIns;
  /** The rows of a school's audit that were written after a number. */
  readonly auditAfter?: (school: string, n: number) => Promise<readonly StoredAuditRow[]>;
}

/**
 * Makes a filled database the present one: it is in a backup up to where it goes, and what was erased since is erased
 * again, so that no restore brings a child back.
 * @returns how many erasures the backup did not know
 */
export async function bringUpToNow(
  fresh: Db,
  read: Extract<ReadBackup, { ok: true }>,
  known: KnownSince,
  by: Eraser,
): Promise<number> {
  await inTransaction(fresh, async (tx) => {
    await noteBackup(tx, read.seal.schools, Date.parse(read.heading.madeAt));
    if (known.signIns !== undefined) await replaceSignIns(tx, known.signIns);
    for (const { id, seq } of read.seal.schools) await goOnWithAudit(tx, by, id, seq, known);
  });
  let erasedAgain = 0;
  for (const { id: school } of read.seal.schools) {
    const already = await readErased(fresh, school);
    const here = known.erasures.filter((one) => one.school === school && !already.has(one.subject));
    const missing = new Map(here.map(({ subject, participant }) => [subject, participant]));
    await eraseAgain(fresh, by, school, missing);
    erasedAgain += missing.size;
  }
  return erasedAgain;
}

/**
 * A restore takes nothing out of the audit: what the replaced database wrote since the backup follows, where it goes on
 * from there, and then the restore itself.
 */
async function goOnWithAudit(
  tx: Db,
  by: Eraser,
  school: string,
  seq: number,
  known: KnownSince,
): Promise<void> {
  const end = await countedAuditRows(tx, school);
  const since = (await known.auditAfter?.(school, end)) ?? [];
  const isSameHistory = since[0]?.previous === ((await auditHash(tx, school, end)) ?? noHash);
  if (isSameHistory) await putAuditBack(tx, school, since);
  const count = isSameHistory ? since.length : 0;
  await audit(by, tx, { school, event: "restore", staffId: null, about: { seq, row: end, count } });
}
