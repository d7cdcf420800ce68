// Finds text that belongs to the publishers of forms, without holding any of it: runs of words are compared by their hashes.
import { hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

/** Of each length in words, the hashes of the phrases that must not be there. */
export type PhraseHashes = ReadonlyMap<number, ReadonlySet<string>>;

/** A longer phrase is told by every run of this many of its words, so that half a sentence is found too. */
const longestRun = 5;
const hashLength = 16;

/**
 * The words of a text in lower case, whatever holds them: a new line, markup, code that a build made small. An apostrophe, as a
 * sign, an entity or an escape, is no border of a word.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .replaceAll(/\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi, (_all, long: string, short: string) =>
      String.fromCharCode(Number.parseInt(long ?? short, 16)),
    )
    .replaceAll(/\\[nrt]|<\/?[a-z][a-z0-9]*>/gi, " ")
    .replaceAll(/&(?:[rl]squo|apos|#39|#x27|#8217);/gi, "'")
    .replaceAll(/&[a-z]+;|&#\w+;/gi, " ")
    .replaceAll(/\\?['’‘]/g, "");
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function hashOf(words: readonly string[]): string {
  return hash("sha256", words.join(" ")).slice(0, hashLength);
}

/** The runs of words by which a phrase is known. */
function runsOf(words: readonly string[]): string[][] {
  const length = Math.min(words.length, longestRun);
  if (length === 0) return [];
  return Array.from({ length: words.length - length + 1 }, (_, from) => words.slice(from, from + length));
}

/** The list that is kept of phrases: their hashes only. */
export function hashPhrases(phrases: readonly string[]): PhraseHashes {
  const found = new Map<number, Set<string>>();
  for (const run of phrases.flatMap((phrase) => runsOf(wordsOf(phrase)))) {
    const ofLength = found.get(run.length) ?? new Set();
    found.set(run.length, ofLength.add(hashOf(run)));
  }
  return found;
}

/** The runs of words in a text that are on the list. */
export function phrasesIn(text: string, hashes: PhraseHashes): string[] {
  const words = wordsOf(text);
  const found: string[] = [];
  for (const [length, known] of hashes)
    for (let from = 0; from + length <= words.length; from += 1) {
      const run = words.slice(from, from + length);
      if (known.has(hashOf(run))) found.push(run.join(" "));
    }
  return [...new Set(found)];
}

/** A list as it is kept: a line a hash, the number of words before it. */
export function readHashes(list: string): PhraseHashes {
  const lines = [...list.matchAll(/^(\d+) ([0-9a-f]+)$/gm)];
  const byLength = Map.groupBy(lines, ([, length]) => Number(length));
  return new Map(
    [...byLength].map(([length, some]) => [length, new Set(some.map(([, , one]) => one ?? ""))]),
  );
}

/** Pictures, typefaces, and copies that are only made small. */
const notText: ReadonlySet<string> = new Set([".png", ".woff", ".woff2", ".ico", ".br", ".gz"]);

export interface Found {
  readonly path: string;
  readonly phrases: readonly string[];
}

/** @returns what was found, and how many words were looked at */
export function scan(
  paths: readonly string[],
  hashes: PhraseHashes,
): { readonly found: Found[]; readonly words: number } {
  const files = paths.flatMap(filesIn).filter((path) => !notText.has(extname(path)));
  let words = 0;
  const found = files.flatMap((path): Found[] => {
    const text = readFileSync(path, "utf8");
    words += wordsOf(text).length;
    const phrases = phrasesIn(text, hashes);
    return phrases.length === 0 ? [] : [{ path, phrases }];
  });
  return { found, words };
}

function filesIn(path: string): string[] {
  if (extname(path) !== "") return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}
