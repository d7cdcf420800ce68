// A rate as its form holds it, and the rate or the problems that it makes. Pure: money is read without floating point.
import { parseDay, type Day } from "../../../domain/calendar.ts";
import type { Rate, RateBasis, StaffBand } from "../../../domain/cost.ts";
import type { StaffId } from "../../../domain/ids.ts";
import type { FormProblem } from "../../../ui/error-summary.tsx";

export interface RateDraft {
  readonly band: string;
  readonly pounds: string;
  readonly basis: RateBasis | undefined;
  readonly weeks: string;
  readonly from: string | undefined;
  readonly staffIds: readonly StaffId[];
}

export type ReadRate =
  | { readonly problems: readonly FormProblem[] }
  | { readonly band: string; readonly rate: Omit<Rate, "payBandId"> };

export function readRate(draft: RateDraft): ReadRate {
  const problems: FormProblem[] = [];
  const say = (field: string, message: string) => problems.push({ fieldId: `rate-${field}`, message });
  const band = draft.band.trim();
  const pencePerHour = readPence(draft.pounds);
  const weeksPerYearTenths = readTenths(draft.weeks);
  const from = parseDay(draft.from ?? "");
  if (band === "") say("band", "Enter the pay band, such as Teaching assistant.");
  if (pencePerHour === undefined || pencePerHour < 1 || pencePerHour > 100_000)
    say("pounds", "Enter the cost of an hour in pounds, such as 17.20.");
  if (draft.basis === undefined) say("basis", "Choose what the rate is made of.");
  if (weeksPerYearTenths === undefined || weeksPerYearTenths < 10 || weeksPerYearTenths > 530)
    say("weeks", "Enter the weeks a year, such as 38 or 38.6.");
  if (from === undefined) say("from", "Enter the first day as day, month and year.");
  const { basis } = draft;
  if (
    problems.length > 0 ||
    pencePerHour === undefined ||
    weeksPerYearTenths === undefined ||
    !basis ||
    !from
  )
    return { problems };
  return { band, rate: { pencePerHour, basis, weeksPerYearTenths, from } };
}

/** "£17.20", "17.2" and "17" as pence; undefined for anything else, such as a third decimal. */
export function readPence(text: string): number | undefined {
  const match = /^£?\s*(\d{1,4})(?:\.(\d{1,2}))?$/.exec(text.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : undefined;
}

/** "38" and "38.6" as tenths. */
export function readTenths(text: string): number | undefined {
  const match = /^(\d{1,2})(?:\.(\d))?$/.exec(text.trim());
  return match ? Number(match[1]) * 10 + Number(match[2] ?? "0") : undefined;
}

/** The pay band that somebody is in on a day: the latest that had begun. */
export function bandOn(staffId: StaffId, bands: readonly StaffBand[], day: Day): string | undefined {
  return bands
    .filter((one) => one.staffId === staffId && one.from <= day)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)?.payBandId;
}
