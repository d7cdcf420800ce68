// Group-to-individual hours: the heart of the product. A session's time is cut at every arrival, departure and change of
// adult, and each slice is shared equally. Buckinghamshire's SEN support guidance: "a group of 4 for one hour" gives each
// pupil 15 minutes, which is 25 % of the cost.
import type { DivisorRule } from "./group.ts";
import { commonDenominator, roundShares } from "./largest-remainder.ts";

/** How a session is shared; stored per group and printed beside every figure. */
export type ApportionRule = DivisorRule;

/** Whole seconds of the local day, half-open: `from` is in, `to` is out. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export interface ApportionedSession {
  readonly pupils: readonly ({ readonly pupilId: string } & Interval)[];
  readonly adults: readonly ({ readonly staffId: string } & Interval)[];
  readonly rule: ApportionRule;
  /** The planned members, needed by the rule `enrolled`. */
  readonly enrolled?: readonly string[];
  /** Needed by the rule `named`. */
  readonly namedPupilId?: string;
}

export interface PupilShare {
  readonly pupilId: string;
  /** The time that the pupil was there: contact time. */
  readonly contactSeconds: number;
  /** The pupil's share of the session's time (the seed rule). */
  readonly apportionedSeconds: number;
  /** The pupil's share of the adults' time, on which cost is based. */
  readonly adultSeconds: number;
}

export interface Apportionment {
  readonly shares: readonly PupilShare[];
  /** Session time in which no pupil was there. Never dropped. */
  readonly unallocatedSeconds: number;
  readonly unallocatedAdultSeconds: number;
}

/** One stretch of a session in which nobody came or went, for "show the working". */
export interface Slice extends Interval {
  readonly seconds: number;
  readonly adultCount: number;
  readonly presentIds: readonly string[];
  /** Those who share this slice; empty = unallocated. */
  readonly sharedBy: readonly string[];
  /** The exact seconds of each of them, as the division that it is: 1800 ÷ 4; 0 ÷ 1 when the slice is unallocated. */
  readonly shareOfEach: { readonly numerator: number; readonly denominator: number };
}

/**
 * Each pupil's contact time, share of the session and share of the adults' time.
 *
 * The session runs from the earliest adult's `from` to the latest adult's `to`, and pupils are clipped to it. Several
 * entries of one person are one presence. A slice without an adult is session time with no adult time. `present` divides
 * by those there, `enrolled` by the planned members and those there, `named` gives all to one; a slice in which nobody is
 * present is unallocated under every rule. Shares are exact over the slices and rounded once: they and the unallocated
 * time add up to the session, and the adult shares to the adults' time.
 * An entry that ends when it begins, or before, is no presence and is ignored. Without adults there is no session.
 * @throws RangeError for seconds that are not whole numbers from 0, or the rule `named` without its pupil
 */
export function apportion(session: ApportionedSession): Apportionment {
  const slices = sliceSession(session);
  const sharers = [
    ...new Set([...session.pupils.map((one) => one.pupilId), ...slices.flatMap((one) => one.sharedBy)]),
  ].sort();
  const time = shareOut(slices, sharers, (slice) => slice.seconds);
  const adult = shareOut(slices, sharers, (slice) => slice.seconds * slice.adultCount);
  const shares = sharers.map((pupilId) => ({
    pupilId,
    contactSeconds: sum(slices.filter((one) => one.presentIds.includes(pupilId)).map((one) => one.seconds)),
    apportionedSeconds: time.byPupil.get(pupilId) ?? 0,
    adultSeconds: adult.byPupil.get(pupilId) ?? 0,
  }));
  return { shares, unallocatedSeconds: time.unallocated, unallocatedAdultSeconds: adult.unallocated };
}

/**
 * The slices of a session in order, each with its own division: "10:00 to 10:30, 4 pupils, 2 adults, 7 min 30 s each".
 * @throws RangeError as `apportion`
 */
