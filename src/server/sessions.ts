// Who is signed in. A session is a random token in a cookie and its hash in the database.
//
// It ends 12 hours after it began, however much it is used: one working day, as the checklist of OWASP ASVS 7.3 asks. Work
// waits for nobody's session, since a tablet hands it in sealed under its own credential. Signing out ends it at once.
// Rights are not in it: they are worked out anew at every request.
import type { Proof } from "../protocol/account-messages.ts";
import { cookieIn, isSecure } from "./cookies.ts";
import { hashOf, newToken } from "./secrets.ts";
import {
  deleteExpiredSessions,
  deleteSession,
  insertSession,
  noteSeen,
  readSession,
} from "./storage/session-rows.ts";
import type { Parts } from "./parts.ts";

const dayMs = 86_400_000;
const lastsMs = dayMs / 2;
/** The invented school has nobody to protect, and its visitors no password to come back with. */
const demoLastsMs = 14 * dayMs;
/** When somebody was last seen is written at most this often: reading must not cost a write. */
const noteSeenEveryMs = 3_600_000;
/** "Last seen" in the list of people is read from sessions that are over, for this long. */
const keptForMs = 90 * dayMs;

/** Somebody as they were recognised: who, where, and by what. */
export interface Recognised {
  /** Absent in the demo school, which has no accounts. */
  readonly account: string | null;
  readonly school: string;
  readonly staffId: string;
  /** The enrolled tablet that it is used on; absent where none is known. */
  readonly tablet?: string | null;
  readonly proof: Proof;
  /** When a second factor was proven; null = it was not. */
  readonly factorMs: number | null;
  /** When the person last proved in full who they are; 0 = not at all (PIN, badge). */
  readonly provenMs: number;
}

export interface Session extends Recognised {
  readonly tokenHash: string;
  readonly tablet: string | null;
}

export async function startSession(parts: Parts, person: Recognised): Promise<string> {
  const nowMs = parts.clock.nowMs();
  const token = newToken(parts.random);
  await deleteExpiredSessions(parts.db, nowMs - keptForMs);
  const tokenHash = hashOf(token);
  const { account, school, staffId, tablet = null, proof, factorMs, provenMs } = person;
  const who = { account, school, staffId, tablet, proof, factorMs, provenMs };
  const expiresMs = nowMs + (proof === "demo" ? demoLastsMs : lastsMs);
  await insertSession(parts.db, { ...who, tokenHash, expiresMs, seenMs: nowMs });
  return token;
}

/** The session of a request, if its cookie names one that still holds. */
export async function sessionOf(parts: Parts, request: Request): Promise<Session | undefined> {
  const token = cookieIn(request, cookieName(request));
  if (token === undefined) return undefined;
  const nowMs = parts.clock.nowMs();
  const found = await readSession(parts.db, hashOf(token));
  if (found === undefined || found.expiresMs <= nowMs) return undefined;
  if (nowMs - found.seenMs > noteSeenEveryMs) await noteSeen(parts.db, found.tokenHash, nowMs);
  const { expiresMs: _expires, seenMs: _seen, ...session } = found;
  return session;
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

/** The header that hands the token to the browser, which keeps it for as long as any session may last; without a token it
 * takes it away. */
export function cookieHeader(request: Request, token: string | undefined): string {
  const age = token === undefined ? 0 : Math.floor(demoLastsMs / 1000);
  const secure = isSecure(request) ? "; Secure" : "";
  return `${cookieName(request)}=${token ?? ""}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${secure}`;
}
