// What cannot be right about a half term or a special day, said before anything is saved. Pure.
import { parseDay, weekdayOf, type CalendarDay, type Day, type HalfTerm } from "../../../domain/calendar.ts";
import type { FormProblem } from "../../../ui/error-summary.tsx";
import { sayDay } from "../../../ui/words.ts";

/** What a form of a half term holds; a day is undefined while it is not typed in full. */
export interface HalfTermDraft {
  readonly name: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The half term that was typed, or what is wrong with it. Two half terms never share a day. */
export function readHalfTerm(
  draft: HalfTermDraft,
  others: readonly HalfTerm[],
  idBase: string,
): { readonly halfTerm: HalfTerm } | { readonly problems: readonly FormProblem[] } {
  const problems: FormProblem[] = [];
  const say = (field: string, message: string) => problems.push({ fieldId: `${idBase}-${field}`, message });
  const [name, from, to] = [draft.name.trim(), parseDay(draft.from ?? ""), parseDay(draft.to ?? "")];
  if (name === "") say("name", "Enter its name, such as Autumn 1.");
  if (from === undefined) say("from", "Enter the first day as day, month and year.");
  if (to === undefined) say("to", "Enter the last day as day, month and year.");
  if (from && to && to < from) say("to", "The last day is before the first day. Check both.");
  const crossed = from && to && others.find((one) => one.from <= to && from <= one.to);
  if (crossed)
    say("from", `It overlaps ${crossed.name}, ${sayDay(crossed.from)} to ${sayDay(crossed.to)}. Check both.`);
  if (problems.length > 0 || from === undefined || to === undefined) return { problems };
  return { halfTerm: { name, from, to } };
}

/** The special day that was typed, or what is wrong with it. */
export function readSpecialDay(
  typed: string | undefined,
  type: CalendarDay["type"],
  others: readonly CalendarDay[],
  idBase: string,
): { readonly day: Day } | { readonly problems: readonly FormProblem[] } {
  const fieldId = `${idBase}-date`;
  const day = parseDay(typed ?? "");
  if (day === undefined) return { problems: [{ fieldId, message: "Enter the day as day, month and year." }] };
  if (weekdayOf(day) > 5)
    return { problems: [{ fieldId, message: "This is a Saturday or Sunday. Check the date." }] };
  if (others.some((one) => one.date === day && one.type === type))
    return { problems: [{ fieldId, message: "This day is on the list already." }] };
  return { day };
}
