// Chance comes in from outside, so that tests can own it. The real one is the operating system's.
import { randomBytes, randomUUID } from "node:crypto";

export interface Random {
  readonly uuid: () => string;
  readonly bytes: (count: number) => Uint8Array;
}

/** The real source: made once in the entry file. */
export const systemRandom: Random = { uuid: () => randomUUID(), bytes: (count) => randomBytes(count) };
