// `npm test`: everything that the tests need, then every test: logic, browser, whole app. Words after `--` narrow it down.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { ownEnvironment, runOwn } from "./run.mjs";
import { say } from "./say.mjs";

const only = process.argv.slice(2);
await install("all");
const browser = await findBrowser();
await build();
const reports = mkdtempSync(join(tmpdir(), "alongside-tests-"));
const env = ownEnvironment({
  ALONGSIDE_BROWSER: browser,
  PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, "e2e.json"),
});

say("Logic, storage, sync, server, components ...");
const unitReport = join(reports, "unit.json");
const unit = await runOwn(
  "node_modules/vitest/vitest.mjs",
  [
    "run",
    "-c",
    "tests/vitest.config.ts",
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${unitReport}`,
    ...only,
  ],
  { env },
);
say("The whole app, in a real browser against the real server ...");
const e2e = await runOwn(
  "node_modules/@playwright/test/cli.js",
  ["test", "-c", "tests/playwright.config.ts", "--pass-with-no-tests", "--reporter=list,json", ...only],
  { env },
);

const counts = [vitestCounts(unitReport), playwrightCounts(join(reports, "e2e.json"))];
rmSync(reports, { recursive: true, force: true });
const passed = counts.reduce((sum, one) => sum + one.passed, 0);
const failed = counts.reduce((sum, one) => sum + one.failed, 0);
const isBroken = unit.code !== 0 || e2e.code !== 0 || failed > 0 || passed === 0;
say(`${passed} passed, ${isBroken ? Math.max(1, failed) : 0} failed`);
process.exit(isBroken ? 1 : 0);

function vitestCounts(path) {
  const report = readReport(path);
  return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 };
}

function playwrightCounts(path) {
  const stats = readReport(path)?.stats;
  return { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 };
}

/** A run that was cut down before its report counts nothing; its exit code tells of the failure. */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
