// The words of a logged session, its marks and its notes.
import * as records from "../../domain/records.ts";
import { divisorRuleLabel } from "../../domain/group.ts";
import { areaOfNeedLabel } from "../../domain/sen-labels.ts";
import { type Mark, type Session } from "../../domain/session.ts";
import { lostReasonLabel, markStatusLabel } from "../../domain/session-labels.ts";
import { sayDayShort, sayList, sayTime, sayTimeRange } from "../../ui/words.ts";
import { storedEnd } from "../shared/session-changes.ts";
import { sayNearDay } from "../shared/when-words.ts";
import { wordsOf, type KindWords, type Names } from "./kind-words.ts";

const undoneWords = {
  undo: "No, undone",
  "logged-twice": "No, it was logged twice",
  "wrong-group": "No, it was the wrong group",
  mistake: "No, it was a mistake",
} as const;

const progressWords = { "not-yet": "Not yet", nearly: "Nearly", "got-it": "Got it" } as const;

export const sessionWords: readonly (readonly [string, KindWords])[] = [
  wordsOf(records.session, "A session", sessionName, [
    { of: "outcome", label: "Session", say: outcomeWords },
    { of: "outcome", label: "Time", say: (one) => sayTimeRange(one.start, storedEnd(one)) },
    { of: "outcome", label: "Adults", say: adultWords },
    {
      of: "interventionId",
      label: "Intervention",
      say: (one, names) => (one.interventionId ? names.intervention(one.interventionId) : "None named"),
    },
    {
      of: "areaOfNeed",
      label: "Area of need",
      say: (one) => (one.areaOfNeed ? areaOfNeedLabel[one.areaOfNeed] : undefined),
    },
    {
      of: "groupId",
      label: "Group",
      say: (one, names) => (one.groupId ? names.group(one.groupId) : "No group"),
    },
    { of: "className", label: "Class", say: (one) => one.className },
    { of: "date", label: "Day", say: (one) => sayDayShort(one.date) },
    { of: "rule", label: "Time shared", say: ruleWords },
    {
      of: "enrolledIds",
      label: "Planned pupils",
      say: (one, names) => sayList(one.enrolledIds.map(names.pupil)) || "None",
    },
    {
      of: "replaces",
      label: "Makes up for",
      say: (one) => (one.replaces ? `A session of ${sayDayShort(one.replaces.date)}` : "Nothing"),
    },
    { of: "voided", label: "Counts", say: (one) => (one.voided ? undoneWords[one.voided.reason] : "Yes") },
  ]),
  wordsOf(records.mark, "A pupil in a session", (one, names) => names.pupil(one.pupilId), [
    { of: "status", label: (one, names) => names.pupil(one.pupilId), say: presenceWords },
    {
      of: "progress",
      label: (one, names) => `${names.pupil(one.pupilId)}, target`,
      say: (one) => (one.progress ? progressWords[one.progress] : "Not said"),
    },
  ]),
  wordsOf(records.note, "A note", (one, names) => `Note about ${names.pupil(one.pupilId)}`, [
    {
      of: "text",
      label: (one, names) => `Note about ${names.pupil(one.pupilId)}`,
      say: (one) => (one.text === "" ? "No note" : one.text),
    },
  ]),
];

/** "Rockets, today 10:15am" */
function sessionName(one: Session, names: Names): string {
  const what = one.groupId
    ? names.group(one.groupId)
    : one.interventionId
      ? names.intervention(one.interventionId)
      : one.className
        ? `Class support: ${one.className}`
        : "Session";
  return `${what}, ${sayNearDay(one.date, names.today)} ${sayTime(one.start)}`;
}

function outcomeWords(one: Session): string {
  if (one.outcome === "delivered") return "Took place";
  return `Did not happen: ${lostReasonLabel[one.lostReason ?? "other"].toLowerCase()}`;
}

function adultWords(one: Session, names: Names): string {
  const end = storedEnd(one);
  const each = one.adults.map(({ staffId, from, to }) =>
    from === one.start && to === end
      ? names.staff(staffId)
      : `${names.staff(staffId)} (${sayTimeRange(from, to)})`,
  );
  return sayList(each) || "Nobody";
}

function ruleWords(one: Session, names: Names): string {
  return one.rule === "named" && one.namedPupilId
    ? `All to ${names.pupil(one.namedPupilId)}`
    : divisorRuleLabel[one.rule];
}

function presenceWords(one: Mark): string {
  const times = one.intervals.map(({ from, to }) => sayTimeRange(from, to));
  const reason = one.reason ? `: ${one.reason}` : "";
  return `${[markStatusLabel[one.status], ...times].join(", ")}${reason}`;
}
