// The invented school's year: Buckinghamshire's published dates for 2026/27, and for every other year the same shape moved
// by whole weeks, so that terms begin and end on the same weekdays. Bank holidays are the real ones of each year.
import {
  addDays,
  daySchema,
  daysBetween,
  mondayOf,
  weekdayOf,
  type CalendarDay,
  type Day,
  type HalfTerm,
} from "../domain/calendar.ts";

/** The six half terms of 2026/27 as Buckinghamshire publishes them: 36 + 35 + 29 + 24 + 33 + 33 = 190 pupil days. */
const halfTerms2026: readonly (readonly [name: string, from: string, to: string])[] = [
  ["Autumn 1", "2026-09-03", "2026-10-22"],
  ["Autumn 2", "2026-11-02", "2026-12-18"],
  ["Spring 1", "2027-01-05", "2027-02-12"],
  ["Spring 2", "2027-02-22", "2027-03-25"],
  ["Summer 1", "2027-04-12", "2027-05-27"],
  ["Summer 2", "2027-06-07", "2027-07-21"],
];

/** Staff training days of 2026/27; none of them was ever a pupil day. */
const insetDays2026: readonly string[] = [
  "2026-09-01",
  "2026-09-02",
  "2026-10-23",
  "2027-01-04",
  "2027-05-28",
];

/** A Tuesday in January on which snow closed the school. */
const snowDay2026 = "2027-01-19";

/** The half terms of a school year, named by the year in which it starts. */
export function halfTermsOf(schoolYear: number): HalfTerm[] {
  return halfTerms2026.map(([name, from, to]) => ({
    name,
    from: moved(from, schoolYear),
    to: moved(to, schoolYear),
  }));
}

/** Training days, bank holidays that fall on a weekday, and the snow closure once it has happened by `today`. */
export function calendarDaysOf(schoolYear: number, today: Day): CalendarDay[] {
  const inset = insetDays2026.map((date): CalendarDay => ({ date: moved(date, schoolYear), type: "inset" }));
  const holidays = bankHolidaysOf(schoolYear).filter(({ date }) => weekdayOf(date) <= 5);
  const snow = moved(snowDay2026, schoolYear);
  const closures: CalendarDay[] =
    snow < today ? [{ date: snow, type: "closure", note: "Snow: school closed" }] : [];
  return [...inset, ...holidays, ...closures].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** A day of 2026/27 moved so that the year begins on the first Thursday of September, as it did then. */
function moved(day2026: string, schoolYear: number): Day {
  const first = daySchema.parse(`${schoolYear}-09-01`);
  const thursday = addDays(first, (4 - weekdayOf(first) + 7) % 7);
  return addDays(daySchema.parse(day2026), daysBetween(daySchema.parse("2026-09-03"), thursday));
}

function bankHolidaysOf(schoolYear: number): CalendarDay[] {
  const spring = schoolYear + 1;
  const easter = easterSunday(spring);
  const on = (date: Day, note: string): CalendarDay => ({ date, type: "bank-holiday", note });
  return [
    on(daySchema.parse(`${schoolYear}-12-25`), "Christmas Day"),
    on(daySchema.parse(`${schoolYear}-12-26`), "Boxing Day"),
    on(daySchema.parse(`${spring}-01-01`), "New Year's Day"),
    on(addDays(easter, -2), "Good Friday"),
    on(addDays(easter, 1), "Easter Monday"),
    on(mondayOf(daySchema.parse(`${spring}-05-07`)), "Early May bank holiday"),
    on(mondayOf(daySchema.parse(`${spring}-05-31`)), "Spring bank holiday"),
    on(mondayOf(daySchema.parse(`${spring}-08-31`)), "Summer bank holiday"),
  ];
}

/** Easter Sunday of a year, by the anonymous Gregorian computus (Meeus, Jones, Butcher). */
function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return daySchema.parse(`${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`);
}
