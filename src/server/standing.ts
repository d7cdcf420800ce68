// Whether a session that holds may be used now, by what the school's records say at this moment: somebody who has left
// gets nothing more, somebody who is made SENCO meets the rule for a second factor at the next request.
import { dayInZone } from "../domain/calendar.ts";
import type { Staff } from "../domain/staff.ts";
import { lacksFactor } from "./factor-rule.ts";
import type { Parts } from "./parts.ts";
import { refuse, type Refused } from "./refusal.ts";
import type { Route } from "./route.ts";
import type { Session } from "./sessions.ts";

/** The refusal of a session for what the person's standing does not allow; undefined = go on. */
export async function refuseByStanding(
  parts: Parts,
  session: Session,
  route: Pick<Route, "beforeFactor" | "afterLeaving">,
): Promise<Refused | undefined> {
  if (route.beforeFactor && route.afterLeaving) return undefined;
  const person = (await parts.facts.read(parts.db, session.school)).person(session.staffId);
  if (!route.afterLeaving && hasLeft(parts, person)) return refuse("account-closed");
  if (!route.beforeFactor && lacksFactor(session, person?.roles ?? [])) return refuse("factor-needed");
  return undefined;
}

/** The last day itself still counts. */
export function hasLeft(parts: Pick<Parts, "clock">, person: Staff | undefined): boolean {
  const { leftOn } = person ?? {};
  return leftOn !== undefined && leftOn < dayInZone(parts.clock.nowMs());
}

/** Closes the event streams of people who have left: told after each push that touched the school's own records. */
export async function closeStreamsOfLeavers(parts: Parts, school: string): Promise<void> {
  const facts = await parts.facts.read(parts.db, school);
  parts.pokes.closePeople(school, (staffId) => hasLeft(parts, facts.person(staffId)));
}
