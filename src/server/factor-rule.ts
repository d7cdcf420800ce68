// Who must have a second factor: whoever may change what others see. The one place that knows it.
import type { Role } from "../domain/staff.ts";
import type { Proof } from "../protocol/account-messages.ts";

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
