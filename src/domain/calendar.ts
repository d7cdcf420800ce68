// The school year: days, weeks, half terms, and the days on which a session can be planned. School-local days are plain
// "YYYY-MM-DD" text with integer arithmetic of our own, so that no clock change can move a session to another day.
import * as z from "zod/mini";

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const length = month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0);
  return day >= 1 && day <= length;
}

/** A school-local day, "2026-09-03". Days compare as text. */
export const daySchema = z
  .string()
  .check(z.refine(isDay, { error: "Not a day of the calendar" }))
  .brand<"Day">();
export type Day = z.infer<typeof daySchema>;

export function parseDay(text: string): Day | undefined {
  const parsed = daySchema.safeParse(text);
  return parsed.success ? parsed.data : undefined;
}

export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** @param count whole days, negative for earlier */
export function addDays(day: Day, count: number): Day {
  return dayOfNumber(dayNumber(day) + count);
}

/** Days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return dayNumber(b) - dayNumber(a);
}

/** 1 = Monday ... 7 = Sunday. */
export function weekdayOf(day: Day): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

/** The Monday of the week that a day is in: school weeks begin on Monday. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}

/** Monday to Friday of the week of `day`. */
export function weekDays(day: Day): Day[] {
  const monday = mondayOf(day);
  return [0, 1, 2, 3, 4].map((count) => addDays(monday, count));
}

/** The year in which the school year of a day starts; a school year runs from 1 September. */
export function schoolYearOf(day: Day): number {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return month >= 9 ? year : year - 1;
}

/** The day on the wall of a school in a time zone, at an instant in milliseconds: 00:30 in summer time stays on its day. */
export function dayInZone(instantMs: number, timeZone = "Europe/London"): Day {
  const { year, month, day } = wallClock(instantMs, timeZone);
  return daySchema.parse(`${year}-${month}-${day}`);
}

/** Whole seconds since local midnight by the wall clock. */
export function secondsOfDayInZone(instantMs: number, timeZone = "Europe/London"): number {
  const { hour, minute, second } = wallClock(instantMs, timeZone);
  return (Number(hour) % 24) * 3600 + Number(minute) * 60 + Number(second);
}

/** One half-term block, such as "Autumn 1", first and last day included. */
export const halfTermSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  from: daySchema,
  to: daySchema,
});
export type HalfTerm = z.infer<typeof halfTermSchema>;

/** A day that is not as the terms say. A closure was planned and lost; INSET days and bank holidays were never planned. */
export const calendarDaySchema = z.object({
  date: daySchema,
  type: z.enum(["inset", "bank-holiday", "closure"]),
  note: z.optional(z.string().check(z.trim(), z.maxLength(120))),
});
export type CalendarDay = z.infer<typeof calendarDaySchema>;

export interface SchoolCalendar {
  readonly halfTerms: readonly HalfTerm[];
  readonly days: readonly CalendarDay[];
}

export type DayType = "pupil-day" | "weekend" | "holiday" | CalendarDay["type"];

export function dayTypeOf(day: Day, calendar: SchoolCalendar): DayType {
  if (weekdayOf(day) > 5) return "weekend";
  if (halfTermOf(day, calendar) === undefined) return "holiday";
  const special = calendar.days.filter((one) => one.date === day).map((one) => one.type);
  return special.find((type) => type !== "closure") ?? special[0] ?? "pupil-day";
}

export function isPlannedDay(day: Day, calendar: SchoolCalendar): boolean {
  const type = dayTypeOf(day, calendar);
  return type === "pupil-day" || type === "closure";
}

export function halfTermOf(day: Day, calendar: SchoolCalendar): HalfTerm | undefined {
  return calendar.halfTerms.find((one) => one.from <= day && day <= one.to);
}

/** Days on which pupils are in school, both ends included. */
export function pupilDaysBetween(from: Day, to: Day, calendar: SchoolCalendar): number {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1))
    if (dayTypeOf(day, calendar) === "pupil-day") count += 1;
  return count;
}

