// Runs another program and waits for it. Plain Node without packages: this runs before anything is installed.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const binFolder = join(root, "node_modules", ".bin");
const isWindows = process.platform === "win32";

/** The project's own Node, once it is installed. */
export function ownNode() {
  const own = join(root, "node_modules", "node", "bin", isWindows ? "node.exe" : "node");
  return existsSync(own) ? own : process.execPath;
}

/** The environment in which the project's Node and tools come first. */
export function ownEnvironment(extra = {}) {
  return { ...process.env, PATH: `${binFolder}${delimiter}${process.env.PATH ?? ""}`, ...extra };
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string | undefined>, quiet?: boolean }} options `quiet` keeps the output back
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: options.env ?? ownEnvironment(),
      stdio: ["ignore", options.quiet ? "pipe" : "inherit", options.quiet ? "pipe" : "inherit"],
      shell: isWindows && !command.endsWith(".exe"),
    });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    const forward = (signal) => child.kill(signal);
    process.on("SIGINT", forward);
    process.on("SIGTERM", forward);
    const done = (code) => {
      process.off("SIGINT", forward);
      process.off("SIGTERM", forward);
      resolve({ code, output });
    };
    child.on("error", (fault) => done(fault.code === "ENOENT" ? 127 : 1));
    child.on("exit", (code, signal) => done(code ?? (signal ? 130 : 1)));
  });
}

/** Runs a script of a package with the project's Node. */
export function runOwn(script, args = [], options = {}) {
  return run(ownNode(), [join(root, script), ...args], options);
}
