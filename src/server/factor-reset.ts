// Starting again with the second factor: an administrator makes a one-use code, the person signs in with the password,
// types the code in place of the factor, and must set up a new one. The administrator alone gets nowhere with it.
import { makeResetRequestSchema, resetCodeSchema } from "../protocol/sign-in-messages.ts";
import { audit } from "./audit.ts";
import type { Parts } from "./parts.ts";
import { refuseUnproven } from "./proven.ts";
import { refuse } from "./refusal.ts";
import { staffRoute } from "./route.ts";
import { hashOfCode, newCode } from "./secrets.ts";
import { accountIdOfStaff, membershipsOf } from "./storage/account-rows.ts";
import { deleteChallengesOf, insertChallenge, takeChallenge } from "./storage/challenge-rows.ts";
import { inTransaction } from "./storage/database.ts";
import { deletePasskeysOf } from "./storage/passkey-rows.ts";
import { deleteFactor } from "./storage/factor-rows.ts";

const resetLastsMs = 24 * 3_600_000;

/** Makes the one code with which this account may start again; an earlier one is good no longer. */
export async function makeFactorReset(
  parts: Pick<Parts, "db" | "clock" | "random">,
  account: string,
): Promise<{ readonly code: string; readonly expiresAt: string }> {
  const code = newCode(parts.random);
  const expiresMs = parts.clock.nowMs() + resetLastsMs;
  await inTransaction(parts.db, async (tx) => {
    await deleteChallengesOf(tx, account, "factor-reset");
    await insertChallenge(tx, hashOfCode(code), { purpose: "factor-reset", account, data: "{}", expiresMs });
  });
  return { code, expiresAt: new Date(expiresMs).toISOString() };
}

/** Uses a code up and takes the account's old factor away; false when it is wrong, used or another's. */
export async function takeFactorReset(parts: Parts, account: string, code: string): Promise<boolean> {
  return await inTransaction(parts.db, async (tx) => {
    const name = hashOfCode(code);
    const nowMs = parts.clock.nowMs();
    const taken = await takeChallenge(tx, name, "factor-reset", nowMs);
    if (taken === undefined) return false;
    if (taken.account !== account) {
      await insertChallenge(tx, name, taken);
      return false;
    }
    await deleteFactor(tx, account);
    await deletePasskeysOf(tx, account);
    return true;
  });
}

const makeReset = staffRoute({
  path: "/api/admin/people/reset-factor",
  method: "post",
  access: "administrator",
  summary: "Makes a one-use code for somebody whose second factor is lost.",
  request: makeResetRequestSchema,
  response: resetCodeSchema,
  answer: async ({ parts, body }, session) => {
    const refused = refuseUnproven(parts, session);
    if (refused !== undefined) return refused;
    const account = await accountIdOfStaff(parts.db, session.school, body.staffId);
    if (account === undefined) return refuse("not-found");
    // Another school's rights hang on the same account: this school's administrator may not loosen them.
    if ((await membershipsOf(parts.db, account)).length > 1) return refuse("other-school-too");
    const about = { person: body.staffId, account };
    const { school, staffId } = session;
    await audit(parts, parts.db, {
      school,
      event: "factor-reset",
      staffId,
      about: { ...about, what: "code-made" },
    });
    return await makeFactorReset(parts, account);
  },
});

export const factorResetRoutes = [makeReset] as const;
