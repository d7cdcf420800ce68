// Sealed work that no network helps: its key is gone and the server cannot take it. Shown on the locked screen, since nobody
// else would ever hear of it.
import type { KnownDatabase } from "../storage/shell-keys.ts";
import type { CopiesOutcome } from "./sealed-copies.ts";
import type { SealedOutcome } from "./sealed-push.ts";

export interface StuckWork {
  /** `${schoolId}/${staffId}` */
  readonly personKey: string;
  /** 0 = it has not been counted. */
  readonly count: number;
}

/** Of what still has its key, nothing is stuck: its author unlocks, and it goes on. Pure. */
export function stuckWorkOf(
  known: readonly KnownDatabase[],
  databases: ReadonlyMap<string, SealedOutcome>,
  copies: readonly CopiesOutcome[],
): StuckWork[] {
  const givenUp = known.flatMap(({ name, personKey, isGivenUp }) => {
    const outcome = databases.get(name);
    return isGivenUp && outcome !== undefined && isStuck(outcome) ? [{ personKey, count: 0 }] : [];
  });
  const orphaned = copies.filter(({ outcome }) => isStuck(outcome));
  return [...givenUp, ...orphaned.map(({ personKey, unsent: count }) => ({ personKey, count }))];
}

/** A refusal of the tablet itself stays one; every other fault passes. */
function isStuck(outcome: SealedOutcome): boolean {
  if (typeof outcome === "string") return outcome === "stuck";
  return outcome.fault === "refused" && [401, 403].includes(outcome.status);
}
