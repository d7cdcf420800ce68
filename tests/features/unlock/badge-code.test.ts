import { expect, test } from "vitest";
import { badgeText, badgeTokenOf } from "../../../src/features/shared/badge-code.ts";

const school = "3f0c1c58-7a4e-4a39-9a53-7d4a5a1f0001";

test("a badge reads back as its token, scanned or typed", () => {
  const token = "KAW0-DNEX-Q4RS-VZWK";
  expect(badgeTokenOf(badgeText(school, token))).toBe(token);
  expect(badgeTokenOf(` ${token} `)).toBe(token);
});

test("another square in the picture is not a badge", () => {
  expect(badgeTokenOf("https://example.org/menu")).toBeUndefined();
  expect(badgeTokenOf("WIFI:S:school;T:WPA;P:secret;;")).toBeUndefined();
  expect(badgeTokenOf(`ALONGSIDE1:${school}`)).toBeUndefined();
  expect(badgeTokenOf("")).toBeUndefined();
});
