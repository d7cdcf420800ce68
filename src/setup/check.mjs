// `npm run check`: types in every zone, lint, format, unused code, the lock file, and the architecture of the house.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { install } from "./install.mjs";
import { root, runOwn } from "./run.mjs";
import { say } from "./say.mjs";

await install("all");
const tsc = "node_modules/typescript/bin/tsc";
const steps = [
  ["Types: everything", tsc, ["-p", "tsconfig.json"]],
  ["Types: domain, protocol and demo without browser or Node", tsc, ["-p", "src/tsconfig.pure.json"]],
  ["Types: browser", tsc, ["-p", "src/tsconfig.browser.json"]],
  ["Types: server", tsc, ["-p", "src/tsconfig.server.json"]],
  ["Types: service worker", tsc, ["-p", "src/tsconfig.sw.json"]],
  ["Lint", "node_modules/oxlint/bin/oxlint", ["--type-aware", "--deny-warnings"]],
  ["Format", "node_modules/prettier/bin/prettier.cjs", ["--check", "--log-level", "warn", "."]],
  ["Unused code", "node_modules/knip/bin/knip.js", []],
  [
    "Architecture",
    "node_modules/vitest/vitest.mjs",
    [
      "run",
      "-c",
      "tests/vitest.config.ts",
      "--project",
      "node",
      "tests/architecture.test.ts",
      "tests/house.test.ts",
    ],
  ],
];
const failed = [];
for (const step of steps) {
  const name = String(step[0]);
  const script = String(step[1]);
  const args = [step[2]].flat();
  const { code, output } = await runOwn(script, args, { quiet: true });
  say(`${code === 0 ? "ok    " : "FAILED"}  ${name}`);
  if (code !== 0) {
    failed.push(name);
    process.stdout.write(output);
  }
}
if (/"resolved":/.test(readFileSync(join(root, "package-lock.json"), "utf8"))) {
  failed.push("Lock file");
  say(
    'FAILED  Lock file: it names download addresses ("resolved"); install again with the project\'s .npmrc in place.',
  );
}
say(failed.length === 0 ? "All checks passed." : `Failed: ${failed.join(", ")}.`);
process.exit(failed.length === 0 ? 0 : 1);
