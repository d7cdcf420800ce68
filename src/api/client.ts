// The typed way to the server's routes that are not sync: signing in, set-up, joining, people. Every answer is parsed;
// every failure is a value with a code and a sentence for the person.
import * as z from "zod/mini";
import {
  accountsSchema,
  demoSignInRequestSchema,
  invitationSchema,
  inviteRequestSchema,
  joinRequestSchema,
  refusalSchema,
  reinviteRequestSchema,
  serverStateSchema,
  setUpRequestSchema,
  signedInSchema,
  signInRequestSchema,
  type RefusalCode,
  type SignedIn,
} from "../protocol/account-messages.ts";
import {
  auditPageSchema,
  type AuditPage,
  type AuditQuery,
  type AuditRow,
} from "../protocol/audit-messages.ts";
import { backupStateSchema, type BackupState } from "../protocol/backup-messages.ts";
import { pupilPackSchema } from "../domain/pupil-pack.ts";
import type { PackAsked } from "../protocol/pack-messages.ts";
import { fullNamesLeaveSchema, type FullNamesRequest } from "../protocol/export-messages.ts";
import { erasuresSchema, type Erasures } from "../protocol/erasure-messages.ts";
import { retentionListSchema, type KeepRequest, type RetentionList } from "../protocol/retention-messages.ts";
import {
  changePasswordRequestSchema,
  changeSchoolRequestSchema,
  closeAccountRequestSchema,
  schoolsSchema,
  joinSchoolRequestSchema,
  beginProviderRequestSchema,
  providerAddressSchema,
  chooseSchoolRequestSchema,
  confirmFactorRequestSchema,
  factorBegunSchema,
  makeResetRequestSchema,
  proveRequestSchema,
  resetCodeSchema,
  resetFactorRequestSchema,
  secondFactorRequestSchema,
  securitySchema,
  signInAnswerSchema,
  type SchoolChoice,
  type Security,
  type SignInAnswer,
  type SignInStep,
} from "../protocol/sign-in-messages.ts";
import {
  addPasskeyRequestSchema,
  askFactorPasskeyRequestSchema,
  passkeyAskedSchema,
  passkeysSchema,
  removePasskeyRequestSchema,
  useFactorPasskeyRequestSchema,
  usePasskeyRequestSchema,
  type PasskeyAsked,
  type Passkeys,
} from "../protocol/passkey-messages.ts";
import { sealedCardsRequestSchema, sealedCardsResponseSchema } from "../protocol/card-messages.ts";
import {
  enrolledTabletsSchema,
  madeCodeSchema,
  makeTabletCodeRequestSchema,
  renameTabletRequestSchema,
  revokedSchema,
  staffRequestSchema,
  tabletRequestSchema,
  tabletsSchema,
  type EnrolledTablets,
  type Tablets,
} from "../protocol/tablet-messages.ts";

import {
  badgeRequestSchema,
  enrolRequestSchema,
  helpRequestSchema,
  pinRequestSchema,
  setPinRequestSchema,
  tabletPeopleSchema,
  type TabletPeople,
} from "../protocol/unlock-messages.ts";

export { minPasswordLength } from "../protocol/account-messages.ts";
export type {
  SchoolChoice,
  BackupState,
  EnrolledTablets,
  PasskeyAsked,
  Passkeys,
  Security,
  SignedIn,
  SignInAnswer,
  SignInStep,
  TabletPeople,
  Tablets,
  AuditPage,
  AuditQuery,
  AuditRow,
  Erasures,
  RetentionList,
};

export type ApiAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: RefusalCode | "offline"; readonly message: string };

export type Api = ReturnType<typeof createApi>;

const nothingSchema = z.object({});

/** A network that swallows what is asked must not keep a person waiting for ever. */
const longestAnswerMs = 30_000;

