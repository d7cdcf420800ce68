import fc from "fast-check";
import { expect, test } from "vitest";
import { apportion, sliceSession, unionSeconds, type ApportionedSession } from "../../src/domain/hours.ts";

const hour = (text: string) => {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * 3600 + minutes * 60;
};
const there = (ids: string, from: string, to: string) =>
  [...ids].map((pupilId) => ({ pupilId, from: hour(from), to: hour(to) }));
const adult = (staffId: string, from: string, to: string) => ({ staffId, from: hour(from), to: hour(to) });
const minutes = (count: number) => Math.round(count * 60);

test("a group of 4 for one hour gives each pupil 15 minutes, 25 % of the session", () => {
  const { shares, unallocatedSeconds } = apportion({
    pupils: there("abcd", "10:00", "11:00"),
    adults: [adult("ta", "10:00", "11:00")],
    rule: "present",
  });
  expect(shares.map((one) => one.apportionedSeconds)).toEqual([900, 900, 900, 900]);
  expect(shares.map((one) => one.contactSeconds)).toEqual([3600, 3600, 3600, 3600]);
  expect(shares.map((one) => one.adultSeconds)).toEqual([900, 900, 900, 900]);
  expect(unallocatedSeconds).toBe(0);
});

test("3 hours, 8 pupils, 2 adults: contact 180, apportioned 22.5, adult 45 minutes", () => {
  const { shares } = apportion({
    pupils: there("abcdefgh", "9:00", "12:00"),
    adults: [adult("x", "9:00", "12:00"), adult("y", "9:00", "12:00")],
    rule: "present",
  });
  for (const share of shares) {
    expect(share.contactSeconds).toBe(minutes(180));
    expect(share.apportionedSeconds).toBe(minutes(22.5));
    expect(share.adultSeconds).toBe(minutes(45));
  }
});

test("one leaves after 30 minutes: 17 min 30 s each for three, 7 min 30 s for the one", () => {
  const { shares } = apportion({
    pupils: [...there("abc", "10:00", "11:00"), ...there("d", "10:00", "10:30")],
    adults: [adult("ta", "10:00", "11:00")],
    rule: "present",
  });
  expect(shares.map((one) => one.apportionedSeconds)).toEqual([1050, 1050, 1050, 450]);
});

test("1800 seconds among 7 pupils: 258 for the first and 257 for six", () => {
  const { shares } = apportion({
    pupils: there("gfedcba", "9:00", "9:30"),
    adults: [adult("ta", "9:00", "9:30")],
    rule: "present",
  });
  expect(shares.map((one) => [one.pupilId, one.apportionedSeconds])).toEqual([
    ["a", 258], ["b", 257], ["c", 257], ["d", 257], ["e", 257], ["f", 257], ["g", 257],
  ]);
});

test("a session alone with one child is a group of one", () => {
  const { shares } = apportion({
    pupils: there("a", "13:00", "13:20"),
    adults: [adult("ta", "13:00", "13:20")],
    rule: "present",
  });
  expect(shares).toEqual([{ pupilId: "a", contactSeconds: 1200, apportionedSeconds: 1200, adultSeconds: 1200 }]);
});

test("nobody present: the time is unallocated under every rule, never dropped", () => {
  for (const rule of ["present", "enrolled", "named"] as const) {
    const adults = [adult("x", "9:00", "9:30"), adult("y", "9:00", "9:30")];
    const result = apportion({ pupils: [], adults, rule, enrolled: ["a", "b"], namedPupilId: "a" });
    expect(result).toMatchObject({ unallocatedSeconds: 1800, unallocatedAdultSeconds: 3600 });
    expect(result.shares.every((one) => one.apportionedSeconds === 0 && one.contactSeconds === 0)).toBe(true);
  }
});

test("enrolled: an absent pupil has a share reserved and no contact", () => {
  const { shares } = apportion({
    pupils: there("ab", "9:00", "10:00"),
    adults: [adult("ta", "9:00", "10:00")],
    rule: "enrolled",
    enrolled: ["a", "b", "c", "d"],
  });
  expect(shares.map((one) => [one.pupilId, one.contactSeconds, one.apportionedSeconds])).toEqual([
    ["a", 3600, 900], ["b", 3600, 900], ["c", 0, 900], ["d", 0, 900],
  ]);
});

test("enrolled: a visitor who is present shares too", () => {
  const { shares } = apportion({
    pupils: there("az", "9:00", "10:00"),
    adults: [adult("ta", "9:00", "10:00")],
    rule: "enrolled",
    enrolled: ["a", "b"],
  });
  expect(shares.map((one) => one.apportionedSeconds)).toEqual([1200, 1200, 1200]);
});

test("named: all to the named pupil, also when that pupil is away", () => {
  const session = {
    pupils: there("bc", "9:00", "10:00"),
    adults: [adult("ta", "9:00", "10:00")],
    rule: "named",
    namedPupilId: "a",
  } as const;
  expect(apportion(session).shares).toEqual([
    { pupilId: "a", contactSeconds: 0, apportionedSeconds: 3600, adultSeconds: 3600 },
    { pupilId: "b", contactSeconds: 3600, apportionedSeconds: 0, adultSeconds: 0 },
    { pupilId: "c", contactSeconds: 3600, apportionedSeconds: 0, adultSeconds: 0 },
  ]);
});

