// Finds a browser for the tests, or gets one: an installed Chrome, Chromium or Edge; else one by the test tool; else, as
// root on Debian, the distribution's own; else one sentence that says what to install.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ownNode, run, runOwn } from "./run.mjs";
import { fail, say } from "./say.mjs";

const names = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "microsoft-edge"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** @returns {Promise<string>} the path of a browser that is there */
export async function findBrowser() {
  const given = process.env.ALONGSIDE_BROWSER;
  if (given !== undefined) {
    if (existsSync(given)) return given;
    fail(
      `ALONGSIDE_BROWSER names "${given}", and there is no such file. Set it to the path of Chrome or Chromium.`,
    );
  }
  const found = installedBrowser();
  if (found) return found;
  say("No browser for the tests was found: getting one ...");
  const download = await runOwn("node_modules/playwright/cli.js", ["install", "chromium"], { quiet: true });
  if (download.code === 0) {
    const where = 'require("playwright").chromium.executablePath()';
    const { output } = await run(ownNode(), ["-p", where], { quiet: true });
    if (existsSync(output.trim())) return output.trim();
  }
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    say("Installing Debian's Chromium ...");
    await run("apt-get", ["update", "-qq"], { quiet: true });
    await run(
      "apt-get",
      ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
      { quiet: true },
    );
    const installed = installedBrowser();
    if (installed) return installed;
  }
  return fail(
    "The tests need a browser. Install Google Chrome or Chromium, or set ALONGSIDE_BROWSER to its path, and try again.",
  );
}

function installedBrowser() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...places].find((path) => existsSync(path));
}
