// Assembles the server from its parts without listening, so that tests can ask it directly. Clock, chance, database and
// the folder of the built app come in from outside.
import type { HttpBindings } from "@hono/node-server";
import { Hono, type MiddlewareHandler } from "hono";
import type { Registry } from "../domain/record-kind.ts";
import { registry as wholeRegistry } from "../domain/records.ts";
import type { Clock } from "../protocol/clock.ts";
import { maxRowsPerPage } from "../protocol/messages.ts";
import { rules, type Rules } from "../protocol/rules.ts";
import { answerFault, answerRoute, measured } from "./answer-route.ts";
import { isSecure } from "./cookies.ts";
import { accountRoutes } from "./own-account.ts";
import { auditRoutes } from "./audit-route.ts";
import { authRoutes } from "./auth.ts";
import { backupRoutes } from "./backup-route.ts";
import type { DemoInventor } from "./demo-school.ts";
import { erasureRoutes } from "./erasures.ts";
import { factorResetRoutes } from "./factor-reset.ts";
import { createFactsCache } from "./facts.ts";
import { createSealedOpener, type SealedOpener } from "./hpke.ts";
import { addHealth } from "./health.ts";
import { firstSignInRoutes } from "./first-sign-in.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { KeptErasure, PageLimits, Parts } from "./parts.ts";
import { passkeyRoutes } from "./passkeys.ts";
import { peopleRoutes } from "./people.ts";
import { createPokes } from "./pokes.ts";
import { proveRoutes } from "./prove.ts";
import { createProvider, type ProviderSettings } from "./provider.ts";
import { arrivalOf, noProxies, type TrustedProxies } from "./proxies.ts";
import { fullNamesRoutes } from "./full-names.ts";
import { packRoutes } from "./pupil-pack.ts";
import type { Random } from "./random.ts";
import { createRateLimit, usualRates, type Rates } from "./rates.ts";
import { refuse } from "./refusal.ts";
import type { Route } from "./route.ts";
import { schoolChoiceRoutes } from "./school-choice.ts";
import { secondFactorRoutes } from "./second-factor.ts";
import { setSecurityHeaders } from "./security-headers.ts";
import { retentionRoutes } from "./retention.ts";
import { sendReply } from "./send-answer.ts";
import { sealedRoutes } from "./sealed-push.ts";
import { cardRoutes } from "./cards.ts";
import { tabletAdminRoutes } from "./tablets-admin.ts";
import { tabletOwnRoutes } from "./tablet-routes.ts";
import { unlockRoutes } from "./unlock.ts";
import { createSetUpToken } from "./set-up-token.ts";
import { singleSignOnRoutes } from "./single-sign-on.ts";
import { addStaticFiles } from "./static-files.ts";
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
  /** The proxies that are believed; without any the other end of the connection is the browser. */
  readonly trustedProxies?: TrustedProxies;
  /** How often one caller may ask; tests and benchmarks that do nothing else have rates of their own. */
  readonly rates?: Rates;
  /** Where figures about answers are kept; without it they are not. */
  readonly metrics?: Metrics;
  /** Opens what devices sealed; a simulation that owns every wait has its own. */
  readonly sealedOpener?: SealedOpener;
  /** The protocol's decisions; a test may put a wrong one in its place. */
  readonly rules?: Rules;
}

export interface Environment {
  Bindings: Partial<HttpBindings>;
  Variables: {
    /** The network address of the browser. */
    address: string;
  };
}

export interface App {
  readonly hono: Hono<Environment>;
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
  ...fullNamesRoutes,
];

export function createApp(options: AppOptions): App {
  const { staticFolder, providerSettings, trustedProxies, rates = usualRates, metrics, ...given } = options;
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
    rateLimit: createRateLimit(options.clock, rates),
    provider: providerSettings && createProvider(providerSettings, options.random, options.log),
    setUpToken: createSetUpToken(options.random),
  };
  const routes = [...domainRoutes, ...systemRoutes(domainRoutes)];
  metrics?.followStreams(parts.pokes.count);
  const hono = new Hono<Environment>();
  hono.use(frameOf(trustedProxies ?? noProxies));
  for (const route of routes) {
    hono.on(route.method.toUpperCase(), route.path, (context) =>
      measured(metrics, options.clock, route, () =>
        answerRoute(parts, route, context.req.raw, context.var.address),
      ),
    );
  }
  addHealth(hono, parts.db);
  hono.all("/api/*", (context) => sendReply(context.req.raw, refuse("not-found")));
  if (staticFolder !== undefined) addStaticFiles(hono, staticFolder);
  hono.notFound((context) => sendReply(context.req.raw, refuse("not-found")));
  hono.onError((fault, context) => answerFault(parts, fault, context.req.raw, "outside the API"));
  return { hono, routes, setUpCode: parts.setUpToken.code, close: parts.pokes.closeAll };
}

/** Round every answer: where the request really came from, and the headers that every answer carries. */
function frameOf(trustedProxies: TrustedProxies): MiddlewareHandler<Environment> {
  return async (context, next) => {
    const peer = context.env?.incoming?.socket.remoteAddress ?? "unknown";
    const { address, request } = arrivalOf(trustedProxies, context.req.raw, peer);
    context.req.raw = request;
    context.set("address", address);
    await next();
    setSecurityHeaders(context.res, context.req.path, isSecure(request));
  };
}
