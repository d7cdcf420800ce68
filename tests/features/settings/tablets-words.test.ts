import { expect, it } from "vitest";
import {
  inOrderOfSilence,
  seenWords,
  unsentWords,
  whoseTablet,
} from "../../../src/features/account/settings/tablets-words.ts";
import { day, staffId } from "../../support/plan.ts";

const wednesday = day("2026-09-16");
const maya = {
  staffId: staffId("Maya"),
  seenAt: "2026-09-14T07:50:00.000Z",
  pending: 5,
  oldest: "2026-09-11T10:00:00.000Z",
};

it("says whose tablet it is, what it holds, since when, and when it was last seen", () => {
  expect(`${whoseTablet("Maya")}: ${unsentWords(maya, wednesday)}, ${seenWords(maya, wednesday)}`).toBe(
    "Maya's tablet: 5 unsent since Friday, last seen Monday 8:50am",
  );
  expect(unsentWords({ ...maya, pending: 0, oldest: null }, wednesday)).toBe("All sent");
});

it("puts those silent for longest first", () => {
  const busy = { ...maya, seenAt: "2026-09-16T08:00:00.000Z" };
  expect(inOrderOfSilence([busy, maya])).toEqual([maya, busy]);
});
