// The refusal of somebody who is signed in and has none of the roles that a route asks for; it is written into the audit.
import { dayInZone } from "../domain/calendar.ts";
import type { Role } from "../domain/staff.ts";
import { audit } from "./audit.ts";
import type { Parts } from "./parts.ts";
import { refuse, type Refused } from "./refusal.ts";
import type { Session } from "./sessions.ts";

/** Undefined when the person has one of these roles at the school today. */
export async function unlessRole(
  parts: Parts,
  session: Session,
  route: string,
  ...allowed: readonly Role[]
): Promise<Refused | undefined> {
  const facts = await parts.facts.read(parts.db, session.school);
  const { leftOn, roles = [] } = facts.person(session.staffId) ?? {};
  const hasLeft = leftOn !== undefined && leftOn < dayInZone(parts.clock.nowMs());
  if (!hasLeft && roles.some((role) => allowed.includes(role))) return undefined;
  await audit(parts, parts.db, { ...session, event: "access-refused", about: { route } });
  return refuse("forbidden");
}
