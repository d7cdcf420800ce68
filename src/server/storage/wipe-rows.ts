// Takes the content out of rows that must stay for the sake of order: bodies of mutations and values of conflicts.
import { batches } from "./record-rows.ts";
import type { Db } from "./tables.ts";

const rowsAtOnce = 500;

interface MutationBody {
  readonly id: string;
  readonly status: string;
  readonly body: string;
}

/** Every mutation of a school that still has its body, in an order that lets each be wiped while it is read. */
export async function* mutationsWithBody(db: Db, school: string): AsyncGenerator<MutationBody> {
  for (let after = ""; ;) {
    const rows = await db
      .selectFrom("mutation")
      .select(["id", "status", "body"])
      .where("school", "=", school)
      .where("id", ">", after)
      .where("body", "!=", "")
      .orderBy("id")
      .limit(rowsAtOnce)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** @param body what is left of it; "" = nothing */
export async function wipeMutation(tx: Db, school: string, id: string, body: string): Promise<void> {
  await tx
    .updateTable("mutation")
    .set({ body, lost: null })
    .where("school", "=", school)
    .where("id", "=", id)
    .execute();
}

/** Bodies of accepted mutations up to a sequence number: the records say what became of them. */
export async function wipeAccepted(tx: Db, school: string, upToSeq: number): Promise<void> {
  await tx
    .updateTable("mutation")
    .set({ body: "" })
    .where("school", "=", school)
    .where("status", "=", "ok")
    .where("seq", "<=", upToSeq)
    .where("body", "!=", "")
    .execute();
}

export async function wipeConflicts(
  tx: Db,
  school: string,
  isMeant: (kind: string, record: string, lost: string) => boolean,
): Promise<void> {
  const rows = await tx
    .selectFrom("conflict")
    .select(["mutation", "kind", "record", "unit", "lost"])
    .where("school", "=", school)
    .execute();
  const meant = rows.filter((row) => isMeant(row.kind, row.record, row.lost));
  for (const batch of batches(meant)) {
    for (const { mutation, kind, record, unit } of batch) {
      await tx
        .deleteFrom("conflict")
        .where("school", "=", school)
        .where("mutation", "=", mutation)
        .where("kind", "=", kind)
        .where("record", "=", record)
        .where("unit", "=", unit)
        .execute();
    }
  }
}

/** Departures that every device has heard of, or must do without. */
export async function forgetDepartures(tx: Db, school: string, upToSeq: number): Promise<void> {
  await tx.deleteFrom("moved").where("school", "=", school).where("seq", "<=", upToSeq).execute();
}