test("a second adult for part of the time: pupil time as before, adult time grows", () => {
  const { shares } = apportion({
    pupils: there("ab", "9:00", "10:00"),
    adults: [adult("x", "9:00", "10:00"), adult("y", "9:30", "10:00")],
    rule: "present",
  });
  expect(shares.map((one) => [one.apportionedSeconds, one.adultSeconds])).toEqual([[1800, 2700], [1800, 2700]]);
});

test("a slice without an adult is session time with no adult time, and pupils are clipped to the session", () => {
  const { shares, unallocatedSeconds } = apportion({
    pupils: there("a", "8:00", "12:00"),
    adults: [adult("x", "9:00", "9:20"), adult("y", "9:40", "10:00")],
    rule: "present",
  });
  expect(shares).toEqual([{ pupilId: "a", contactSeconds: 3600, apportionedSeconds: 3600, adultSeconds: 2400 }]);
  expect(unallocatedSeconds).toBe(0);
});

test("the working shows each slice with who shared it", () => {
  const slices = sliceSession({
    pupils: [...there("ab", "10:00", "11:00"), ...there("c", "10:00", "10:30")],
    adults: [adult("ta", "10:00", "11:00")],
    rule: "present",
  });
  expect(slices.map((one) => [one.seconds, one.sharedBy.join("")])).toEqual([[1800, "abc"], [1800, "ab"]]);
});

test("times that are not whole seconds are refused", () => {
  const pupils = [{ pupilId: "a", from: 0.5, to: 10 }];
  expect(() => apportion({ pupils, adults: [], rule: "present" })).toThrow(RangeError);
});

test("overlapping intervals count once", () => {
  expect(unionSeconds([{ from: 0, to: 100 }, { from: 50, to: 150 }, { from: 200, to: 210 }])).toBe(160);
});

const interval = fc.tuple(fc.integer({ min: 0, max: 7200 }), fc.integer({ min: 0, max: 5400 })).map(([from, length]) => ({
  from,
  to: from + length,
}));
const pupilEntry = fc.tuple(fc.constantFrom(..."abcdefghij"), interval).map(([pupilId, time]) => ({ pupilId, ...time }));
const adultEntry = fc.tuple(fc.constantFrom("x", "y", "z"), interval).map(([staffId, time]) => ({ staffId, ...time }));
const anySession: fc.Arbitrary<ApportionedSession> = fc.record({
  pupils: fc.array(pupilEntry, { maxLength: 14 }),
  adults: fc.array(adultEntry, { maxLength: 5 }),
  rule: fc.constantFrom("present", "enrolled", "named"),
  enrolled: fc.uniqueArray(fc.constantFrom(..."abcdefghijkl"), { maxLength: 8 }),
  namedPupilId: fc.constantFrom(..."abcdefghijkl"),
});

const total = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

test("property: shares and unallocated time add up to the session and to the adults' time", () => {
  fc.assert(
    fc.property(anySession, (session) => {
      const result = apportion(session);
      const times = session.adults.filter((one) => one.from < one.to);
      const length = times.length === 0 ? 0 : Math.max(...times.map((one) => one.to)) - Math.min(...times.map((one) => one.from));
      expect(total(result.shares.map((one) => one.apportionedSeconds)) + result.unallocatedSeconds).toBe(length);
      const adultTime = total(["x", "y", "z"].map((id) => unionSeconds(times.filter((one) => one.staffId === id))));
      expect(total(result.shares.map((one) => one.adultSeconds)) + result.unallocatedAdultSeconds).toBe(adultTime);
    }),
    { numRuns: 400 },
  );
});

test("property: the order in which people are listed does not matter", () => {
  fc.assert(
    fc.property(anySession, (session) => {
      const turned = { ...session, pupils: session.pupils.toReversed(), adults: session.adults.toReversed() };
      expect(apportion(turned)).toEqual(apportion(session));
    }),
  );
});

test("property: cutting a presence in two changes nothing", () => {
  fc.assert(
    fc.property(anySession, fc.nat(), (session, at) => {
      const pupils = session.pupils.flatMap((one) => {
        const middle = one.from + (at % (one.to - one.from + 1));
        return [{ ...one, to: middle }, { ...one, from: middle }];
      });
      expect(apportion({ ...session, pupils })).toEqual(apportion(session));
    }),
  );
});

test("property: no contact when absent under any rule, and no share under `present`", () => {
  fc.assert(
    fc.property(anySession, (session) => {
      const absent = { ...session, pupils: session.pupils.filter((one) => one.pupilId !== "a") };
      const share = apportion(absent).shares.find((one) => one.pupilId === "a");
      expect(share?.contactSeconds ?? 0).toBe(0);
      if (session.rule === "present") expect(share?.apportionedSeconds ?? 0).toBe(0);
    }),
  );
});

test("property: relabelling the pupils leaves the multiset of shares as it was", () => {
  fc.assert(
    fc.property(anySession, (session) => {
      const relabel = (id: string) => `p${"lkjihgfedcba".indexOf(id)}`;
      const renamed: ApportionedSession = {
        ...session,
        pupils: session.pupils.map((one) => ({ ...one, pupilId: relabel(one.pupilId) })),
        enrolled: (session.enrolled ?? []).map(relabel),
        namedPupilId: relabel(session.namedPupilId ?? "a"),
      };
      const sorted = (one: ApportionedSession) => apportion(one).shares.map((share) => share.apportionedSeconds).toSorted((a, b) => a - b);
      expect(sorted(renamed)).toEqual(sorted(session));
    }),
  );
});
