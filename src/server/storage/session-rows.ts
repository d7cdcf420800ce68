// Rows of sessions: who is signed in, on which tablet, and how they proved it. Tokens are stored as hashes only.
import { proofSchema, type Proof } from "../../protocol/account-messages.ts";
import type { Db } from "./tables.ts";

export interface SessionRow {
  readonly tokenHash: string;
  readonly account: string | null;
  readonly school: string;
  readonly staffId: string;
  readonly expiresMs: number;
  readonly seenMs: number;
  /** The enrolled tablet that it is used on. */
  readonly tablet: string | null;
  readonly proof: Proof;
  /** When a second factor was last proven; null = never in this session. */
  readonly factorMs: number | null;
  /** When the person last proved in full who they are; 0 = not in this session. */
  readonly provenMs: number;
}

export async function insertSession(
  tx: Db,
  session: Omit<SessionRow, "tablet"> & { readonly tablet?: string | null },
): Promise<void> {
  await tx
    .insertInto("session")
    .values({
      token_hash: session.tokenHash,
      account: session.account,
      school: session.school,
      staff_id: session.staffId,
      created_ms: session.seenMs,
      expires_ms: session.expiresMs,
      seen_ms: session.seenMs,
      tablet: session.tablet ?? null,
      proof: session.proof,
      factor_ms: session.factorMs,
      proven_ms: session.provenMs,
    })
    .execute();
}

export async function readSession(db: Db, tokenHash: string): Promise<SessionRow | undefined> {
  const row = await db
    .selectFrom("session")
    .select([
      "account",
      "school",
      "staff_id",
      "expires_ms",
      "seen_ms",
      "tablet",
      "proof",
      "factor_ms",
      "proven_ms",
    ])
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { account, school } = row;
  return {
    tokenHash,
    account,
    school,
    staffId: row.staff_id,
    expiresMs: row.expires_ms,
    seenMs: row.seen_ms,
    tablet: row.tablet,
    proof: proofSchema.parse(row.proof),
    factorMs: row.factor_ms,
    provenMs: row.proven_ms,
  };
}

/** Writes down that the person of a session has proven afresh who they are. */
export async function noteProof(
  db: Db,
  tokenHash: string,
  at: { readonly provenMs?: number; readonly factorMs?: number },
): Promise<void> {
  await db
    .updateTable("session")
    .set({
      ...(at.provenMs !== undefined && { proven_ms: at.provenMs }),
      ...(at.factorMs !== undefined && { factor_ms: at.factorMs }),
    })
    .where("token_hash", "=", tokenHash)
    .execute();
}

/** Writes down that the person of a session was there. */
export async function noteSeen(db: Db, tokenHash: string, seenMs: number): Promise<void> {
  await db.updateTable("session").set({ seen_ms: seenMs }).where("token_hash", "=", tokenHash).execute();
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom("session").where("token_hash", "=", tokenHash).execute();
}

/** Ends every session of an account but one. @returns their hashes */
export async function deleteSessionsOfAccount(
  db: Db,
  account: string,
  exceptHash: string,
): Promise<string[]> {
  const rows = await db
    .deleteFrom("session")
    .where("account", "=", account)
    .where("token_hash", "<>", exceptHash)
    .returning("token_hash")
    .execute();
  return rows.map((row) => row.token_hash);
}

export async function deleteSessionsOfStaff(db: Db, school: string, staffId: string): Promise<void> {
  await db.deleteFrom("session").where("school", "=", school).where("staff_id", "=", staffId).execute();
}

/** Forgets the sessions that ended before this moment. */
export async function deleteExpiredSessions(db: Db, beforeMs: number): Promise<void> {
  await db.deleteFrom("session").where("expires_ms", "<=", beforeMs).execute();
}
