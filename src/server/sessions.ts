// Who is signed in. A session is a random token in a cookie and its hash in the database.
//
// It lasts 14 days from its last use, because a tablet may lie in a cupboard over a half term with work to send; each use
// prolongs it, signing out ends it at once. Rights are not in it: they are worked out anew at every request.
import { hashOf, newToken } from "./secrets.ts";
import {
  deleteExpiredSessions,
  deleteSession,
  insertSession,
  prolongSession,
  readSession,
} from "./storage/account-rows.ts";
import type { Parts } from "./parts.ts";

const dayMs = 86_400_000;
const lastsMs = 14 * dayMs;
/** A session is written again at most this often: reading must not cost a write. */
const prolongEveryMs = 3_600_000;

export interface Session {
  readonly tokenHash: string;
  readonly school: string;
  readonly staffId: string;
  /** The enrolled tablet that it is used on. */
  readonly tablet: string | null;
}

export async function startSession(
  parts: Parts,
  person: { account: string | null; school: string; staffId: string; tablet?: string | null },
): Promise<string> {
  const nowMs = parts.clock.nowMs();
  const token = newToken(parts.random);
  await deleteExpiredSessions(parts.db, nowMs);
  const tokenHash = hashOf(token);
  await insertSession(parts.db, {
    tablet: null,
    ...person,
    tokenHash,
    expiresMs: nowMs + lastsMs,
    seenMs: nowMs,
  });
  return token;
}

/** The session of a request, if its cookie names one that still holds. */
export async function sessionOf(parts: Parts, request: Request): Promise<Session | undefined> {
  const token = tokenIn(request);
  if (token === undefined) return undefined;
  const nowMs = parts.clock.nowMs();
  const found = await readSession(parts.db, hashOf(token));
  if (found === undefined || found.expiresMs <= nowMs) return undefined;
  if (nowMs - found.seenMs > prolongEveryMs)
    await prolongSession(parts.db, found.tokenHash, nowMs, nowMs + lastsMs);
  return { tokenHash: found.tokenHash, school: found.school, staffId: found.staffId, tablet: found.tablet };
}

/** Ends a session and the event streams opened under it. */
export async function endSession(parts: Parts, session: Session): Promise<void> {
  await deleteSession(parts.db, session.tokenHash);
  parts.pokes.closeSession(session.tokenHash);
}

/** Over https only the `__Host-` cookie counts, which no other host or plain page can set. */
function cookieName(request: Request): string {
  return isSecure(request) ? "__Host-alongside" : "alongside";
}

function isSecure(request: Request): boolean {
  return new URL(request.url).protocol === "https:" || request.headers.get("x-forwarded-proto") === "https";
}

function tokenIn(request: Request): string | undefined {
  const name = cookieName(request);
  for (const part of (request.headers.get("cookie") ?? "").split(";")) {
    const [key, value] = part.trim().split("=");
    if (key === name && value) return value;
  }
  return undefined;
}

/** The header that hands the token to the browser; without a token it takes it away. */
export function cookieHeader(request: Request, token: string | undefined): string {
  const age = token === undefined ? 0 : Math.floor(lastsMs / 1000);
  const secure = isSecure(request) ? "; Secure" : "";
  return `${cookieName(request)}=${token ?? ""}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${secure}`;
}
