import { expect, test } from "vitest";
import { daySchema, halfTermSchema } from "../../src/domain/calendar.ts";
import { leaseDays } from "../../src/server/lease.ts";

const day = (text: string) => daySchema.parse(text);
const term = (from: string, to: string) => halfTermSchema.parse({ name: "Autumn", from, to });

test("without a calendar ten school days are two weeks", () => {
  expect(leaseDays(day("2026-11-23"), 10, { halfTerms: [], days: [] })).toBe(14);
});

test("a half term does not count: a tablet in a cupboard keeps what it holds", () => {
  const halfTerms = [term("2026-09-01", "2026-10-23"), term("2026-11-02", "2026-12-18")];
  // Wednesday before half term: two days of school, a week off, eight days of school, to Wednesday 11 November.
  expect(leaseDays(day("2026-10-21"), 10, { halfTerms, days: [] })).toBe(21);
});
