// What is due of a place in a nurture group, how long it is kept in sight, and what is unusual about a group.
import {
  addDays,
  daySchema,
  daysBetween,
  termEnds,
  type Day,
  type HalfTerm,
  type SchoolCalendar,
} from "./calendar.ts";
import { placementState, type NurturePlacement } from "./nurture-placement.ts";
import type { BoxallReviews } from "./staff.ts";

/**
 * The last day of the term after the one in which a child leaves. A child who leaves in July is held through the autumn though
 * next year's terms are not entered yet: where the calendar does not reach, terms end as they usually do at the latest.
 * @param knownEnds the last school days of the terms that are entered
 */
export function endOfTermAfter(endedOn: Day, knownEnds: readonly Day[]): Day {
  const year = Number(endedOn.slice(0, 4));
  const usual = [year, year + 1].flatMap((one) =>
    latestTermEnds.map((monthAndDay) => daySchema.parse(`${one}-${monthAndDay}`)),
  );
  const last = knownEnds.toSorted().at(-1);
  const ends = [
    ...knownEnds.toSorted(),
    ...usual.filter((day) => last === undefined || daysBetween(last, day) > longestBreakDays),
  ];
  const [, after] = ends.filter((day) => day >= endedOn);
  if (after === undefined) throw new Error(`Two terms end after ${endedOn}.`);
  return after;
}

/** Spring, summer and autumn in England. */
const latestTermEnds = ["04-20", "07-31", "12-31"] as const;
/** A usual end this near to the last one that is entered is the same term's. */
const longestBreakDays = 40;

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

/** How many terms a time touches, counted in half terms: two make a term, and a half that is begun counts. */
export function termsBegun(from: Day, to: Day, halfTerms: readonly HalfTerm[]): number {
  const touched = halfTerms.filter((one) => one.from <= to && from <= one.to).length;
  return Math.ceil(touched / 2);
}

/** By which days a review is due, as the school has chosen: at the end of each term, unless it has said otherwise. */
export function reviewDaysOf(reviews: BoxallReviews | undefined, calendar: SchoolCalendar): readonly Day[] {
  switch (reviews ?? "termly") {
    case "half-termly":
      return calendar.halfTerms.map((one) => one.to);
    case "termly":
      return termEnds(calendar);
    case "none":
      return [];
  }
}

export type BoxallDue =
  | { readonly kind: "baseline"; readonly by: Day; readonly isOverdue: boolean }
  | { readonly kind: "review"; readonly by: Day; readonly isOverdue: boolean }
  | { readonly kind: "exit"; readonly by: Day; readonly isOverdue: boolean };

const overdueAfterDays = 28;

/**
 * What is due of one placement: a baseline by the start, one by each review day, one at the exit; overdue four weeks after. Of a
 * child who never started nothing is due.
 * @param assessedOn days of complete assessments of this pupil, in any order
 * @param reviewDays the days by which a review is due, such as the last school days of terms
 */
export function boxallDue(
  placement: NurturePlacement,
  assessedOn: readonly Day[],
  reviewDays: readonly Day[],
  today: Day,
): BoxallDue | undefined {
  const { referredOn, startedOn, endedOn } = placement;
  const first = referredOn ?? startedOn;
  if (!first || !startedOn) return undefined;
  const due = (kind: BoxallDue["kind"], by: Day): BoxallDue => ({
    kind,
    by,
    isOverdue: daysBetween(by, today) > overdueAfterDays,
  });
  const own = assessedOn.filter((day) => day >= first).toSorted();
  if (own.length === 0 && !(endedOn && endedOn <= today)) return due("baseline", startedOn);
  const last = own.at(-1);
  if (endedOn && endedOn <= today && (last === undefined || last < addDays(endedOn, -overdueAfterDays)))
    return due("exit", endedOn);
  if (endedOn || last === undefined) return undefined;
  const next = reviewDays.toSorted().find((day) => day > last && daysBetween(last, day) > overdueAfterDays);
  return next !== undefined && daysBetween(today, next) <= overdueAfterDays ? due("review", next) : undefined;
}
