import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daySchema } from "../../src/domain/calendar.ts";
import { pupilIdSchema, staffIdSchema } from "../../src/domain/ids.ts";
import { birthdayAfter, retentionOf, type PupilFacts } from "../../src/domain/retention.ts";

const day = (text: string) => daySchema.parse(text);
const left: PupilFacts = {
  leftOn: day("2026-07-21"),
  dateOfBirth: day("2015-04-09"),
  statuses: ["N"],
  hasNeeds: false,
  holds: [],
};
const hold = (until: string) => ({
  pupilId: pupilIdSchema.parse("0b0b6f0e-8a4e-4d6e-9d0e-0a0a0a0a0a01"),
  until: day(until),
  why: "legal-claim" as const,
  decidedBy: staffIdSchema.parse("0b0b6f0e-8a4e-4d6e-9d0e-0a0a0a0a0a02"),
  decidedOn: day("2046-05-01"),
});

test("a record is kept while the pupil is at the school, whatever the dates say", () => {
  expect(retentionOf({ ...left, leftOn: null }, day("2080-01-01"))).toEqual({ state: "at-school" });
  expect(retentionOf(left, day("2026-07-21"))).toEqual({ state: "at-school" });
});

test("a pupil who never had special needs: date of birth and 25 years; due the day after", () => {
  expect(retentionOf(left, day("2040-04-09"))).toEqual({ state: "kept", until: "2040-04-09", rule: "pupil" });
  expect(retentionOf(left, day("2040-04-10"))).toMatchObject({ state: "due" });
});

test("any SEN status or need, also one that ended, makes it a SEN file: date of birth and 31 years", () => {
  const files = [{ statuses: ["N", "K", "N"] as const }, { statuses: ["E"] as const }, { hasNeeds: true }];
  for (const file of files) {
    const kept = retentionOf({ ...left, ...file }, day("2046-04-09"));
    expect(kept).toEqual({ state: "kept", until: "2046-04-09", rule: "sen" });
  }
});

test("without a date of birth it is kept, and said so", () => {
  const { dateOfBirth: _unknown, ...rest } = left;
  expect(retentionOf(rest, day("2099-01-01"))).toEqual({ state: "unknown-birth" });
});

test("a decision to keep it moves the day, and only forward", () => {
  const longer = retentionOf({ ...left, holds: [hold("2041-06-01"), hold("2040-05-01")] }, day("2041-06-01"));
  expect(longer).toMatchObject({ state: "kept", until: "2041-06-01", hold: { why: "legal-claim" } });
  expect(retentionOf({ ...left, holds: [hold("2030-01-01")] }, day("2039-01-01"))).toEqual({
    state: "kept",
    until: "2040-04-09",
    rule: "pupil",
  });
  expect(retentionOf({ ...left, holds: [hold("2041-06-01")] }, day("2041-06-02"))).toMatchObject({
    state: "due",
  });
});

test("the school's own years count, and nothing is due before the pupil has left", () => {
  expect(retentionOf(left, day("2030-01-01"), { sen: 35, pupil: 30 })).toMatchObject({ until: "2045-04-09" });
  const late = { ...left, leftOn: day("2050-07-01") };
  expect(retentionOf(late, day("2050-07-02"))).toMatchObject({ state: "due", until: "2050-07-01" });
});

test("who was born on 29 February is never a day early", () => {
  expect(birthdayAfter(day("2012-02-29"), 31)).toBe("2043-03-01");
  expect(birthdayAfter(day("2012-02-29"), 32)).toBe("2044-02-29");
});

test("as the clock runs forward a record becomes due once and stays due", () => {
  const days = fc.integer({ min: 0, max: 20_000 });
  fc.assert(
    fc.property(days, days, fc.boolean(), (birth, steps, isSen) => {
      const dateOfBirth = addDays(day("2005-01-01"), birth);
      const facts: PupilFacts = {
        leftOn: addDays(dateOfBirth, 4200),
        dateOfBirth,
        statuses: isSen ? ["K"] : ["N"],
        hasNeeds: false,
        holds: [],
      };
      const today = addDays(facts.leftOn ?? dateOfBirth, 1 + steps);
      const now = retentionOf(facts, today);
      const tomorrow = retentionOf(facts, addDays(today, 1));
      if (now.state === "due") expect(tomorrow.state).toBe("due");
      if (now.state === "kept") expect(now.until >= today).toBe(true);
    }),
  );
});
