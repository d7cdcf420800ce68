// Slows down guessing. Waits grow with each wrong try and end by themselves: a throttle that locked for good would let
// anybody lock a teacher out.
import type { Clock } from "../protocol/clock.ts";

/** Somebody trying to get in. */
export interface Guess {
  readonly address: string;
  /** Whose secret is guessed; absent for codes so long that nobody guesses one, which name nobody before they are right. */
  readonly name?: string;
  /** A device that the person has used before. It counts by itself, so that guesses elsewhere never keep its owner out. */
  readonly device?: string | undefined;
}

export interface Throttle {
  /**
   * Counts one try. Returns the seconds to wait when there have been too many, otherwise 0.
   * A try counts as wrong until `forgive` is called: many at once cannot slip through.
   */
  readonly tryOnce: (guess: Guess) => number;
  readonly forgive: (guess: Guess) => void;
}

interface Tries {
  count: number;
  lastMs: number;
}

interface Limit {
  readonly free: number;
  readonly longestSeconds: number;
}

/** Free tries, and the longest wait, for one name from one place, one name from anywhere, one address with any name. */
const limits = {
  pair: { free: 5, longestSeconds: 60 },
  name: { free: 20, longestSeconds: 30 },
  // A whole school may stand behind one address.
  address: { free: 60, longestSeconds: 30 },
} as const satisfies Readonly<Record<string, Limit>>;

const forgottenAfterMs = 15 * 60_000;
const maxRemembered = 10_000;

export function createThrottle(clock: Clock): Throttle {
  const tries = new Map<string, Tries>();

  const waitMs = (key: string, limit: Limit, nowMs: number): number => {
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
    tryOnce: (guess) => {
      const nowMs = clock.nowMs();
      const keys = keysOf(guess);
      const longestMs = Math.max(...keys.map(({ key, limit }) => waitMs(key, limit, nowMs)));
      if (longestMs > 0) return Math.ceil(longestMs / 1000);
      for (const { key } of keys) count(key, nowMs);
      return 0;
    },
    forgive: (guess) => {
      for (const { key, limit } of keysOf(guess)) {
        if (limit !== limits.address) tries.delete(key);
        const known = tries.get(key);
        if (known !== undefined) known.count = Math.max(0, known.count - 1);
      }
    },
  };
}

/** What a guess is counted under. */
function keysOf({
  address,
  name,
  device,
}: Guess): readonly { readonly key: string; readonly limit: Limit }[] {
  if (name === undefined) return [{ key: `address ${address}`, limit: limits.address }];
  if (device !== undefined) return [{ key: `device ${device} ${name}`, limit: limits.pair }];
  return [
    { key: `pair ${address} ${name}`, limit: limits.pair },
    { key: `name ${name}`, limit: limits.name },
    { key: `address ${address}`, limit: limits.address },
  ];
}
