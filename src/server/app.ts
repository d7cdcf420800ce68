// Assembles the server from its parts without listening, so that tests can ask it directly. Clock, chance, database and
// the folder of the built app come in from outside.
import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context } from "hono";
import type { Registry } from "../domain/record-kind.ts";
import { registry as wholeRegistry } from "../domain/records.ts";
import type { Clock } from "../protocol/clock.ts";
import { maxRowsPerPage } from "../protocol/messages.ts";
import { rules, type Rules } from "../protocol/rules.ts";
import { accountRoutes } from "./own-account.ts";
import { audit } from "./audit.ts";
import { auditRoutes } from "./audit-route.ts";
import { authRoutes } from "./auth.ts";
import { backupRoutes } from "./backup-route.ts";
import type { DemoInventor } from "./demo-school.ts";
import { erasureRoutes } from "./erasures.ts";
import { factorResetRoutes } from "./factor-reset.ts";
import { createFactsCache } from "./facts.ts";
import { createSealedOpener, type SealedOpener } from "./hpke.ts";
import { firstSignInRoutes } from "./first-sign-in.ts";
import { traceOf, type Log } from "./log.ts";
import type { KeptErasure, PageLimits, Parts } from "./parts.ts";
import { passkeyRoutes } from "./passkeys.ts";
import { peopleRoutes } from "./people.ts";
import { createPokes } from "./pokes.ts";
import { proveRoutes } from "./prove.ts";
import { createProvider, type ProviderSettings } from "./provider.ts";
import { packRoutes } from "./pupil-pack.ts";
import type { Random } from "./random.ts";
import { isFromOurPage, readBody, usualMaxBytes } from "./read-request.ts";
import { refuse, refuseUnexpected } from "./refusal.ts";
import type { Reply, Route } from "./route.ts";
import { schoolChoiceRoutes } from "./school-choice.ts";
import { secondFactorRoutes } from "./second-factor.ts";
import { setSecurityHeaders } from "./security-headers.ts";
import { retentionRoutes } from "./retention.ts";
import { sendReply } from "./send-answer.ts";
import { sessionOf, type Session } from "./sessions.ts";
import { sealedRoutes } from "./sealed-push.ts";
import { cardRoutes } from "./cards.ts";
import { tabletAdminRoutes } from "./tablets-admin.ts";
import { tabletOwnRoutes } from "./tablet-routes.ts";
import { unlockRoutes } from "./unlock.ts";
import { createSetUpToken } from "./set-up-token.ts";
import { refuseByStanding } from "./standing.ts";
import { singleSignOnRoutes } from "./single-sign-on.ts";
import { addStaticFiles } from "./static-files.ts";
import { isDatabaseError } from "./storage/database.ts";
import type { Db } from "./storage/tables.ts";
import { syncRoutes } from "./sync.ts";
import { systemRoutes } from "./system.ts";
import { tabletRoutes } from "./tablets.ts";
import { createThrottle } from "./throttle.ts";

interface AppOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly inventDemo: DemoInventor;
  /** The identity provider for single sign-on; without it there is none. */
  readonly providerSettings?: ProviderSettings;
  /** The folder of the built app; without it only the API is served. */
  readonly staticFolder?: string;
  /** The kinds of record that are known; a test may add one. */
  readonly registry?: Registry;
  /** Keeps each erasure outside the database, so that a restore cannot bring back what was erased. */
  readonly keepErasure?: (erasure: KeptErasure) => void;
  /** The most that one answer to a pull holds; a test makes it small, so that everything comes in many pages. */
  readonly pageLimits?: PageLimits;
  /** Opens what devices sealed; a simulation that owns every wait has its own. */
  readonly sealedOpener?: SealedOpener;
  /** The protocol's decisions; a test may put a wrong one in its place. */
  readonly rules?: Rules;
}

type Bindings = Partial<HttpBindings>;

export interface App {
  readonly hono: Hono<{ Bindings: Bindings }>;
  readonly routes: readonly Route[];
  /** The one-time token for the first administrator, in the clear: for printing at start and nowhere else. */
  readonly setUpCode: string;
  /** Ends the event streams, so that the process can end. */
  readonly close: () => void;
}

