// Somebody with a place in several schools: choosing at sign-in, seeing them, and changing. A session is bound to one.
import {
  changeSchoolRequestSchema,
  chooseSchoolRequestSchema,
  schoolsSchema,
  signInAnswerSchema,
} from "../protocol/sign-in-messages.ts";
import { answerSignedIn } from "./accounts.ts";
import { isFullProof } from "./factor-rule.ts";
import { refuse } from "./refusal.ts";
import { nothingSchema, openRoute, staffRoute } from "./route.ts";
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

export const schoolChoiceRoutes = [choose, list, change] as const;
