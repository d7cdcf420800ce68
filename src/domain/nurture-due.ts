// What is due of a place in a nurture group, how long it is kept in sight, and what is unusual about a group.
import { addDays, daysBetween, type Day, type HalfTerm } from "./calendar.ts";
import { placementState, type NurturePlacement } from "./nurture-placement.ts";

/** The last day of the term after the one in which a child leaves; a term is two half terms. */
export function endOfTermAfter(endedOn: Day, halfTerms: readonly HalfTerm[]): Day | undefined {
  const later = halfTerms.filter((one) => one.to >= endedOn).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const [now] = later;
  if (now === undefined) return undefined;
  const isSecondOfTerm = halfTerms.toSorted((a, b) => (a.from < b.from ? -1 : 1)).indexOf(now) % 2 === 1;
  return later[isSecondOfTerm ? 2 : 3]?.to;
}

export type GroupWarning =
  | { readonly code: "size"; readonly count: number }
  | { readonly code: "adults"; readonly count: number }
  | { readonly code: "four-terms"; readonly pupilId: NurturePlacement["pupilId"]; readonly since: Day };

/** The classic group has 6 to 12 children and two adults; a child goes back to class within four terms. Nobody is stopped. */
export function groupWarnings(
  placements: readonly NurturePlacement[],
  adultCount: number,
  day: Day,
  halfTerms: readonly HalfTerm[],
): GroupWarning[] {
  const started = placements.filter((one) => placementState(one, day) === "started");
  const count = new Set(started.map((one) => one.pupilId)).size;
  const long = started.flatMap(({ pupilId, startedOn }) =>
    startedOn && termsBegun(startedOn, day, halfTerms) > 4
      ? [{ code: "four-terms" as const, pupilId, since: startedOn }]
      : [],
  );
  return [
    ...(count < 6 || count > 12 ? [{ code: "size" as const, count }] : []),
    ...(adultCount < 2 ? [{ code: "adults" as const, count: adultCount }] : []),
    ...long,
  ];
}

/** How many terms have begun from one day to another, the first one counted. Two half terms make a term. */
export function termsBegun(from: Day, to: Day, halfTerms: readonly HalfTerm[]): number {
  const touched = halfTerms.filter((one) => one.from <= to && from <= one.to).length;
  return Math.ceil(touched / 2);
}

export type BoxallDue =
  | { readonly kind: "baseline"; readonly by: Day; readonly isOverdue: boolean }
  | { readonly kind: "review"; readonly by: Day; readonly isOverdue: boolean }
  | { readonly kind: "exit"; readonly by: Day; readonly isOverdue: boolean };

const overdueAfterDays = 28;

/**
 * What is due of one placement: a baseline by the start, one in each term, one at the exit; overdue four weeks after.
 * @param assessedOn days of complete assessments of this pupil, in any order
 * @param termDays the last school days of terms
 */
export function boxallDue(
  placement: NurturePlacement,
  assessedOn: readonly Day[],
  termDays: readonly Day[],
  today: Day,
): BoxallDue | undefined {
  const { referredOn, startedOn, endedOn } = placement;
  const first = referredOn ?? startedOn;
  if (!first) return undefined;
  const due = (kind: BoxallDue["kind"], by: Day): BoxallDue => ({
    kind,
    by,
    isOverdue: daysBetween(by, today) > overdueAfterDays,
  });
  const own = assessedOn.filter((day) => day >= first).toSorted();
  if (startedOn && own.length === 0 && !(endedOn && endedOn <= today)) return due("baseline", startedOn);
  const last = own.at(-1);
  if (endedOn && endedOn <= today && (last === undefined || last < addDays(endedOn, -overdueAfterDays)))
    return due("exit", endedOn);
  if (endedOn || !startedOn || last === undefined) return undefined;
  const next = termDays.toSorted().find((day) => day > last && daysBetween(last, day) > overdueAfterDays);
  return next !== undefined && daysBetween(today, next) <= overdueAfterDays ? due("review", next) : undefined;
}
