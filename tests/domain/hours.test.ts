import { expect, test } from "vitest";
import { apportion, sessionSpan, sliceSession, unionSeconds } from "../../src/domain/hours.ts";

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
    ["a", 258],
    ["b", 257],
    ["c", 257],
    ["d", 257],
    ["e", 257],
    ["f", 257],
    ["g", 257],
  ]);
});

test("a session alone with one child is a group of one", () => {
  const { shares } = apportion({
    pupils: there("a", "13:00", "13:20"),
    adults: [adult("ta", "13:00", "13:20")],
    rule: "present",
  });
  expect(shares).toEqual([
    { pupilId: "a", contactSeconds: 1200, apportionedSeconds: 1200, adultSeconds: 1200 },
  ]);
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
    ["a", 3600, 900],
    ["b", 3600, 900],
    ["c", 0, 900],
    ["d", 0, 900],
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
  expect(shares.map((one) => [one.apportionedSeconds, one.adultSeconds])).toEqual([
    [1800, 2700],
    [1800, 2700],
  ]);
});

test("a slice without an adult is session time with no adult time, and pupils are clipped to the session", () => {
  const { shares, unallocatedSeconds } = apportion({
    pupils: there("a", "8:00", "12:00"),
    adults: [adult("x", "9:00", "9:20"), adult("y", "9:40", "10:00")],
    rule: "present",
  });
  expect(shares).toEqual([
    { pupilId: "a", contactSeconds: 3600, apportionedSeconds: 3600, adultSeconds: 2400 },
  ]);
  expect(unallocatedSeconds).toBe(0);
});

test("the working shows each slice with who shared it", () => {
  const slices = sliceSession({
    pupils: [...there("ab", "10:00", "11:00"), ...there("c", "10:00", "10:30")],
    adults: [adult("ta", "10:00", "11:00")],
    rule: "present",
  });
  expect(slices.map((one) => [one.seconds, one.sharedBy.join("")])).toEqual([
    [1800, "abc"],
    [1800, "ab"],
  ]);
});

test("the working gives each slice its division: 30 minutes, 4 pupils, 2 adults, 7 min 30 s each", () => {
  const [first, second] = sliceSession({
    pupils: there("abcd", "10:00", "10:30"),
    adults: [adult("x", "10:00", "11:00"), adult("y", "10:00", "10:30")],
    rule: "present",
  });
  expect(first).toMatchObject({ adultCount: 2, shareOfEach: { numerator: 1800, denominator: 4 } });
  expect(second).toMatchObject({
    adultCount: 1,
    sharedBy: [],
    shareOfEach: { numerator: 0, denominator: 1 },
  });
});

test("named: the pupil gets the slices in which somebody is there; the rest is unallocated", () => {
  const result = apportion({
    pupils: there("b", "9:00", "9:40"),
    adults: [adult("x", "9:00", "10:00"), adult("y", "9:30", "10:00")],
    rule: "named",
    namedPupilId: "a",
  });
  expect(result.shares[0]).toEqual({
    pupilId: "a",
    contactSeconds: 0,
    apportionedSeconds: 2400,
    adultSeconds: 3000,
  });
  expect(result).toMatchObject({ unallocatedSeconds: 1200, unallocatedAdultSeconds: 2400 });
});

test("a pupil who leaves and comes back, in entries that overlap, was there once at a time", () => {
  const { shares } = apportion({
    pupils: [...there("a", "9:00", "9:20"), ...there("a", "9:10", "9:30"), ...there("a", "9:50", "10:00")],
    adults: [adult("ta", "9:00", "10:00")],
    rule: "present",
  });
  expect(shares[0]?.contactSeconds).toBe(minutes(40));
});

test("an equal remainder goes to the larger share, whatever the ids", () => {
  const session = (short: string, long: string) => ({
    pupils: [
      { pupilId: short, from: 0, to: 1 },
      { pupilId: long, from: 0, to: 2 },
    ],
    adults: [{ staffId: "ta", from: 0, to: 2 }],
    rule: "present" as const,
  });
  expect(apportion(session("a", "b")).shares.map((one) => one.apportionedSeconds)).toEqual([0, 2]);
  expect(apportion(session("b", "a")).shares.map((one) => one.apportionedSeconds)).toEqual([2, 0]);
});

test("without adults there is no session, and entries without length are no presence", () => {
  const nothing = { unallocatedSeconds: 0, unallocatedAdultSeconds: 0 };
  const here = [{ pupilId: "a", contactSeconds: 0, apportionedSeconds: 0, adultSeconds: 0 }];
  const pupils = there("a", "9:00", "10:00");
  expect(apportion({ pupils, adults: [], rule: "present" })).toEqual({ shares: here, ...nothing });
  const empty = [adult("ta", "9:00", "9:00"), adult("tb", "9:30", "9:10")];
  expect(apportion({ pupils, adults: empty, rule: "present" })).toEqual({ shares: here, ...nothing });
  expect(sessionSpan(empty)).toBeUndefined();
});

test.each([0.5, -1, Number.NaN, Number.POSITIVE_INFINITY])(
  "the time %s is refused, of pupils and of adults",
  (from) => {
    const good = { from: 0, to: 10 };
    const bad = { from, to: 10 };
    const rule = "present";
    const session = {
      pupils: [{ pupilId: "a", ...bad }],
      adults: [{ staffId: "ta", ...good }],
      rule,
    } as const;
    expect(() => apportion(session)).toThrow(RangeError);
    expect(() => apportion({ pupils: [], adults: [{ staffId: "ta", ...bad }], rule })).toThrow(RangeError);
  },
);

test("the rule `named` without its pupil is refused", () => {
  const adults = [adult("ta", "9:00", "10:00")];
  expect(() => apportion({ pupils: there("a", "9:00", "10:00"), adults, rule: "named" })).toThrow(RangeError);
});

test("overlapping intervals count once", () => {
  expect(
    unionSeconds([
      { from: 0, to: 100 },
      { from: 50, to: 150 },
      { from: 200, to: 210 },
    ]),
  ).toBe(160);
});
