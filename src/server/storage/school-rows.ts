// Rows of schools and of their history of commits: the sequence that orders everything, and the tag that names a place
// in it.
import type { Cursor } from "../../protocol/messages.ts";
import { inReadSnapshot } from "./database.ts";
import type { Db } from "./tables.ts";

export interface SchoolRow {
  readonly id: string;
  readonly name: string;
  readonly isDemo: boolean;
  readonly epoch: string;
  readonly seq: number;
  readonly floor: number;
  readonly durableSeq: number;
}

export async function insertSchool(
  db: Db,
  school: { id: string; name: string; isDemo: boolean; epoch: string; atMs: number },
): Promise<void> {
  await db
    .insertInto("school")
    .values({
      id: school.id,
      name: school.name,
      is_demo: school.isDemo ? 1 : 0,
      epoch: school.epoch,
      seq: 0,
      floor: 0,
      durable_seq: 0,
      created_ms: school.atMs,
    })
    .execute();
}

export async function readSchool(db: Db, id: string): Promise<SchoolRow | undefined> {
  const row = await db
    .selectFrom("school")
    .select(["id", "name", "is_demo", "epoch", "seq", "floor", "durable_seq"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { is_demo, durable_seq: durableSeq, ...rest } = row;
  return { ...rest, isDemo: is_demo === 1, durableSeq };
}

/** The oldest school that is, or is not, the invented one. */
export async function firstSchoolId(db: Db, isDemo: boolean): Promise<string | undefined> {
  const row = await db
    .selectFrom("school")
    .select("id")
    .where("is_demo", "=", isDemo ? 1 : 0)
    .orderBy("created_ms")
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/**
 * Takes `steps` sequence numbers and returns the last of them. Must be the first write of its transaction: it locks the
 * school's row, so that the order of commits is the order of sequence numbers and no reader can step over an open one.
 */
export async function advanceSequence(tx: Db, school: string, steps: number): Promise<number> {
  const row = await tx
    .updateTable("school")
    .set((expression) => ({ seq: expression("seq", "+", steps) }))
    .where("id", "=", school)
    .returning("seq")
    .executeTakeFirstOrThrow();
  return row.seq;
}

/** The floor only rises. */
export async function raiseFloor(tx: Db, school: string, floor: number): Promise<void> {
  await tx.updateTable("school").set({ floor }).where("id", "=", school).where("floor", "<", floor).execute();
}

export async function schoolIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("school").select("id").execute();
  return rows.map((row) => row.id);
}

interface Commit {
  readonly school: string;
  readonly seq: number;
  readonly tag: string;
  readonly atMs: number;
  readonly staffId: string | null;
  readonly client: string;
}

export async function insertCommit(tx: Db, commit: Commit): Promise<void> {
  await tx
    .insertInto("commit")
    .values({
      school: commit.school,
      seq: commit.seq,
      tag: commit.tag,
      at_ms: commit.atMs,
      staff_id: commit.staffId,
      client: commit.client,
    })
    .execute();
}

/** The tag of the commit that ended at this sequence number, if there is one. */
export async function commitTag(db: Db, school: string, seq: number): Promise<string | undefined> {
  const row = await db
    .selectFrom("commit")
    .select("tag")
    .where("school", "=", school)
    .where("seq", "=", seq)
    .executeTakeFirst();
  return row?.tag;
}

/** Who made the change with this sequence number, and when. */
export async function commitOf(
  db: Db,
  school: string,
  seq: number,
): Promise<{ staffId: string | null; atMs: number } | undefined> {
  const row = await db
    .selectFrom("commit")
    .select(["staff_id", "at_ms"])
    .where("school", "=", school)
    .where("seq", ">=", seq)
    .orderBy("seq")
    .limit(1)
    .executeTakeFirst();
  return row && { staffId: row.staff_id, atMs: row.at_ms };
}

/** Whether this school's history has this place: the commit with its number carries its tag. */
export async function hasPlace(
  db: Db,
  school: SchoolRow,
  place: Cursor | null | undefined,
): Promise<boolean> {
  if (place === null || place === undefined) return true;
  if (place.epoch !== school.epoch) return false;
  return place.seq === 0 || (await commitTag(db, school.id, place.seq)) === place.tag;
}

/**
 * The newest place of a snapshot. A number without its commit would send every device back to the beginning, again and
 * again: it is a fault of the program and thrown.
 */
export async function placeNow(db: Db, school: SchoolRow): Promise<Cursor> {
  const tag = await commitTag(db, school.id, school.seq);
  if (tag === undefined && school.seq > 0)
    throw new Error("The school's newest sequence number has no commit.");
  return { epoch: school.epoch, seq: school.seq, tag: tag ?? "" };
}

/** Runs reads that must agree with each other. */
export function inSnapshot<T>(db: Db, read: (tx: Db) => Promise<T>): Promise<T> {
  return inReadSnapshot(db, read);
}
