// `npm test`: everything that the tests need, then every test: logic, browser, whole app. Words after `--` narrow it down.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { tryToBuild } from "./build.mjs";
import { install } from "./install.mjs";
import { ownEnvironment, runOwn } from "./run.mjs";
import { say } from "./say.mjs";

const only = process.argv.slice(2);
await install("all");
const browser = await findBrowser();
const isBuilt = await tryToBuild();
const reports = mkdtempSync(join(tmpdir(), "alongside-tests-"));
// Tests start servers of their own: never on the database that this machine's real server uses.
const env = ownEnvironment({ ALONGSIDE_BROWSER: browser, DATABASE_URL: undefined });

const phases = [
  await logicAndComponents(),
  isBuilt ? await wholeApp() : { passed: 0, failed: 1 }, // The app that could not be built is one failure.
];
rmSync(reports, { recursive: true, force: true });
const passed = phases.reduce((sum, one) => sum + one.passed, 0);
const failed = phases.reduce((sum, one) => sum + one.failed, 0);
if (passed + failed === 0) say(`No test is called "${only.join(" ")}".`);
say(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

async function logicAndComponents() {
  say("Logic, storage, sync, server, components ...");
  const path = join(reports, "unit.json");
  const args = ["run", "-c", "tests/vitest.config.ts", "--passWithNoTests", "--reporter=default"];
  const { code } = await runOwn(
    "node_modules/vitest/vitest.mjs",
    [...args, "--reporter=json", `--outputFile.json=${path}`, ...only],
    { env },
  );
  const report = readReport(path);
  // A file that could not be loaded has no tests to fail, and is a failure all the same.
  const unloaded = (report?.testResults ?? []).filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const failures = (report?.numFailedTests ?? 0) + unloaded.length;
  return { passed: report?.numPassedTests ?? 0, failed: atLeastOne(failures, code) };
}

async function wholeApp() {
  say("The whole app, in a real browser against the real server ...");
  const path = join(reports, "e2e.json");
  const { code } = await runOwn(
    "node_modules/@playwright/test/cli.js",
    ["test", "-c", "tests/playwright.config.ts", "--pass-with-no-tests", "--reporter=list,json", ...only],
    { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: path } },
  );
  const report = readReport(path);
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
  return { passed: expected, failed: atLeastOne(unexpected + flaky, code) };
}

/** A run that ended badly without naming a test, by a fault outside of one or cut down, is one failure. */
function atLeastOne(failures, code) {
  return code === 0 ? failures : Math.max(1, failures);
}

/** A run that was cut down before its report counts nothing; its exit code tells of the failure. */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
