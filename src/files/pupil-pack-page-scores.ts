// The tables of a pack's page about nurture groups, assessments, scores and measures. Numbers as the school entered them, without
// a judgement.
import { strands } from "../domain/boxall.ts";
import { boxallVersionLabel } from "../domain/boxall-labels.ts";
import { measureMomentLabel } from "../domain/intervention-measure.ts";
import { answeredByLabel, instrumentLabel } from "../domain/named-score.ts";
import { entryReasonLabel, exitReasonLabel } from "../domain/nurture-labels.ts";
import type { PackScores } from "../domain/pupil-pack-scores.ts";
import { scaleWords } from "../domain/score-series.ts";
import { table } from "./page-table.ts";
import { boxallKindLabel, halfDayWords } from "./pack-words.ts";

type Assessment = PackScores["boxall"][number];
type Place = PackScores["places"][number];

export function scoreTables(pack: PackScores): string[] {
  return [
    table(
      "Places in nurture groups",
      ["Group", "Days", "Why", "Family told"],
      pack.places.map((one) => [one.group, placeDays(one), placeReasons(one), one.parentsInformedOn ?? ""]),
    ),
    table(
      "Half-days in nurture groups",
      ["Group", "From", "Half-days"],
      pack.halfDays.map((one) => [one.group, one.from, one.halfDays.map(halfDayWords).join(", ")]),
    ),
    table(
      "Boxall assessments",
      ["Day", "What", "Totals by letter", "Answers by", "Entered by"],
      pack.boxall.map((one) => [
        one.date,
        assessmentWhat(one),
        assessmentTotals(one),
        one.assessors.join(", "),
        one.by ?? "",
      ]),
    ),
    table(
      "Scores",
      ["Day", "Form", "Answered by", "Values", "Entered by"],
      pack.scores.map((one) => [
        one.date,
        `${one.instrument === "own" ? "The school's own" : instrumentLabel[one.instrument]}${takenBack(one)}`,
        answeredByLabel[one.answeredBy],
        one.values.map((line) => `${line.name}: ${line.value} (${scaleWords(line)})`).join("\n"),
        one.by ?? "",
      ]),
    ),
    table(
      "Measures of interventions",
      ["Day", "Group", "When", "Value", "Entered by"],
      pack.measures.map((one) => [
        one.date,
        one.group,
        `${measureMomentLabel[one.moment]}${takenBack(one)}`,
        `${one.name}: ${one.value} (${scaleWords(one)})`,
        one.by ?? "",
      ]),
    ),
  ];
}

function takenBack({ voided }: { readonly voided?: boolean | undefined }): string {
  return voided ? ". Taken back: it does not count" : "";
}

function placeDays({ referredOn, agreedOn, startedOn, plannedEnd, endedOn }: Place): string {
  const days = [
    ["Referred", referredOn],
    ["Agreed", agreedOn],
    ["Started", startedOn],
    ["Planned end", plannedEnd],
    ["Ended", endedOn],
  ] as const;
  const said = days.flatMap(([what, day]) => (day ? [`${what} ${day}`] : [])).join("\n");
  return said || "Taken back: it does not count";
}

function placeReasons({ entryReason, exitReason }: Place): string {
  const reasons = [
    ...(entryReason ? [`Came: ${entryReasonLabel[entryReason]}`] : []),
    ...(exitReason ? [`Left: ${exitReasonLabel[exitReason]}`] : []),
  ];
  return reasons.join("\n");
}

function assessmentWhat({ kind, version, state, isAgreed }: Assessment): string {
  const words = [boxallKindLabel[kind], boxallVersionLabel[version], ...(isAgreed ? ["agreed by two"] : [])];
  const counts = { draft: "A draft: it does not count", superseded: "Put right by a later one" } as const;
  return `${words.join(", ")}${state ? `. ${counts[state]}` : ""}`;
}

/** "A 12, B 9"; a total that was not recorded is left out and never 0. */
function assessmentTotals({ scores }: Assessment): string {
  return strands
    .flatMap((strand) => (scores[strand] === null ? [] : [`${strand} ${scores[strand]}`]))
    .join(", ");
}
