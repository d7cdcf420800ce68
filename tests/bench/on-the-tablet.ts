// What a person feels on a tablet with a large school on it: unlocking, the tap that saves, and opening the app without a
// network. The browser runs at a quarter of this machine's speed; its ciphers do not, and are reported apart (sealing.ts).
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright";
import { dexieWrites, rawIndexedDbWrites } from "./baselines.ts";
import { newProfile, openTablet, slow, stored } from "./browser.ts";
import { median, type Figure } from "./figures.ts";
import { lock, setUpLockedSchool, unlock } from "./locked-school.ts";
import { startSchoolServer, type SchoolServer } from "./school-server.ts";

export const slowDown = 4;
const taps = 24;
const coldStarts = 6;
const unlocks = 12;
const dexieSource = readFileSync("node_modules/dexie/dist/dexie.min.js", "utf8");

export async function measureTablet(): Promise<Figure[]> {
  const server = await startSchoolServer({ pupils: 430, years: 2 });
  const profile = newProfile();
  const figures = [measureFirstScreen(), ...(await measureSaves(server, profile))];
  await server.close();
  figures.push(...(await measureColdStarts(server.address, profile)));
  rmSync(profile, { recursive: true, force: true });
  return figures;
}

/** From the click to the words "Saved on this tablet" in the document, as the page itself sees it. */
async function tapToSaved(page: Page): Promise<number> {
  const button = page.getByRole("button", { name: /^Done(,| as)/ }).first();
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (box === null) throw new Error("There is nothing to tap.");
  await page.evaluate(() => {
    const seen = { clickedAt: 0, savedAt: 0 };
    Object.assign(globalThis, { benchSeen: seen });
    addEventListener("click", () => (seen.clickedAt = performance.now()), { capture: true, once: true });
    const bars = () =>
      [...document.querySelectorAll("[role=status]")].filter(
        (one) => one.textContent === "Saved on this tablet",
      );
    const before = new Set(bars());
    // Looked up, not read out of every change: a large page's words take longer than the save.
    const observer = new MutationObserver(() => {
      if (seen.clickedAt > 0 && bars().some((one) => !before.has(one))) {
        seen.savedAt = performance.now();
        observer.disconnect();
      }
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  // Asked now and then: to ask at each frame would slow what is measured.
  const handle = await page.waitForFunction(
    () => {
      const { benchSeen } = globalThis as unknown as { benchSeen: { clickedAt: number; savedAt: number } };
      return benchSeen.savedAt > 0 ? benchSeen.savedAt - benchSeen.clickedAt : undefined;
    },
    undefined,
    { polling: 500 },
  );
  return Number(await handle.jsonValue());
}

async function measureSaves(server: SchoolServer, profile: string): Promise<Figure[]> {
  const { context, page } = await openTablet(profile);
  const figures: Figure[] = [];
  await setUpLockedSchool(page, server);
  await unlock(page);
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
  await slow({ context, page }, slowDown);
  figures.push(await measureUnlocks(page));
  await page.getByLabel("Mine", { exact: true }).check({ force: true });
  await page.waitForTimeout(3000);
  const saves: number[] = [];
  const due = await page.getByRole("button", { name: /^Done(,| as)/ }).count();
  for (let tap = 0; tap < Math.min(taps, due); tap += 1) {
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
  await page.evaluate(dexieSource);
  figures.push({
    name: "the same rows by plain Dexie (limit)",
    goal: "",
    values: await page.evaluate(dexieWrites, 50),
    unit: "ms",
  });
  figures.push({
    name: "one tap to “Saved” ÷ the hand-written write",
    goal: "",
    values: [median(saves) / median(raw)],
    unit: "×",
  });
  await page.waitForTimeout(2000);
  await context.close();
  return figures;
}

/** What the page names itself: it all has to be there before anybody can be asked who is using the tablet. */
function measureFirstScreen(): Figure {
  const page = readFileSync(join("dist", "index.html"), "utf8");
  const first = new Set([...page.matchAll(/"(\/assets\/[^"]+\.js)"/g)].map((found) => found[1] ?? ""));
  const sizeOf = (path: string) => gzipSync(readFileSync(join("dist", path)), { level: 9 }).length;
  return {
    name: "JavaScript of the first screen, gzip",
    goal: "≤ 120 KiB",
    values: [[...first].reduce((sum, path) => sum + sizeOf(path), 0) / 1024],
    unit: "KiB",
  };
}

async function measureUnlocks(page: Page): Promise<Figure> {
  const values: number[] = [];
  for (let run = 0; run < unlocks; run += 1) {
    await lock(page);
    values.push(await unlock(page));
  }
  return {
    name: "from the last digit of a PIN to a usable Today, 30,000 sessions stored",
    goal: "≤ 1,200 ms",
    values,
    unit: "ms",
  };
}

/** Each in a new browser, without a network: to the names, and from the last digit to Today. */
async function measureColdStarts(address: string, profile: string): Promise<Figure[]> {
  const [names, todays]: [number[], number[]] = [[], []];
  for (let run = 0; run < coldStarts; run += 1) {
    const { context, page } = await openTablet(profile);
    await context.setOffline(true);
    await slow({ context, page }, slowDown);
    await page.goto(`${address}/today`);
    const handle = await page.waitForFunction(() => {
      const isThere = document.querySelector("h1")?.textContent === "Who is using this?";
      return isThere ? performance.now() : undefined;
    });
    names.push(Number(await handle.jsonValue()));
    todays.push(await unlock(page));
    await context.close();
  }
  return [
    { name: "offline cold start to the names", goal: "", values: names, unit: "ms" },
    {
      name: "after it, from the last digit to a usable Today, 30,000 sessions stored",
      goal: "≤ 2,000 ms",
      values: todays,
      unit: "ms",
    },
  ];
}
