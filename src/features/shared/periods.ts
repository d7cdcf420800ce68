// The spans of days that hours are asked for, each from the school's own calendar.
import {
  addDays,
  halfTermOf,
  mondayOf,
  schoolYearOf,
  type Day,
  type SchoolCalendar,
} from "../../domain/calendar.ts";

export type PeriodName = "week" | "half-term" | "term" | "year";

export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** Outside of a half term, "this half term" is the last one that began. A term is the half terms of its season. */
export function periodOf(name: PeriodName, today: Day, calendar: SchoolCalendar): Period {
  const monday = mondayOf(today);
  const week = { from: monday, to: addDays(monday, 6) };
  if (name === "week") return week;
  const begun = calendar.halfTerms
    .filter((one) => one.from <= today)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const current = halfTermOf(today, calendar) ?? begun.at(-1);
  if (current === undefined) return week;
  if (name === "half-term") return { from: current.from, to: current.to };
  const season = (day: Day) => `${schoolYearOf(day)} ${seasonOf(day)}`;
  const isAlike = (one: { from: Day }) =>
    name === "term"
      ? season(one.from) === season(current.from)
      : schoolYearOf(one.from) === schoolYearOf(current.from);
  const alike = calendar.halfTerms.filter(isAlike);
  const from = alike.map((one) => one.from).toSorted()[0] ?? current.from;
  const to =
    alike
      .map((one) => one.to)
      .toSorted()
      .at(-1) ?? current.to;
  return { from, to };
}

function seasonOf(day: Day): "autumn" | "spring" | "summer" {
  const month = Number(day.slice(5, 7));
  if (month >= 8) return "autumn";
  return month <= 3 ? "spring" : "summer";
}
