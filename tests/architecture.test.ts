import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { breachesOf, type Source } from "./support/architecture.ts";

function sourcesOfProject(): Source[] {
  const entries = readdirSync("src", { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = entries.map((one) => `${one.parentPath}/${one.name}`.replaceAll("\\", "/"));
  return paths
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith(".d.ts"))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

test("every source keeps the rules of the house", () => {
  const sources = sourcesOfProject();
  expect(sources.length).toBeGreaterThan(100);
  expect(breachesOf(sources)).toEqual([]);
});

test.each([
  ["src/domain/a.ts", 'import type { X } from "../storage/read.ts";', "may not import ../storage/read.ts"],
  ["src/domain/a.ts", 'import { v4 } from "uuid";', "v5 only"],
  ["src/features/today/a.tsx", 'import { B } from "../pupils/b.tsx";', "may not import ../pupils/b.tsx"],
  [
    "src/features/today/a.tsx",
    'const x = import("../../protocol/merge.ts");',
    "may not import ../../protocol/merge.ts",
  ],
  ["src/ui/a.tsx", 'import { P } from "../domain/pupil.ts";', "may not import ../domain/pupil.ts"],
  ["src/server/a.ts", 'export { x } from "../storage/read.ts";', "may not import ../storage/read.ts"],
  [
    "src/worker/a.ts",
    'import { saveChanges } from "../storage/write.ts";',
    "may not import ../storage/write.ts",
  ],
  ["src/app/a.ts", 'new URL("../server/main.ts", import.meta.url);', "may not import ../server/main.ts"],
  ["src/features/today/a.ts", 'import Dexie from "dexie";', "Dexie has its own door"],
  ["src/features/today/a.ts", 'await fetch("/api");', "fetch and EventSource has its own door"],
  ["src/storage/a.ts", "const at = Date.now();", "the clock has its own door"],
  ["src/domain/a.ts", "const x = Math.random();", "chance has its own door"],
  ["src/server/a.ts", "sql`select 1`;", "SQL has its own door"],
  ["src/ui/a.ts", "export default 1;", "no default exports"],
  ["src/ui/index.ts", "", "no barrels"],
  ["src/ui/a.ts", 'export * from "./b.ts";', "no barrels"],
  ["src/ui/helpers/a.ts", "", "a folder says what it is for"],
  ["src/ui/BigButton.tsx", "", "kebab-case"],
  ["src/ui/a.ts", "\n".repeat(301), "lines, more than"],
  ["src/extra/a.ts", "", "no zone is called"],
])("the checker sees a breach in %s: %s", (path, text, breach) => {
  expect(breachesOf([{ path, text }]).join("\n")).toContain(breach);
});

test("the checker sees a cycle in domain", () => {
  const sources = [
    { path: "src/domain/a.ts", text: 'import { b } from "./b.ts";' },
    { path: "src/domain/b.ts", text: 'import { a } from "./a.ts";' },
  ];
  expect(breachesOf(sources).join("\n")).toContain("no cycles in domain");
});

test("the map in the README names what is really in src, and nothing else", () => {
  const readme = readFileSync("README.md", "utf8");
  const block = /## Map of `src\/`[\s\S]*?```\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const named = block
    .split("\n")
    .map((line) => /^([a-z-]+(?:\/|\.tsx?|\.d\.ts))\s/.exec(line)?.[1])
    .filter((one) => one !== undefined);
  const real = readdirSync("src", { withFileTypes: true })
    .map((one) => (one.isDirectory() ? `${one.name}/` : one.name))
    .filter((name) => !name.endsWith(".json"));
  expect(
    named.toSorted(),
    "README.md needs a block under '## Map of `src/`' with one line a folder or file of src",
  ).toEqual(real.toSorted());
});