/** Pupil weeks in tenths: pupil days ÷ 5, so that 190 days are 380 tenths (38 weeks), never a count of calendar weeks. */
export function pupilWeekTenthsBetween(from: Day, to: Day, calendar: SchoolCalendar): number {
  return pupilDaysBetween(from, to, calendar) * 2;
}

export interface Term {
  readonly name: "Autumn" | "Spring" | "Summer";
  /** The year in which its school year starts. */
  readonly schoolYear: number;
  /** First and last day, with the half-term holiday between them. */
  readonly from: Day;
  readonly to: Day;
}

/**
 * The term that a day is in: its two half terms taken together, with the holiday between them. They are grouped by the
 * month in which each begins, so that a calendar that is not yet complete still names its terms rightly. Undefined
 * between terms.
 */
export function termOf(day: Day, calendar: SchoolCalendar): Term | undefined {
  const byTerm = Map.groupBy(calendar.halfTerms, (one) => `${schoolYearOf(one.to)} ${termNameOf(one)}`);
  for (const halfTerms of byTerm.values()) {
    const inOrder = halfTerms.toSorted((a, b) => compareDays(a.from, b.from));
    const [first, last] = [inOrder[0], inOrder.at(-1)];
    if (first === undefined || last === undefined || day < first.from || day > last.to) continue;
    return { name: termNameOf(first), schoolYear: schoolYearOf(first.to), from: first.from, to: last.to };
  }
  return undefined;
}

/** The last days of the terms that are entered, each once. */
export function termEnds(calendar: SchoolCalendar): Day[] {
  return [...new Set(calendar.halfTerms.flatMap((one) => termOf(one.from, calendar)?.to ?? []))];
}

function termNameOf(halfTerm: HalfTerm): Term["name"] {
  const month = Number(halfTerm.from.slice(5, 7));
  if (month >= 8) return "Autumn";
  return month <= 3 ? "Spring" : "Summer";
}

/**
 * Whether a day is in an A or a B week. They alternate over the weeks of the school year that hold a planned day,
 * beginning with A; undefined in a week without school. A week lost to closures keeps its letter: a closure entered
 * afterwards must not turn round the plan of every later week.
 */
export function abWeekOf(day: Day, calendar: SchoolCalendar): "A" | "B" | undefined {
  const monday = mondayOf(day);
  const friday = addDays(monday, 4);
  const halfTerm = calendar.halfTerms.find((one) => one.from <= friday && monday <= one.to);
  if (halfTerm === undefined || !isSchoolWeek(monday, calendar)) return undefined;
  // The year is told by the end of a half term: some schools begin in the last days of August.
  const year = schoolYearOf(halfTerm.to);
  const first = calendar.halfTerms
    .filter((one) => schoolYearOf(one.to) === year)
    .reduce((least, one) => (one.from < least ? one.from : least), halfTerm.from);
  let schoolWeeksBefore = 0;
  for (let week = mondayOf(first); week < monday; week = addDays(week, 7)) {
    if (isSchoolWeek(week, calendar)) schoolWeeksBefore += 1;
  }
  return schoolWeeksBefore % 2 === 0 ? "A" : "B";
}

function isSchoolWeek(monday: Day, calendar: SchoolCalendar): boolean {
  return weekDays(monday).some((day) => isPlannedDay(day, calendar));
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days since 1 January 1970, by the usual civil-calendar formula with years that begin in March. */
function dayNumber(day: Day): number {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dayOfNumber(number: number): Day {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const pad = (value: number, length: number) => String(value).padStart(length, "0");
  // The formula yields real days only; parsing each one again would cost more than the arithmetic.
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}` as Day;
}

function wallClock(instantMs: number, timeZone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return Object.fromEntries(format.formatToParts(instantMs).map((part) => [part.type, part.value]));
}
