// Runs another program and waits for it. Plain Node without packages: this runs before anything is installed.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const binFolder = join(root, "node_modules", ".bin");
const isWindows = process.platform === "win32";
const lookForParentMs = 300;
const lastWordsMs = 1000;

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
 * @returns {Promise<{ code: number, output: string }>} 127 when there is no such program, 128 and the signal's number
 *   when a signal ended it
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
    const letGo = passOnEnding((signal) => child.kill(signal));
    const done = (code) => {
      letGo();
      resolve({ code, output });
    };
    child.on("error", (fault) => done(fault.code === "ENOENT" ? 127 : 1));
    child.on("exit", (code, signal) => {
      const end = () => done(code ?? 128 + (constants.signals[signal] ?? 0));
      child.on("close", end);
      setTimeout(end, lastWordsMs).unref(); // A program of its own that stays behind may hold the output open.
    });
  });
}

/** Runs a script of a package with the project's Node. */
export function runOwn(script, args = [], options = {}) {
  return run(ownNode(), [join(root, script), ...args], options);
}

/**
 * Whatever ends us has to end the program that we run. A signal to npm ends npm and its shell and never reaches us, so
 * under npm the loss of the parent counts as the signal; else a server would stay behind and hold its port.
 */
function passOnEnding(end) {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, end);
  const parent = process.ppid;
  const isUnderNpm = process.env.npm_lifecycle_event !== undefined;
  const watch = setInterval(() => isUnderNpm && process.ppid !== parent && end("SIGTERM"), lookForParentMs);
  return () => {
    clearInterval(watch);
    for (const signal of signals) process.off(signal, end);
  };
}
