import fc from "fast-check";
import { expect, test } from "vitest";
import { daySchema } from "../../src/domain/calendar.ts";
import {
  adultPence,
  impliedHourlyPence,
  rateOn,
  sessionPence,
  splitPence,
  type Rate,
  type StaffBand,
} from "../../src/domain/cost.ts";
import { staffIdSchema } from "../../src/domain/ids.ts";

const evenly = (...ids: readonly string[]) => ids.map((pupilId) => ({ pupilId, seconds: 900 }));
const day = (text: string) => daySchema.parse(text);

test("£10.00 among three: 3.34, 3.33, 3.33", () => {
  expect(splitPence(1000, evenly("b", "a", "c"))).toEqual([
    { pupilId: "b", pence: 333 },
    { pupilId: "a", pence: 334 },
    { pupilId: "c", pence: 333 },
  ]);
});

test("each of a group of 4 bears 25 % of the cost", () => {
  expect(splitPence(1720, evenly("a", "b", "c", "d")).map((one) => one.pence)).toEqual([430, 430, 430, 430]);
});

test("an hour is rounded half up to the penny, once an adult", () => {
  expect(adultPence(3600, 1720)).toBe(1720);
  expect(adultPence(1800, 1305)).toBe(653);
  expect(
    sessionPence([
      { staffId: "x", seconds: 1800, pencePerHour: 1305 },
      { staffId: "y", seconds: 1800, pencePerHour: 1305 },
    ]),
  ).toBe(1306);
});

test("check figures: £653.60 a weekly hour is £17.20 an hour; a group of 4 is £163.40 a year; 12 weeks are £51.60", () => {
  expect(impliedHourlyPence(65_360, 10, 380)).toBe(1720);
  expect(splitPence(65_360, evenly("a", "b", "c", "d"))[0]?.pence).toBe(16_340);
  expect(splitPence(1720 * 12, evenly("a", "b", "c", "d"))[0]?.pence).toBe(5160);
});

test("£6,000 at 13.5 hours a week implies £11.70 over 38 weeks and £11.40 over 39", () => {
  expect(impliedHourlyPence(600_000, 135, 380)).toBe(1170);
  expect(impliedHourlyPence(600_000, 135, 390)).toBe(1140);
});

test("nobody to bear a cost: every part is nothing", () => {
  expect(splitPence(500, [{ pupilId: "a", seconds: 0 }])).toEqual([{ pupilId: "a", pence: 0 }]);
});

test("an equal remainder goes to the larger part, whatever the ids", () => {
  const weights = (small: string, large: string) => [
    { pupilId: small, seconds: 1 },
    { pupilId: large, seconds: 3 },
  ];
  expect(splitPence(2, weights("a", "b")).map((one) => one.pence)).toEqual([0, 2]);
  expect(splitPence(2, weights("b", "a")).map((one) => one.pence)).toEqual([0, 2]);
});

test("a pupil listed twice keeps both parts, and no penny is lost", () => {
  const twice = [
    { pupilId: "a", seconds: 1 },
    { pupilId: "a", seconds: 3 },
  ];
  expect(splitPence(100, twice).map((one) => one.pence)).toEqual([25, 75]);
});

test.each([-1, 0.5, Number.NaN])("%s pence or seconds are refused", (amount) => {
  expect(() => splitPence(amount, evenly("a"))).toThrow(RangeError);
  expect(() => splitPence(100, [{ pupilId: "a", seconds: amount }])).toThrow(RangeError);
});

test("nobody at all: nothing to split", () => {
  expect(splitPence(100, [])).toEqual([]);
});

test("a session uses the band and rate in force on its day", () => {
  const staffId = staffIdSchema.parse("018f0000-0000-7000-8000-000000000001");
  const payBandId = "018f0000-0000-7000-8000-000000000002";
  const bands: StaffBand[] = [{ staffId, payBandId, from: day("2026-09-01") }];
  const rate = (from: string, pencePerHour: number): Rate => ({
    payBandId,
    pencePerHour,
    basis: "pay",
    weeksPerYearTenths: 380,
    from: day(from),
  });
  const rates = [rate("2027-01-01", 1500), rate("2026-09-01", 1400)];
  expect(rateOn(day("2026-12-31"), staffId, bands, rates)?.pencePerHour).toBe(1400);
  expect(rateOn(day("2027-01-01"), staffId, bands, rates)?.pencePerHour).toBe(1500);
  expect(rateOn(day("2026-08-31"), staffId, bands, rates)).toBeUndefined();
});

test("a change of band counts from its day, and leaves the days before it as they were", () => {
  const staffId = staffIdSchema.parse("018f0000-0000-7000-8000-000000000001");
  const [junior, senior] = ["018f0000-0000-7000-8000-000000000002", "018f0000-0000-7000-8000-000000000003"];
  const rates = [
    { payBandId: junior, pencePerHour: 1400 },
    { payBandId: senior, pencePerHour: 1700 },
  ].map((one): Rate => ({ ...one, basis: "pay", weeksPerYearTenths: 386, from: day("2026-09-01") }));
  const bands: StaffBand[] = [
    { staffId, payBandId: senior, from: day("2027-01-05") },
    { staffId, payBandId: junior, from: day("2026-09-01") },
  ];
  expect(rateOn(day("2027-01-04"), staffId, bands, rates)?.pencePerHour).toBe(1400);
  expect(rateOn(day("2027-01-05"), staffId, bands, rates)?.pencePerHour).toBe(1700);
});

test("property: parts add up to the cost and each is within a penny of the exact one", () => {
  const weights = fc.uniqueArray(
    fc.record({ pupilId: fc.uuid(), seconds: fc.integer({ min: 0, max: 20_000 }) }),
    {
      selector: (one) => one.pupilId,
      minLength: 1,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), weights, (pence, parts) => {
      const all = parts.reduce((sum, one) => sum + one.seconds, 0);
      const split = splitPence(pence, parts);
      expect(split.reduce((sum, one) => sum + one.pence, 0)).toBe(all === 0 ? 0 : pence);
      for (const [at, part] of split.entries()) {
        if (all > 0) expect(Math.abs(part.pence - (pence * (parts[at]?.seconds ?? 0)) / all)).toBeLessThan(1);
      }
    }),
  );
});
