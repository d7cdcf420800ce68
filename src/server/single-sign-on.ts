// Signing in with the school's identity provider: setting out, coming back, and what then follows (a sign-in, a link to
// one's account, or joining with an invitation). An identity is issuer and subject; an e-mail address is never looked at.
import * as z from "zod/mini";
import {
  beginProviderRequestSchema,
  providerAddressSchema,
  signInAnswerSchema,
} from "../protocol/sign-in-messages.ts";
import { signedInOf } from "./accounts.ts";
import { audit } from "./audit.ts";
import { answerChallenge, makeChallenge } from "./challenges.ts";
import type { Parts } from "./parts.ts";
import { joinByProvider } from "./provider-join.ts";
import { providerCookie, providerCookieOf } from "./provider-cookie.ts";
import { askedOfProviderSchema } from "./provider.ts";
import { refuseUnproven } from "./proven.ts";
import { refuse, Refused } from "./refusal.ts";
import { relyingPartyOf } from "./relying-party.ts";
import { Answer, nothingSchema, openRoute, staffRoute, type Reply } from "./route.ts";
import { hashOfCode } from "./secrets.ts";
import type { Session } from "./sessions.ts";
import { continueSignIn } from "./sign-in-steps.ts";
import { inTransaction, isDuplicateError } from "./storage/database.ts";
import {
  accountOfIdentity,
  deleteIdentitiesOf,
  insertIdentity,
  type Identity,
} from "./storage/identity-rows.ts";

const backPath = "/api/auth/provider/back";

/** Why somebody set out: bound to what they were then, so that nothing can be swapped on the way. */
const errandSchema = z.object({
  purpose: z.enum(["sign-in", "link", "join"]),
  account: z.nullable(z.string()),
  codeHash: z.nullable(z.string()),
});
type Errand = z.infer<typeof errandSchema>;
const awaySchema = z.object({ errand: errandSchema, asked: askedOfProviderSchema });
const backSchema = z.object({
  errand: errandSchema,
  identity: z.object({ issuer: z.string(), subject: z.string() }),
});

const begin = openRoute({
  path: "/api/auth/provider/begin",
  method: "post",
  summary:
    "Sets out for the school's identity provider: to sign in, to link one's account, or to join with a code.",
  request: beginProviderRequestSchema,
  response: providerAddressSchema,
  answer: async ({ parts, body, request }, session) => {
    if (parts.provider === undefined) return refuse("not-found");
    const account = session?.account ?? null;
    if (body.purpose === "link") {
      if (session === undefined || account === null) return refuse("not-signed-in");
      const refused = refuseUnproven(parts, session);
      if (refused !== undefined) return refused;
    }
    const away = await parts.provider.ask(`${relyingPartyOf(request).origin}${backPath}`);
    if (away === undefined) return refuse("provider-unreachable", 30);
    const codeHash = body.purpose === "join" && body.code ? hashOfCode(body.code) : null;
    const errand = { purpose: body.purpose, account: body.purpose === "link" ? account : null, codeHash };
    const name = await makeChallenge(parts, "provider", null, { errand, asked: away.asked });
    const cookie = providerCookie(request, name);
    return new Answer(JSON.stringify({ address: away.address }), { "set-cookie": cookie });
  },
});

const back = openRoute({
  path: backPath,
  method: "get",
  summary: "Where the identity provider sends people back to; goes on to the app, which finishes.",
  request: nothingSchema,
  answer: async ({ parts, request }) => {
    const name = await comeBack(parts, request);
    const headers = { location: "/from-provider", "set-cookie": providerCookie(request, name) };
    return new Response(null, { status: 303, headers });
  },
});

/** @returns the name under which the app finishes, or undefined when nobody was recognised */
async function comeBack(parts: Parts, request: Request): Promise<string | undefined> {
  const name = providerCookieOf(request);
  if (name === undefined || parts.provider === undefined) return undefined;
  const away = await answerChallenge(parts, "provider", name, awaySchema);
  if (away === undefined) return undefined;
  const { errand, asked } = away.data;
  const identity = await parts.provider.identify(asked, new URL(request.url).search);
  return identity && (await makeChallenge(parts, "provider-back", null, { errand, identity }));
}

const finish = openRoute({
  path: "/api/auth/provider/finish",
  method: "post",
  summary: "Does what somebody set out to the identity provider for.",
  request: nothingSchema,
  response: signInAnswerSchema,
  answer: async ({ parts, request }, session) => {
    const name = providerCookieOf(request);
    const came = name && (await answerChallenge(parts, "provider-back", name, backSchema));
    if (!came) return refuse("provider-refused");
    const { errand, identity } = came.data;
    if (errand.purpose === "link") return await link(parts, errand, identity, session);
    const account =
      errand.purpose === "join"
        ? await joinByProvider(parts, errand.codeHash ?? "", identity)
        : await accountOfIdentity(parts.db, identity);
    if (account instanceof Refused) return account;
    if (account === undefined) return refuse("not-linked");
    return await continueSignIn(parts, request, { account, proof: "single-sign-on", factorMs: null });
  },
});

/** Only into the account that set out, in a session of it that stands open now. */
async function link(
  parts: Parts,
  errand: Errand,
  identity: Identity,
  session: Session | undefined,
): Promise<Reply<never>> {
  const { account } = errand;
  if (session === undefined || account === null || session.account !== account)
    return refuse("sign-in-again");
  const { school, staffId } = session;
  try {
    await inTransaction(parts.db, async (tx) => {
      await insertIdentity(tx, identity, account, parts.clock.nowMs());
      await audit(parts, tx, { school, event: "identity-linked", staffId, about: { account } });
    });
  } catch (fault) {
    if (isDuplicateError(fault)) return refuse("linked-already");
    throw fault;
  }
  const who = await signedInOf(parts, session);
  return who ? new Answer(JSON.stringify(who)) : refuse("account-closed");
}

const unlink = staffRoute({
  path: "/api/auth/provider/unlink",
  method: "post",
  summary: "Takes the link to the identity provider away from one's own account.",
  request: nothingSchema,
  response: nothingSchema,
  answer: async ({ parts }, session) => {
    const refused = refuseUnproven(parts, session);
    if (refused !== undefined) return refused;
    const { account, school, staffId } = session;
    if (account === null || !(await deleteIdentitiesOf(parts.db, account))) return refuse("not-found");
    await audit(parts, parts.db, { school, event: "identity-removed", staffId, about: { account } });
    return {};
  },
});

export const singleSignOnRoutes = [begin, back, finish, unlink] as const;
