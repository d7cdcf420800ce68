// The words of groups, their people, the timetable, and what takes sessions out.
import * as records from "../../domain/records.ts";
import { divisorRuleLabel } from "../../domain/group.ts";
import type { Interruption } from "../../domain/interruption.ts";
import type { FundingSource } from "../../domain/intervention.ts";
import { tierLabel } from "../../domain/intervention.ts";
import { areaOfNeedLabel } from "../../domain/sen-labels.ts";
import { sayCount, sayDay, sayDayShort, sayList, sayTime } from "../../ui/words.ts";
import { slotWords } from "../shared/slot-words.ts";
import { wordsOf, type KindWords, type Names } from "./kind-words.ts";

const groupRoleLabel = { lead: "Leads", support: "Supports", cover: "Covers" } as const;

const fundingLabel: Readonly<Record<FundingSource, string>> = {
  "notional-sen": "Notional SEN budget",
  "pupil-premium": "Pupil premium",
  "ehc-top-up": "EHC plan top-up",
  hnbf: "High needs block funding",
  other: "Other",
};

const interruptionTitle: Readonly<Record<Interruption["type"], string>> = {
  moved: "Moved to other work",
  "adult-away": "Adult away",
  trip: "Trip or event",
  closure: "School closed",
};

const yesNo = (is: boolean) => (is ? "Yes" : "No");
const lastDay = (day: string | null | undefined) => (day ? sayDay(day) : "Until further notice");

export const planWords: readonly (readonly [string, KindWords])[] = [
  wordsOf(records.group, "A group", (one) => `Group: ${one.name}`, [
    { of: "name", label: "Name", say: (one) => one.name },
    {
      of: "interventionId",
      label: "Intervention",
      say: (one, names) => names.intervention(one.interventionId),
    },
    {
      of: "rule",
      label: "Time shared",
      say: (one, names) =>
        one.rule === "named" && one.namedPupilId
          ? `All to ${names.pupil(one.namedPupilId)}`
          : divisorRuleLabel[one.rule],
    },
    { of: "schoolYear", label: "School year", say: (one) => `${one.schoolYear} to ${one.schoolYear + 1}` },
    { of: "archived", label: "Put away", say: (one) => yesNo(one.archived === true) },
  ]),
  wordsOf(
    records.groupMember,
    "A pupil in a group",
    (one, names) => `${names.pupil(one.pupilId)} in ${names.group(one.groupId)}`,
    [
      { of: "from", label: "From", say: (one) => sayDay(one.from) },
      { of: "to", label: "Last day", say: (one) => lastDay(one.to) },
    ],
  ),
  wordsOf(
    records.groupStaff,
    "An adult of a group",
    (one, names) => `${names.staff(one.staffId)} with ${names.group(one.groupId)}`,
    [
      { of: "role", label: "Part", say: (one) => groupRoleLabel[one.role] },
      { of: "from", label: "From", say: (one) => sayDay(one.from) },
      { of: "to", label: "Last day", say: (one) => lastDay(one.to) },
    ],
  ),
  wordsOf(
    records.slot,
    "A time on the timetable",
    (one, names) =>
      `Timetable: ${one.groupId ? names.group(one.groupId) : (one.className ?? "class support")}`,
    [
      { of: "pattern", label: "When", say: slotWords },
      { of: "staffIds", label: "Adults", say: (one, names) => sayList(one.staffIds.map(names.staff)) },
      { of: "className", label: "Class", say: (one) => one.className ?? "None" },
      { of: "room", label: "Room", say: (one) => one.room ?? "None" },
      { of: "from", label: "From", say: (one) => sayDay(one.from) },
      { of: "to", label: "Last day", say: (one) => lastDay(one.to) },
    ],
  ),
  wordsOf(
    records.sessionTarget,
    "A target",
    (one, names) => `Target for ${names.pupil(one.pupilId)} in ${names.group(one.groupId)}`,
    [
      { of: "text", label: "Target", say: (one) => one.text },
      { of: "from", label: "From", say: (one) => sayDay(one.from) },
      { of: "to", label: "Last day", say: (one) => lastDay(one.to) },
    ],
  ),
  wordsOf(records.intervention, "An intervention", (one) => `Intervention: ${one.name}`, [
    { of: "name", label: "Name", say: (one) => one.name },
    {
      of: "areaOfNeed",
      label: "Area of need",
      say: (one) => (one.areaOfNeed ? areaOfNeedLabel[one.areaOfNeed] : "None named"),
    },
    { of: "tier", label: "Layer of help", say: (one) => (one.tier ? tierLabel[one.tier] : "None named") },
    { of: "usualMinutes", label: "Usual length", say: (one) => sayCount(one.usualMinutes, "minute") },
    { of: "target", label: "Target", say: (one) => one.target ?? "None" },
    {
      of: "fundingSource",
      label: "Paid from",
      say: (one) => (one.fundingSource ? fundingLabel[one.fundingSource] : "Not said"),
    },
    { of: "archived", label: "Put away", say: (one) => yesNo(one.archived === true) },
  ]),
  wordsOf(records.interruption, "Sessions taken out", interruptionName, [
    { of: "from", label: "When", say: interruptionTimes },
    {
      of: "coverStaffId",
      label: "Covered by",
      say: (one, names) => (one.coverStaffId ? names.staff(one.coverStaffId) : "Nobody"),
    },
    { of: "note", label: "Note", say: (one) => one.note ?? "None" },
    { of: "cleared", label: "Still so", say: (one) => (one.cleared === true ? "No, taken back" : "Yes") },
  ]),
];

function interruptionName(one: Interruption, names: Names): string {
  const who = one.staffId ? names.staff(one.staffId) : (one.className ?? "Whole school");
  return `${interruptionTitle[one.type]}: ${who}, ${sayDayShort(one.from)}`;
}

function interruptionTimes(one: Interruption): string {
  const at = (day: string, seconds: number | undefined) =>
    seconds === undefined ? sayDayShort(day) : `${sayDayShort(day)} ${sayTime(seconds)}`;
  const [from, to] = [at(one.from, one.fromTime), at(one.to, one.toTime)];
  return from === to ? from : `${from} to ${to}`;
}
