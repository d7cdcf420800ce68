// Rows of erasures: ids only. They outlive what they erased, so that a late change or a restored backup brings nothing
// back.
import type { Erased } from "../../protocol/erasure.ts";
import type { Db } from "./tables.ts";

export interface ErasureRow {
  readonly subject: string;
  readonly participant: string;
  readonly seq: number;
  readonly atMs: number;
}

/** The opaque person that stands in the place of each erased pupil of a school. */
export async function readErased(db: Db, school: string): Promise<Erased> {
  const rows = await db
    .selectFrom("erasure")
    .select(["subject", "participant"])
    .where("school", "=", school)
    .execute();
  return new Map(rows.map((row) => [row.subject, row.participant]));
}

export async function insertErasure(tx: Db, school: string, erasure: ErasureRow): Promise<void> {
  const { subject, participant, seq, atMs: at_ms } = erasure;
  await tx
    .insertInto("erasure")
    .values({ school, subject, participant, seq, at_ms })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function allErasures(db: Db, school: string): Promise<ErasureRow[]> {
  const rows = await db
    .selectFrom("erasure")
    .select(["subject", "participant", "seq", "at_ms"])
    .where("school", "=", school)
    .orderBy("seq")
    .execute();
  return rows.map(({ at_ms: atMs, ...row }) => ({ ...row, atMs }));
}
