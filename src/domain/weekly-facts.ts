// What a weekly summary is made from, and whom each planned session was for.
import type { Day } from "./calendar.ts";
import type { Rate, StaffBand } from "./cost.ts";
import type { PlanFacts } from "./delivery-plan.ts";
import type { PlannedSession } from "./planned-session.ts";
import type { InterventionId, PupilId } from "./ids.ts";
import type { Intervention } from "./intervention.ts";
import type { Contribution } from "./ledger.ts";
import { nextSchoolWeek, type LoggedSession } from "./logged-session.ts";
import { resolvePupil, type Pupil, type SenRecord } from "./pupil.ts";

export interface WeeklyFacts {
  /** A Monday. */
  readonly week: Day;
  readonly today: Day;
  readonly plan: PlanFacts;
  /** Those of the week, and of the school weeks before and after it, in which one may make up for another. */
  readonly sessions: readonly LoggedSession[];
  /** Those of `weeksForSummary`. */
  readonly contributions: readonly Contribution[];
  readonly pupilsById: ReadonlyMap<PupilId, Pupil>;
  readonly interventionsById: ReadonlyMap<InterventionId, Intervention>;
  /** Only for those who hold them. */
  readonly senRecords?: readonly SenRecord[];
  readonly money?: { readonly bands: readonly StaffBand[]; readonly rates: readonly Rate[] };
}

/** The weeks whose contributions a summary needs: a session planned in this one may have been made up in the next. */
export function weeksForSummary(week: Day, plan: PlanFacts): Day[] {
  const next = nextSchoolWeek(week, plan.calendar);
  return next ? [week, next] : [week];
}

/** A slot without a group names no pupils; those of its log are the ones it was for. */
export function plannedPupils(facts: WeeklyFacts, one: PlannedSession): Set<PupilId> {
  const ids = one.groupId ? one.pupilIds : (one.logged?.session.enrolledIds ?? []);
  return new Set(ids.map((id) => resolvePupil(id, facts.pupilsById)));
}
