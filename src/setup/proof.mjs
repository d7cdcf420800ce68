// `npm run proof`: the long forms of what the tests do in short, one after another, and one table at the end. Takes an hour or so.
// Words after `--` choose some of them by name.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { ownEnvironment, root, runOwn } from "./run.mjs";
import { say } from "./say.mjs";

const only = process.argv.slice(2);
const proofs = [
  {
    name: "simulation",
    file: "tests/simulation/main.ts",
    args: ["--runs", "10000", "--seed", "1", "--json"],
  },
  { name: "fuzz", file: "tests/proof/fuzz.ts", args: ["100000"] },
  { name: "kill-server", file: "tests/proof/kill-server.ts", args: ["200"] },
  { name: "kill-server-postgres", file: "tests/proof/kill-server-postgres.ts", args: [] },
  { name: "power-cut", file: "tests/proof/power-cut.ts", args: [] },
  { name: "kill-browser", file: "tests/proof/kill-browser.ts", args: ["500"] },
].filter(({ name, file }) => existsSync(join(root, file)) && (only.length === 0 || only.includes(name)));

await install("all");
const env = ownEnvironment({ ALONGSIDE_BROWSER: await findBrowser() });
await build();
const rows = [];
for (const { name, file, args } of proofs) {
  say(`${name} ...`);
  const beganMs = performance.now();
  const { code, output } = await runOwn(file, args, { env, quiet: true });
  const minutes = (performance.now() - beganMs) / 60_000;
  const found = lastReport(output);
  const isHeld = code === 0 && found?.violations === 0;
  if (!isHeld) say(output.split("\n").slice(-80).join("\n"));
  rows.push({
    name,
    runs: found?.runs ?? 0,
    violations: found?.violations ?? "?",
    minutes,
    isHeld,
    figures: found?.figures,
  });
}
say("");
for (const { name, runs, violations, minutes, isHeld, figures } of rows) {
  const words = [isHeld ? "held  " : "BROKEN", name.padEnd(24), `${runs} runs`, `${violations} violations`];
  say(`${words.join("  ")}  ${minutes.toFixed(1)} min  ${JSON.stringify(figures ?? {})}`);
}
process.exit(rows.length > 0 && rows.every(({ isHeld }) => isHeld) ? 0 : 1);

/** Each proof ends with one line of JSON. */
function lastReport(output) {
  const line = output
    .trimEnd()
    .split("\n")
    .findLast((one) => one.startsWith("{"));
  try {
    return line === undefined ? undefined : JSON.parse(line);
  } catch {
    return undefined;
  }
}
