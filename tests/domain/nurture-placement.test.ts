import { describe, expect, it } from "vitest";
import { daySchema, halfTermSchema, type Day } from "../../src/domain/calendar.ts";
import { groupIdSchema, pupilIdSchema } from "../../src/domain/ids.ts";
import {
  nurturePlacementSchema,
  placementState,
  type NurturePlacement,
} from "../../src/domain/nurture-placement.ts";
import {
  boxallDue,
  endOfTermAfter,
  groupWarnings,
  reviewDaysOf,
  termsBegun,
} from "../../src/domain/nurture-due.ts";

const day = (text: string): Day => daySchema.parse(text);
const groupId = groupIdSchema.parse(crypto.randomUUID());
const placement = (over: Partial<NurturePlacement> = {}): NurturePlacement =>
  nurturePlacementSchema.parse({
    groupId,
    pupilId: pupilIdSchema.parse(crypto.randomUUID()),
    referredOn: "2026-09-07",
    agreedOn: "2026-09-14",
    startedOn: "2026-09-21",
    ...over,
  });
const halfTerms = [
  ["Autumn 1", "2026-09-01", "2026-10-23"],
  ["Autumn 2", "2026-11-02", "2026-12-18"],
  ["Spring 1", "2027-01-04", "2027-02-12"],
  ["Spring 2", "2027-02-22", "2027-03-26"],
  ["Summer 1", "2027-04-12", "2027-05-28"],
  ["Summer 2", "2027-06-07", "2027-07-20"],
  ["Autumn 1", "2027-09-01", "2027-10-22"],
  ["Autumn 2", "2027-11-01", "2027-12-17"],
  ["Spring 1", "2028-01-04", "2028-02-11"],
].map(([name, from, to]) => halfTermSchema.parse({ name, from, to }));

describe("a placement", () => {
  it("stands where what has happened by that day puts it", () => {
    const one = placement({ endedOn: day("2026-12-18") });
    const states = ["2026-09-01", "2026-09-07", "2026-09-14", "2026-09-21", "2026-12-18", "2026-12-19"];
    expect(states.map((text) => placementState(one, day(text)))).toEqual([
      "not-referred",
      "referred",
      "agreed",
      "started",
      "started",
      "ended",
    ]);
  });
});

describe("warnings", () => {
  const many = (count: number) => Array.from({ length: count }, () => placement());
  it("say when a group is small, large, or has one adult, and stop nobody", () => {
    const codes = (count: number, adults: number) =>
      groupWarnings(many(count), adults, day("2026-10-01"), halfTerms).map((one) => one.code);
    expect([codes(5, 2), codes(6, 2), codes(12, 2), codes(13, 2), codes(8, 1)]).toEqual([
      ["size"],
      [],
      [],
      ["size"],
      ["adults"],
    ]);
  });

  it("say when a child has been there for more than four terms, and not before", () => {
    const long = placement();
    const warned = (text: string) =>
      groupWarnings([long, ...many(7)], 2, day(text), halfTerms).filter((one) => one.code === "four-terms");
    expect(warned("2027-12-17")).toHaveLength(0);
    expect(warned("2028-01-04")).toHaveLength(8);
    expect(termsBegun(day("2026-09-21"), day("2026-12-18"), halfTerms)).toBe(1);
  });
});

describe("what is due", () => {
  const termEnds = [day("2026-12-18"), day("2027-03-26"), day("2027-07-20")];
  const due = (over: Partial<NurturePlacement>, assessed: string[], today: string) =>
    boxallDue(placement(over), assessed.map(day), termEnds, day(today));

  it("is a baseline by the start, overdue four weeks after; one before the start is normal", () => {
    expect(due({}, [], "2026-09-10")).toEqual({ kind: "baseline", by: "2026-09-21", isOverdue: false });
    expect(due({}, [], "2026-10-20")).toEqual({ kind: "baseline", by: "2026-09-21", isOverdue: true });
    expect(due({}, ["2026-09-10"], "2026-10-20")).toBeUndefined();
    // One of a former placement is none of this one.
    expect(due({}, ["2025-01-10"], "2026-09-10")?.kind).toBe("baseline");
  });

  it("is one a term, from four weeks before the term ends", () => {
    expect(due({}, ["2026-09-10"], "2026-11-10")).toBeUndefined();
    expect(due({}, ["2026-09-10"], "2026-11-25")).toEqual({
      kind: "review",
      by: "2026-12-18",
      isOverdue: false,
    });
    expect(due({}, ["2026-09-10", "2026-12-10"], "2026-12-15")).toBeUndefined();
    expect(due({}, ["2026-09-10"], "2027-01-20")).toEqual({
      kind: "review",
      by: "2026-12-18",
      isOverdue: true,
    });
  });

  it("is one at the exit, and nothing after it", () => {
    const over = { endedOn: day("2026-12-18") };
    expect(due(over, ["2026-09-10"], "2026-12-18")).toEqual({
      kind: "exit",
      by: "2026-12-18",
      isOverdue: false,
    });
    expect(due(over, ["2026-09-10", "2026-12-16"], "2027-01-10")).toBeUndefined();
  });

  it("is by the end of terms, of half terms, or not between baseline and exit, as the school says", () => {
    const calendar = { halfTerms, days: [] };
    expect(reviewDaysOf(undefined, calendar)).toEqual(reviewDaysOf("termly", calendar));
    expect(reviewDaysOf("termly", calendar).length).toBeLessThan(halfTerms.length);
    expect(reviewDaysOf("half-termly", calendar)).toEqual(halfTerms.map((one) => one.to));
    expect(
      boxallDue(placement(), [day("2026-09-10")], reviewDaysOf("none", calendar), day("2027-06-01")),
    ).toBe(undefined);
  });

  it("is nothing for a child who was referred and never came", () => {
    const never = { referredOn: day("2026-09-03"), startedOn: null };
    expect(due(never, [], "2026-11-20")).toBeUndefined();
    expect(due({ ...never, endedOn: day("2026-10-01") }, [], "2026-10-20")).toBeUndefined();
  });
});

describe("the end of the term after leaving", () => {
  const known = ["2026-12-18", "2027-03-25", "2027-07-21"].map(day);
  it.each([
    ["in a term", "2026-11-20", known, "2027-03-25"],
    ["on the last day of a term", "2026-12-18", known, "2027-03-25"],
    ["in the holiday after it, of the term that comes", "2026-12-19", known, "2027-07-21"],
    ["in July, while next year's terms are not entered", "2027-07-21", known, "2027-12-31"],
    ["in spring, when the summer term is not entered", "2027-03-01", known.slice(0, 2), "2027-07-31"],
    ["where no term is entered at all", "2026-09-20", [], "2027-04-20"],
  ])("%s", (_when, endedOn, termEnds, held) => {
    expect(endOfTermAfter(day(endedOn), termEnds)).toBe(held);
  });
});
