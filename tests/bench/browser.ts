// The browser of the measurements: a tablet on its own profile, slowed when asked, and a watch on how long its page stood
// still.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright";
import { browserLaunch } from "../support/browser-flags.ts";

export interface BenchTablet {
  readonly context: BrowserContext;
  readonly page: Page;
}

export function newProfile(): string {
  return mkdtempSync(join(tmpdir(), "alongside-profile-"));
}

export async function openTablet(profile: string): Promise<BenchTablet> {
  const context = await chromium.launchPersistentContext(profile, {
    ...browserLaunch,
    viewport: { width: 1080, height: 810 },
    locale: "en-GB",
    timezoneId: "Europe/London",
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page };
}

/** @param times how much slower the page's processor becomes */
export async function slow({ context, page }: BenchTablet, times: number): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: times });
}

/**
 * Begins to write down how long the page's main thread stood still: tasks of 50 ms and more as the browser counts them,
 * and the lateness of a timer that wants to run every 5 ms, which sees shorter ones too.
 */
export async function watchStalls(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { longTasks: [] as number[], late: [] as number[], at: performance.now() };
    Object.assign(globalThis, { benchStalls: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.longTasks.push(entry.duration);
    }).observe({ type: "longtask" });
    setInterval(() => {
      const now = performance.now();
      seen.late.push(Math.max(0, now - seen.at - 5));
      seen.at = now;
    }, 5);
  });
}

interface Stalls {
  readonly longTasks: readonly number[];
  readonly late: readonly number[];
}

/** What was written down since the watch began or was last asked. */
export async function stallsOf(page: Page): Promise<Stalls> {
  return await page.evaluate(() => {
    const { benchStalls } = globalThis as unknown as { benchStalls: { longTasks: number[]; late: number[] } };
    return { longTasks: benchStalls.longTasks.splice(0), late: benchStalls.late.splice(0) };
  });
}

/** Rows in a store of the signed-in person's database; 0 while there is none. */
export async function stored(page: Page, store: string): Promise<number> {
  return await page.evaluate(async (storeName) => {
    const names = (await indexedDB.databases()).map((one) => one.name ?? "");
    const name = names.find((one) => /^alongside-[0-9a-f]{8}-/.test(one));
    if (name === undefined) return 0;
    return await new Promise<number>((resolve) => {
      const open = indexedDB.open(name);
      open.onsuccess = () => {
        const db = open.result;
        if (!db.objectStoreNames.contains(storeName)) return resolve(0);
        const count = db.transaction(storeName).objectStore(storeName).count();
        count.onsuccess = () => {
          db.close();
          resolve(count.result);
        };
        return undefined;
      };
    });
  }, store);
}
