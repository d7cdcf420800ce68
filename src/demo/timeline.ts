// The days that an invented school covers: its school years, its calendar, and which days are planned and which are over.
import {
  addDays,
  daySchema,
  isPlannedDay,
  schoolYearOf,
  type CalendarDay,
  type Day,
  type HalfTerm,
  type SchoolCalendar,
} from "../domain/calendar.ts";
import { calendarDaysOf, halfTermsOf } from "./calendar.ts";

/** What a school is invented from. */
export interface SchoolRequest {
  /** The same seed gives the same people, groups and sessions. */
  readonly seed: number;
  /** Children who start in the seven year groups, 10 to 3,000; each year about one in a hundred leaves early. */
  readonly pupils: number;
  /** How many years of sessions lie before `today`, 1 or more. */
  readonly years: number;
  /** The school-local day that it is in the school. Its own sessions are still to be logged. */
  readonly today: Day;
  /** Leaves out every session before this day. */
  readonly sessionsFrom?: Day;
}

export interface InventedYear {
  readonly schoolYear: number;
  readonly halfTerms: readonly HalfTerm[];
  readonly days: readonly CalendarDay[];
  /** 1 September, the first day of the year's enrolments. */
  readonly from: Day;
  /** 31 August. */
  readonly to: Day;
  /** First and last pupil day. */
  readonly opens: Day;
  readonly closes: Day;
}

export interface Timeline extends SchoolRequest {
  readonly schoolYears: readonly InventedYear[];
  readonly calendar: SchoolCalendar;
  /** The first day that has sessions. */
  readonly sessionsStart: Day;
}

export function timelineOf(request: SchoolRequest): Timeline {
  const { today, years } = request;
  const start = daySchema.parse(sameDayYearsEarlier(today, years));
  const sessionsStart =
    request.sessionsFrom !== undefined && request.sessionsFrom > start ? request.sessionsFrom : start;
  const first = schoolYearOf(start);
  const schoolYears = Array.from({ length: schoolYearOf(today) - first + 1 }, (_, at) =>
    inventYear(first + at, today),
  );
  const calendar: SchoolCalendar = {
    halfTerms: schoolYears.flatMap((year) => year.halfTerms),
    days: schoolYears.flatMap((year) => year.days),
  };
  return { ...request, schoolYears, calendar, sessionsStart };
}

/** The n-th half term of a year, 0 to 5. */
export function halfTermAt(year: InventedYear, index: number): HalfTerm {
  const halfTerm = year.halfTerms[index];
  if (halfTerm === undefined) throw new Error(`A school year has no half term ${index}`);
  return halfTerm;
}

/** The planned days from one day to another, both included, in order. */
export function plannedDays(from: Day, to: Day, calendar: SchoolCalendar): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (isPlannedDay(day, calendar)) days.push(day);
  return days;
}

function inventYear(schoolYear: number, today: Day): InventedYear {
  const halfTerms = halfTermsOf(schoolYear);
  const opens = halfTerms[0]?.from;
  const closes = halfTerms.at(-1)?.to;
  if (opens === undefined || closes === undefined) throw new Error("A school year has half terms");
  return {
    schoolYear,
    halfTerms,
    days: calendarDaysOf(schoolYear, today),
    from: daySchema.parse(`${schoolYear}-09-01`),
    to: daySchema.parse(`${schoolYear + 1}-08-31`),
    opens,
    closes,
  };
}

/** 29 February becomes the 28th. */
function sameDayYearsEarlier(day: Day, years: number): string {
  const monthAndDay = day.slice(5) === "02-29" ? "02-28" : day.slice(5);
  return `${Number(day.slice(0, 4)) - years}-${monthAndDay}`;
}
