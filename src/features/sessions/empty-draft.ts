// A session of which nothing is known yet but who logs it, and that it has probably just ended.
import { sessionIdSchema } from "../../domain/ids.ts";
import type { SessionDraft } from "../shared/session-draft.ts";
import type { Now } from "../shared/today.ts";

const usualSeconds = 20 * 60;

export function emptyDraft(
  id: string,
  staffId: SessionDraft["adults"][number]["staffId"],
  now: Now,
): SessionDraft {
  const start = Math.max(0, now.secondsOfDay - usualSeconds);
  return {
    id: sessionIdSchema.parse(id),
    type: "intervention",
    date: now.today,
    start: start - (start % 300),
    plannedSeconds: usualSeconds,
    outcome: "delivered",
    adults: [{ staffId }],
    rule: "present",
    enrolledIds: [],
    pupils: [],
  };
}
