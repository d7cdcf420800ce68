// Rows of clients (one database of one person on one device), of the mutations they sent and of the conflicts that came
// of them.
import { sql, type SqlBool } from "kysely";
import { batches } from "./record-rows.ts";
import type { Db } from "./tables.ts";

interface ClientRow {
  readonly staffId: string;
  readonly lastN: number;
  readonly lastId: string | null;
}

export async function readClient(db: Db, school: string, id: string): Promise<ClientRow | undefined> {
  const row = await db
    .selectFrom("client")
    .select(["staff_id", "last_n", "last_id"])
    .where("school", "=", school)
    .where("id", "=", id)
    .executeTakeFirst();
  return row && { staffId: row.staff_id, lastN: row.last_n, lastId: row.last_id };
}

/** Whose a client is, where it was when its author was signed in, and how its sealed work is known. */
export async function readBinding(
  db: Db,
  school: string,
  id: string,
): Promise<{ staffId: string; tablet: string | null; proof: string | null } | undefined> {
  const row = await db
    .selectFrom("client")
    .select(["staff_id", "tablet", "proof"])
    .where("school", "=", school)
    .where("id", "=", id)
    .executeTakeFirst();
  return row && { staffId: row.staff_id, tablet: row.tablet, proof: row.proof };
}

/** Keeps how far a client has come. Its person never changes: the first one to push with this id. */
export async function saveClient(
  tx: Db,
  school: string,
  id: string,
  client: ClientRow,
  seenMs: number,
): Promise<void> {
  const { staffId: staff_id, lastN: last_n, lastId: last_id } = client;
  await tx
    .insertInto("client")
    .values({ school, id, staff_id, last_n, last_id, seen_ms: seenMs })
    .onConflict((conflict) =>
      conflict.columns(["school", "id"]).doUpdateSet((row) => ({
        last_n: row.ref("excluded.last_n"),
        last_id: row.ref("excluded.last_id"),
        seen_ms: row.ref("excluded.seen_ms"),
      })),
    )
    .execute();
}

export interface MutationRow {
  readonly id: string;
  readonly client: string;
  readonly n: number;
  readonly seq: number;
  readonly status: string;
  readonly why: string | null;
  /** Kinds and ids of the records concerned, as JSON text. */
  readonly about: string | null;
  /** Of a conflict: the values that were not taken, as JSON text. */
  readonly lost: string | null;
  /** Kinds and ids of what it said of somebody erased, as JSON text. */
  readonly erased: string | null;
}

/** Written out, so that both engines use the index that holds these only. */
const isNews = sql<SqlBool>`is_news = 1`;

const mutationColumns = ["id", "client", "n", "seq", "status", "why", "about", "lost", "erased"] as const;

/** Those of these mutations that the school has already taken, from whichever client. */
export async function knownMutations(db: Db, school: string, ids: readonly string[]): Promise<MutationRow[]> {
  return await db
    .selectFrom("mutation")
    .select(mutationColumns)
    .where("school", "=", school)
    .where("id", "in", ids)
    .execute();
}

/** What did not simply become of a client's mutations after `afterN`: the device takes silence for "ok". */
export async function troubledMutations(
  db: Db,
  school: string,
  client: string,
  afterN: number,
): Promise<MutationRow[]> {
  return await db
    .selectFrom("mutation")
    .select(mutationColumns)
    .where("school", "=", school)
    .where("client", "=", client)
    .where("n", ">", afterN)
    .where(isNews)
    .orderBy("n")
    .limit(maxTroubled)
    .execute();
}

/**
 * Gives mutations that came first under another id of the same database their number of today, so that what became of
 * them is told to it.
 */
export async function renumberMutations(
  tx: Db,
  school: string,
  client: string,
  sent: readonly { readonly id: string; readonly n: number }[],
): Promise<void> {
  for (const { id, n } of sent) {
    await tx
      .updateTable("mutation")
      .set({ client, n })
      .where("school", "=", school)
      .where("id", "=", id)
      .where(isNews)
      .execute();
  }
}

/** Far beyond what a term offline can bring; it only bounds the answer to a hostile client. */
const maxTroubled = 5000;

export async function insertMutations(
  tx: Db,
  school: string,
  mutations: readonly (MutationRow & { readonly body: string })[],
): Promise<void> {
  for (const batch of batches(mutations)) {
    const rows = batch.map((one) => {
      const isPlain = one.status === "ok" && one.erased === null;
      return { school, ...one, is_news: isPlain ? 0 : 1 };
    });
    await tx.insertInto("mutation").values(rows).execute();
  }
}

interface ConflictRow {
  readonly mutation: string;
  readonly kind: string;
  readonly record: string;
  readonly unit: string;
  /** The value that was not taken, as JSON text. */
  readonly lost: string;
  readonly lost_by: string;
  readonly won_seq: number;
}

export async function insertConflicts(
  tx: Db,
  school: string,
  conflicts: readonly ConflictRow[],
): Promise<void> {
  for (const batch of batches(conflicts)) {
    const rows = batch.map((one) => ({ school, ...one, reviewed_by: null }));
    await tx
      .insertInto("conflict")
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Every value of a school that another one won over, as JSON text. */
export async function conflictsOf(
  db: Db,
  school: string,
): Promise<{ readonly kind: string; readonly record: string; readonly lost: string }[]> {
  return await db
    .selectFrom("conflict")
    .select(["kind", "record", "lost"])
    .where("school", "=", school)
    .execute();
}
