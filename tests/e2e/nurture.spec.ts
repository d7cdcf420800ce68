// The nurture room as its people use it: the register offline in two taps, by two of them, and twenty totals in no more keys
// than the goal allows.
import { rmSync } from "node:fs";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { openDemo } from "../support/demo.ts";
import {
  newFolder,
  startServerProcess,
  waitUntilOfflineReady,
  type ServerProcess,
} from "../support/tablet.ts";

const folder = newFolder("data");
const instant = "2026-11-25T09:20:00Z";
let server: ServerProcess;

test.beforeAll(async () => {
  server = await startServerProcess(folder, instant);
});
test.afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function enter(page: Page): Promise<void> {
  await page.clock.install({ time: new Date(instant) });
  await openDemo(page, server, "As the nurture practitioner");
}

test("one absent and one late among eight are five taps from Today", async ({ page, context }) => {
  await enter(page);
  await waitUntilOfflineReady(page);
  // What this tablet enters stays on it: the next test takes the same half-day.
  await context.setOffline(true);
  const main = page.getByRole("main");
  const blank = main.getByRole("button", { name: /Not taken$/ });
  let taps = 0;
  const tap = async (what: Locator) => {
    taps += 1;
    await what.click();
  };
  await tap(main.getByRole("link", { name: "Take the register" }).first());
  await expect(blank.nth(1)).toBeVisible();
  const names = await blank.locator("span:first-child").allTextContents();
  const row = (at: number) => main.getByRole("button", { name: new RegExp(`^${names[at]} ?[A-Z]`) });
  await tap(row(0));
  await tap(row(1));
  await tap(row(1));
  await expect(row(1)).toHaveText(/Late/);
  await tap(main.getByRole("button", { name: /^The other \d here/ }));
  await expect(main.getByText(/^\d here, \d absent$/)).toBeVisible();
  await expect(row(0)).toHaveText(/Absent/);
  await expect(row(1)).toHaveText(/Late/);
  expect(taps).toBe(5);
});

test("the register of eight is two taps from Today, without a network too, and stays after a reload", async ({
  page,
  context,
}) => {
  await enter(page);
  await waitUntilOfflineReady(page);
  await context.setOffline(true);
  let taps = 0;
  const tap = async (name: RegExp | string, role: "button" | "link" = "button") => {
    taps += 1;
    await page.getByRole("main").getByRole(role, { name }).first().click();
  };
  await tap("Take the register", "link");
  await tap(/^All here/);
  await expect(page.getByText(/marked. Saved on this tablet$/)).toBeVisible();
  expect(taps).toBe(2);
  // The office had marked children as away: they are not called here.
  await expect(page.getByText(/^\d here, \d absent$/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/^\d here, \d absent$/)).toBeVisible();
  await context.setOffline(false);
});

test("twenty totals are at most 45 keys from the first box to saved, and the draft is there after a reload", async ({
  page,
}) => {
  await enter(page);
  await page.goto(`${server.address}/boxall`);
  await page.locator("a[href^='/boxall/new?pupil=']").first().click();
  await page.getByRole("radio", { name: "Children, 2017" }).check();
  await page.getByRole("radio", { name: "Between" }).check();
  await page.getByRole("button", { name: "Go on to the totals" }).click();
  await expect(page.getByText(/20 boxes left/)).toBeVisible();
  let keys = 0;
  const press = async (text: string) => {
    keys += text.length;
    for (const key of text) await page.keyboard.press(key);
  };
  await press("10".repeat(10));
  await expect(page.getByText(/10 boxes left/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/10 boxes left/)).toBeVisible();
  await expect(page.getByLabel(/^Q /)).toBeFocused();
  await press("10".repeat(10));
  await expect(page.getByRole("heading", { name: "Check the totals" })).toBeFocused();
  for (const key of ["Tab", "Enter"]) {
    keys += 1;
    await page.keyboard.press(key);
  }
  await expect(page.getByText("Saved on this tablet")).toBeVisible();
  expect(keys).toBeLessThanOrEqual(45);
});

test("a teaching assistant has no Boxall, neither in the menu nor at its address", async ({ page }) => {
  await page.clock.install({ time: new Date(instant) });
  await openDemo(page, server, "As a teaching assistant");
  const menu = page.getByRole("navigation", { name: "Main" });
  await expect(menu.getByRole("link", { name: "Boxall" })).toHaveCount(0);
  await page.goto(`${server.address}/boxall`);
  await expect(page.getByText("This page is not here")).toBeVisible();
});
