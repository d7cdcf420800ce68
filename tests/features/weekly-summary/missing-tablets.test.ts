import { describe, expect, it } from "vitest";
import { mayMissWords, tabletsThatMayMiss } from "../../../src/features/weekly-summary/missing-tablets.ts";
import type { TabletSeen } from "../../../src/features/shared/use-tablets.ts";
import { day, monday, staffId } from "../../support/plan.ts";

const tablet = (seenAt: string, pending = 0): TabletSeen => ({
  staffId: staffId("Lee"),
  seenAt: `${seenAt}:00.000Z`,
  pending,
  oldest: null,
});
const wednesdayAfter = day("2026-09-23");
const wednesdayOf = day("2026-09-16");

describe("tablets that may hold work of a week", () => {
  it("names those last heard of before its Friday afternoon, and not those heard of after it", () => {
    const silent = tablet("2026-09-14T07:50");
    const inTime = tablet("2026-09-18T14:30");
    const later = tablet("2026-09-21T09:00");
    expect(tabletsThatMayMiss([later, silent, inTime], monday, wednesdayAfter)).toEqual([silent]);
  });

  it("names those that still held something when they were last heard of", () => {
    const holding = tablet("2026-09-22T09:00", 2);
    expect(tabletsThatMayMiss([holding], monday, wednesdayAfter)).toEqual([holding]);
  });

  it("leaves out tablets that nobody has used for more than four weeks", () => {
    expect(tabletsThatMayMiss([tablet("2026-08-20T09:00", 3)], monday, wednesdayAfter)).toEqual([]);
  });

  it("in the running week names those not heard of today, and nobody on its Monday", () => {
    const yesterday = tablet("2026-09-15T09:00");
    const today = tablet("2026-09-16T07:00");
    expect(tabletsThatMayMiss([today, yesterday], monday, wednesdayOf)).toEqual([yesterday]);
    expect(tabletsThatMayMiss([tablet("2026-09-11T14:00")], monday, monday)).toEqual([]);
  });
});

describe("the line under the week's figures", () => {
  it("tells how many and when each was last seen", () => {
    const known = (...tablets: TabletSeen[]) =>
      mayMissWords({ state: "known", tablets }, monday, wednesdayOf);
    expect(known(tablet("2026-09-14T07:50"))).toBe("May miss work from 1 tablet, last seen Monday 8:50am.");
    expect(known(tablet("2026-09-14T07:50"), tablet("2026-09-15T09:00"))).toBe(
      "May miss work from 2 tablets, last seen Monday 8:50am and yesterday 10am.",
    );
    expect(known(tablet("2026-09-16T07:00"))).toBeUndefined();
  });

  it("says so when the server could not be asked", () => {
    expect(mayMissWords({ state: "unknown", message: "" }, monday, wednesdayOf)).toBe(
      "Could not ask which tablets have unsent work.",
    );
  });
});
