// How often one caller may ask: far above what tablets and people do, far below what would keep others waiting. Guessing
// is slowed down elsewhere, see throttle.ts.
import type { Clock } from "../protocol/clock.ts";

/**
 * `sign-in`: what anybody may ask without being signed in, by network address; a whole school may stand behind one.
 * `sync`: pushes, pulls and sealed work. `export`: answers that gather much. `usual`: everything else.
 */
export type RateName = "sign-in" | "sync" | "export" | "usual";

export interface Rate {
  /** So many at once, after a pause. */
  readonly burst: number;
  readonly perSecond: number;
}

export type Rates = Readonly<Record<RateName, Rate>>;

export const usualRates: Rates = {
  "sign-in": { burst: 600, perSecond: 5 },
  // A tablet that comes back after weeks, or gets a school for the first time, asks a few hundred times in a row.
  sync: { burst: 1200, perSecond: 20 },
  export: { burst: 20, perSecond: 0.2 },
  usual: { burst: 300, perSecond: 10 },
};

/** @param factor how many times as much as usual: where many schools come from one address */
export function ratesTimes(factor: number): Rates {
  const times = ({ burst, perSecond }: Rate): Rate => ({
    burst: burst * factor,
    perSecond: perSecond * factor,
  });
  return {
    "sign-in": times(usualRates["sign-in"]),
    sync: times(usualRates.sync),
    export: times(usualRates.export),
    usual: times(usualRates.usual),
  };
}

export interface RateLimit {
  /** Counts one request. Returns the seconds to wait when there were too many, otherwise 0. */
  readonly take: (name: RateName, caller: string) => number;
}

interface Bucket {
  left: number;
  atMs: number;
}

const maxRemembered = 20_000;

export function createRateLimit(clock: Clock, rates: Rates): RateLimit {
  const buckets = new Map<string, Bucket>();

  const refilled = (key: string, { burst, perSecond }: Rate, nowMs: number): Bucket => {
    const known = buckets.get(key);
    if (known === undefined) return { left: burst, atMs: nowMs };
    const gained = (Math.max(0, nowMs - known.atMs) / 1000) * perSecond;
    return { left: Math.min(burst, known.left + gained), atMs: nowMs };
  };

  return {
    take: (name, caller) => {
      const rate = rates[name];
      const key = `${name} ${caller}`;
      const bucket = refilled(key, rate, clock.nowMs());
      const isOver = bucket.left < 1;
      // Whoever asked last stands last, so that the one forgotten is the one that has been quiet for longest.
      buckets.delete(key);
      buckets.set(key, isOver ? bucket : { ...bucket, left: bucket.left - 1 });
      const oldest = buckets.keys().next();
      if (buckets.size > maxRemembered && !oldest.done) buckets.delete(oldest.value);
      return isOver ? Math.max(1, Math.ceil((1 - bucket.left) / rate.perSecond)) : 0;
    },
  };
}
