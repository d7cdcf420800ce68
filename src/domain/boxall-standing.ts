// Which assessments of a child count, and why the others do not. All of them stay readable.
import type { BoxallAssessment, BoxallVersion } from "./boxall.ts";

/** An assessment with its id. */
export interface KnownAssessment {
  readonly id: string;
  readonly record: BoxallAssessment;
}

/**
 * `superseded`: a later one puts it right. `agreed`: two assessors agreed on a third, which counts in its place. Drafts and
 * those that were taken back count nowhere.
 */
export type AssessmentStanding = "draft" | "taken-back" | "superseded" | "agreed" | "counts";

/** @param all every assessment of this child that is known */
export function assessmentStanding(
  one: KnownAssessment,
  all: readonly KnownAssessment[],
): AssessmentStanding {
  if (one.record.voided) return "taken-back";
  if (one.record.isDraft === true) return "draft";
  const finals = all.filter(({ record }) => !record.voided && record.isDraft !== true);
  if (finals.some(({ record }) => record.supersedes === one.id)) return "superseded";
  return finals.some(({ record }) => record.agreedFrom?.includes(one.id)) ? "agreed" : "counts";
}

/** Those that count, the oldest first; of one day, by when they were recorded. Two assessors of one day both count. */
export function countingAssessments<Known extends KnownAssessment>(all: readonly Known[]): Known[] {
  const order = ({ record, id }: Known) => `${record.date}|${record.recordedAt}|${id}`;
  return all
    .filter((one) => assessmentStanding(one, all) === "counts")
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** Those of the same occasion by other people: of them a third can be agreed, and none is ever averaged. */
export function othersOfOccasion<Known extends KnownAssessment>(one: Known, all: readonly Known[]): Known[] {
  const { date, kind, version } = one.record;
  return countingAssessments(all).filter(
    (other) =>
      other.id !== one.id &&
      other.record.date === date &&
      other.record.kind === kind &&
      other.record.version === version,
  );
}

/**
 * The form that is usual, to suggest and never to fill in: the one that a child began with, otherwise by the year group.
 * @param yearGroup "R", "1" to "13"
 */
export function usualVersion(
  yearGroup: string | undefined,
  earlier: readonly KnownAssessment[],
): { readonly version: BoxallVersion; readonly why: "begun-with" | "year-group" } | undefined {
  const last = countingAssessments(earlier).at(-1);
  if (last) return { version: last.record.version, why: "begun-with" };
  if (yearGroup === undefined) return undefined;
  const year = /^\d+$/.test(yearGroup) ? Number(yearGroup) : 0;
  return { version: year >= 7 ? "young_people" : "children_2017", why: "year-group" };
}
