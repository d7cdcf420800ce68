// Somebody with a place in several schools: choosing at sign-in, seeing them, and changing. A session is bound to one.
import {
  changeSchoolRequestSchema,
  chooseSchoolRequestSchema,
  joinSchoolRequestSchema,
  schoolsSchema,
  signInAnswerSchema,
} from "../protocol/sign-in-messages.ts";
import { answerSignedIn } from "./accounts.ts";
import { isFullProof } from "./factor-rule.ts";
import { refuse } from "./refusal.ts";
import { nothingSchema, openRoute, staffRoute } from "./route.ts";
import type { Parts } from "./parts.ts";
import { audit } from "./audit.ts";
import { refuseUnproven } from "./proven.ts";
import { hashOfCode } from "./secrets.ts";
import { insertMembership, readInvitation, useInvitation } from "./storage/account-rows.ts";
import { inSerialTransaction, isDuplicateError } from "./storage/database.ts";
import { endSession } from "./sessions.ts";
import { continueSignIn, keepProgress, placesOf, schoolChoice, takeProgress } from "./sign-in-steps.ts";

const choose = openRoute({
  path: "/api/auth/choose-school",
  method: "post",
  summary: "Goes on with a sign-in in one of the person's schools.",
  request: chooseSchoolRequestSchema,
  response: signInAnswerSchema,
  answer: async ({ parts, body, request }) => {
    const progress = await takeProgress(parts, body.pending);
    if (progress === undefined) return refuse("sign-in-again");
    const places = await placesOf(parts, progress.account);
    if (places.some((one) => one.school === body.schoolId))
      return await continueSignIn(parts, request, { ...progress, school: body.schoolId });
    await keepProgress(parts, progress, body.pending);
    return refuse("forbidden");
  },
});

const list = staffRoute({
  path: "/api/auth/schools",
  method: "get",
  summary: "The schools where the signed-in person works.",
  request: nothingSchema,
  response: schoolsSchema,
  answer: async ({ parts }, session) => {
    const places = session.account === null ? [session] : await placesOf(parts, session.account);
    return { schools: await Promise.all(places.map(({ school }) => schoolChoice(parts, school))) };
  },
});

const change = staffRoute({
  path: "/api/auth/change-school",
  method: "post",
  summary: "Ends this session and begins one in another of the person's schools.",
  request: changeSchoolRequestSchema,
  response: signInAnswerSchema,
  answer: async ({ parts, body, request }, session) => {
    const { account, proof, factorMs, provenMs } = session;
    if (account === null || !isFullProof(proof)) return refuse("needs-full-sign-in");
    const place = (await placesOf(parts, account)).find((one) => one.school === body.schoolId);
    if (place === undefined) return refuse("forbidden");
    await endSession(parts, session);
    return await answerSignedIn(parts, request, { ...place, account, proof, factorMs, provenMs });
  },
});

const join = staffRoute({
  path: "/api/auth/join-school",
  method: "post",
  summary: "Adds a further school to one's own account, with the code of its administrator.",
  request: joinSchoolRequestSchema,
  response: schoolsSchema,
  answer: async ({ parts, body, address }, session) => {
    const refused = refuseUnproven(parts, session);
    if (refused !== undefined) return refused;
    const { account } = session;
    if (account === null) return refuse("account-closed");
    const waitSeconds = parts.throttle.tryOnce({ address });
    if (waitSeconds > 0) return refuse("too-many-tries", waitSeconds);
    const codeHash = hashOfCode(body.code);
    const invited = await readInvitation(parts.db, codeHash, parts.clock.nowMs());
    if (invited === undefined) return refuse("wrong-or-used-code");
    parts.throttle.forgive({ address });
    const isJoined = await joinSchool(parts, account, codeHash, invited);
    if (!isJoined) return refuse("linked-already");
    const places = await placesOf(parts, account);
    return { schools: await Promise.all(places.map(({ school }) => schoolChoice(parts, school))) };
  },
});

/** False when that member of staff has a sign-in, or this account a place in that school. */
async function joinSchool(
  parts: Parts,
  account: string,
  codeHash: string,
  invited: { readonly school: string; readonly staffId: string },
): Promise<boolean> {
  try {
    return await inSerialTransaction(parts.db, async (tx) => {
      if (!(await useInvitation(tx, codeHash, parts.clock.nowMs()))) return false;
      await insertMembership(tx, { ...invited, account });
      await audit(parts, tx, { ...invited, event: "person-joined", about: { account } });
      return true;
    });
  } catch (fault) {
    if (isDuplicateError(fault)) return false;
    throw fault;
  }
}

export const schoolChoiceRoutes = [choose, list, change, join] as const;
