// Challenges by their secret names: made, and taken at most once. What they mean is their makers' affair.
import type * as z from "zod/mini";
import type { Parts } from "./parts.ts";
import { hashOf, newToken } from "./secrets.ts";
import {
  deleteExpiredChallenges,
  insertChallenge,
  takeChallenge,
  type ChallengePurpose,
} from "./storage/challenge-rows.ts";

const lastsMs = 10 * 60_000;

/**
 * @param name of a challenge that was taken and goes back; without it a new one is made
 * @returns the secret name under which the answer comes back; good for ten minutes
 */
export async function makeChallenge(
  parts: Parts,
  purpose: ChallengePurpose,
  account: string | null,
  data: object,
  name = newToken(parts.random),
): Promise<string> {
  const nowMs = parts.clock.nowMs();
  await deleteExpiredChallenges(parts.db, nowMs);
  const expiresMs = nowMs + lastsMs;
  await insertChallenge(parts.db, hashOf(name), { purpose, account, data: JSON.stringify(data), expiresMs });
  return name;
}

/** Uses a challenge up; undefined when there is none of that name and purpose any more. */
export async function answerChallenge<T>(
  parts: Parts,
  purpose: ChallengePurpose,
  name: string,
  schema: z.ZodMiniType<T>,
): Promise<{ readonly account: string | null; readonly data: T } | undefined> {
  const taken = await takeChallenge(parts.db, hashOf(name), purpose, parts.clock.nowMs());
  return taken && { account: taken.account, data: schema.parse(JSON.parse(taken.data)) };
}
