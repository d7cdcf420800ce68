// Chance that repeats itself: sfc32 (Chris Doty-Humphrey's Small Fast Counter, 32-bit, from PractRand), started from a
// 128-bit MurmurHash-like mix of words (cyrb128 by bryc). Each thing that is invented has a chance of its own, named by
// what it is about, so that inventing one thing more or less changes no other. Not for keys or passwords.

export interface Chance {
  /** A fraction from 0 up to, and not including, 1. */
  readonly next: () => number;
  /** A whole number from `least` to `most`, both possible. */
  readonly int: (least: number, most: number) => number;
  /** True with the probability given, 0 to 1. */
  readonly chance: (probability: number) => boolean;
  /** One of the list. Throws on an empty one. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** A copy in another order. */
  readonly shuffle: <T>(list: readonly T[]) => T[];
  /** One of the values, in proportion to the weights. Throws when no weight is above 0. */
  readonly weighted: <T>(choices: readonly (readonly [value: T, weight: number])[]) => T;
}

/** The chance of the thing that these words name; the same words always give the same chance. */
export function chanceOf(...words: readonly (string | number)[]): Chance {
  const next = sfc32(...mix(words.join("|")));
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(list: readonly T[]): T => valueAt(list, Math.floor(next() * list.length));
  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    shuffle: (list) => shuffled(list, int),
    weighted: (choices) => weighted(choices, next()),
  };
}

type State = readonly [number, number, number, number];

function sfc32(...state: State): () => number {
  let [a, b, c, d] = state;
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

function mix(text: string): State {
  let a = 1_779_033_703;
  let b = 3_144_134_277;
  let c = 1_013_904_242;
  let d = 2_773_480_762;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = b ^ Math.imul(a ^ code, 597_399_067);
    b = c ^ Math.imul(b ^ code, 2_869_860_233);
    c = d ^ Math.imul(c ^ code, 951_274_213);
    d = a ^ Math.imul(d ^ code, 2_716_044_179);
  }
  a = Math.imul(c ^ (a >>> 18), 597_399_067);
  b = Math.imul(d ^ (b >>> 22), 2_869_860_233);
  c = Math.imul(a ^ (c >>> 17), 951_274_213);
  d = Math.imul(b ^ (d >>> 19), 2_716_044_179);
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a];
}

function shuffled<T>(list: readonly T[], int: (least: number, most: number) => number): T[] {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at -= 1) {
    const other = int(0, at);
    const held = valueAt(copy, at);
    copy[at] = valueAt(copy, other);
    copy[other] = held;
  }
  return copy;
}

function weighted<T>(choices: readonly (readonly [T, number])[], fraction: number): T {
  const total = choices.reduce((sum, [, weight]) => sum + Math.max(0, weight), 0);
  if (total <= 0) throw new Error("No choice has a weight above 0");
  let left = fraction * total;
  for (const [value, weight] of choices) {
    if (weight <= 0) continue;
    if (left < weight) return value;
    left -= weight;
  }
  return valueAt(
    choices.filter(([, weight]) => weight > 0),
    -1,
  )[0];
}

function valueAt<T>(list: readonly T[], index: number): T {
  if (list.length === 0) throw new Error("Nothing to choose from");
  // The index is in range, so the value is a T even where T itself includes undefined.
  return list.at(index) as T;
}
