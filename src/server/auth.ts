// Signing in and out, and who is signed in. Guessing is slowed down; a wrong name and a wrong password look alike.
import {
  demoSignInRequestSchema,
  serverStateSchema,
  signInRequestSchema,
  signedInSchema,
} from "../protocol/account-messages.ts";
import { audit } from "./audit.ts";
import { answerSignedIn, signedInOf } from "./accounts.ts";
import { demoPerson, openDemoSchool } from "./demo-school.ts";
import type { Parts } from "./parts.ts";
import { isPassword } from "./passwords.ts";
import { refuse } from "./refusal.ts";
import { Answer, nothingSchema, openRoute, staffRoute } from "./route.ts";
import { cookieHeader, endSession } from "./sessions.ts";
import { accountByName } from "./storage/account-rows.ts";
import { firstSchoolId } from "./storage/school-rows.ts";

const state = openRoute({
  path: "/api/auth/state",
  method: "get",
  summary: "Whether the server is to be set up, and whether the demo school is open.",
  request: nothingSchema,
  response: serverStateSchema,
  answer: async ({ parts }) => {
    const needsSetUp = (await firstSchoolId(parts.db, false)) === undefined;
    return { needsSetUp, offersDemo: needsSetUp };
  },
});

const me = staffRoute({
  path: "/api/auth/me",
  method: "get",
  summary: "Who is signed in.",
  request: nothingSchema,
  response: signedInSchema,
  answer: async ({ parts }, session) => (await signedInOf(parts, session)) ?? refuse("not-signed-in"),
});

const signIn = openRoute({
  path: "/api/auth/sign-in",
  method: "post",
  summary: "Signs in with a name and a password.",
  request: signInRequestSchema,
  response: signedInSchema,
  answer: async ({ parts, body, request, address }) => {
    const waitSeconds = parts.throttle.tryOnce(address, body.signInName);
    if (waitSeconds > 0) return refuse("too-many-tries", waitSeconds);
    const account = await accountByName(parts.db, body.signInName);
    const isRight = await isPassword(body.password, account?.passwordHash);
    if (account === undefined || !isRight) {
      await auditRefused(parts, account);
      return refuse("wrong-name-or-password");
    }
    parts.throttle.forgive(address, body.signInName);
    return await answerSignedIn(parts, request, { ...account, account: account.id });
  },
});

/**
 * A name that nobody has is written down with the first school, without the name: so a wrong name and a wrong password
 * take the same time.
 */
async function auditRefused(
  parts: Parts,
  account: { readonly school: string; readonly staffId: string } | undefined,
): Promise<void> {
  const school = account?.school ?? (await firstSchoolId(parts.db, false));
  if (school === undefined) return;
  const about = { what: "password", why: account === undefined ? "unknown-name" : "wrong-password" };
  await audit(parts, parts.db, {
    school,
    staffId: account?.staffId ?? null,
    event: "sign-in-refused",
    about,
  });
}

const signOut = openRoute({
  path: "/api/auth/sign-out",
  method: "post",
  summary: "Ends the session, if there is one.",
  request: nothingSchema,
  response: nothingSchema,
  answer: async ({ parts, request }, session) => {
    if (session !== undefined) {
      await endSession(parts, session);
      await audit(parts, parts.db, { ...session, event: "sign-out" });
    }
    return new Answer("{}", { "set-cookie": cookieHeader(request, undefined) });
  },
});

const demo = openRoute({
  path: "/api/auth/demo",
  method: "post",
  summary: "Signs in to the invented demo school, while there is no real one.",
  request: demoSignInRequestSchema,
  response: signedInSchema,
  answer: async ({ parts, body, request }) => {
    if ((await firstSchoolId(parts.db, false)) !== undefined) return refuse("demo-closed");
    const school = await openDemoSchool(parts);
    const staffId = await demoPerson(parts, school, body.as);
    if (staffId === undefined) return refuse("demo-closed");
    return await answerSignedIn(parts, request, { account: null, school, staffId });
  },
});

export const authRoutes = [state, me, signIn, signOut, demo] as const;
