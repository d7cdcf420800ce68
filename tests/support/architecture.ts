// The import rules of the house as data, and the checker that holds sources against them. Kept apart from the test so
// that the test can show the checker failing on invented sources.

export interface Source {
  /** Path from the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

interface Zone {
  /** Folders, files or single modules under src that may be imported. */
  readonly own: readonly string[];
  readonly packages: readonly string[];
}

const screenPackages = ["preact", "preact/hooks", "preact-iso", "@preact/signals"];
const browserZones = [
  "domain",
  "protocol",
  "storage",
  "vault",
  "sync",
  "api",
  "worker",
  "features",
  "ui",
  "files",
  "app",
  "demo",
];

/** Who may import what. `node:` stands for Node's own modules. */
export const zones: Readonly<Record<string, Zone>> = {
  domain: { own: ["domain"], packages: ["zod/mini", "uuid"] },
  protocol: { own: ["domain", "protocol"], packages: ["zod/mini"] },
  demo: { own: ["domain", "protocol", "demo"], packages: ["zod/mini"] },
  files: {
    own: ["domain", "files"],
    packages: ["fflate", "papaparse", "write-excel-file/universal", "write-excel-file/utility"],
  },
  vault: { own: ["domain", "vault"], packages: ["@hpke/core"] },
  storage: {
    own: ["domain", "protocol", "vault", "storage"],
    packages: ["dexie", "zod/mini", "preact/hooks"],
  },
  sync: { own: ["domain", "protocol", "storage", "sync"], packages: ["zod/mini", "@preact/signals"] },
  worker: {
    own: [
      "domain",
      "files",
      "worker",
      "vault",
      "storage/read",
      "storage/ledger-cache",
      "storage/ledger-cells",
      "storage/ledger-rebuild",
      "storage/database",
    ],
    packages: ["comlink", "zod/mini"],
  },
  api: { own: ["domain", "protocol", "api"], packages: ["zod/mini", "@simplewebauthn/browser"] },
  ui: {
    own: ["ui"],
    packages: [
      "preact",
      "preact/hooks",
      "@preact/signals",
      "@fontsource/atkinson-hyperlegible",
      "qr",
      "qr/dom.js",
    ],
  },
  features: {
    own: [
      "domain",
      "storage",
      "ui",
      "files",
      "features",
      "worker/client",
      "sync/engine",
      "api",
      "vault/vault",
    ],
    // Forms and what a screen kept in the browser are edges: they are parsed.
    packages: [...screenPackages, "zod/mini"],
  },
  app: { own: browserZones, packages: [...screenPackages, "workbox-window"] },
  "main.tsx": { own: browserZones, packages: ["preact", "uuid"] },
  "sw.ts": { own: [], packages: ["workbox-precaching", "workbox-routing"] },
  server: {
    own: ["domain", "protocol", "demo", "server"],
    packages: [
      "node:",
      "hono",
      "@hono/node-server",
      "kysely",
      "pg",
      "zod",
      "zod/mini",
      "uuid",
      "age-encryption",
      "otplib",
      "@hpke/core",
      "@simplewebauthn/server",
      "openid-client",
      "prom-client",
    ],
  },
  setup: { own: ["setup"], packages: ["node:", "playwright"] },
};

