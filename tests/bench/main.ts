// `npm run bench`: the product's promises measured in a real browser at a quarter of this machine's speed, with a school of
// 30,000 sessions on the tablet. Prints a table and writes bench-results.json.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium, type BrowserContext, type Page } from "playwright";
import { rawIndexedDbWrites } from "./baselines.ts";
import { median, percentile, tableOf, type Figure } from "./figures.ts";
import { startSchoolServer } from "./school-server.ts";

const slowDown = 4;
const taps = 24;
const coldStarts = 6;

const profile = mkdtempSync(join(tmpdir(), "alongside-profile-"));
const server = await startSchoolServer({ pupils: 430, years: 2 });
const figures: Figure[] = [];

async function openTablet(): Promise<{ context: BrowserContext; page: Page }> {
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
    locale: "en-GB",
    timezoneId: "Europe/London",
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page };
}

async function slow(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowDown });
}

async function stored(page: Page, store: "session" | "ledger"): Promise<number> {
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

/** From the click to the words "Saved on this tablet" in the document, as the page itself sees it. */
async function tapToSaved(page: Page): Promise<number> {
  await page.evaluate(() => {
    const seen = { clickedAt: 0, savedAt: 0 };
    Object.assign(globalThis, { benchSeen: seen });
    addEventListener("click", () => (seen.clickedAt = performance.now()), { capture: true, once: true });
    const observer = new MutationObserver((changes) => {
      const added = changes.flatMap((change) => [...change.addedNodes, change.target]);
      if (seen.clickedAt > 0 && added.some((node) => node.textContent?.includes("Saved on this tablet"))) {
        seen.savedAt = performance.now();
        observer.disconnect();
      }
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await page
    .getByRole("button", { name: /^Done(,| as)/ })
    .first()
    .click();
  const handle = await page.waitForFunction(() => {
    const { benchSeen } = globalThis as unknown as { benchSeen: { clickedAt: number; savedAt: number } };
    return benchSeen.savedAt > 0 ? benchSeen.savedAt - benchSeen.clickedAt : undefined;
  });
  return Number(await handle.jsonValue());
}

async function measureSaves(): Promise<void> {
  const { context, page } = await openTablet();
  const scripts = new Set<string>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith(".js") && pathname.startsWith("/assets/")) scripts.add(pathname);
  });
  await page.goto(server.address);
  await page.getByRole("button", { name: "As the SENCO" }).click();
  await page.getByRole("heading", { name: "Today", level: 1 }).waitFor();
  const first = [...scripts].filter((path) => !path.includes("worker"));
  const bytes = first.reduce(
    (sum, path) => sum + gzipSync(readFileSync(join("dist", path)), { level: 9 }).length,
    0,
  );
  figures.push({
    name: "JavaScript up to the first screen, gzip",
    goal: "≤ 120 KiB",
    values: [bytes / 1024],
    unit: "KiB",
  });
  const from = Date.now();
  while ((await stored(page, "session")) < server.sessions()) await page.waitForTimeout(500);
  figures.push({
    name: "first sync of the whole school",
    goal: "with progress",
    values: [(Date.now() - from) / 1000],
    unit: "s",
  });
  const synced = Date.now();
  while ((await stored(page, "ledger")) < server.sessions() * 0.97) await page.waitForTimeout(500);
  figures.push({
    name: "hours of all sessions worked out after it, in the worker",
    goal: "",
    values: [(Date.now() - synced) / 1000],
    unit: "s",
  });
  console.log(`${await stored(page, "session")} sessions stored; measuring at ${slowDown}× slow-down ...`);
  await page.getByLabel("Mine", { exact: true }).check({ force: true });
  await page.waitForTimeout(3000);
  await slow(context, page);
  const saves: number[] = [];
  for (let tap = 0; tap < taps; tap += 1) {
    saves.push(await tapToSaved(page));
    await page.waitForTimeout(700);
  }
  figures.push({
    name: "one tap to “Saved on this tablet”, 30,000 sessions stored",
    goal: "p95 ≤ 100 ms",
    values: saves,
    unit: "ms",
  });
  const raw = await page.evaluate(rawIndexedDbWrites, 50);
  figures.push({
    name: "the same rows in hand-written IndexedDB (limit)",
    goal: "",
    values: raw,
    unit: "ms",
  });
  console.log(`tap to saved ÷ raw write, medians: ${(median(saves) / median(raw)).toFixed(1)}`);
  await page.waitForTimeout(2000);
  await context.close();
}

async function measureColdStarts(): Promise<void> {
  const starts: number[] = [];
  for (let run = 0; run < coldStarts; run += 1) {
    const { context, page } = await openTablet();
    await context.setOffline(true);
    await slow(context, page);
    await page.goto(`${server.address}/today`);
    const handle = await page.waitForFunction(() => {
      const isUsable = document.querySelector('main li a[href^="/log/"]') !== null;
      const isSettled = document.querySelector("h1")?.textContent === "Today" && isUsable;
      return isSettled ? performance.now() : undefined;
    });
    starts.push(Number(await handle.jsonValue()));
    await context.close();
  }
  figures.push({
    name: "offline cold start to a usable Today, 30,000 sessions stored",
    goal: "≤ 2,000 ms",
    values: starts,
    unit: "ms",
  });
}

await measureSaves();
await server.close();
await measureColdStarts();
rmSync(profile, { recursive: true, force: true });
const machine = `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
console.log(`\n${machine}; browser slowed ${slowDown}×\n\n${tableOf(figures)}\n`);
const summary = figures.map(({ values, ...rest }) => ({
  ...rest,
  median: median(values),
  p95: percentile(values, 0.95),
  values,
}));
writeFileSync(
  "bench-results.json",
  JSON.stringify({ machine, slowDown, built: statSync("dist/index.html").mtime, figures: summary }, null, 2),
);
process.exit(0);
