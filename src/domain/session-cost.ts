// What one session cost and who bears it: each adult's time at the rate of that adult's band on the session's own day,
// split by the pupils' adult time. Time with nobody there is borne by nobody and stays visible.
import { rateOn, sessionPence, splitPence, type Rate, type StaffBand } from "./cost.ts";
import type { Contribution } from "./ledger.ts";

export interface SessionCost {
  /** Null when an adult had no rate on that day: a part of a cost would look like the whole. */
  readonly unallocatedPence: number | null;
  readonly pupilPence?: ReadonlyMap<string, number>;
}

/** @returns undefined where no rates are held: devices without money show no pence */
export function costOf(
  one: Contribution,
  money: { readonly bands: readonly StaffBand[]; readonly rates: readonly Rate[] } | undefined,
): SessionCost | undefined {
  if (money === undefined) return undefined;
  const adults = one.adults.flatMap(({ staffId, seconds }) => {
    const rate = rateOn(one.date, staffId, money.bands, money.rates);
    return rate ? [{ staffId, seconds, pencePerHour: rate.pencePerHour }] : [];
  });
  if (adults.length < one.adults.length) return { unallocatedPence: null };
  const weights = one.pupils.map(({ pupilId, adultSeconds }) => ({
    pupilId: String(pupilId),
    seconds: adultSeconds,
  }));
  const nobody = { pupilId: "nobody", seconds: one.unallocatedAdultSeconds };
  const shares = new Map(
    splitPence(sessionPence(adults), [...weights, nobody]).map((part) => [part.pupilId, part.pence]),
  );
  return { unallocatedPence: shares.get(nobody.pupilId) ?? 0, pupilPence: shares };
}
