// Proving afresh who one is: what "lately" means, and what a proof is made of.
import type { Parts } from "./parts.ts";
import { Refused, refuse } from "./refusal.ts";
import { isFullProof } from "./factor-rule.ts";
import type { Session } from "./sessions.ts";

const lastsMs = 10 * 60_000;

/** Whether the person of a session proved in full who they are within the last ten minutes. */
function isProvenLately(parts: Pick<Parts, "clock">, session: Session): boolean {
  return isFullProof(session.proof) && parts.clock.nowMs() - session.provenMs < lastsMs;
}

/** The refusal for what needs a fresh proof; undefined when there is one. */
export function refuseUnproven(parts: Pick<Parts, "clock">, session: Session): Refused | undefined {
  // The demo school has nothing to guard, and its visitors have no password to show.
  if (session.proof === "demo") return undefined;
  if (!isFullProof(session.proof)) return refuse("needs-full-sign-in");
  return isProvenLately(parts, session) ? undefined : refuse("prove-again");
}
