// Passkeys: adding, listing and removing one's own; signing in with one; as the second factor; proving oneself afresh.
// A passkey is two factors at once: the device, and the owner's finger, face or passcode, which is always required.
import {
  addPasskeyRequestSchema,
  askFactorPasskeyRequestSchema,
  passkeyAskedSchema,
  passkeysSchema,
  removePasskeyRequestSchema,
  useFactorPasskeyRequestSchema,
  usePasskeyRequestSchema,
} from "../protocol/passkey-messages.ts";
import { signedInSchema } from "../protocol/account-messages.ts";
import { signInAnswerSchema } from "../protocol/sign-in-messages.ts";
import { signedInOf } from "./accounts.ts";
import { auditAccount } from "./audit-account.ts";
import { audit } from "./audit.ts";
import { isFullProof } from "./factor-rule.ts";
import { askNewPasskey, askPasskey, checkNewPasskey, checkPasskey } from "./passkey-check.ts";
import { refuseUnproven } from "./proven.ts";
import { refuse } from "./refusal.ts";
import { nothingSchema, openRoute, staffRoute } from "./route.ts";
import { continueSignIn, hasFactor, keepProgress, takeProgress } from "./sign-in-steps.ts";
import { readAccount } from "./storage/account-rows.ts";
import { noteProof } from "./storage/session-rows.ts";
import { inTransaction } from "./storage/database.ts";
import { deletePasskey, insertPasskey, passkeysOf } from "./storage/passkey-rows.ts";

const askToAdd = staffRoute({
  path: "/api/auth/passkeys/ask-new",
  method: "post",
  summary: "Begins to add a passkey to one's own account.",
  beforeFactor: true,
  request: nothingSchema,
  response: passkeyAskedSchema,
  answer: async ({ parts, request }, session) => {
    const refused = refuseUnproven(parts, session);
    if (refused !== undefined) return refused;
    const account = session.account && (await readAccount(parts.db, session.account));
    if (!account) return refuse("account-closed");
    if (session.factorMs === null && (await hasFactor(parts, account.id))) return refuse("sign-in-again");
    return await askNewPasskey(parts, request, account);
  },
});

const add = staffRoute({
  path: "/api/auth/passkeys/add",
  method: "post",
  summary: "Adds a passkey that the browser has just made; it counts as the second factor.",
  beforeFactor: true,
  request: addPasskeyRequestSchema,
  response: signedInSchema,
  answer: async ({ parts, body, request }, session) => {
    const { account, school, staffId } = session;
    if (account === null) return refuse("account-closed");
    const made = await checkNewPasskey(parts, request, account, body);
    if (made === undefined) return refuse("passkey-refused");
    const nowMs = parts.clock.nowMs();
    await inTransaction(parts.db, async (tx) => {
      await insertPasskey(tx, { ...made, account, label: body.label, createdMs: nowMs });
      await noteProof(tx, session.tokenHash, { factorMs: nowMs });
      await audit(parts, tx, { school, event: "passkey-added", staffId, about: { account } });
    });
    return (await signedInOf(parts, { ...session, factorMs: nowMs })) ?? refuse("account-closed");
  },
});

const list = staffRoute({
  path: "/api/auth/passkeys",
  method: "get",
  summary: "One's own passkeys.",
  request: nothingSchema,
  response: passkeysSchema,
  answer: async ({ parts }, session) => {
    const known = session.account === null ? [] : await passkeysOf(parts.db, session.account);
    return {
      passkeys: known.map(({ id, label, createdMs, usedMs }) => ({
        id,
        label,
        createdAt: new Date(createdMs).toISOString(),
        usedAt: usedMs === null ? null : new Date(usedMs).toISOString(),
      })),
    };
  },
});

const remove = staffRoute({
  path: "/api/auth/passkeys/remove",
  method: "post",
  summary: "Removes one of one's own passkeys.",
  request: removePasskeyRequestSchema,
  response: nothingSchema,
  answer: async ({ parts, body }, session) => {
    const refused = refuseUnproven(parts, session);
    if (refused !== undefined) return refused;
    const { account, school, staffId } = session;
    if (account === null || !(await deletePasskey(parts.db, account, body.id))) return refuse("not-found");
    await audit(parts, parts.db, { school, event: "passkey-removed", staffId, about: { account } });
    return {};
  },
});

