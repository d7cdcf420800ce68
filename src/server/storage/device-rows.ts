// Rows of evidence about devices: when each was last there, what it still has to send, and what it was given.
import { batches } from "./record-rows.ts";
import type { Db } from "./tables.ts";

export interface Contact {
  readonly staffId: string;
  readonly seenMs: number;
  readonly schemaVersion: number;
  /** All changes up to here are on the device, by its own word. */
  readonly cursorSeq: number;
  readonly pending: number;
  readonly oldestMs: number | null;
  /** The tablet of the session that speaks for it. */
  readonly tablet: string | null;
  /** Hash of the secret by which its sealed work is known to come from it. */
  readonly proof: string | null;
}

export async function readContact(db: Db, school: string, client: string): Promise<Contact | undefined> {
  const row = await db
    .selectFrom("client")
    .select([
      "staff_id",
      "seen_ms",
      "schema_version",
      "cursor_seq",
      "pending",
      "oldest_ms",
      "tablet",
      "proof",
    ])
    .where("school", "=", school)
    .where("id", "=", client)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    staffId: row.staff_id,
    seenMs: row.seen_ms,
    schemaVersion: row.schema_version,
    cursorSeq: row.cursor_seq,
    pending: row.pending,
    oldestMs: row.oldest_ms,
    tablet: row.tablet,
    proof: row.proof,
  };
}

/** Keeps a contact; how far the client's own mutations have come stays as it is. A client that is here is not replaced. */
export async function saveContact(tx: Db, school: string, client: string, contact: Contact): Promise<void> {
  const evidence = {
    seen_ms: contact.seenMs,
    schema_version: contact.schemaVersion,
    cursor_seq: contact.cursorSeq,
    pending: contact.pending,
    oldest_ms: contact.oldestMs,
    tablet: contact.tablet,
    proof: contact.proof,
    replaced_by: null,
  };
  await tx
    .insertInto("client")
    .values({ school, id: client, staff_id: contact.staffId, last_n: 0, last_id: null, ...evidence })
    .onConflict((conflict) => conflict.columns(["school", "id"]).doUpdateSet(evidence))
    .execute();
}

/** The same database goes by another id now: the old one is no tablet of its own any more. */
export async function replaceClient(
  tx: Db,
  school: string,
  formerly: string,
  staffId: string,
  client: string,
): Promise<void> {
  await tx
    .updateTable("client")
    .set({ replaced_by: client })
    .where("school", "=", school)
    .where("id", "=", formerly)
    .where("staff_id", "=", staffId)
    .where("id", "!=", client)
    .execute();
}

/** Notes which grants a device holds from now on, and until when it held others. */
export async function saveHeld(
  tx: Db,
  school: string,
  client: string,
  staffId: string,
  grants: readonly string[],
  atMs: number,
): Promise<void> {
  const rows = await tx
    .selectFrom("held")
    .select(["scope", "until_ms"])
    .where("school", "=", school)
    .where("client", "=", client)
    .execute();
  const lost = rows.filter((row) => row.until_ms === null && !grants.includes(row.scope));
  for (const batch of batches(lost)) {
    await tx
      .updateTable("held")
      .set({ until_ms: atMs })
      .where("school", "=", school)
      .where("client", "=", client)
      .where(
        "scope",
        "in",
        batch.map((row) => row.scope),
      )
      .execute();
  }
  const current = new Set(rows.filter((row) => row.until_ms === null).map((row) => row.scope));
  const fresh = grants.filter((grant) => !current.has(grant));
  for (const batch of batches(fresh)) {
    const values = batch.map((scope) => ({
      school,
      client,
      scope,
      staff_id: staffId,
      from_ms: atMs,
      until_ms: null,
    }));
    await tx
      .insertInto("held")
      .values(values)
      .onConflict((conflict) =>
        conflict.columns(["school", "client", "scope"]).doUpdateSet({ until_ms: null }),
      )
      .execute();
  }
}

export interface DeviceRow extends Omit<Contact, "tablet" | "proof"> {
  readonly client: string;
}

/** The devices of a school that were there since a moment, those that another id has replaced left out. */
export async function devicesSince(db: Db, school: string, sinceMs: number): Promise<DeviceRow[]> {
  const rows = await db
    .selectFrom("client")
    .select(["id", "staff_id", "seen_ms", "schema_version", "cursor_seq", "pending", "oldest_ms"])
    .where("school", "=", school)
    .where("seen_ms", ">=", sinceMs)
    .where("replaced_by", "is", null)
    .orderBy("seen_ms")
    .execute();
  return rows.map((row) => ({
    client: row.id,
    staffId: row.staff_id,
    seenMs: row.seen_ms,
    schemaVersion: row.schema_version,
    cursorSeq: row.cursor_seq,
    pending: row.pending,
    oldestMs: row.oldest_ms,
  }));
}

/** The place of the device that is furthest behind, of those that were there since a moment and have a place at all. */
export async function lowestCursorSince(
  db: Db,
  school: string,
  sinceMs: number,
): Promise<number | undefined> {
  const row = await db
    .selectFrom("client")
    .select((of) => of.fn.min("cursor_seq").as("lowest"))
    .where("school", "=", school)
    .where("seen_ms", ">=", sinceMs)
    .where("replaced_by", "is", null)
    .where("cursor_seq", ">", 0)
    .executeTakeFirst();
  return row?.lowest ?? undefined;
}

/** How many devices hold something, or did, and have not confirmed this place since. */
export async function devicesBehind(db: Db, school: string, seq: number): Promise<number> {
  const row = await db
    .selectFrom("client")
    .select((of) => of.fn.countAll().as("count"))
    .where("school", "=", school)
    .where("replaced_by", "is", null)
    .where("cursor_seq", "<", seq)
    .where((of) =>
      of.exists(
        of
          .selectFrom("held")
          .select("held.scope")
          .whereRef("held.school", "=", "client.school")
          .whereRef("held.client", "=", "client.id"),
      ),
    )
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** What a client still has to send, told while its author is locked out. */
export async function notePending(db: Db, school: string, client: string, pending: number): Promise<void> {
  await db
    .updateTable("client")
    .set(pending === 0 ? { pending, oldest_ms: null } : { pending })
    .where("school", "=", school)
    .where("id", "=", client)
    .where("pending", "!=", pending)
    .execute();
}

/** The tablet joined anew under another credential: its unsent work is still taken from it. */
export async function rebindClients(tx: Db, school: string, tablet: string, anew: string): Promise<void> {
  await tx
    .updateTable("client")
    .set({ tablet: anew })
    .where("school", "=", school)
    .where("tablet", "=", tablet)
    .execute();
}

/** Unsent items by tablet, of everybody on it, as last told. */
export async function pendingByTablet(db: Db, school: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("client")
    .select(["tablet", (of) => of.fn.sum("pending").as("pending")])
    .where("school", "=", school)
    .where("tablet", "is not", null)
    .where("replaced_by", "is", null)
    .groupBy("tablet")
    .execute();
  return new Map(rows.map((row) => [row.tablet ?? "", Number(row.pending)]));
}
