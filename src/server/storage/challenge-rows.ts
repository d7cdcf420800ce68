// Rows of what was asked of a browser and must come back within minutes: the next step of a sign-in, a passkey's
// challenge, a provider's state, a reset code. Each is used at most once; its name is stored as a hash.
import type { Db } from "./tables.ts";

export type ChallengePurpose =
  | "sign-in"
  | "factor-set-up"
  | "factor-reset"
  | "passkey-add"
  | "passkey-sign-in"
  | "passkey-factor"
  | "passkey-prove"
  | "provider"
  | "provider-back"
  | "school-token";

export interface ChallengeRow {
  readonly purpose: ChallengePurpose;
  readonly account: string | null;
  /** As JSON text. */
  readonly data: string;
  readonly expiresMs: number;
}

export async function insertChallenge(db: Db, id: string, challenge: ChallengeRow): Promise<void> {
  const { purpose, account, data, expiresMs: expires_ms } = challenge;
  await db.insertInto("challenge").values({ id, purpose, account, data, expires_ms }).execute();
}

/** Takes a challenge out, so that nobody can use it a second time; undefined when it is gone, too old or another kind. */
export async function takeChallenge(
  db: Db,
  id: string,
  purpose: ChallengePurpose,
  nowMs: number,
): Promise<ChallengeRow | undefined> {
  const row = await db
    .deleteFrom("challenge")
    .where("id", "=", id)
    .where("purpose", "=", purpose)
    .returning(["account", "data", "expires_ms"])
    .executeTakeFirst();
  if (row === undefined || row.expires_ms <= nowMs) return undefined;
  return { purpose, account: row.account, data: row.data, expiresMs: row.expires_ms };
}

export async function deleteExpiredChallenges(db: Db, nowMs: number): Promise<void> {
  await db.deleteFrom("challenge").where("expires_ms", "<=", nowMs).execute();
}

/** Ends what one account was asked for one purpose. */
export async function deleteChallengesOf(db: Db, account: string, purpose: ChallengePurpose): Promise<void> {
  await db.deleteFrom("challenge").where("account", "=", account).where("purpose", "=", purpose).execute();
}
