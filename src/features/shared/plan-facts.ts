// The directory as the domain wants it for planning, and logged sessions as it wants them for judging the plan.
import { useMemo } from "preact/hooks";
import type { PlanFacts } from "../../domain/delivery-plan.ts";
import { sessionIdSchema } from "../../domain/ids.ts";
import type { LoggedSession } from "../../domain/logged-session.ts";
import type { Session } from "../../domain/session.ts";
import type { Stored } from "../../storage/read.ts";
import type { Directory } from "./directory.tsx";

export function usePlanFacts(directory: Directory): PlanFacts {
  return useMemo(() => planFactsOf(directory), [directory]);
}

export function planFactsOf(directory: Directory): PlanFacts {
  return {
    calendar: directory.calendar,
    slots: [...directory.slotsById].map(([id, one]) => ({ id, slot: one.record })),
    groups: new Map([...directory.groupsById].map(([id, one]) => [id, one.record])),
    members: directory.members.map((one) => one.record),
    halfDayGrids: directory.halfDayGrids.map((one) => one.record),
    groupStaff: directory.groupStaff.map((one) => one.record),
    interruptions: directory.interruptions.map((one) => one.record),
    enrolments: directory.enrolments.map((one) => one.record),
  };
}

export function loggedSessionsOf(sessions: readonly Stored<Session>[]): LoggedSession[] {
  return sessions.map((one) => ({ id: sessionIdSchema.parse(one.id), session: one.record }));
}
