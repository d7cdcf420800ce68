// No text of a publisher is in what tablets get: the build is searched for it by hash. What the list covers, and what it cannot
// vouch for, is told in `../publisher-text.test.ts`.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { hashPhrases, readHashes, scan } from "../support/publisher-text.ts";

test("the built app holds no text of the publishers of forms", () => {
  const hashes = readHashes(readFileSync("tests/support/publisher-text.txt", "utf8"));
  const { found, words } = scan(["dist"], hashes);
  expect(found).toEqual([]);
  expect(words).toBeGreaterThan(100_000);
});

test("the search reads what the build made of a sentence of our own", () => {
  const { found } = scan(["dist"], hashPhrases(["Enter what you have and leave the rest empty."]));
  expect(found.map((one) => one.path)).toEqual([expect.stringMatching(/^dist[\\/]assets[\\/].*\.js$/)]);
});
