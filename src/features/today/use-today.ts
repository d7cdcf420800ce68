// The live data behind Today: this week's and last week's sessions, who is away, and the lists made from them.
import { addDays, mondayOf } from "../../domain/calendar.ts";
import type { PlannedSession } from "../../domain/planned-session.ts";
import { createPlanner } from "../../domain/delivery.ts";
import type { StaffId } from "../../domain/ids.ts";
import type { AwayToday } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { useMemo } from "preact/hooks";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { loggedSessionsOf, usePlanFacts } from "../shared/plan-facts.ts";
import type { Now } from "../shared/today.ts";
import { todayLists, type TodayLists } from "./today-queries.ts";

export interface TodayData {
  readonly lists: TodayLists;
  readonly week: readonly PlannedSession[];
  readonly away: readonly Stored<AwayToday>[];
  /** Ids of all sessions of this and last week on this device, undone ones too. */
  readonly storedIds: ReadonlySet<string>;
}

/** @returns undefined until the first answer of the database */
export function useTodayData(now: Now, of: StaffId | "everyone"): TodayData | undefined {
  const { device } = useAlongside();
  const facts = usePlanFacts(useDirectory());
  const monday = mondayOf(now.today);
  const range = { index: "date", from: addDays(monday, -7), to: addDays(monday, 6) };
  const sessions = useRecords(device, records.session, range);
  const away = useRecords(device, records.awayToday, { index: "date", equals: now.today });
  const { today, secondsOfDay } = now;
  // A save changes what became of the plan, not the plan.
  const planner = useMemo(() => createPlanner(facts, today), [facts, today]);
  return useMemo(() => {
    if (sessions === undefined || away === undefined) return undefined;
    const plan = planner.settledBy(loggedSessionsOf(sessions));
    const lists = todayLists(plan, { today, secondsOfDay, of });
    const storedIds = new Set(sessions.map((one) => one.id));
    return { lists, week: plan.inWeek(monday), away, storedIds };
  }, [planner, sessions, away, today, secondsOfDay, of]);
}
