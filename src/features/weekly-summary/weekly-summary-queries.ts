// The weekly summary of one week, from live data: plan, sessions, contributions of the worker, and what this person may see.
import { useMemo } from "preact/hooks";
import { addDays, compareDays, type Day } from "../../domain/calendar.ts";
import { rateBasisLabel, type Rate } from "../../domain/cost.ts";
import * as records from "../../domain/records.ts";
import { nextSchoolWeek } from "../../domain/logged-session.ts";
import { weeksForSummary } from "../../domain/weekly-facts.ts";
import { weeklySummaryOf, type WeeklySummary } from "../../domain/weekly-summary.ts";
import { useRecords } from "../../storage/live.ts";
import { sayDay, sayPence } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { loggedSessionsOf, usePlanFacts } from "../shared/plan-facts.ts";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import { useHours } from "../shared/use-hours.ts";

export interface WeeklyAnswer {
  readonly summary: WeeklySummary;
  /** Rate, basis and weeks behind every cost, one line each. */
  readonly rateNotes: readonly string[];
}

/** Those that a session of the week may have been figured with: of each pay band the one in force, and any that began in it. */
export function ratesInWeek(rates: readonly Rate[], week: Day): Rate[] {
  const lastDay = addDays(week, 6);
  const begun = rates.filter((one) => one.from <= lastDay).toSorted((a, b) => compareDays(a.from, b.from));
  return begun.filter((one) => {
    const isFollowed = begun.some(
      (next) => next.payBandId === one.payBandId && one.from < next.from && next.from <= week,
    );
    return !isFollowed;
  });
}

/** @returns undefined while it is being worked out; `problem` when it cannot be */
export function useWeeklySummary(week: Day): { readonly answer?: WeeklyAnswer; readonly problem?: string } {
  const { device } = useAlongside();
  const directory = useDirectory();
  const plan = usePlanFacts(directory);
  const today = useToday();
  const holdsAll = useHasRole("senco", "head");
  const next = nextSchoolWeek(week, plan.calendar) ?? addDays(week, 7);
  const sessions = useRecords(device, records.session, {
    index: "date",
    from: addDays(week, -28),
    to: addDays(next, 6),
  });
  const senRecords = useRecords(device, records.senRecord, holdsAll ? undefined : null);
  const bands = useRecords(device, records.staffBand, holdsAll ? undefined : null);
  const rates = useRecords(device, records.rate, holdsAll ? undefined : null);
  const payBands = useRecords(device, records.payBand, holdsAll ? undefined : null);
  const weeks = weeksForSummary(week, plan);
  const hours = useHours(`weekly|${weeks.join("|")}`, (client) => client.weeklyContributions({ weeks }));
  const contributions = hours.value;
  const answer = useMemo(() => {
    if (!sessions || !contributions || (holdsAll && (!senRecords || !bands || !rates || !payBands)))
      return undefined;
    const summary = weeklySummaryOf({
      week,
      today,
      plan,
      sessions: loggedSessionsOf(sessions),
      contributions,
      pupilsById: new Map([...directory.pupilsById].map(([id, one]) => [id, one.record])),
      interventionsById: new Map([...directory.interventionsById].map(([id, one]) => [id, one.record])),
      ...(senRecords && { senRecords: senRecords.map((one) => one.record) }),
      ...(bands &&
        rates && { money: { bands: bands.map((one) => one.record), rates: rates.map((one) => one.record) } }),
    });
    const inForce = ratesInWeek(
      (rates ?? []).map((one) => one.record),
      week,
    );
    const rateNotes = inForce.map((record) => {
      const band = payBands?.find((one) => one.id === record.payBandId)?.record.name ?? "Pay band";
      return `${band}: ${sayPence(record.pencePerHour)} an hour, ${rateBasisLabel[record.basis].toLowerCase()}, ${record.weeksPerYearTenths / 10} weeks a year, from ${sayDay(record.from)}`;
    });
    return { summary, rateNotes };
  }, [sessions, contributions, senRecords, bands, rates, payBands, directory, plan, week, today]);
  return { ...(answer && { answer }), ...(hours.problem !== undefined && { problem: hours.problem }) };
}
