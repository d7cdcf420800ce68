// How a fresh tablet gets a whole school, beside the least that the same rows could cost: a client of a few lines that asks
// for the same pages and puts them into IndexedDB as they are. The ways take turns, so that the machine's moods hit all.
import { readFileSync, rmSync } from "node:fs";
import { registry } from "../../src/domain/records.ts";
import { fetchEverything, putEverything } from "./baselines.ts";
import { newProfile, openTablet, stallsOf, stored, watchStalls } from "./browser.ts";
import { median, percentile, type Figure } from "./figures.ts";
import { startSchoolServer, type SchoolServer } from "./school-server.ts";

const rounds = 3;
const indexes = Object.fromEntries([...registry].map(([name, kind]) => [name, kind.indexes]));
const dexieSource = readFileSync("node_modules/dexie/dist/dexie.min.js", "utf8");

/** @param size the invented school; the second one is what a SENCO's tablet holds after two years */
export async function measureReceive(
  label: string,
  size: { readonly pupils: number; readonly years: number; readonly days?: number },
): Promise<Figure[]> {
  const server = await startSchoolServer(size);
  const [ours, bare, indexed, dexie, fetched, longest, late]: number[][] = [[], [], [], [], [], [], []];
  let sessions = 0;
  let rows = 0;
  for (let round = 0; round < rounds; round += 1) {
    const least = await leastCost(server, round);
    fetched?.push(least.fetched);
    bare?.push(least.bare);
    indexed?.push(least.indexed);
    dexie?.push(least.dexie);
    rows = least.rows;
    const app = await firstSync(server);
    ours?.push(app.ms);
    longest?.push(Math.max(0, ...app.longTasks));
    late?.push(percentile(app.late, 1));
    sessions = app.sessions;
    if (app.sessions < server.sessions())
      throw new Error(`${app.sessions} of ${server.sessions()} sessions came.`);
  }
  await server.close();
  const of = (values: number[] = []) => values;
  const limit = of(indexed).map((ms, at) => ms + (fetched?.[at] ?? 0));
  const words = `${label}: ${sessions.toLocaleString("en-GB")} sessions, ${rows.toLocaleString("en-GB")} rows`;
  return [
    { name: `${words}; first sync in the real app`, goal: "", values: of(ours), unit: "ms" },
    { name: "— asking for the same pages, nothing stored", goal: "", values: of(fetched), unit: "ms" },
    { name: "— putting them raw, key only", goal: "", values: of(bare), unit: "ms" },
    { name: "— putting them raw, with our indexes", goal: "", values: of(indexed), unit: "ms" },
    { name: "— putting them by plain Dexie, with our indexes", goal: "", values: of(dexie), unit: "ms" },
    {
      name: "— first sync ÷ (asking + raw put with our indexes)",
      goal: "≤ 2",
      values: [median(of(ours)) / median(limit)],
      unit: "×",
    },
    { name: "— longest task of the page meanwhile", goal: "≤ 50 ms", values: of(longest), unit: "ms" },
    { name: "— latest timer of the page meanwhile", goal: "≤ 50 ms", values: of(late), unit: "ms" },
  ];
}

/** Asks and stores in a page of the same origin in which the app does not run. */
async function leastCost(server: SchoolServer, run: number) {
  const profile = newProfile();
  const { context, page } = await openTablet(profile);
  await page.goto(`${server.address}/healthz`);
  await page.evaluate(async () => {
    const headers = { "content-type": "application/json", "x-alongside": "1" };
    const body = JSON.stringify({ as: "senco" });
    await fetch("/api/auth/demo", { method: "POST", headers, body });
  });
  await page.evaluate(dexieSource);
  const { ms: fetched, rows } = await page.evaluate(fetchEverything);
  const put = async (way: "bare" | "indexed" | "dexie") =>
    await page.evaluate(putEverything, { way, indexes, run });
  const indexed = await put("indexed");
  const dexie = await put("dexie");
  const bare = await put("bare");
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  return { fetched, rows, indexed, dexie, bare };
}

/** From the first request for rows to "All sent", on a tablet that has never been here. */
async function firstSync(server: SchoolServer) {
  const profile = newProfile();
  const { context, page } = await openTablet(profile);
  await page.goto(server.address);
  const door = page.getByRole("button", { name: "As the SENCO" });
  await door.waitFor();
  await watchStalls(page);
  await page.evaluate(() => {
    performance.setResourceTimingBufferSize(5000);
    const seen = { doneAt: 0 };
    Object.assign(globalThis, { benchSync: seen });
    const look = () => {
      const isDone = document.querySelector("header")?.textContent?.includes("All sent") ?? false;
      if (isDone) seen.doneAt = performance.now();
      else seen.doneAt = 0;
    };
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
  await door.click();
  await page.waitForFunction(
    () => {
      const { benchSync } = globalThis as unknown as { benchSync: { doneAt: number } };
      return benchSync.doneAt > 0 && performance.now() - benchSync.doneAt > 500;
    },
    undefined,
    { timeout: 600_000 },
  );
  const ms = await page.evaluate(() => {
    const { benchSync } = globalThis as unknown as { benchSync: { doneAt: number } };
    const pulls = performance
      .getEntriesByType("resource")
      .filter((one) => one.name.endsWith("/api/sync/pull"));
    return benchSync.doneAt - (pulls[0]?.startTime ?? 0);
  });
  const stalls = await stallsOf(page);
  const sessions = await stored(page, "session");
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  return { ms, sessions, ...stalls };
}
