// Time comes in from outside. A device's clock orders and decides nothing; it dates what people do and is compared with
// the server's so that a wrong one can be shown.

export interface Clock {
  /** Milliseconds since the epoch, as this machine believes. */
  readonly nowMs: () => number;
}

/** The real clock: made once in each entry file. */
export const systemClock: Clock = { nowMs: () => Date.now() };

/** The instant as it is written in records: ISO 8601 in UTC. */
export function instantOf(clock: Clock): string {
  return new Date(clock.nowMs()).toISOString();
}
