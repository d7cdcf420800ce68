// The words of pupils, their needs, and staff.
import * as records from "../../domain/records.ts";
import { pupilName } from "../../domain/pupil.ts";
import { type YearGroup } from "../../domain/sen.ts";
import { needTypeLabel, senStatusLabel } from "../../domain/sen-labels.ts";
import { roleLabel } from "../../domain/staff.ts";
import { sayDay, sayList } from "../../ui/words.ts";
import { sayNearDay } from "../shared/when-words.ts";
import { wordsOf, type KindWords } from "./kind-words.ts";

const lastDay = (day: string | null | undefined) => (day ? sayDay(day) : "Until further notice");
const halfWords = { am: "The morning", pm: "The afternoon", day: "The whole day" } as const;

export const peopleWords: readonly (readonly [string, KindWords])[] = [
  wordsOf(records.pupil, "A pupil's card", (one) => `Pupil: ${pupilName(one)}`, [
    { of: "knownAs", label: "Name", say: (one) => `${pupilName(one)}, initials ${one.initials}` },
    {
      of: "mergedInto",
      label: "Same child as",
      say: (one, names) => (one.mergedInto ? names.pupil(one.mergedInto) : "Nobody else"),
    },
    {
      of: "provisional",
      label: "On the school's list",
      say: (one) => (one.provisional === true ? "Not yet" : "Yes"),
    },
    { of: "leftOn", label: "Left", say: (one) => (one.leftOn ? sayDay(one.leftOn) : "Still here") },
  ]),
  wordsOf(records.enrolment, "A pupil's class", (one, names) => `Class of ${names.pupil(one.pupilId)}`, [
    { of: "className", label: "Class", say: (one) => one.className },
    {
      of: "yearGroup",
      label: "Year",
      say: (one) => (one.yearGroup ? yearWords(one.yearGroup) : "Not said"),
    },
    { of: "from", label: "From", say: (one) => sayDay(one.from) },
    { of: "to", label: "Last day", say: (one) => lastDay(one.to) },
  ]),
  wordsOf(
    records.awayToday,
    "A pupil away",
    (one, names) => `${names.pupil(one.pupilId)} away, ${sayNearDay(one.date, names.today)}`,
    [
      { of: "half", label: "Away for", say: (one) => halfWords[one.half] },
      { of: "cleared", label: "Away", say: (one) => (one.cleared === true ? "No, taken back" : "Yes") },
    ],
  ),
  wordsOf(
    records.pupilIdentity,
    "A pupil's record",
    (one, names) => `Record of ${names.pupil(one.pupilId)}`,
    [
      { of: "legalForename", label: "Legal name", say: (one) => `${one.legalForename} ${one.legalSurname}` },
      { of: "upn", label: "UPN", say: (one) => one.upn ?? "None" },
      { of: "formerUpn", label: "Former UPN", say: (one) => one.formerUpn ?? "None" },
      {
        of: "dateOfBirth",
        label: "Date of birth",
        say: (one) => (one.dateOfBirth ? sayDay(one.dateOfBirth) : "Not said"),
      },
    ],
  ),
  wordsOf(records.senRecord, "SEN status", (one, names) => `SEN status of ${names.pupil(one.pupilId)}`, [
    { of: "status", label: "Status", say: (one) => senStatusLabel[one.status] },
    { of: "from", label: "From", say: (one) => sayDay(one.from) },
  ]),
  wordsOf(records.pupilNeed, "A need", (one, names) => `Need of ${names.pupil(one.pupilId)}`, [
    {
      of: "type",
      label: "Need",
      say: (one) => `${needTypeLabel[one.type]} (${one.rank === 1 ? "primary" : `number ${one.rank}`})`,
    },
    { of: "from", label: "From", say: (one) => sayDay(one.from) },
    { of: "to", label: "Last day", say: (one) => lastDay(one.to) },
  ]),
  wordsOf(records.staff, "A member of staff", (one) => `Staff: ${one.name}`, [
    { of: "name", label: "Name", say: (one) => `${one.name} (${one.shortName})` },
    { of: "roles", label: "Roles", say: (one) => sayList(one.roles.map((role) => roleLabel[role])) },
    { of: "leftOn", label: "Left", say: (one) => (one.leftOn ? sayDay(one.leftOn) : "Still here") },
  ]),
  wordsOf(
    records.classTeacher,
    "A class teacher",
    (one, names) => `Class teacher: ${names.staff(one.staffId)}`,
    [
      { of: "className", label: "Class", say: (one) => one.className },
      { of: "from", label: "From", say: (one) => sayDay(one.from) },
      { of: "to", label: "Last day", say: (one) => lastDay(one.to) },
    ],
  ),
];

function yearWords(year: YearGroup): string {
  if (year === "R") return "Reception";
  return year.startsWith("N") ? `Nursery ${year.slice(1)}` : `Year ${year}`;
}
