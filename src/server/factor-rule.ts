// Who must have a second factor: whoever may change what others see. The one place that knows it.
import type { Role } from "../domain/staff.ts";
import type { Proof } from "../protocol/account-messages.ts";
import type { Parts } from "./parts.ts";
import type { Session } from "./sessions.ts";

/** SENCO and administrator: they read every child's record, or decide who does. */
export function needsFactor(roles: readonly Role[]): boolean {
  return roles.some((role) => role === "senco" || role === "administrator");
}

/** A PIN, a badge or a help code never open what needs a factor; the demo school has nothing to guard. */
const fullProofs: readonly Proof[] = ["password", "single-sign-on", "passkey"];

export function isFullProof(proof: Proof): boolean {
  return fullProofs.includes(proof);
}

/** Whether somebody signed in in full still lacks the factor that the roles ask for. */
export function lacksFactor(
  person: { readonly proof: Proof; readonly factorMs: number | null },
  roles: readonly Role[],
): boolean {
  return person.factorMs === null && isFullProof(person.proof) && needsFactor(roles);
}

/** As the roles are at this moment: somebody who is made SENCO meets the rule at the next request. */
export async function sessionLacksFactor(parts: Parts, session: Session): Promise<boolean> {
  if (session.factorMs !== null || !isFullProof(session.proof)) return false;
  const facts = await parts.facts.read(parts.db, session.school);
  return lacksFactor(session, facts.person(session.staffId)?.roles ?? []);
}
