// What a nurture group did in a period, for governors, the quality mark and inspection: counts and means without a name, and
// nothing of fewer than three children, not by taking one number from another either. It tells what happened and claims no
// cause. Two reports of different periods can still be set against each other: who gives out both must look.
import { boxallChange, groupChange, leastPairs, type GroupChange } from "./boxall-change.ts";
import { type BoxallVersion } from "./boxall.ts";
import { boxallVersionLabel } from "./boxall-labels.ts";
import { countingAssessments, type KnownAssessment } from "./boxall-standing.ts";
import type { BoxallDefinition } from "./boxall-definition.ts";
import { daysBetween, type Day } from "./calendar.ts";
import type { PupilId } from "./ids.ts";
import { type NurturePlacement } from "./nurture-placement.ts";
import { exitReasonLabel } from "./nurture-labels.ts";
import type { Mark } from "./session.ts";

export interface ReportFacts {
  readonly from: Day;
  readonly to: Day;
  readonly places: readonly NurturePlacement[];
  /** The length of each half-day that was held in the period. */
  readonly heldSeconds: readonly number[];
  /** Of those half-days. */
  readonly marks: readonly Pick<Mark, "pupilId" | "status">[];
  readonly assessments: readonly KnownAssessment[];
  readonly definitionOf: (version: BoxallVersion) => BoxallDefinition | undefined;
}

/** A number, or that it would tell of too few children. */
export type Counted = number | "too few";

export interface NurtureReport {
  /** Children who had a place at some time in the period. */
  readonly children: number;
  readonly began: Counted;
  readonly ended: Counted;
  /** Half-days that were held, and how long they were together. */
  readonly halfDaysHeld: number;
  readonly heldSeconds: number;
  /** Half-days on which a child was here, of those on which one was marked at all; "too few" of one or two children. */
  readonly attendance: { readonly here: number; readonly marked: number } | "too few";
  /** Whole weeks, of those who have left by the end of the period. */
  readonly medianStayWeeks: Counted;
  readonly exits: readonly { readonly label: string; readonly count: number }[];
  readonly change: readonly ChangeOfVersion[];
}

export interface ChangeOfVersion extends GroupChange {
  readonly label: string;
}

/** @returns "too few" when one or two children had a place: whatever is counted then is about them */
export function nurtureReport(facts: ReportFacts): NurtureReport | "too few" {
  const { from, to, marks } = facts;
  const isIn = (day: Day | null | undefined) => Boolean(day && from <= day && day <= to);
  const places = facts.places.filter(
    ({ startedOn, endedOn }) => startedOn && startedOn <= to && (!endedOn || endedOn >= from),
  );
  const ended = places.filter((one) => isIn(one.endedOn));
  const children = new Set(places.map((one) => one.pupilId));
  if (countedOf(children.size) === "too few") return "too few";
  return {
    children: children.size,
    began: countedOf(places.filter((one) => isIn(one.startedOn)).length),
    ended: countedOf(ended.length),
    halfDaysHeld: facts.heldSeconds.length,
    heldSeconds: facts.heldSeconds.reduce((sum, one) => sum + one, 0),
    attendance: attendanceOf(marks),
    medianStayWeeks: stayOf(ended),
    exits: exitsOf(ended),
    change: changeByVersion(facts, children),
  };
}

/** Nobody is no child; one and two could be known by it. */
function countedOf(count: number): Counted {
  return count === 0 || count >= leastPairs ? count : "too few";
}

function stayOf(ended: readonly NurturePlacement[]): Counted {
  const weeks = ended
    .flatMap(({ startedOn, endedOn }) =>
      startedOn && endedOn ? [(daysBetween(startedOn, endedOn) + 1) / 7] : [],
    )
    .toSorted((a, b) => a - b);
  if (weeks.length < leastPairs) return "too few";
  const middle = Math.floor(weeks.length / 2);
  const median =
    weeks.length % 2 === 1 ? weeks[middle] : ((weeks[middle - 1] ?? 0) + (weeks[middle] ?? 0)) / 2;
  return Math.round(median ?? 0);
}

function attendanceOf(marks: ReportFacts["marks"]): NurtureReport["attendance"] {
  const taken = marks.filter(({ status }) => status !== "blank" && status !== "not-expected");
  if (countedOf(new Set(taken.map((one) => one.pupilId)).size) === "too few") return "too few";
  return { here: taken.filter((one) => one.status === "here").length, marked: taken.length };
}

/**
 * Reasons of one or two children are told together, with the next larger one if those are still too few: a single number left
 * out could be worked out from the sum.
 */
function exitsOf(ended: readonly NurturePlacement[]): NurtureReport["exits"] {
  if (ended.length < leastPairs) return [];
  const counts = [...Map.groupBy(ended, (one) => one.exitReason ?? "other")]
    .map(([reason, own]) => ({ label: exitReasonLabel[reason], count: own.length }))
    .toSorted((a, b) => a.count - b.count);
  let together = 0;
  let next = 0;
  for (const { count } of counts) {
    if (count >= leastPairs && countedOf(together) !== "too few") break;
    together += count;
    next += 1;
  }
  const told = counts.slice(next).toReversed();
  if (together === 0) return told;
  return [
    ...told,
    { label: told.length === 0 ? "For different reasons" : "For other reasons", count: together },
  ];
}

/**
 * The first and the last assessment of each child in the period and before it, in pairs of one version and of two days. Of
 * several on one day that nobody has agreed on, the one that was recorded last.
 */
function changeByVersion(
  { assessments, to, definitionOf }: ReportFacts,
  ids: ReadonlySet<PupilId>,
): ChangeOfVersion[] {
  const own = assessments.filter(({ record }) => ids.has(record.pupilId) && record.date <= to);
  const byChild = Map.groupBy(countingAssessments(own), (one) => one.record.pupilId);
  const pairs = [...byChild.values()].flatMap((all) => {
    const last = all.at(-1)?.record;
    const ofForm = all.map((one) => one.record).filter((one) => one.version === last?.version);
    const first = ofForm.findLast((one) => one.date === ofForm[0]?.date);
    const change = first && last && boxallChange(first, last, definitionOf);
    return change ? [{ version: last.version, change }] : [];
  });
  const byVersion = Map.groupBy(pairs, (pair) => pair.version);
  return [...byVersion].map(([version, same]) => ({
    label: boxallVersionLabel[version],
    ...groupChange(same.map((pair) => pair.change)),
  }));
}
