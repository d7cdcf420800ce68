// No text of a publisher is in what we write. The list (`support/publisher-text.txt`) holds hashes only, so that it ships none
// itself. It covers: the 20 strand names of the Boxall Profile and the longer answers of its keys; wordings of its items as
// they are quoted in public, most of both parts; and the 25 items of the Strengths and Difficulties Questionnaire, for
// informants and for young people. A phrase of five words and more is found by any five of them in a row; a shorter one
// whole. It cannot vouch for wordings that nobody here has seen, for text retold in other words or in another language, nor
// for text in pictures. What a build makes of all this is looked at by `e2e/publisher-text.spec.ts`.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { hashPhrases, phrasesIn, readHashes, scan } from "./support/publisher-text.ts";

const hashes = readHashes(readFileSync("tests/support/publisher-text.txt", "utf8"));

it("is not in the sources, the documents and the tests", () => {
  const { found, words } = scan(["src", "docs", "public", "tests", "index.html", "README.md"], hashes);
  expect(found).toEqual([]);
  expect(words).toBeGreaterThan(300_000);
});

it("is told by a list that is long enough to hold the items of two forms, and no words", () => {
  const counts = [...hashes].map(([, known]) => known.size);
  expect(counts.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(900);
  expect(readFileSync("tests/support/publisher-text.txt", "utf8")).toMatch(/^([1-5] [0-9a-f]{16}\n)+$/);
});

// Invented: nobody publishes them.
const invented = hashPhrases([
  "The purple kettle isn't sure of its lid, and whistles at dawn",
  "waters paper/silk flowers",
  "kettlish",
]);
const folder = mkdtempSync(join(tmpdir(), "alongside-text-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ["in a sentence", 'const label = "The purple kettle isn\'t sure of its lid";'],
  ["across lines and in capitals", "THE PURPLE\n      KETTLE\n  isn't sure of\n it"],
  ["in markup", "<p>The purple <b>kettle</b> isn&rsquo;t sure of</p>"],
  ["in code that was made small", String.raw`a("purple kettle isn\u2019t sure of\nits")`],
  ["by five of its words", "kettle isnt sure of its"],
  ["whole, where it is short", "it waters paper / silk flowers daily"],
  ["in one word", "How kettlish!"],
])("finds a phrase %s", (_where, text) => {
  expect(phrasesIn(text, invented)).not.toEqual([]);
});

it("lets pass what only has some of the words, or all of them apart", () => {
  for (const text of [
    "the purple kettle",
    "purple, sure: kettle of its lid",
    "waters paper flowers",
    "kettle",
  ])
    expect(phrasesIn(text, invented)).toEqual([]);
});

it("fails for a folder in which one file of a deep folder holds a phrase, and names it", () => {
  mkdirSync(join(folder, "deep/er"), { recursive: true });
  writeFileSync(join(folder, "innocent.ts"), "export const words = 'A kettle is purple';");
  const path = join(folder, "deep/er/guilty.json");
  writeFileSync(path, '{"hint":"its lid and whistles at dawn"}');
  expect(scan([folder], invented).found).toEqual([
    { path, phrases: ["its lid and whistles at", "lid and whistles at dawn"] },
  ]);
});
