// The words of the nurture room, of assessments, scores and measures. A total is told by its letter, as the school entered it.
import { strands, type BoxallScores } from "../../domain/boxall.ts";
import { boxallVersionLabel } from "../../domain/boxall-labels.ts";
import { halfDays, type HalfDay } from "../../domain/half-days.ts";
import { measureMomentLabel } from "../../domain/intervention-measure.ts";
import { answeredByLabel, instrumentLabel } from "../../domain/named-score.ts";
import { entryReasonLabel, exitReasonLabel } from "../../domain/nurture-labels.ts";
import * as records from "../../domain/records.ts";
import { scaleWords } from "../../domain/score-series.ts";
import type { Voided } from "../../domain/session.ts";
import { boxallKindLabel, halfDayWords } from "../../files/pack-words.ts";
import { sayCount, sayDay, sayList } from "../../ui/words.ts";
import { wordsOf, type KindWords } from "./kind-words.ts";

type Words = readonly [string, KindWords];

const onDay = (day: string | null | undefined) => (day ? sayDay(day) : "Not said");
const counts = (voided: Voided | null | undefined) => (voided ? "No, taken back" : "Yes");

const placeWords: Words = wordsOf(
  records.nurturePlacement,
  "A place in a nurture group",
  (one, names) => `Place of ${names.pupil(one.pupilId)} in ${names.group(one.groupId)}`,
  [
    { of: "referredOn", label: "Referred", say: (one) => onDay(one.referredOn) },
    { of: "agreedOn", label: "Agreed", say: (one) => onDay(one.agreedOn) },
    { of: "startedOn", label: "Started", say: (one) => onDay(one.startedOn) },
    { of: "plannedEnd", label: "Planned end", say: (one) => onDay(one.plannedEnd) },
    { of: "endedOn", label: "Last day", say: (one) => onDay(one.endedOn) },
    {
      of: "entryReason",
      label: "Why the child came",
      say: (one) => (one.entryReason ? entryReasonLabel[one.entryReason] : "Not said"),
    },
    {
      of: "exitReason",
      label: "Why the child left",
      say: (one) => (one.exitReason ? exitReasonLabel[one.exitReason] : "Not said"),
    },
    { of: "parentsInformedOn", label: "Family told", say: (one) => onDay(one.parentsInformedOn) },
  ],
);

const gridWords: Words = wordsOf(
  records.halfDayGrid,
  "Half-days in a group",
  (one, names) => `Half-days of ${names.pupil(one.pupilId)} in ${names.group(one.groupId)}`,
  [
    { of: "from", label: "From", say: (one) => sayDay(one.from) },
    { of: "halfDays", label: "Half-days", say: (one) => gridOf(one.halfDays) },
  ],
);

const definitionWords: Words = wordsOf(
  records.boxallDefinition,
  "Numbers of a Boxall handbook",
  (one) => `Numbers of the Boxall handbook: ${boxallVersionLabel[one.version]}`,
  [
    { of: "version", label: "Version", say: (one) => boxallVersionLabel[one.version] },
    {
      of: "strands",
      label: "Strands entered",
      say: (one) => sayCount(Object.keys(one.strands).length, "strand"),
    },
    {
      of: "confirmedBy",
      label: "Confirmed",
      say: (one, names) =>
        one.confirmedBy ? `${names.staff(one.confirmedBy)}, ${onDay(one.confirmedOn)}` : "Not yet",
    },
  ],
);

const assessmentWords: Words = wordsOf(
  records.boxallAssessment,
  "A Boxall assessment",
  (one, names) => `Boxall assessment of ${names.pupil(one.pupilId)}`,
  [
    { of: "date", label: "Day", say: (one) => sayDay(one.date) },
    { of: "kind", label: "When", say: (one) => boxallKindLabel[one.kind] },
    { of: "version", label: "Version", say: (one) => boxallVersionLabel[one.version] },
    { of: "scores", label: "Totals", say: (one) => totalWords(one.scores) },
    {
      of: "assessorIds",
      label: "Answers by",
      say: (one, names) => sayList(one.assessorIds.map(names.staff)),
    },
    { of: "isDraft", label: "Finished", say: (one) => (one.isDraft === true ? "No, a draft" : "Yes") },
  ],
);

const scoreWords: Words = wordsOf(
  records.namedScore,
  "A score",
  (one, names) => `Score of ${names.pupil(one.pupilId)}`,
  [
    { of: "date", label: "Day", say: (one) => sayDay(one.date) },
    { of: "instrument", label: "Form", say: (one) => instrumentLabel[one.instrument] },
    {
      of: "values",
      label: "Values",
      say: (one) => sayList(one.values.map((line) => `${line.name} ${line.value} (${scaleWords(line)})`)),
    },
    { of: "answeredBy", label: "Answered by", say: (one) => answeredByLabel[one.answeredBy] },
    { of: "voided", label: "Counts", say: (one) => counts(one.voided) },
  ],
);

const measureWords: Words = wordsOf(
  records.interventionMeasure,
  "A measure",
  (one, names) => `Measure of ${names.pupil(one.pupilId)} in ${names.group(one.groupId)}`,
  [
    { of: "pupilId", label: "Child", say: (one, names) => names.pupil(one.pupilId) },
    { of: "date", label: "Day", say: (one) => sayDay(one.date) },
    { of: "moment", label: "When", say: (one) => measureMomentLabel[one.moment] },
    { of: "name", label: "Value", say: (one) => `${one.name} ${one.value} (${scaleWords(one)})` },
    { of: "voided", label: "Counts", say: (one) => counts(one.voided) },
  ],
);

export const nurtureWords: readonly Words[] = [
  placeWords,
  gridWords,
  definitionWords,
  assessmentWords,
  scoreWords,
  measureWords,
];

/** "A 12, B 9": a total that was not recorded is left out, and 0 is said. */
function totalWords(scores: BoxallScores): string {
  const known = strands.flatMap((strand) => (scores[strand] === null ? [] : [`${strand} ${scores[strand]}`]));
  return known.join(", ") || "None";
}

function gridOf(chosen: readonly HalfDay[]): string {
  return sayList(halfDays.filter((half) => chosen.includes(half)).map(halfDayWords)) || "None";
}