export function sliceSession(session: ApportionedSession): Slice[] {
  checkSession(session);
  const span = sessionSpan(session.adults);
  if (span === undefined) return [];
  const adults = presences(session.adults.map(({ staffId, from, to }) => ({ id: staffId, from, to })));
  const clipped = session.pupils.map(({ pupilId, from, to }) => ({
    id: pupilId,
    from: Math.max(from, span.from),
    to: Math.min(to, span.to),
  }));
  const pupils = presences(clipped);
  const cuts = [...adults.values(), ...pupils.values()].flat().flatMap((one) => [one.from, one.to]);
  const edges = [...new Set(cuts)].toSorted((a, b) => a - b);
  return edges.slice(1).map((to, at) => {
    const from = edges[at] ?? span.from;
    const seconds = to - from;
    const presentIds = idsAt(pupils, from);
    const sharedBy = presentIds.length === 0 ? [] : sharersOf(session, presentIds);
    const shareOfEach =
      sharedBy.length === 0
        ? { numerator: 0, denominator: 1 }
        : { numerator: seconds, denominator: sharedBy.length };
    return { from, to, seconds, adultCount: idsAt(adults, from).length, presentIds, sharedBy, shareOfEach };
  });
}

/** From the earliest adult's `from` to the latest adult's `to`: the session itself. Undefined when no adult was there. */
export function sessionSpan(adults: readonly Interval[]): Interval | undefined {
  const there = adults.filter((one) => one.from < one.to);
  if (there.length === 0) return undefined;
  return { from: Math.min(...there.map((one) => one.from)), to: Math.max(...there.map((one) => one.to)) };
}

/** The union of intervals, in order; empty ones fall away. */
export function unionIntervals(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((one) => one.from < one.to).toSorted((a, b) => a.from - b.from);
  const union: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = union.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else union.push({ from, to });
  }
  return union;
}

/** Seconds covered by at least one interval: contact time of a pupil in two overlapping sessions. */
export function unionSeconds(intervals: readonly Interval[]): number {
  return sum(unionIntervals(intervals).map((one) => one.to - one.from));
}

function sharersOf(session: ApportionedSession, presentIds: readonly string[]): string[] {
  switch (session.rule) {
    case "present":
      return [...presentIds];
    case "enrolled":
      return [...new Set([...presentIds, ...(session.enrolled ?? [])])].sort();
    case "named":
      return session.namedPupilId === undefined ? [] : [session.namedPupilId];
  }
}

function shareOut(slices: readonly Slice[], sharers: readonly string[], secondsOf: (slice: Slice) => number) {
  const shared = slices.filter((one) => one.sharedBy.length > 0);
  const denominator = commonDenominator(shared.map((one) => one.sharedBy.length));
  const exact = new Map<string, bigint>(sharers.map((id) => [id, 0n]));
  for (const slice of shared) {
    const share = BigInt(secondsOf(slice)) * (denominator / BigInt(slice.sharedBy.length));
    for (const id of slice.sharedBy) exact.set(id, (exact.get(id) ?? 0n) + share);
  }
  const shares = [...exact].map(([id, numerator]) => ({ id, numerator }));
  const rounded = roundShares(shares, denominator, sum(shared.map(secondsOf)));
  return {
    byPupil: new Map(shares.map(({ id }, at) => [id, rounded[at] ?? 0])),
    unallocated: sum(slices.filter((one) => one.sharedBy.length === 0).map(secondsOf)),
  };
}

function presences(entries: readonly ({ readonly id: string } & Interval)[]): Map<string, Interval[]> {
  const byId = Map.groupBy(entries, (entry) => entry.id);
  return new Map([...byId].map(([id, times]) => [id, unionIntervals(times)]));
}

function idsAt(presencesById: ReadonlyMap<string, readonly Interval[]>, second: number): string[] {
  const there = [...presencesById].filter(([, times]) =>
    times.some((one) => one.from <= second && second < one.to),
  );
  return there.map(([id]) => id).sort();
}

function checkSession(session: ApportionedSession): void {
  for (const { from, to } of [...session.pupils, ...session.adults]) {
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to < 0) {
      throw new RangeError("Times are whole seconds of the day, from 0.");
    }
  }
  if (session.rule === "named" && session.namedPupilId === undefined) {
    throw new RangeError("The rule `named` needs the named pupil.");
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
