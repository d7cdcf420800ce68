// Installs what is missing, once: the app's parts for `npm start`, all parts for tests. A stamp says what is there.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ownNode, root, run } from "./run.mjs";
import { fail, say } from "./say.mjs";

const stampPath = join(root, "node_modules", ".alongside-installed.json");
const oldestOwnNode = 24;

/** @param {"app" | "all"} parts */
export async function install(parts) {
  checkNode();
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = readStamp();
  if (stamp?.lock === lock && (stamp.parts === "all" || parts === "app")) return;
  const wanted = stamp?.parts === "all" ? "all" : parts;
  say(
    wanted === "app"
      ? "Installing what the app needs (about half a minute) ..."
      : "Installing the app and its test tools (about a minute) ...",
  );
  const args = [
    "ci",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    ...(wanted === "app" ? ["--omit=dev"] : ["--include=dev"]),
  ];
  const { code, output } = await run("npm", args, { quiet: true, env: process.env });
  if (code === 127)
    fail("npm was not found. Install Node.js 20.19 or newer, which brings npm with it, and try again.");
  if (code !== 0) {
    process.stderr.write(output.split("\n").slice(-25).join("\n"));
    fail(remedyFor(output));
  }
  await checkOwnNode();
  writeFileSync(stampPath, JSON.stringify({ lock, parts: wanted }));
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(
    `Node.js ${process.versions.node} is too old to install Alongside. Install Node.js 20.19 or newer and try again.`,
  );
}

/** The Node that the project brings is fetched by an install script, which a setting of npm can hold back. */
async function checkOwnNode() {
  const { output } = await run(ownNode(), ["--version"], { quiet: true });
  if (Number(/^v(\d+)/.exec(output)?.[1] ?? 0) >= oldestOwnNode) return;
  fail(
    `The Node.js ${oldestOwnNode} that belongs to Alongside did not install or does not run here. Run "npm config set ignore-scripts false", or install Node.js ${oldestOwnNode} yourself, and try again.`,
  );
}

function readStamp() {
  if (!existsSync(stampPath)) return undefined;
  try {
    return JSON.parse(readFileSync(stampPath, "utf8"));
  } catch {
    return undefined; // A stamp that was cut short: install again.
  }
}

function remedyFor(output) {
  if (output.includes("ENOSPC")) return "The disk is full. Free about 1 GB and try again.";
  if (output.includes("EACCES") || output.includes("EROFS")) {
    return "This folder cannot be written to. Give yourself the right to write here, or copy the project to your own folder.";
  }
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET/.test(output)) {
    return "The package registry could not be reached. Connect this computer to the internet, once, and try again.";
  }
  return "Installing failed; npm says why above. Mend that and try again.";
}
