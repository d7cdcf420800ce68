// What the routes of the server work with. Made once by the app; every part comes in from outside or is owned here, none
// lives in a module.
import type { Registry } from "../domain/record-kind.ts";
import type { Clock } from "../protocol/clock.ts";
import type { Rules } from "../protocol/rules.ts";
import type { DemoInventor } from "./demo-school.ts";
import type { FactsCache } from "./facts.ts";
import type { SealedOpener } from "./hpke.ts";
import type { Log } from "./log.ts";
import type { Pokes } from "./pokes.ts";
import type { Provider } from "./provider.ts";
import type { Random } from "./random.ts";
import type { RateLimit } from "./rates.ts";
import type { SetUpToken } from "./set-up-token.ts";
import type { Db } from "./storage/tables.ts";
import type { Throttle } from "./throttle.ts";

export interface Parts {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: Random;
  readonly registry: Registry;
  readonly rules: Rules;
  /** The most that one answer to a pull holds. */
  readonly pageLimits: PageLimits;
  readonly facts: FactsCache;
  readonly pokes: Pokes;
  readonly throttle: Throttle;
  readonly rateLimit: RateLimit;
  readonly log: Log;
  readonly setUpToken: SetUpToken;
  readonly sealedOpener: SealedOpener;
  /** The school's identity provider, where one is configured. */
  readonly provider: Provider | undefined;
  readonly inventDemo: DemoInventor;
  /** Keeps an erasure where a restore does not reach: ids only. */
  readonly keepErasure: (erasure: KeptErasure) => void;
}

export interface PageLimits {
  readonly rows: number;
  readonly bytes: number;
}

export interface KeptErasure {
  readonly school: string;
  readonly subject: string;
  readonly participant: string;
  readonly atMs: number;
}
