// What a session may use of its person's rights: less than all of them where the person was recognised by little.
import type { AccessFacts } from "../domain/access.ts";
import type { Role } from "../domain/staff.ts";
import { lacksFactor, needsFactor } from "./factor-rule.ts";
import type { Parts } from "./parts.ts";
import { refuseUnproven } from "./proven.ts";
import type { Session } from "./sessions.ts";

/** How far the rights of whoever sends or asks reach. */
export interface Reach {
  /** The roles that count. */
  readonly rolesOf: (roles: readonly Role[]) => readonly Role[];
  /** Whether it may decide what others may do. */
  readonly givesRights: boolean;
  /** Whether it reads and changes only what a badge opens. */
  readonly isBadge: boolean;
}

const badgeRoles: readonly Role[] = ["teaching-assistant", "class-teacher"];

/** Nothing is taken away, but nobody has just shown who they are: work that a tablet hands in for its author. */
export const unattended: Reach = { rolesOf: (roles) => roles, givesRights: false, isBadge: false };

/**
 * A badge that was found opens what a teaching assistant needs. Without the second factor that their role asks for a
 * person counts as having no such role, so that a password alone changes no child's plan and nobody's rights.
 */
export function reachOf(parts: Pick<Parts, "clock">, session: Session): Reach {
  const isBadge = session.proof === "badge";
  const counts = (roles: readonly Role[]) => (role: Role) => {
    if (isBadge) return badgeRoles.includes(role);
    return !(lacksFactor(session, roles) && needsFactor([role]));
  };
  return {
    rolesOf: (roles) => roles.filter(counts(roles)),
    givesRights: refuseUnproven(parts, session) === undefined,
    isBadge,
  };
}

/** A person's facts as far as they count. */
export function factsWithin(reach: Reach, facts: AccessFacts): AccessFacts {
  return { ...facts, roles: reach.rolesOf(facts.roles) };
}

/** What a badge never opens. */
const beyondBadge = ["send:", "boxall:", "nurture:", "money"];

export function grantsWithin(reach: Reach, grants: string[]): string[] {
  if (!reach.isBadge) return grants;
  return grants.filter((grant) => !beyondBadge.some((scope) => grant.startsWith(scope)));
}