const askToSignIn = openRoute({
  path: "/api/auth/passkeys/ask-sign-in",
  method: "post",
  summary: "Begins a sign-in with a passkey, before anybody has said who they are.",
  request: nothingSchema,
  response: passkeyAskedSchema,
  answer: async ({ parts, request }) => await askPasskey(parts, request, "passkey-sign-in", null),
});

const signIn = openRoute({
  path: "/api/auth/passkeys/sign-in",
  method: "post",
  summary: "Signs in with a passkey: device and owner are proven, so no further factor is asked for.",
  request: usePasskeyRequestSchema,
  response: signInAnswerSchema,
  answer: async ({ parts, body, request }) => {
    const used = await checkPasskey(parts, request, "passkey-sign-in", body);
    const account = used && (await readAccount(parts.db, used.account));
    if (account === undefined) return refuse("passkey-refused");
    const factorMs = parts.clock.nowMs();
    return await continueSignIn(parts, request, { account: account.id, proof: "passkey", factorMs });
  },
});

const askAsFactor = openRoute({
  path: "/api/auth/passkeys/ask-factor",
  method: "post",
  summary: "Begins to answer the second step of a sign-in with a passkey.",
  request: askFactorPasskeyRequestSchema,
  response: passkeyAskedSchema,
  answer: async ({ parts, body, request }) => {
    const progress = await takeProgress(parts, body.signIn);
    if (progress === undefined) return refuse("sign-in-again");
    await keepProgress(parts, progress, body.signIn);
    return await askPasskey(parts, request, "passkey-factor", progress.account);
  },
});

const useAsFactor = openRoute({
  path: "/api/auth/passkeys/factor",
  method: "post",
  summary: "Goes on with a sign-in by a passkey as the second factor.",
  request: useFactorPasskeyRequestSchema,
  response: signInAnswerSchema,
  answer: async ({ parts, body, request }) => {
    const progress = await takeProgress(parts, body.signIn);
    if (progress === undefined) return refuse("sign-in-again");
    const used = await checkPasskey(parts, request, "passkey-factor", body);
    if (used !== undefined && used.account === progress.account)
      return await continueSignIn(parts, request, { ...progress, factorMs: parts.clock.nowMs() });
    await auditAccount(parts, progress.account, "second-factor-refused", { what: "passkey" });
    await keepProgress(parts, progress, body.signIn);
    return refuse("passkey-refused");
  },
});

const askToProve = staffRoute({
  path: "/api/auth/passkeys/ask-prove",
  method: "post",
  summary: "Begins to prove afresh who is signed in, with a passkey.",
  beforeFactor: true,
  request: nothingSchema,
  response: passkeyAskedSchema,
  answer: async ({ parts, request }, session) => {
    if (session.account === null || !isFullProof(session.proof)) return refuse("needs-full-sign-in");
    return await askPasskey(parts, request, "passkey-prove", session.account);
  },
});

const prove = staffRoute({
  path: "/api/auth/passkeys/prove",
  method: "post",
  summary: "Proves afresh who is signed in, with a passkey.",
  beforeFactor: true,
  request: usePasskeyRequestSchema,
  response: nothingSchema,
  answer: async ({ parts, body, request }, session) => {
    const { school, staffId } = session;
    if (session.account === null || !isFullProof(session.proof)) return refuse("needs-full-sign-in");
    const used = await checkPasskey(parts, request, "passkey-prove", body);
    if (used === undefined || used.account !== session.account) {
      await audit(parts, parts.db, { school, event: "proof-refused", staffId, about: { what: "passkey" } });
      return refuse("passkey-refused");
    }
    const nowMs = parts.clock.nowMs();
    await noteProof(parts.db, session.tokenHash, { provenMs: nowMs, factorMs: nowMs });
    await audit(parts, parts.db, { school, event: "proof-of-self", staffId, about: { what: "passkey" } });
    return {};
  },
});

export const passkeyRoutes = [
  askToAdd,
  add,
  list,
  remove,
  askToSignIn,
  signIn,
  askAsFactor,
  useAsFactor,
  askToProve,
  prove,
] as const;
