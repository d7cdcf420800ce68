// The one-time token that makes the first administrator. It is printed at each start while the server has no school, is
// kept as a hash in memory only, and is good until it has been used.
import { hashOfCode, isSameHash, newCode } from "./secrets.ts";
import type { Random } from "./random.ts";

export interface SetUpToken {
  /** For printing at start. */
  readonly code: string;
  /** Whether this is the token and nobody is using it right now; holds it until `done`. */
  readonly hold: (typed: string) => boolean;
  /** Gives the token back (set-up failed) or uses it up. */
  readonly done: (isUsed: boolean) => void;
}

export function createSetUpToken(random: Random): SetUpToken {
  const code = newCode(random);
  const hash = hashOfCode(code);
  let state: "ready" | "held" | "used" = "ready";
  return {
    code,
    hold: (typed) => {
      if (state !== "ready" || !isSameHash(hashOfCode(typed), hash)) return false;
      state = "held";
      return true;
    },
    done: (isUsed) => {
      state = isUsed ? "used" : "ready";
    },
  };
}
