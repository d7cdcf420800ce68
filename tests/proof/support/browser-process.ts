// A real Chromium on a profile of its own whose whole process tree can be killed at any moment: started by hand, in a
// process group, and spoken to over its debugging port.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chromium, type Browser, type Page } from "playwright";
import { browserLaunch } from "../../support/browser-flags.ts";

export interface BrowserProcess {
  readonly page: Page;
  /** SIGKILL to every process of the browser. Resolves when the first of them is gone. */
  readonly kill: () => Promise<void>;
}

/** Opens the profile, as switching the tablet on does. */
export async function startBrowser(profile: string): Promise<BrowserProcess> {
  const flags = [...browserLaunch.args, "--headless", "--remote-debugging-port=0", "--window-size=1080,810"];
  // Where the system has no keyring, asking for one costs seconds.
  const quiet = ["--password-store=basic", "--disable-breakpad", "--disable-default-apps", "--mute-audio"];
  const child = spawn(
    browserLaunch.executablePath,
    [...flags, ...quiet, `--user-data-dir=${profile}`, "about:blank"],
    {
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  // A run that ends by a fault of its own leaves no browser behind.
  const endWithUs = () => killGroup(child);
  process.once("exit", endWithUs);
  child.once("exit", () => process.off("exit", endWithUs));
  const browser = await chromium.connectOverCDP(await debuggingAddress(child));
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error("The browser opened no page.");
  return { page, kill: async () => await killTree(child, browser) };
}

async function debuggingAddress(child: ChildProcess): Promise<string> {
  return await new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const address = /DevTools listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once("exit", (code) => reject(new Error(`The browser ended with ${code}: ${said.slice(-500)}`)));
  });
}

async function killTree(child: ChildProcess, browser: Browser): Promise<void> {
  const gone = isRunning(child) ? once(child, "exit") : undefined;
  killGroup(child);
  await gone;
  await browser.close().catch(ignoreLost);
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function killGroup(child: ChildProcess): void {
  if (child.pid !== undefined && isRunning(child)) process.kill(-child.pid, "SIGKILL");
}

/** The connection to a browser that was killed is gone already, which is what was wanted. */
function ignoreLost(fault: unknown): void {
  if (!(fault instanceof Error)) throw fault;
}
