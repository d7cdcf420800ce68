// A feed of numbered rows with two writers and a reader whose order is laid down, so that a wrong way to number them is
// caught every time. Which way is right is the question: it comes in from outside.
import { sql } from "kysely";
import { inTransaction } from "../../../src/server/storage/database.ts";
import { pageOfRows } from "../../../src/server/storage/page-rows.ts";
import { loadRecords, upsertRecords } from "../../../src/server/storage/record-rows.ts";
import { insertSchool, readSchool } from "../../../src/server/storage/school-rows.ts";
import type { Db } from "../../../src/server/storage/tables.ts";
import type { Place } from "./engines.ts";

export interface Numbering {
  /** Before anything else of a transaction. */
  readonly first: (tx: Db, school: string) => Promise<number | undefined>;
  /** After it has read what it changes, when it has no number yet. */
  readonly afterReading: (tx: Db, school: string) => Promise<number>;
  /** After all else. */
  readonly last: (tx: Db, school: string, seq: number) => Promise<void>;
}

const school = "s";

interface FeedFindings {
  /** Numbers of stored rows that a reader following its cursor never got. */
  readonly skipped: readonly number[];
  /** Fields that a writer put into the shared record and that are not there. */
  readonly lost: readonly string[];
  /** How far the counter is from the highest number stored. */
  readonly counterOff: number;
}

/**
 * Two writers overlap as far as the numbering lets them, first with a record each, then with one between them; a reader
 * looks in the middle and at the end.
 */
export async function tryFeed(place: Place, numbering: Numbering): Promise<FeedFindings> {
  const [slow, quick, eye] = [await place.open(), await place.open(), await place.open()];
  await insertSchool(eye, { id: school, name: "S", isDemo: false, epoch: "e", atMs: 0 });
  await sql`create table if not exists other_numbers (n bigint generated always as identity, x integer)`.execute(
    eye,
  );
  const reader = readerOf(eye);
  await overlap(slow, quick, eye, numbering, ["one", "two"], reader.look);
  await overlap(slow, quick, eye, numbering, ["shared", "shared"], reader.look);
  await reader.look();
  const stored = await eye.selectFrom("record").select(["id", "seq"]).execute();
  const [shared] = await loadRecords(eye, school, new Map([["pupil", new Set(["shared"])]]));
  const counter = (await readSchool(eye, school))?.seq ?? 0;
  return {
    skipped: stored.filter((row) => reader.got.get(row.id) !== row.seq).map((row) => row.seq),
    lost: ["slow", "quick"].filter((field) => shared?.fields[field] !== true),
    counterOff: counter - Math.max(...stored.map((row) => row.seq)),
  };
}

function readerOf(db: Db): { readonly look: () => Promise<void>; readonly got: ReadonlyMap<string, number> } {
  const got = new Map<string, number>();
  let cursor = 0;
  const look = async () => {
    const upTo = (await readSchool(db, school))?.seq ?? 0;
    const limits = { rows: 1000, bytes: 1_000_000 };
    const page = await pageOfRows(db, school, ["school"], { after: cursor, upTo }, limits);
    for (const row of page.rows) got.set(row.id, row.seq);
    cursor = page.reached;
  };
  return { look, got };
}

/** The slow writer stops before it is done until the quick one is done too, or waits for the slow one. */
async function overlap(
  slow: Db,
  quick: Db,
  eye: Db,
  numbering: Numbering,
  records: readonly [string, string],
  look: () => Promise<void>,
): Promise<void> {
  const isIn = Promise.withResolvers<void>();
  const mayGo = Promise.withResolvers<void>();
  const slowly = write(slow, numbering, records[0], "slow", async () => {
    isIn.resolve();
    await mayGo.promise;
  });
  await isIn.promise;
  const quickly = write(quick, numbering, records[1], "quick", () => Promise.resolve());
  const isDone = quickly.then(() => true);
  while (!(await Promise.race([isDone, isWaiting(eye)])));
  await look();
  mayGo.resolve();
  await Promise.all([slowly, quickly]);
  await look();
}

function write(
  db: Db,
  numbering: Numbering,
  id: string,
  field: string,
  pause: () => Promise<void>,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const early = await numbering.first(tx, school);
    const [before] = await loadRecords(tx, school, new Map([["pupil", new Set([id])]]));
    if (early === undefined) await pause();
    const seq = early ?? (await numbering.afterReading(tx, school));
    const fields = { ...before?.fields, [field]: true };
    await upsertRecords(tx, school, [{ kind: "pupil", id, scope: "school", seq, fields, versions: {} }]);
    if (early !== undefined) await pause();
    await numbering.last(tx, school, seq);
  });
}

/** Whether somebody waits for another's lock. */
async function isWaiting(db: Db): Promise<boolean> {
  const query = sql<{ count: number }>`select count(*) as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return (await query.execute(db)).rows[0]?.count !== 0;
}
