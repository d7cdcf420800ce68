// Tablets and servers for whole-app tests: real browser profiles on disk, real server processes, one day for both.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, expect, type BrowserContext, type Page } from "@playwright/test";
import type { ProviderSettings } from "../../src/server/provider.ts";

export interface ServerProcess {
  readonly address: string;
  readonly token: string;
  /** By the server's own clock. */
  readonly nowMs: () => number;
  readonly stop: () => Promise<void>;
}

export async function startServerProcess(
  folder: string,
  instant: string,
  port = "0",
  appFolder = "dist",
  provider?: ProviderSettings,
): Promise<ServerProcess> {
  const child = spawn(
    process.execPath,
    [
      "tests/support/clocked-server.ts",
      folder,
      instant,
      port,
      appFolder,
      ...(provider === undefined ? [] : [JSON.stringify(provider)]),
    ],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const startedAt = Date.now();
  const line = await firstLine(child);
  const { address, token } = JSON.parse(line) as { address: string; token: string };
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  };
  const nowMs = () => Date.parse(instant) + Date.now() - startedAt;
  return { address, token, nowMs, stop };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    });
    child.once("exit", (code) => reject(new Error(`The server ended with ${code} before it listened.`)));
  });
}

export function newFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `alongside-${name}-`));
}

export interface Tablet {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** Opens a tablet on its own profile; opening the same profile again is switching the tablet off and on. */
export async function openTablet(profile: string, instant: string): Promise<Tablet> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env["ALONGSIDE_BROWSER"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
    ],
    viewport: { width: 1080, height: 810 },
    hasTouch: true,
    locale: "en-GB",
    timezoneId: "Europe/London",
    acceptDownloads: true,
  });
  await context.clock.install({ time: new Date(instant) });
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page };
}

/** Waits until the app is precached and in the service worker's hands, so that it opens without a network. */
export async function waitUntilOfflineReady(page: Page): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await expect
    .poll(
      async () =>
        await page.evaluate(async () => (await caches.keys()).some((name) => name.includes("precache"))),
    )
    .toBe(true);
}
