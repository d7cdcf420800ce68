// Dates as people and spreadsheets write them in cells. Anything that could be read in two ways is refused, not guessed.
import { addDays, daySchema, parseDay, type Day } from "../domain/calendar.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

export type CellDate = { readonly day: Day } | { readonly problem: "two-digit-year" | "not-a-date" };

/** Reads DD/MM/YYYY, YYYY-MM-DD, "3 Sep 2017" and the serial numbers of Excel (1900 system). */
export function readCellDate(text: string): CellDate {
  const plain = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(plain);
  if (iso) return dayOf(iso[1], iso[2], iso[3]);
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: .*)?$/.exec(plain);
  if (numbers) return dayOf(numbers[3], numbers[2], numbers[1]);
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/.test(plain)) return { problem: "two-digit-year" };
  const words = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*[ -](\d{4})$/i.exec(plain);
  if (words) return dayOf(words[3], String(months.indexOf(words[2]?.toLowerCase() ?? "") + 1), words[1]);
  if (/^\d{5}$/.test(plain)) return { day: addDays(daySchema.parse("1899-12-30"), Number(plain)) };
  return { problem: "not-a-date" };
}

function dayOf(year = "", month = "", date = ""): CellDate {
  const day = parseDay(`${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`);
  return day ? { day } : { problem: "not-a-date" };
}
