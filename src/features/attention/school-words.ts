// The words of the school itself: its name, its year, its rates.
import * as records from "../../domain/records.ts";
import { rateBasisLabel } from "../../domain/cost.ts";
import { sayDay, sayPence } from "../../ui/words.ts";
import { wordsOf, type KindWords } from "./kind-words.ts";

const dayTypeWords = {
  inset: "INSET day",
  "bank-holiday": "Bank holiday",
  closure: "School closed",
} as const;

export const schoolWords: readonly (readonly [string, KindWords])[] = [
  wordsOf(records.school, "The school", (one) => one.name, [
    { of: "name", label: "Name", say: (one) => one.name },
    { of: "safeguardingLead", label: "Safeguarding lead", say: (one) => one.safeguardingLead ?? "Not said" },
  ]),
  wordsOf(records.halfTerm, "A half term", (one) => `Half term: ${one.name}`, [
    { of: "name", label: "Name", say: (one) => one.name },
    { of: "from", label: "Dates", say: (one) => `${sayDay(one.from)} to ${sayDay(one.to)}` },
  ]),
  wordsOf(records.calendarDay, "A special day", (one) => `Calendar: ${sayDay(one.date)}`, [
    { of: "type", label: "Day", say: (one) => dayTypeWords[one.type] },
    { of: "note", label: "Note", say: (one) => one.note ?? "None" },
  ]),
  wordsOf(records.payBand, "A pay band", (one) => `Pay band: ${one.name}`, [
    { of: "name", label: "Name", say: (one) => one.name },
  ]),
  wordsOf(records.rate, "A rate of pay", (one) => `Rate from ${sayDay(one.from)}`, [
    { of: "pencePerHour", label: "An hour", say: (one) => sayPence(one.pencePerHour) },
    { of: "basis", label: "Basis", say: (one) => rateBasisLabel[one.basis] },
    { of: "weeksPerYearTenths", label: "Weeks a year", say: (one) => String(one.weeksPerYearTenths / 10) },
    { of: "from", label: "From", say: (one) => sayDay(one.from) },
  ]),
  wordsOf(records.staffBand, "A pay band", (one, names) => `Pay band of ${names.staff(one.staffId)}`, [
    { of: "from", label: "From", say: (one) => sayDay(one.from) },
  ]),
];
