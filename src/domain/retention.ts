// How long a pupil's record is kept, worked out from what is known of the child. Nothing is ever erased by itself: a date
// that has come puts the record on the list of those to review, and a person decides.
//
// Sources: Information and Records Management Society, Toolkit for Schools (pupil's educational record: date of birth + 25
// years, with the last school; special educational needs files, reviews and EHC plans: date of birth + 31 years, which is 25
// and 6 to bring a claim), taken up by the Department for Education's data protection guidance for schools. A school whose
// own schedule says otherwise sets its years.
import { daySchema, type Day } from "./calendar.ts";
import type { RetentionHold, RetentionWhy } from "./retention-hold.ts";
import type { SenStatus } from "./sen.ts";

export const retentionWhyWords: Readonly<Record<RetentionWhy, string>> = {
  "legal-claim": "A claim or complaint is open",
  inquiry: "An inquiry asks for it",
  "family-asked": "The family or the former pupil asked",
  "still-in-use": "It is still needed for a plan or a review",
  other: "Another reason, kept in the school's own file",
};

/** Years after the date of birth. */
export interface RetentionYears {
  readonly sen: number;
  readonly pupil: number;
}

export const usualRetentionYears: RetentionYears = { sen: 31, pupil: 25 };

export interface PupilFacts {
  readonly leftOn?: Day | null | undefined;
  readonly dateOfBirth?: Day | undefined;
  /** Every status that the pupil ever had here. */
  readonly statuses: readonly SenStatus[];
  /** Whether needs are written down: a SEN file, whatever the status says. */
  readonly hasNeeds: boolean;
  readonly holds: readonly RetentionHold[];
}

/**
 * Until when, and why. `at-school`: kept while the pupil is here. `unknown-birth`: no date can be worked out, so the record
 * is kept and said to be. Else the last day on which it must be kept.
 */
export type Retention =
  | { readonly state: "at-school" | "unknown-birth" }
  | {
      readonly state: "kept" | "due";
      readonly until: Day;
      readonly rule: "sen" | "pupil";
      /** The decision by which it is kept longer than the rule says. */
      readonly hold?: RetentionHold;
    };

export function retentionOf(facts: PupilFacts, today: Day, years = usualRetentionYears): Retention {
  const { leftOn, dateOfBirth, holds } = facts;
  if (!leftOn || leftOn >= today) return { state: "at-school" };
  if (dateOfBirth === undefined) return { state: "unknown-birth" };
  const rule = facts.hasNeeds || facts.statuses.some((one) => one !== "N") ? "sen" : "pupil";
  const byRule = later(birthdayAfter(dateOfBirth, years[rule]), leftOn);
  const hold = holds.reduce<RetentionHold | undefined>(
    (best, one) => (best === undefined || one.until > best.until ? one : best),
    undefined,
  );
  const until = hold === undefined ? byRule : later(byRule, hold.until);
  const state = today > until ? "due" : "kept";
  return { state, until, rule, ...(hold !== undefined && hold.until > byRule && { hold }) };
}

/** Who was born on 29 February has a birthday on 1 March in other years: nothing goes a day early. */
export function birthdayAfter(dateOfBirth: Day, years: number): Day {
  const year = String(Number(dateOfBirth.slice(0, 4)) + years).padStart(4, "0");
  const day = daySchema.safeParse(`${year}${dateOfBirth.slice(4)}`);
  return day.success ? day.data : daySchema.parse(`${year}-03-01`);
}

/** A year from a day, for a decision to keep a record once more. */
export function oneYearAfter(day: Day): Day {
  return birthdayAfter(day, 1);
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
