// Builds the app into dist/, only when its sources have changed since the last good build.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root, runOwn } from "./run.mjs";
import { fail, say } from "./say.mjs";

const stampPath = join(root, "dist", ".alongside-built");

/** Builds, or ends this program with the reason. */
export async function build() {
  if (!(await tryToBuild())) fail("The app could not be built; the reason stands above.");
}

/** @returns {Promise<boolean>} whether dist/ holds what the sources say */
export async function tryToBuild() {
  const sources = stateOfSources();
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === sources) return true;
  say("Building the app (a few seconds) ...");
  const { code, output } = await runOwn("node_modules/vite/bin/vite.js", ["build", "--logLevel", "warn"], {
    quiet: true,
  });
  if (code !== 0) {
    process.stderr.write(output);
    return false;
  }
  writeFileSync(stampPath, sources);
  return true;
}

/** Path, size and time of everything that the build reads; the server's sources are run as they are. */
function stateOfSources() {
  const hash = createHash("sha256");
  const single = ["index.html", "vite.config.ts", "package-lock.json", "package.json"].map((name) =>
    join(root, name),
  );
  const notBuilt = [join(root, "src", "server"), join(root, "src", "setup")];
  const ofApp = filesBelow(join(root, "src")).filter(
    (path) => !notBuilt.some((folder) => path.startsWith(folder + sep)),
  );
  for (const path of [...ofApp, ...filesBelow(join(root, "public")), ...single]) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(root, path)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath ?? one.path, one.name))
    .sort();
}
