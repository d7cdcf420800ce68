// Re-authentication: what is dear (roles, restore, full names, the audit) asks again who is there.
import { proveRequestSchema } from "../protocol/sign-in-messages.ts";
import { audit } from "./audit.ts";
import { refuseCode } from "./factor-check.ts";
import { isFullProof } from "./factor-rule.ts";
import { isPassword } from "./passwords.ts";
import type { Parts } from "./parts.ts";
import { refuse, type Refused } from "./refusal.ts";
import { nothingSchema, staffRoute } from "./route.ts";
import { hasFactor } from "./sign-in-steps.ts";
import { readAccount } from "./storage/account-rows.ts";
import { refuseUnproven } from "./proven.ts";
import { noteProof } from "./storage/session-rows.ts";
import { readFactor } from "./storage/factor-rows.ts";

/** The refusal of somebody's password; undefined when it was right. */
export async function refusePassword(
  parts: Parts,
  account: { readonly id: string; readonly passwordHash: string },
  password: string,
  address: string,
): Promise<Refused | undefined> {
  const guess = { address, name: `(password) ${account.id}` };
  const waitSeconds = parts.throttle.tryOnce(guess);
  if (waitSeconds > 0) return refuse("too-many-tries", waitSeconds);
  if (!(await isPassword(password, account.passwordHash))) return refuse("wrong-name-or-password");
  parts.throttle.forgive(guess);
  return undefined;
}

const prove = staffRoute({
  path: "/api/auth/prove",
  method: "post",
  summary: "Proves afresh who is signed in, with the password and, where there is an authenticator, a code.",
  beforeFactor: true,
  request: proveRequestSchema,
  response: nothingSchema,
  answer: async ({ parts, body, address }, session) => {
    if (session.account === null || !isFullProof(session.proof)) return refuse("needs-full-sign-in");
    const account = await readAccount(parts.db, session.account);
    if (account === undefined) return refuse("account-closed");
    const { school, staffId } = session;
    const refused = await refusePassword(parts, account, body.password, address);
    if (refused !== undefined) {
      await audit(parts, parts.db, {
        school,
        event: "proof-refused",
        staffId,
        about: { what: refused.refusal.code },
      });
      return refused;
    }
    const nowMs = parts.clock.nowMs();
    const hasCode = (await readFactor(parts.db, account.id)) !== undefined;
    // Whose only second factor is a passkey proves themselves by that.
    if (!hasCode && (await hasFactor(parts, account.id))) return refuse("passkey-needed");
    if (!hasCode) {
      await noteProof(parts.db, session.tokenHash, { provenMs: nowMs });
      await audit(parts, parts.db, { school, event: "proof-of-self", staffId, about: { what: "password" } });
      return {};
    }
    if (body.code === undefined) return refuse("code-needed");
    const wrong = await refuseCode(parts, account.id, body.code, address);
    if (wrong !== undefined) {
      await audit(parts, parts.db, {
        school,
        event: "proof-refused",
        staffId,
        about: { what: wrong.refusal.code },
      });
      return wrong;
    }
    await noteProof(parts.db, session.tokenHash, { provenMs: nowMs, factorMs: nowMs });
    await audit(parts, parts.db, {
      school,
      event: "proof-of-self",
      staffId,
      about: { what: "password-and-code" },
    });
    return {};
  },
});

/** What is asked here is sent a moment later: a proof that ends within a minute might be over by then. */
const spareMs = 60_000;

const isProven = staffRoute({
  path: "/api/auth/proof",
  method: "get",
  summary: "Says yes when a change of somebody's rights, sent now, would be taken; else what is missing.",
  request: nothingSchema,
  response: nothingSchema,
  answer: ({ parts }, session) => {
    const clock = { nowMs: () => parts.clock.nowMs() + spareMs };
    return Promise.resolve(refuseUnproven({ clock }, session) ?? {});
  },
});

export const proveRoutes = [prove, isProven] as const;
