// How far schools have come, and what was touched on the way: for processes that share a database and tell their own
// streams of what the others wrote.
import type { Db } from "./tables.ts";

/** The newest sequence number of every school, by school. */
export async function readSequences(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom("school").select(["id", "seq"]).execute();
  return new Map(rows.map((row) => [row.id, row.seq]));
}

/** More commits than this in one second are told of together. */
const mostCommits = 50;

/** The sequence numbers at which commits ended, after one and up to another, in order; the last one is always there. */
export async function commitSeqsAfter(
  db: Db,
  school: string,
  after: number,
  upTo: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom("commit")
    .select("seq")
    .where("school", "=", school)
    .where("seq", ">", after)
    .where("seq", "<=", upTo)
    .orderBy("seq")
    .limit(mostCommits)
    .execute();
  const seqs = rows.map((row) => row.seq);
  return seqs.length < mostCommits ? seqs : [...seqs.slice(0, -1), upTo];
}

/** The scopes in which something changed after one sequence number and up to another. */
export async function touchedScopes(db: Db, school: string, after: number, upTo: number): Promise<string[]> {
  const inRange = (table: "record" | "moved") =>
    db
      .selectFrom(table)
      .select("scope")
      .where("school", "=", school)
      .where("seq", ">", after)
      .where("seq", "<=", upTo);
  const rows = await inRange("record").union(inRange("moved")).execute();
  return rows.map((row) => row.scope);
}
