// The second factor by an authenticator app: setting it up, using it at sign-in, and starting again with an administrator's
// code when the phone is lost. Nothing here lets anybody in without one.
import * as z from "zod/mini";
import { signedInSchema } from "../protocol/account-messages.ts";
import {
  confirmFactorRequestSchema,
  factorBegunSchema,
  resetFactorRequestSchema,
  secondFactorRequestSchema,
  securitySchema,
  signInAnswerSchema,
} from "../protocol/sign-in-messages.ts";
import { signedInOf } from "./accounts.ts";
import { auditAccount } from "./audit-account.ts";
import { audit } from "./audit.ts";
import { answerChallenge, makeChallenge } from "./challenges.ts";
import { refuseCode } from "./factor-check.ts";
import { takeFactorReset } from "./factor-reset.ts";
import { needsFactor } from "./factor-rule.ts";
import { refuseUnproven } from "./proven.ts";
import { refuse } from "./refusal.ts";
import { nothingSchema, openRoute, staffRoute } from "./route.ts";
import { continueSignIn, hasFactor, keepProgress, schoolChoice, takeProgress } from "./sign-in-steps.ts";
import { readAccount } from "./storage/account-rows.ts";
import { noteProof } from "./storage/session-rows.ts";
import { inTransaction } from "./storage/database.ts";
import { readFactor, saveFactor } from "./storage/factor-rows.ts";
import { hasIdentity } from "./storage/identity-rows.ts";
import { factorAddress, newFactorSecret, stepOfCode } from "./totp.ts";

/** More wrong codes than this and the password is asked for again. */
const maxTries = 5;

const secondFactor = openRoute({
  path: "/api/auth/second-factor",
  method: "post",
  summary: "Goes on with a sign-in by a code from the authenticator app.",
  request: secondFactorRequestSchema,
  response: signInAnswerSchema,
  answer: async ({ parts, body, request, address }) => {
    const progress = await takeProgress(parts, body.pending);
    if (progress === undefined) return refuse("sign-in-again");
    const refused = await refuseCode(parts, progress.account, body.code, address);
    if (refused === undefined)
      return await continueSignIn(parts, request, { ...progress, factorMs: parts.clock.nowMs() });
    await auditAccount(parts, progress.account, "second-factor-refused", { what: refused.refusal.code });
    const isGuess = refused.refusal.code === "wrong-code" || refused.refusal.code === "used-code";
    const tries = (progress.tries ?? 0) + (isGuess ? 1 : 0);
    if (tries >= maxTries) return refuse("sign-in-again");
    await keepProgress(parts, { ...progress, tries }, body.pending);
    return refused;
  },
});

const reset = openRoute({
  path: "/api/auth/factor/reset",
  method: "post",
  summary:
    "Goes on with a sign-in whose second factor is lost, by a one-use code; a new one must then be set up.",
  request: resetFactorRequestSchema,
  response: signInAnswerSchema,
  answer: async ({ parts, body, request, address }) => {
    const progress = await takeProgress(parts, body.pending);
    if (progress === undefined) return refuse("sign-in-again");
    const guess = { address, name: `(reset) ${progress.account}` };
    const waitSeconds = parts.throttle.tryOnce(guess);
    const isTaken = waitSeconds === 0 && (await takeFactorReset(parts, progress.account, body.code));
    if (!isTaken) {
      await keepProgress(parts, progress, body.pending);
      return waitSeconds > 0 ? refuse("too-many-tries", waitSeconds) : refuse("wrong-or-used-code");
    }
    parts.throttle.forgive(guess);
    await auditAccount(parts, progress.account, "factor-reset", { what: "code-used" });
    return await continueSignIn(parts, request, progress);
  },
});

const begin = staffRoute({
  path: "/api/auth/factor/begin",
  method: "post",
  summary: "Makes a secret for an authenticator app; it is in use only when a first code has confirmed it.",
  beforeFactor: true,
  request: nothingSchema,
  response: factorBegunSchema,
  answer: async ({ parts }, session) => {
    const refused = refuseUnproven(parts, session);
    if (refused !== undefined) return refused;
    const account = session.account && (await readAccount(parts.db, session.account));
    if (!account) return refuse("account-closed");
    // Whoever has a factor shows it before giving the account another one.
    if (session.factorMs === null && (await hasFactor(parts, account.id))) return refuse("sign-in-again");
    const secret = newFactorSecret(parts.random);
    const pending = await makeChallenge(parts, "factor-set-up", account.id, { secret });
    const { schoolName } = await schoolChoice(parts, session.school);
    return { pending, secret, address: factorAddress(secret, schoolName, account.signInName) };
  },
});

const begunSchema = z.object({ secret: z.string() });

const confirm = staffRoute({
  path: "/api/auth/factor/confirm",
  method: "post",
  summary: "Takes an authenticator into use, by its first code.",
  beforeFactor: true,
  request: confirmFactorRequestSchema,
  response: signedInSchema,
  answer: async ({ parts, body }, session) => {
    const begun = await answerChallenge(parts, "factor-set-up", body.pending, begunSchema);
    if (begun === undefined || begun.account === null) return refuse("sign-in-again");
    const { account, data } = begun;
    if (account !== session.account) return refuse("sign-in-again");
    const nowMs = parts.clock.nowMs();
    const step = await stepOfCode(data.secret, body.code, nowMs, 0);
    if (step === undefined) {
      await makeChallenge(parts, "factor-set-up", account, data, body.pending);
      return refuse("wrong-code");
    }
    await inTransaction(parts.db, async (tx) => {
      await saveFactor(tx, account, { secret: data.secret, confirmedMs: nowMs, lastStep: step });
      await noteProof(tx, session.tokenHash, { factorMs: nowMs });
      const { school, staffId } = session;
      await audit(parts, tx, { school, event: "factor-set", staffId, about: { account } });
    });
    return (await signedInOf(parts, { ...session, factorMs: nowMs })) ?? refuse("account-closed");
  },
});

const security = staffRoute({
  path: "/api/auth/security",
  method: "get",
  summary: "How the signed-in person's own sign-in is kept safe.",
  request: nothingSchema,
  response: securitySchema,
  answer: async ({ parts }, session) => {
    const account = session.account && (await readAccount(parts.db, session.account));
    if (!account) return refuse("needs-full-sign-in");
    const facts = await parts.facts.read(parts.db, session.school);
    return {
      signInName: account.signInName,
      hasAuthenticator: (await readFactor(parts.db, account.id)) !== undefined,
      ...(parts.provider && { isLinked: await hasIdentity(parts.db, account.id) }),
      needsFactor: needsFactor(facts.person(session.staffId)?.roles ?? []),
    };
  },
});

export const secondFactorRoutes = [secondFactor, reset, begin, confirm, security] as const;
