import fc from "fast-check";
import { expect, test } from "vitest";
import {
  apportion,
  sessionSpan,
  sliceSession,
  unionSeconds,
  type ApportionedSession,
} from "../../src/domain/hours.ts";

const pupilNames = [..."abcdefghijkl"];
const adultNames = ["x", "y", "z"];

const intervalUpTo = (latest: number, longest: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: latest }), fc.integer({ min: 0, max: longest }))
    .map(([from, length]) => ({ from, to: from + length }));

const sessionUpTo = (latest: number, longest: number): fc.Arbitrary<ApportionedSession> => {
  const interval = intervalUpTo(latest, longest);
  const pupil = fc
    .tuple(fc.constantFrom(...pupilNames.slice(0, 10)), interval)
    .map(([pupilId, time]) => ({ pupilId, ...time }));
  const adult = fc
    .tuple(fc.constantFrom(...adultNames), interval)
    .map(([staffId, time]) => ({ staffId, ...time }));
  return fc.record({
    pupils: fc.array(pupil, { maxLength: 14 }),
    adults: fc.array(adult, { maxLength: 5 }),
    rule: fc.constantFrom("present", "enrolled", "named"),
    enrolled: fc.uniqueArray(fc.constantFrom(...pupilNames), { maxLength: 8 }),
    namedPupilId: fc.constantFrom(...pupilNames),
  });
};

const anySession = sessionUpTo(7200, 5400);
const shortSession = sessionUpTo(20, 15);

const total = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const inOrder = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);

/** Every id in the session written anew. */
function relabelled(session: ApportionedSession, nameOf: (id: string) => string): ApportionedSession {
  return {
    ...session,
    pupils: session.pupils.map((one) => ({ ...one, pupilId: nameOf(one.pupilId) })),
    enrolled: (session.enrolled ?? []).map(nameOf),
    namedPupilId: nameOf(session.namedPupilId ?? "a"),
  };
}

/** 27,720 divides by every number of pupils up to 12, so that an exact share is a whole number of parts of a second. */
const partsOfSecond = 27_720;

/** The contract written a second time, one second after the other and without slices. */
function secondBySecond(session: ApportionedSession) {
  const exact = new Map<string, { contact: number; time: number; adult: number }>();
  const of = (id: string) => exact.get(id) ?? exact.set(id, { contact: 0, time: 0, adult: 0 }).get(id);
  const span = sessionSpan(session.adults) ?? { from: 0, to: 0 };
  let [unallocated, unallocatedAdult] = [0, 0];
  for (let second = span.from; second < span.to; second += 1) {
    const isOn = (one: { from: number; to: number }) => one.from <= second && second < one.to;
    const adults = new Set(session.adults.filter(isOn).map((one) => one.staffId)).size;
    const present = new Set(session.pupils.filter(isOn).map((one) => one.pupilId));
    const sharers = {
      present,
      enrolled: new Set([...present, ...(session.enrolled ?? [])]),
      named: new Set([session.namedPupilId ?? ""]),
    }[session.rule];
    if (present.size === 0) [unallocated, unallocatedAdult] = [unallocated + 1, unallocatedAdult + adults];
    for (const id of present) Object.assign(of(id) ?? {}, { contact: (of(id)?.contact ?? 0) + 1 });
    for (const id of present.size === 0 ? [] : sharers) {
      const share = partsOfSecond / sharers.size;
      const before = of(id);
      Object.assign(before ?? {}, {
        time: (before?.time ?? 0) + share,
        adult: (before?.adult ?? 0) + share * adults,
      });
    }
  }
  return { exact, unallocated, unallocatedAdult };
}

/** Largest remainder, then larger share, then smaller id, done as on paper: one second at a time to the neediest. */
function roundedOnPaper(parts: ReadonlyMap<string, number>): Map<string, number> {
  const rounded = new Map([...parts].map(([id, part]) => [id, Math.floor(part / partsOfSecond)]));
  let left = total([...parts.values()]) / partsOfSecond - total([...rounded.values()]);
  const waiting = new Map([...parts].map(([id, part]) => [id, part % partsOfSecond]));
  for (; left > 0; left -= 1) {
    const most = Math.max(...waiting.values());
    const next =
      [...waiting]
        .filter(([, part]) => part === most)
        .map(([id]) => id)
        .toSorted((a, b) => (parts.get(b) ?? 0) - (parts.get(a) ?? 0) || (a < b ? -1 : 1))[0] ?? "";
    rounded.set(next, (rounded.get(next) ?? 0) + 1);
    waiting.delete(next);
  }
  return rounded;
}

test("shares are those of the rule applied second by second and rounded as on paper", () => {
  fc.assert(
    fc.property(shortSession, (session) => {
      const { exact, unallocated, unallocatedAdult } = secondBySecond(session);
      const time = roundedOnPaper(new Map([...exact].map(([id, one]) => [id, one.time])));
      const adult = roundedOnPaper(new Map([...exact].map(([id, one]) => [id, one.adult])));
      const result = apportion(session);
      for (const share of result.shares) {
        expect(share.contactSeconds).toBe(exact.get(share.pupilId)?.contact ?? 0);
        expect(share.apportionedSeconds).toBe(time.get(share.pupilId) ?? 0);
        expect(share.adultSeconds).toBe(adult.get(share.pupilId) ?? 0);
      }
      expect(result.shares.map((one) => one.pupilId)).toEqual(expect.arrayContaining([...exact.keys()]));
      expect(result.unallocatedSeconds).toBe(unallocated);
      expect(result.unallocatedAdultSeconds).toBe(unallocatedAdult);
    }),
    { numRuns: 1000 },
  );
});

