// Money: dated rates by pay band, what a session cost, and its split among pupils. Whole pence only.
import * as z from "zod/mini";
import { daySchema, type Day } from "./calendar.ts";
import { staffIdSchema, type StaffId } from "./ids.ts";
import { roundShares } from "./largest-remainder.ts";

/** Rates go by pay band, never by person, on every page. */
export const payBandSchema = z.object({ name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)) });
export type PayBand = z.infer<typeof payBandSchema>;

export const rateBasisSchema = z.enum(["pay", "pay-with-on-costs", "per-delivered-hour", "authority"]);
export type RateBasis = z.infer<typeof rateBasisSchema>;

export const rateBasisLabel: Readonly<Record<RateBasis, string>> = {
  pay: "Pay only",
  "pay-with-on-costs": "Pay with on-costs",
  "per-delivered-hour": "Per delivered hour",
  authority: "The authority's rate",
};

/** What an hour of a pay band costs from a day on. Basis and weeks are printed beside every cost. */
export const rateSchema = z.object({
  payBandId: z.uuid(),
  pencePerHour: z.int().check(z.gte(1), z.lte(100_000)),
  basis: rateBasisSchema,
  /** 386 = 38.6 weeks a year. */
  weeksPerYearTenths: z.int().check(z.gte(10), z.lte(530)),
  from: daySchema,
});
export type Rate = z.infer<typeof rateSchema>;

export const staffBandSchema = z.object({ staffId: staffIdSchema, payBandId: z.uuid(), from: daySchema });
export type StaffBand = z.infer<typeof staffBandSchema>;

/** The rate in force for one adult on a day, or undefined when no band or rate had begun. */
export function rateOn(
  day: Day,
  staffId: StaffId,
  bands: readonly StaffBand[],
  rates: readonly Rate[],
): Rate | undefined {
  const band = latestFrom(
    bands.filter((one) => one.staffId === staffId),
    day,
  );
  return (
    band &&
    latestFrom(
      rates.filter((one) => one.payBandId === band.payBandId),
      day,
    )
  );
}

/** What an adult's time cost, rounded half up to the penny. */
export function adultPence(seconds: number, pencePerHour: number): number {
  return Math.floor((2 * seconds * pencePerHour + 3600) / 7200);
}

/** A session's cost: each adult's time at that adult's rate, rounded half up once an adult. */
export function sessionPence(
  adults: readonly { staffId: string; seconds: number; pencePerHour: number }[],
): number {
  return adults.reduce((total, one) => total + adultPence(one.seconds, one.pencePerHour), 0);
}

/**
 * Splits a cost among pupils in proportion to their adult seconds: largest remainder, ties by pupil id, so that the parts
 * add up to the whole. With no seconds at all there is nobody to bear the cost: every part is 0, and the caller reports
 * the whole as unallocated.
 * @throws RangeError for pence or seconds that are not whole numbers from 0
 */
export function splitPence(
  totalPence: number,
  weights: readonly { readonly pupilId: string; readonly seconds: number }[],
): { pupilId: string; pence: number }[] {
  for (const amount of [totalPence, ...weights.map((one) => one.seconds)]) {
    if (!Number.isInteger(amount) || amount < 0)
      throw new RangeError("Pence and seconds are whole numbers, from 0.");
  }
  const allSeconds = weights.reduce((total, one) => total + one.seconds, 0);
  if (allSeconds === 0) return weights.map(({ pupilId }) => ({ pupilId, pence: 0 }));
  const exact = weights.map(({ pupilId, seconds }) => ({
    id: pupilId,
    numerator: BigInt(totalPence) * BigInt(seconds),
  }));
  const pence = roundShares(exact, BigInt(allSeconds), totalPence);
  return weights.map(({ pupilId }, at) => ({ pupilId, pence: pence[at] ?? 0 }));
}

/**
 * The hourly rate that a yearly sum implies, to show beside it: £6,000 at 13.5 hours a week over 38 weeks is £11.70.
 * Rounded half up to the penny.
 * @param hoursPerWeekTenths 135 = 13.5 hours
 * @param weeksPerYearTenths 380 = 38 weeks
 */
export function impliedHourlyPence(
  totalPence: number,
  hoursPerWeekTenths: number,
  weeksPerYearTenths: number,
): number {
  const hundredthHours = hoursPerWeekTenths * weeksPerYearTenths;
  return Math.floor((2 * totalPence * 100 + hundredthHours) / (2 * hundredthHours));
}

function latestFrom<T extends { readonly from: Day }>(dated: readonly T[], day: Day): T | undefined {
  return dated
    .filter((one) => one.from <= day)
    .reduce<T | undefined>(
      (best, one) => (best === undefined || one.from >= best.from ? one : best),
      undefined,
    );
}
