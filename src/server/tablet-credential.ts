// The credential of an enrolled tablet: a second cookie, which no script can read, and its hash in the database. It tells
// which tablet this is, whoever uses it; it lets nobody see anything.
import type { Parts } from "./parts.ts";
import { refuse, type Refused } from "./refusal.ts";
import { hashOf, newToken } from "./secrets.ts";
import { cookieIn, isSecure } from "./cookies.ts";
import { changeTablet, insertTablet, tabletByToken, type TabletRow } from "./storage/tablet-rows.ts";
import type { Db } from "./storage/tables.ts";

const lastsSeconds = 400 * 86_400;
/** A contact is written down at most this often. */
const noteEveryMs = 60_000;

/** The tablet that a request comes from, lost ones too; undefined when it is not an enrolled one. */
export async function tabletOf(parts: Parts, request: Request): Promise<TabletRow | undefined> {
  const token = cookieIn(request, cookieName(request));
  return token === undefined ? undefined : await tabletByToken(parts.db, hashOf(token));
}

/** The tablet of a request that may let somebody in; or why it may not. */
export async function usableTablet(parts: Parts, request: Request): Promise<TabletRow | Refused> {
  const tablet = await tabletOf(parts, request);
  if (tablet === undefined) return refuse("not-enrolled");
  if (tablet.lostMs !== null) return refuse("tablet-lost");
  const nowMs = parts.clock.nowMs();
  if (nowMs - tablet.seenMs >= noteEveryMs) await changeTablet(parts.db, tablet, { seen_ms: nowMs });
  return tablet;
}

/** Enrols the tablet that asks. @returns its id and the cookie that it will be known by */
export async function enrolTablet(
  parts: Parts,
  tx: Db,
  request: Request,
  about: { school: string; label: string; kind: TabletRow["kind"]; by: string | null },
): Promise<{ readonly id: string; readonly cookie: string }> {
  const token = newToken(parts.random);
  const id = parts.random.uuid();
  await insertTablet(tx, { ...about, id, tokenHash: hashOf(token), atMs: parts.clock.nowMs() });
  const secure = isSecure(request) ? "; Secure" : "";
  const cookie = `${cookieName(request)}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${lastsSeconds}${secure}`;
  return { id, cookie };
}

/** Over https only the `__Host-` cookie counts, which no other host or plain page can set. */
function cookieName(request: Request): string {
  return isSecure(request) ? "__Host-alongside-tablet" : "alongside-tablet";
}
