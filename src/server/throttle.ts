// Slows down guessing. Waits grow with each wrong try and end by themselves: a throttle that locked for good would let
// anybody lock a teacher out.
import type { Clock } from "../protocol/clock.ts";

export interface Throttle {
  /**
   * Counts one try. Returns the seconds to wait when there have been too many, otherwise 0.
   * A try counts as wrong until `forgive` is called: many at once cannot slip through.
   */
  readonly tryOnce: (address: string, name: string) => number;
  readonly forgive: (address: string, name: string) => void;
}

interface Tries {
  count: number;
  lastMs: number;
}

/** Free tries, and the longest wait, for one name from one address, one name from anywhere, one address with any name. */
const limits = {
  pair: { free: 5, longestSeconds: 60 },
  name: { free: 20, longestSeconds: 30 },
  // A whole school may stand behind one address.
  address: { free: 60, longestSeconds: 30 },
} as const;

const forgottenAfterMs = 15 * 60_000;
const maxRemembered = 10_000;

export function createThrottle(clock: Clock): Throttle {
  const tries = new Map<string, Tries>();

  const keysOf = (address: string, name: string) =>
    [
      [`pair ${address} ${name}`, limits.pair],
      [`name ${name}`, limits.name],
      [`address ${address}`, limits.address],
    ] as const;

  const waitMs = (key: string, limit: { free: number; longestSeconds: number }, nowMs: number): number => {
    const known = tries.get(key);
    if (known === undefined || known.count < limit.free || nowMs - known.lastMs > forgottenAfterMs) return 0;
    const seconds = Math.min(limit.longestSeconds, 2 ** Math.min(10, known.count - limit.free));
    return Math.max(0, known.lastMs + seconds * 1000 - nowMs);
  };

  const count = (key: string, nowMs: number) => {
    const known = tries.get(key);
    const isFresh = known === undefined || nowMs - known.lastMs > forgottenAfterMs;
    tries.delete(key);
    tries.set(key, { count: isFresh ? 1 : known.count + 1, lastMs: nowMs });
    const oldest = tries.keys().next();
    if (tries.size > maxRemembered && !oldest.done) tries.delete(oldest.value);
  };

  return {
    tryOnce: (address, name) => {
      const nowMs = clock.nowMs();
      const keys = keysOf(address, name);
      const longestMs = Math.max(...keys.map(([key, limit]) => waitMs(key, limit, nowMs)));
      if (longestMs > 0) return Math.ceil(longestMs / 1000);
      for (const [key] of keys) count(key, nowMs);
      return 0;
    },
    forgive: (address, name) => {
      const [[pair], [byName], [byAddress]] = keysOf(address, name);
      tries.delete(pair);
      tries.delete(byName);
      const known = tries.get(byAddress);
      if (known !== undefined) known.count = Math.max(0, known.count - 1);
    },
  };
}
