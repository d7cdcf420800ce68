// Which id a planned session is logged under, so that two adults who log the same one meet, and two sessions never do.
import type { Day } from "./calendar.ts";
import type { PlannedSession } from "./planned-session.ts";
import { plannedSessionId, type SessionId } from "./ids.ts";

/** The id under which a planned session is logged on a day: a second one of an "n a week" that day has its own. */
export function idToLogUnder(planned: PlannedSession, date: Day): SessionId {
  if (planned.sessionId !== undefined) return planned.sessionId;
  const taken = planned.takenIds ?? [];
  const idOf = (earlier: number) => plannedSessionId(planned.slotId, date, earlier);
  let earlier = 0;
  while (taken.includes(idOf(earlier))) earlier += 1;
  return idOf(earlier);
}
