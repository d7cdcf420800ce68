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
import { erasuresSchema, type Erasures } from "../protocol/erasure-messages.ts";
import { retentionListSchema, type KeepRequest, type RetentionList } from "../protocol/retention-messages.ts";
import { tabletsSchema, type Tablets } from "../protocol/tablet-messages.ts";

export { minPasswordLength } from "../protocol/account-messages.ts";
export type { AuditPage, AuditQuery, AuditRow, BackupState, Erasures, RetentionList, SignedIn, Tablets };

export type ApiAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: RefusalCode | "offline"; readonly message: string };

export type Api = ReturnType<typeof createApi>;

const nothingSchema = z.object({});

/** @param send the browser's `fetch`, or a test's */
export function createApi(send: typeof fetch) {
  const get = <T>(path: string, schema: z.ZodMiniType<T>) => call(send, path, { method: "GET" }, schema);
  const post = <T>(path: string, body: object, schema: z.ZodMiniType<T>) =>
    call(send, path, { method: "POST", body: JSON.stringify(body) }, schema);
  return {
    state: () => get("/api/auth/state", serverStateSchema),
    me: () => get("/api/auth/me", signedInSchema),
    signIn: (request: z.infer<typeof signInRequestSchema>) =>
      post("/api/auth/sign-in", request, signedInSchema),
    signOut: () => post("/api/auth/sign-out", {}, nothingSchema),
    setUp: (request: z.infer<typeof setUpRequestSchema>) => post("/api/auth/set-up", request, signedInSchema),
    join: (request: z.infer<typeof joinRequestSchema>) => post("/api/auth/join", request, signedInSchema),
    openDemo: (request: z.infer<typeof demoSignInRequestSchema>) =>
      post("/api/auth/demo", request, signedInSchema),
    invite: (request: z.infer<typeof inviteRequestSchema>) =>
      post("/api/admin/people", request, invitationSchema),
    inviteAgain: (request: z.infer<typeof reinviteRequestSchema>) =>
      post("/api/admin/people/invite-again", request, invitationSchema),
    accounts: () => get("/api/admin/people", accountsSchema),
    tablets: () => get("/api/tablets", tabletsSchema),
    audit: (query: AuditQuery) => get(`/api/admin/audit?${queryOf(query)}`, auditPageSchema),
    retention: () => get("/api/admin/retention", retentionListSchema),
    keepRecord: (request: KeepRequest) => post("/api/admin/retention/keep", request, retentionListSchema),
    erasures: () => get("/api/admin/erasures", erasuresSchema),
    erase: (pupilId: string) => post("/api/admin/erase", { pupilId }, erasuresSchema),
    pupilPack: (request: PackAsked) => post("/api/admin/pupil-pack", request, pupilPackSchema),
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
    response = await send(path, { ...request, headers, credentials: "same-origin", cache: "no-store" });
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