/** @param send the browser's `fetch`, or a test's */
export function createApi(send: typeof fetch) {
  const get = <T>(path: string, schema: z.ZodMiniType<T>) => call(send, path, { method: "GET" }, schema);
  const post = <T>(path: string, body: object, schema: z.ZodMiniType<T>) =>
    call(send, path, { method: "POST", body: JSON.stringify(body) }, schema);
  return {
    state: () => get("/api/auth/state", serverStateSchema),
    me: () => get("/api/auth/me", signedInSchema),
    signIn: (request: z.infer<typeof signInRequestSchema>) =>
      post("/api/auth/sign-in", request, signInAnswerSchema),
    secondFactor: (request: z.infer<typeof secondFactorRequestSchema>) =>
      post("/api/auth/second-factor", request, signInAnswerSchema),
    chooseSchool: (request: z.infer<typeof chooseSchoolRequestSchema>) =>
      post("/api/auth/choose-school", request, signInAnswerSchema),
    resetFactor: (request: z.infer<typeof resetFactorRequestSchema>) =>
      post("/api/auth/factor/reset", request, signInAnswerSchema),
    beginFactor: () => post("/api/auth/factor/begin", {}, factorBegunSchema),
    confirmFactor: (request: z.infer<typeof confirmFactorRequestSchema>) =>
      post("/api/auth/factor/confirm", request, signedInSchema),
    passkeys: () => get("/api/auth/passkeys", passkeysSchema),
    askNewPasskey: () => post("/api/auth/passkeys/ask-new", {}, passkeyAskedSchema),
    addPasskey: (request: z.infer<typeof addPasskeyRequestSchema>) =>
      post("/api/auth/passkeys/add", request, signedInSchema),
    removePasskey: (request: z.infer<typeof removePasskeyRequestSchema>) =>
      post("/api/auth/passkeys/remove", request, nothingSchema),
    askPasskeyToSignIn: () => post("/api/auth/passkeys/ask-sign-in", {}, passkeyAskedSchema),
    signInByPasskey: (request: z.infer<typeof usePasskeyRequestSchema>) =>
      post("/api/auth/passkeys/sign-in", request, signInAnswerSchema),
    askPasskeyAsFactor: (request: z.infer<typeof askFactorPasskeyRequestSchema>) =>
      post("/api/auth/passkeys/ask-factor", request, passkeyAskedSchema),
    secondFactorByPasskey: (request: z.infer<typeof useFactorPasskeyRequestSchema>) =>
      post("/api/auth/passkeys/factor", request, signInAnswerSchema),
    askPasskeyToProve: () => post("/api/auth/passkeys/ask-prove", {}, passkeyAskedSchema),
    proveByPasskey: (request: z.infer<typeof usePasskeyRequestSchema>) =>
      post("/api/auth/passkeys/prove", request, nothingSchema),
    changePassword: (request: z.infer<typeof changePasswordRequestSchema>) =>
      post("/api/auth/password", request, nothingSchema),
    closeAccount: (request: z.infer<typeof closeAccountRequestSchema>) =>
      post("/api/admin/people/close", request, nothingSchema),
    schools: () => get("/api/auth/schools", schoolsSchema),
    joinSchool: (request: z.infer<typeof joinSchoolRequestSchema>) =>
      post("/api/auth/join-school", request, schoolsSchema),
    beginProvider: (request: z.infer<typeof beginProviderRequestSchema>) =>
      post("/api/auth/provider/begin", request, providerAddressSchema),
    finishProvider: () => post("/api/auth/provider/finish", {}, signInAnswerSchema),
    unlinkProvider: () => post("/api/auth/provider/unlink", {}, nothingSchema),
    changeSchool: (request: z.infer<typeof changeSchoolRequestSchema>) =>
      post("/api/auth/change-school", request, signInAnswerSchema),
    security: () => get("/api/auth/security", securitySchema),
    prove: (request: z.infer<typeof proveRequestSchema>) => post("/api/auth/prove", request, nothingSchema),
    isProven: () => get("/api/auth/proof", nothingSchema),
    signOut: () => post("/api/auth/sign-out", {}, nothingSchema),
    setUp: (request: z.infer<typeof setUpRequestSchema>) =>
      post("/api/auth/set-up", request, signInAnswerSchema),
    join: (request: z.infer<typeof joinRequestSchema>) => post("/api/auth/join", request, signInAnswerSchema),
    openDemo: (request: z.infer<typeof demoSignInRequestSchema>) =>
      post("/api/auth/demo", request, signedInSchema),
    invite: (request: z.infer<typeof inviteRequestSchema>) =>
      post("/api/admin/people", request, invitationSchema),
    inviteAgain: (request: z.infer<typeof reinviteRequestSchema>) =>
      post("/api/admin/people/invite-again", request, invitationSchema),
    makeFactorReset: (request: z.infer<typeof makeResetRequestSchema>) =>
      post("/api/admin/people/reset-factor", request, resetCodeSchema),
    accounts: () => get("/api/admin/people", accountsSchema),
    enrolTablet: (request: z.infer<typeof enrolRequestSchema>) =>
      post("/api/tablet/enrol", request, tabletPeopleSchema),
    tabletPeople: () => get("/api/tablet/people", tabletPeopleSchema),
    unlockByPin: (request: z.infer<typeof pinRequestSchema>) =>
      post("/api/auth/pin", request, signedInSchema),
    setPin: (request: z.infer<typeof setPinRequestSchema>) =>
      post("/api/auth/pin/set", request, nothingSchema),
    unlockByHelp: (request: z.infer<typeof helpRequestSchema>) =>
      post("/api/auth/help", request, signedInSchema),
    unlockByBadge: (request: z.infer<typeof badgeRequestSchema>) =>
      post("/api/auth/badge", request, signedInSchema),
    sendCards: (request: z.infer<typeof sealedCardsRequestSchema>) =>
      post("/api/tablet/cards", request, sealedCardsResponseSchema),
    enrolledTablets: () => get("/api/admin/tablets", enrolledTabletsSchema),
    makeTabletCode: (request: z.infer<typeof makeTabletCodeRequestSchema>) =>
      post("/api/admin/tablets/code", request, madeCodeSchema),
    loseTablet: (request: z.infer<typeof tabletRequestSchema>) =>
      post("/api/admin/tablets/lost", request, nothingSchema),
    removeTablet: (request: z.infer<typeof tabletRequestSchema>) =>
      post("/api/admin/tablets/remove", request, nothingSchema),
    renameTablet: (request: z.infer<typeof renameTabletRequestSchema>) =>
      post("/api/admin/tablets/rename", request, nothingSchema),
    makeHelpCode: (request: z.infer<typeof staffRequestSchema>) =>
      post("/api/admin/help-codes", request, madeCodeSchema),
    makeBadge: (request: z.infer<typeof staffRequestSchema>) =>
      post("/api/admin/badges", request, madeCodeSchema),
    revokeBadges: (request: z.infer<typeof staffRequestSchema>) =>
      post("/api/admin/badges/revoke", request, revokedSchema),
    tablets: () => get("/api/tablets", tabletsSchema),
    audit: (query: AuditQuery) => get(`/api/admin/audit?${queryOf(query)}`, auditPageSchema),
    retention: () => get("/api/admin/retention", retentionListSchema),
    keepRecord: (request: KeepRequest) => post("/api/admin/retention/keep", request, retentionListSchema),
    erasures: () => get("/api/admin/erasures", erasuresSchema),
    erase: (pupilId: string) => post("/api/admin/erase", { pupilId }, erasuresSchema),
    pupilPack: (request: PackAsked) => post("/api/admin/pupil-pack", request, pupilPackSchema),
    allowFullNames: (request: FullNamesRequest) =>
      post("/api/admin/exports/full-names", request, fullNamesLeaveSchema),
    backup: () => get("/api/admin/backup", backupStateSchema),
  };
}

function queryOf(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(given).toString();
}

async function call<T>(
  send: typeof fetch,
  path: string,
  request: { readonly method: "GET" } | { readonly method: "POST"; readonly body: string },
  schema: z.ZodMiniType<T>,
): Promise<ApiAnswer<T>> {
  const headers = { "content-type": "application/json", "x-alongside": "1" };
  let response: Response;
  let text: string;
  try {
    const signal = AbortSignal.timeout(longestAnswerMs);
    response = await send(path, {
      ...request,
      headers,
      signal,
      credentials: "same-origin",
      cache: "no-store",
    });
    text = await response.text();
  } catch (fault) {
    if (!(fault instanceof TypeError) && !(fault instanceof DOMException)) throw fault;
    return {
      ok: false,
      code: "offline",
      message:
        "The school's server did not answer. Check that this tablet is on the school network, then try again.",
    };
  }
  const json = readJson(text);
  const refusal = refusalSchema.safeParse(json);
  if (!response.ok && refusal.success)
    return { ok: false, code: refusal.data.code, message: refusal.data.message };
  const parsed = response.ok ? schema.safeParse(json) : undefined;
  if (parsed?.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    code: "try-again",
    message: "The server gave an answer that this app cannot read. Try again in a minute.",
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}