test("shares and unallocated time add up to the session and to the adults' time", () => {
  fc.assert(
    fc.property(anySession, (session) => {
      const result = apportion(session);
      const span = sessionSpan(session.adults) ?? { from: 0, to: 0 };
      const adultTime = adultNames.map((id) =>
        unionSeconds(session.adults.filter((one) => one.staffId === id)),
      );
      const time = total(result.shares.map((one) => one.apportionedSeconds)) + result.unallocatedSeconds;
      const adult = total(result.shares.map((one) => one.adultSeconds)) + result.unallocatedAdultSeconds;
      expect(time).toBe(span.to - span.from);
      expect(adult).toBe(total(adultTime));
    }),
    { numRuns: 400 },
  );
});

test("the order in which people and times are listed does not matter", () => {
  const shuffled = anySession.chain((session) =>
    fc.record({
      session: fc.constant(session),
      pupils: fc.shuffledSubarray([...session.pupils], { minLength: session.pupils.length }),
      adults: fc.shuffledSubarray([...session.adults], { minLength: session.adults.length }),
      enrolled: fc.shuffledSubarray([...(session.enrolled ?? [])], {
        minLength: session.enrolled?.length ?? 0,
      }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ session, ...order }) => {
      expect(apportion({ ...session, ...order })).toEqual(apportion(session));
    }),
  );
});

test("cutting any presence in two, of a pupil or an adult, changes nothing", () => {
  const cut = <T extends { from: number; to: number }>(entries: readonly T[], at: number): T[] =>
    entries.flatMap((one) => {
      const middle = one.from + (at % (one.to - one.from + 1));
      return [
        { ...one, to: middle },
        { ...one, from: middle },
      ];
    });
  fc.assert(
    fc.property(anySession, fc.nat(), (session, at) => {
      const inPieces = { ...session, pupils: cut(session.pupils, at), adults: cut(session.adults, at) };
      expect(apportion(inPieces)).toEqual(apportion(session));
      expect(sliceSession(inPieces)).toEqual(sliceSession(session));
    }),
  );
});

test("no contact when absent under any rule, and no share under `present`", () => {
  fc.assert(
    fc.property(anySession, (session) => {
      const absent = { ...session, pupils: session.pupils.filter((one) => one.pupilId !== "a") };
      const share = apportion(absent).shares.find((one) => one.pupilId === "a");
      expect(share?.contactSeconds ?? 0).toBe(0);
      if (session.rule === "present") expect(share?.apportionedSeconds ?? 0).toBe(0);
      if (session.rule === "present") expect(share?.adultSeconds ?? 0).toBe(0);
    }),
  );
});

test("contact is never more than the pupil's own presence inside the session", () => {
  fc.assert(
    fc.property(anySession, (session) => {
      const span = sessionSpan(session.adults) ?? { from: 0, to: 0 };
      for (const share of apportion(session).shares) {
        const own = session.pupils.filter((one) => one.pupilId === share.pupilId);
        const inside = own.map(({ from, to }) => ({
          from: Math.max(from, span.from),
          to: Math.min(to, span.to),
        }));
        expect(share.contactSeconds).toBe(unionSeconds(inside));
      }
    }),
  );
});

test("ids in another alphabet but the same order leave every share as it was", () => {
  fc.assert(
    fc.property(anySession, (session) => {
      const renamed = apportion(relabelled(session, (id) => `pupil-${id}`));
      const expected = apportion(session).shares.map((one) => ({ ...one, pupilId: `pupil-${one.pupilId}` }));
      expect(renamed.shares).toEqual(expected);
    }),
  );
});

test("relabelling the pupils leaves the multiset of shares as it was, and moves no share by more than a second", () => {
  fc.assert(
    fc.property(
      anySession,
      fc.shuffledSubarray(pupilNames, { minLength: pupilNames.length }),
      (session, names) => {
        const nameOf = (id: string) => names[pupilNames.indexOf(id)] ?? id;
        const renamed = apportion(relabelled(session, nameOf));
        const shares = apportion(session).shares;
        for (const figure of ["contactSeconds", "apportionedSeconds", "adultSeconds"] as const) {
          expect(inOrder(renamed.shares.map((one) => one[figure]))).toEqual(
            inOrder(shares.map((one) => one[figure])),
          );
        }
        for (const share of shares) {
          const same = renamed.shares.find((one) => one.pupilId === nameOf(share.pupilId));
          expect(Math.abs((same?.apportionedSeconds ?? 0) - share.apportionedSeconds)).toBeLessThanOrEqual(1);
          expect(Math.abs((same?.adultSeconds ?? 0) - share.adultSeconds)).toBeLessThanOrEqual(1);
        }
      },
    ),
  );
});