/** Things with one door each: a pattern in the code, and the only places where it may stand. */
export const singleDoors: readonly {
  readonly name: string;
  readonly pattern: RegExp;
  readonly only: readonly string[];
}[] = [
  { name: "Dexie", pattern: /from "dexie"/, only: ["src/storage/"] },
  { name: "crypto.subtle", pattern: /\bcrypto\.subtle\b/, only: ["src/vault/crypto.ts"] },
  {
    name: "HPKE",
    pattern: /from "@hpke\/core"/,
    only: ["src/vault/seal-to-server.ts", "src/server/hpke.ts"],
  },
  { name: "workbox-window", pattern: /from "workbox-window"/, only: ["src/app/service-worker.ts"] },
  { name: "Worker and Comlink", pattern: /\bnew Worker\(|from "comlink"/, only: ["src/worker/"] },
  {
    name: "fetch and EventSource",
    pattern: /(?<![.\w])fetch\(|\bnew EventSource\(/,
    only: ["src/sync/", "src/api/", "src/main.tsx"],
  },
  { name: "SQL", pattern: /from "(?:kysely|pg|node:sqlite)|\bsql`/, only: ["src/server/storage/"] },
  {
    name: "the clock",
    pattern: /\bDate\.now\(|\bnew Date\(\)/,
    only: [
      "src/main.tsx",
      "src/worker/worker.ts",
      "src/server/main.ts",
      "src/server/write-school.ts",
      "src/protocol/clock.ts",
    ],
  },
  {
    name: "chance",
    pattern: /\bMath\.random\b|\bcrypto\.randomUUID\b|\bgetRandomValues\b/,
    only: [
      "src/main.tsx",
      "src/app/use-opened.ts",
      "src/vault/crypto.ts",
      "src/server/main.ts",
      "src/server/random.ts",
    ],
  },
];

const vagueFolders = ["utils", "helpers", "common", "lib", "services", "misc"];
const longestFile = 300;

/** Every breach of the rules in these sources, one sentence each; empty = none. */
export function breachesOf(sources: readonly Source[]): string[] {
  return [
    ...sources.flatMap(breachesInFile),
    ...cyclesIn(sources.filter((one) => one.path.startsWith("src/domain/"))),
  ];
}

function breachesInFile(source: Source): string[] {
  const { path, text } = source;
  const code = withoutComments(text);
  const breaches: string[] = [];
  const zone = zoneOf(path);
  const rules = zones[zone];
  if (rules === undefined) return [`${path}: no zone is called "${zone}"`];
  for (const target of importsOf(code)) {
    if (!mayImport(path, target, rules)) breaches.push(`${path}: may not import ${target}`);
  }
  if (zone === "domain" && /import (?!\{ v5 \}).* from "uuid"/.test(code))
    breaches.push(`${path}: of uuid the domain may take v5 only`);
  for (const door of singleDoors) {
    if (door.pattern.test(code) && !door.only.some((place) => path.startsWith(place)))
      breaches.push(`${path}: ${door.name} has its own door`);
  }
  if (/^export default/m.test(code)) breaches.push(`${path}: no default exports`);
  if (/(^|\/)index\.tsx?$/.test(path)) breaches.push(`${path}: no barrels`);
  if (/^export \* from/m.test(code)) breaches.push(`${path}: no barrels`);
  const folders = path.split("/").slice(0, -1);
  if (folders.some((folder) => vagueFolders.includes(folder)))
    breaches.push(`${path}: a folder says what it is for`);
  const name = path.split("/").at(-1) ?? "";
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(name)) breaches.push(`${path}: file names are kebab-case`);
  const lines = text.split("\n").length;
  if (lines > longestFile && name !== "icon-paths.ts")
    breaches.push(`${path}: ${lines} lines, more than ${longestFile}`);
  return breaches;
}

function zoneOf(path: string): string {
  return path.split("/")[1] ?? "";
}

function mayImport(path: string, target: string, rules: Zone): boolean {
  if (!target.startsWith(".")) {
    if (target.endsWith(".css") && zoneOf(path) === "ui")
      return rules.packages.some((name) => target.startsWith(name));
    return rules.packages.some((name) =>
      name === "node:" ? target.startsWith(name) : isPackage(target, name),
    );
  }
  const resolved = resolve(path, target).replace(/^src\//, "");
  if (resolved.endsWith(".css"))
    return resolved.split("/")[0] === zoneOf(path) || zoneOf(path) === "main.tsx";
  const isAllowed = rules.own.some(
    (place) => resolved === place || resolved.startsWith(`${place}/`) || resolved.startsWith(`${place}.`),
  );
  return isAllowed && !isOtherFeature(path, resolved);
}

/** Subpaths of the server's and the spreadsheet packages count as the package; elsewhere the exact name is asked for. */
function isPackage(target: string, name: string): boolean {
  return (
    target === name ||
    (["hono", "@hono/node-server", "kysely"].includes(name) && target.startsWith(`${name}/`))
  );
}

/** A feature goes to another one by address, never by import. */
function isOtherFeature(path: string, resolved: string): boolean {
  const [zone, feature] = resolved.split("/");
  if (zone !== "features" || zoneOf(path) !== "features") return false;
  return feature !== "shared" && feature !== path.split("/")[2];
}

/** Every module that a source names: import, import type, export from, import(), new URL(..., import.meta.url). */
export function importsOf(code: string): string[] {
  const patterns = [
    /^\s*(?:import|export)\b[^;"]*?\bfrom\s*"([^"\n]+)"/gm,
    /^\s*import\s*"([^"\n]+)"/gm,
    /\bimport\(\s*"([^"]+)"/g,
    /\bnew URL\(\s*"([^"]+)",\s*import\.meta\.url/g,
  ];
  return [
    ...new Set(patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ""))),
  ];
}

function resolve(from: string, target: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|[^:"'`])\/\/.*$/gm, "$1");
}

function cyclesIn(sources: readonly Source[]): string[] {
  const graph = new Map(
    sources.map(({ path, text }) => [
      path,
      importsOf(withoutComments(text))
        .filter((one) => one.startsWith("."))
        .map((one) => resolve(path, one)),
    ]),
  );
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      cycles.push(`${[...trail.slice(trail.indexOf(path)), path].join(" -> ")}: no cycles in domain`);
      return;
    }
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    graph.set(path, []);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
}
