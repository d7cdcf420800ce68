// Signing in and out, and who is signed in. Guessing is slowed down; a wrong name and a wrong password look alike.
import {
  demoSignInRequestSchema,
  serverStateSchema,
  signInRequestSchema,
  signedInSchema,
} from "../protocol/account-messages.ts";
import { signInAnswerSchema } from "../protocol/sign-in-messages.ts";
import { answerSignedIn, signedInOf } from "./accounts.ts";
import { auditAccount } from "./audit-account.ts";
import { audit } from "./audit.ts";
import { demoPerson, openDemoSchool } from "./demo-school.ts";
import { ownDeviceOf } from "./own-device.ts";
import { isPassword } from "./passwords.ts";
import { refuse } from "./refusal.ts";
import { Answer, nothingSchema, openRoute, staffRoute } from "./route.ts";
import { cookieHeader, endSession } from "./sessions.ts";
import { continueSignIn } from "./sign-in-steps.ts";
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
    return { needsSetUp, offersDemo: needsSetUp, offersProvider: parts.provider !== undefined };
  },
});

const me = staffRoute({
  path: "/api/auth/me",
  method: "get",
  summary: "Who is signed in.",
  beforeFactor: true,
  request: nothingSchema,
  response: signedInSchema,
  answer: async ({ parts }, session) => (await signedInOf(parts, session)) ?? refuse("not-signed-in"),
});

const signIn = openRoute({
  path: "/api/auth/sign-in",
  method: "post",
  summary: "Signs in with a name and a password, or says which step comes next.",
  request: signInRequestSchema,
  response: signInAnswerSchema,
  answer: async ({ parts, body, request, address }) => {
    const account = await accountByName(parts.db, body.signInName);
    const guess = { address, name: body.signInName, device: await ownDeviceOf(parts, request, account?.id) };
    const waitSeconds = parts.throttle.tryOnce(guess);
    if (waitSeconds > 0) return refuse("too-many-tries", waitSeconds);
    const isRight = await isPassword(body.password, account?.passwordHash);
    if (account === undefined || !isRight) {
      // An unknown name belongs to no school: there is no audit to write it into, and no name would go in.
      if (account !== undefined)
        await auditAccount(parts, account.id, "sign-in-refused", { what: "password" });
      return refuse("wrong-name-or-password");
    }
    parts.throttle.forgive(guess);
    return await continueSignIn(parts, request, { account: account.id, proof: "password", factorMs: null });
  },
});

const signOut = openRoute({
  path: "/api/auth/sign-out",
  method: "post",
  summary: "Ends the session, if there is one.",
  request: nothingSchema,
  response: nothingSchema,
  answer: async ({ parts, request }, session) => {
    if (session !== undefined) {
      await endSession(parts, session);
      const { school, staffId } = session;
      await audit(parts, parts.db, { school, event: "sign-out", staffId });
    }
    return new Answer("{}", { "set-cookie": cookieHeader(request, undefined) });
  },
});

const demoVisitor = { account: null, proof: "demo", factorMs: null, provenMs: 0 } as const;

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
    return await answerSignedIn(parts, request, { ...demoVisitor, school, staffId });
  },
});

export const authRoutes = [state, me, signIn, signOut, demo] as const;
