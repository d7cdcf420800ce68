// Answers one request to one route: does it come from our page, not too often, from whom and with which right; then the
// route's own answer.
import type { Clock } from "../protocol/clock.ts";
import { audit } from "./audit.ts";
import { traceOf } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Parts } from "./parts.ts";
import { isBehindUnknownProxy, isFromOurPage, readBody, usualMaxBytes } from "./read-request.ts";
import { refuse, refuseUnexpected, type Refused } from "./refusal.ts";
import type { Reply, Route } from "./route.ts";
import { sendReply } from "./send-answer.ts";
import { sessionOf, type Session } from "./sessions.ts";
import { refuseByStanding } from "./standing.ts";
import { isDatabaseError } from "./storage/database.ts";

/** Answers, and tells the metrics, where somebody reads them, how that went. */
export async function measured(
  metrics: Metrics | undefined,
  clock: Clock,
  route: Route,
  answer: () => Promise<Response>,
): Promise<Response> {
  const fromMs = clock.nowMs();
  const response = await answer();
  metrics?.answered(route.path, route.method, response.status, (clock.nowMs() - fromMs) / 1000);
  return response;
}

/** @param address the network address of the browser */
export async function answerRoute(
  parts: Parts,
  route: Route,
  request: Request,
  address: string,
): Promise<Response> {
  try {
    return await sendReply(request, await replyOf(parts, route, request, address));
  } catch (fault) {
    return await answerFault(parts, fault, request, route.path);
  }
}

async function replyOf(
  parts: Parts,
  route: Route,
  request: Request,
  address: string,
): Promise<Reply<unknown>> {
  if (route.method === "post" && !isFromOurPage(request))
    return refuse(isBehindUnknownProxy(request) ? "proxy-unknown" : "forbidden");
  const session = await sessionOf(parts, request);
  const rate = route.rate ?? (session === undefined ? "sign-in" : "usual");
  const waitSeconds = parts.rateLimit.take(rate, session?.tokenHash ?? address);
  if (waitSeconds > 0) return refuse("too-many-tries", waitSeconds);
  const refused = await refuseByAccess(parts, session, route);
  if (refused !== undefined) return refused;
  const read =
    route.method === "get" ? nothingRead : await readBody(request, route.maxBytes ?? usualMaxBytes);
  return read.ok ? await route.answer({ parts, request, address, body: read.json }, session) : read.refused;
}

async function refuseByAccess(
  parts: Parts,
  session: Session | undefined,
  route: Route,
): Promise<Refused | undefined> {
  if (route.access === "anyone") return undefined;
  if (session === undefined) return refuse("not-signed-in");
  const refused = await refuseByStanding(parts, session, route);
  if (refused !== undefined) return refused;
  if (await hasAccess(parts, session, route.access)) return undefined;
  const { school, staffId, tablet } = session;
  const about = { route: route.path };
  await audit(parts, parts.db, { school, staffId, tablet, event: "access-refused", about });
  return refuse("forbidden");
}

const nothingRead = { ok: true, json: {} } as const;

async function hasAccess(
  parts: Parts,
  session: Session,
  access: "signed-in" | "administrator",
): Promise<boolean> {
  if (access === "signed-in") return true;
  const { roles = [] } = (await parts.facts.read(parts.db, session.school)).person(session.staffId) ?? {};
  return roles.includes("administrator");
}

/** A fault of our own or of the database: a number for the log, nothing of what was sent. */
export async function answerFault(
  parts: Parts,
  fault: unknown,
  request: Request,
  where: string,
): Promise<Response> {
  const isPassing = isDatabaseError(fault);
  const id = parts.random.uuid();
  parts.log(isPassing ? "database-fault" : "fault", { id, where, trace: traceOf(fault) });
  return await sendReply(request, isPassing ? refuse("try-again", 5) : refuseUnexpected());
}