const domainRoutes: readonly Route[] = [
  ...authRoutes,
  ...secondFactorRoutes,
  ...factorResetRoutes,
  ...schoolChoiceRoutes,
  ...passkeyRoutes,
  ...singleSignOnRoutes,
  ...proveRoutes,
  ...firstSignInRoutes,
  ...peopleRoutes,
  ...accountRoutes,
  ...syncRoutes,
  ...sealedRoutes,
  ...tabletOwnRoutes,
  ...unlockRoutes,
  ...cardRoutes,
  ...tabletAdminRoutes,
  ...backupRoutes,
  ...tabletRoutes,
  ...erasureRoutes,
  ...auditRoutes,
  ...retentionRoutes,
  ...packRoutes,
];

export function createApp(options: AppOptions): App {
  const { staticFolder, providerSettings, ...given } = options;
  const facts = createFactsCache();
  const parts: Parts = {
    ...given,
    registry: options.registry ?? wholeRegistry,
    rules: options.rules ?? rules,
    sealedOpener: options.sealedOpener ?? createSealedOpener(),
    pageLimits: options.pageLimits ?? { rows: maxRowsPerPage, bytes: 1_000_000 },
    keepErasure: options.keepErasure ?? (() => {}),
    facts,
    pokes: createPokes({ db: options.db, facts, clock: options.clock, log: options.log }),
    throttle: createThrottle(options.clock),
    provider: providerSettings && createProvider(providerSettings, options.random, options.log),
    setUpToken: createSetUpToken(options.random),
  };
  const routes = [...domainRoutes, ...systemRoutes(domainRoutes)];
  const hono = new Hono<{ Bindings: Bindings }>();
  hono.use(async (context, next) => {
    await next();
    setSecurityHeaders(context.res, context.req.path);
  });
  for (const route of routes) {
    hono.on(route.method.toUpperCase(), route.path, (context) => answerRoute(parts, route, context));
  }
  hono.all("/api/*", (context) => sendReply(context.req.raw, refuse("not-found")));
  if (staticFolder !== undefined) addStaticFiles(hono, staticFolder);
  hono.notFound((context) => sendReply(context.req.raw, refuse("not-found")));
  hono.onError((fault, context) => answerFault(parts, fault, context.req.raw, "outside the API"));
  return { hono, routes, setUpCode: parts.setUpToken.code, close: parts.pokes.closeAll };
}

async function answerRoute(
  parts: Parts,
  route: Route,
  context: Context<{ Bindings: Bindings }>,
): Promise<Response> {
  const request = context.req.raw;
  try {
    return await sendReply(request, await replyOf(parts, route, request, addressOf(context)));
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
  if (route.method === "post" && !isFromOurPage(request)) return refuse("forbidden");
  const session = await sessionOf(parts, request);
  if (route.access !== "anyone") {
    if (session === undefined) return refuse("not-signed-in");
    const refused = await refuseByStanding(parts, session, route);
    if (refused !== undefined) return refused;
    if (!(await hasAccess(parts, session, route.access))) {
      const { school, staffId, tablet } = session;
      await audit(parts, parts.db, {
        school,
        staffId,
        tablet,
        event: "access-refused",
        about: { route: route.path },
      });
      return refuse("forbidden");
    }
  }
  const read =
    route.method === "get" ? nothingRead : await readBody(request, route.maxBytes ?? usualMaxBytes);
  return read.ok ? await route.answer({ parts, request, address, body: read.json }, session) : read.refused;
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

function addressOf(context: Context<{ Bindings: Bindings }>): string {
  return context.env?.incoming?.socket.remoteAddress ?? "unknown";
}

/** A fault of our own or of the database: a number for the log, nothing of what was sent. */
async function answerFault(parts: Parts, fault: unknown, request: Request, where: string): Promise<Response> {
  const isPassing = isDatabaseError(fault);
  const id = parts.random.uuid();
  parts.log(isPassing ? "database-fault" : "fault", { id, where, trace: traceOf(fault) });
  return await sendReply(request, isPassing ? refuse("try-again", 5) : refuseUnexpected());
}
