// Ways to damage a valid request: its JSON, its bytes, its headers, and what it means. Each way is one function, chosen by a
// seeded chance, so that any damaged request can be had again.
import { gzipSync } from "node:zlib";
import type { Chance } from "../../../src/demo/chance.ts";

export interface Sent {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

const oddValues: readonly unknown[] = [
  null,
  true,
  false,
  -1,
  0,
  -0,
  1.5,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u202e\u0000\ufeff",
  "🧒🏽".repeat(40),
  "__proto__",
  "constructor",
  "toString",
  "'; drop table record; --",
  "2026-02-30",
  "9999-12-31T23:59:59.999Z",
  "00000000-0000-0000-0000-000000000000",
  "group:*",
  "*",
  "x".repeat(5000),
  [],
  {},
  [[[[[[]]]]]],
  { toString: "no", valueOf: 1 },
  [null],
];

/** One thing somewhere in the JSON replaced, taken away, doubled, renamed or added to. */
function damagedValue(value: unknown, chance: Chance): unknown {
  const odd = () => chance.pick(oddValues);
  if (typeof value !== "object" || value === null) return chance.chance(0.7) ? odd() : bent(value, chance);
  const entries = Object.entries(value);
  if (entries.length === 0 || chance.chance(0.06)) return odd();
  const at = chance.int(0, entries.length - 1);
  const how = chance.int(0, 9);
  const changed = entries.flatMap(([key, one], index): [string, unknown][] => {
    if (index !== at) return [[key, one]];
    if (how < 6) return [[key, damagedValue(one, chance)]];
    if (how === 6) return [];
    if (how === 7) return [[(JSON.stringify(odd()) ?? "").slice(0, 60), one]];
    if (how === 8)
      return [
        [key, one],
        [`${key}2`, odd()],
      ];
    return [
      [key, one],
      ["__proto__", { isAdmin: true, n: 1 }],
    ];
  });
  if (!Array.isArray(value)) return Object.fromEntries(changed);
  const items = changed.map(([, one]) => one);
  return chance.chance(0.1) ? [...items, ...items] : items;
}

/** A value that is nearly what it was. */
function bent(value: unknown, chance: Chance): unknown {
  if (typeof value === "number") return value + chance.pick([-1, 1, 0.5, 1e6, 2 ** 53]);
  if (typeof value === "string")
    return chance.pick([value.toUpperCase(), `${value} `, value.slice(1), [value]]);
  return [value];
}

/** Far too much of something: long text, many items, deep nesting. */
function swollen(body: unknown, chance: Chance): string {
  const text = JSON.stringify(body);
  const kind = chance.int(0, 3);
  if (kind === 0)
    return text.replace(/"([^"]{3,})"/, `"${"y".repeat(chance.pick([70_000, 300_000, 1_100_000]))}"`);
  if (kind === 1) return `{"muts":${"[".repeat(chance.pick([60, 70, 5000]))}`;
  if (kind === 2) return text.replace("[", `[${"0,".repeat(chance.pick([101, 10_000]))}`);
  const depth = chance.pick([30, 63, 64, 65, 2000]);
  return text.replace(/\}$/, `,"deep":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}`);
}

/** Bytes that are not what the headers say, or not all of them. */
function brokenBytes(sent: Sent, text: string, chance: Chance): Sent {
  const zipped = gzipSync(text);
  const as = (body: Sent["body"], headers: Record<string, string> = {}): Sent => {
    return { ...sent, body, headers: { ...sent.headers, ...headers } };
  };
  const zip = { "content-encoding": "gzip" };
  switch (chance.int(0, 8)) {
    case 0:
      return as(text, zip);
    case 1:
      return as(new Uint8Array(zipped.subarray(0, chance.int(0, zipped.length - 1))), zip);
    case 2:
      return as(new Uint8Array(gzipSync(Buffer.alloc(chance.pick([900_000, 3_000_000]), " "))), zip);
    case 3:
      return as(new Uint8Array(zipped), {
        "content-encoding": chance.pick(["br", "deflate", "gzip, gzip", "GZIP", ""]),
      });
    case 4:
      return as(text.slice(0, chance.int(0, text.length - 1)));
    case 5:
      return as(new Uint8Array(Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe, 0xc0])])));
    case 6: {
      const bytes = new Uint8Array(Buffer.from(text));
      for (let flips = 0; flips < 5; flips += 1) bytes[chance.int(0, bytes.length - 1)] = chance.int(0, 255);
      return as(bytes);
    }
    case 7: {
      const bytes = new Uint8Array(zipped);
      bytes[chance.int(0, bytes.length - 1)] = chance.int(0, 255);
      return as(bytes, zip);
    }
    default:
      return as(`\ufeff${text}`);
  }
}

function wrongHeaders(sent: Sent, chance: Chance): Sent {
  const header = chance.pick([
    "content-type",
    "x-alongside",
    "origin",
    "cookie",
    "accept-encoding",
    "content-length",
  ]);
  const value = chance.pick([
    "",
    "text/plain",
    "application/json; charset=utf-16",
    "https://elsewhere.example",
    "1",
    "0",
  ]);
  return { ...sent, headers: { ...sent.headers, [header]: value } };
}

/** Damages a request whose body is `json`; `meant` gives a body that is whole in form and wrong in meaning. */
export function damaged(sent: Sent, json: unknown, meant: () => unknown, chance: Chance): Sent {
  const how = chance.int(0, 99);
  if (how < 55) {
    const times = chance.pick([1, 1, 1, 2, 4]);
    let body = json;
    for (let time = 0; time < times; time += 1) body = damagedValue(body, chance);
    return { ...sent, body: JSON.stringify(body) };
  }
  if (how < 80) return { ...sent, body: JSON.stringify(meant()) };
  if (how < 82) return { ...sent, body: swollen(json, chance) };
  if (how < 94) return brokenBytes(sent, JSON.stringify(json), chance);
  return wrongHeaders({ ...sent, body: JSON.stringify(json) }, chance);
}
