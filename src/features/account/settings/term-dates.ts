// Published term dates that a school can start from. Buckinghamshire's 2026 to 2027: 190 pupil days.
import { parseDay, type Day, type SchoolCalendar } from "../../../domain/calendar.ts";

function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`${text} is not a day.`);
  return parsed;
}

export const buckinghamshire2026: SchoolCalendar = {
  halfTerms: [
    { name: "Autumn 1", from: day("2026-09-03"), to: day("2026-10-22") },
    { name: "Autumn 2", from: day("2026-11-02"), to: day("2026-12-18") },
    { name: "Spring 1", from: day("2027-01-05"), to: day("2027-02-12") },
    { name: "Spring 2", from: day("2027-02-22"), to: day("2027-03-25") },
    { name: "Summer 1", from: day("2027-04-12"), to: day("2027-05-27") },
    { name: "Summer 2", from: day("2027-06-07"), to: day("2027-07-21") },
  ],
  days: [{ date: day("2027-05-03"), type: "bank-holiday", note: "Early May bank holiday" }],
};
