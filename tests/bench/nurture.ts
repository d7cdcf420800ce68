// The nurture room on a slowed tablet: a register of eight, twenty totals, and the pictures of twelve children. A scripted
// person; what a real one takes for a tap is theirs.
import { rmSync } from "node:fs";
import preact from "@preact/preset-vite";
import type { Page } from "playwright";
import { build } from "vite";
import { openDemo } from "../support/demo.ts";
import { newFolder, startServerProcess } from "../support/tablet.ts";
import { newProfile, openTablet, slow } from "./browser.ts";
import type { Figure } from "./figures.ts";
import type { PictureTimes } from "./pictures-page.tsx";

const rounds = 7;
const instant = "2026-11-25T09:20:00Z";

/** @param slowDown how much slower than this machine the browser runs */
export async function measureNurture(slowDown: number): Promise<Figure[]> {
  const folder = newFolder("nurture");
  const profile = newProfile();
  const server = await startServerProcess(folder, instant);
  const { context, page } = await openTablet(profile);
  await page.clock.install({ time: new Date(instant) });
  await openDemo(page, server, "As the nurture practitioner");
  await slow({ context, page }, slowDown);
  const registers = await inRounds(() => takeRegister(page, server.address));
  const mixed = await inRounds(() => takeMixedRegister(page, server.address));
  const totals = await inRounds(() => enterTotals(page, server.address));
  await page.goto(`${server.address}/healthz`);
  await page.evaluate(await pageScript());
  const pictures = await inRounds(() => drawPictures(page));
  await context.close();
  await server.stop();
  for (const each of [folder, profile]) rmSync(each, { recursive: true, force: true });
  return [
    {
      name: "register of eight from Today: 2 taps, the app's share",
      goal: "≤ 4 s with a person's taps",
      values: registers,
      unit: "s",
    },
    {
      name: "register with one absent and one late: 5 taps, the app's share",
      goal: "≤ 10 s with a person's taps",
      values: mixed,
      unit: "s",
    },
    {
      name: "20 totals: 40 keys and one to save, the app's share",
      goal: "≤ 120 s with a person's keys",
      values: totals,
      unit: "s",
    },
    {
      name: "profile and change of 12 children, drawn",
      goal: "≤ 300 ms",
      values: pictures.map((one) => one.pictures),
      unit: "ms",
    },
    {
      name: "as many plain lines and circles",
      goal: "",
      values: pictures.map((one) => one.plain),
      unit: "ms",
    },
    {
      name: "pictures ÷ plain",
      goal: "",
      values: pictures.map((one) => one.pictures / one.plain),
      unit: "×",
    },
  ];
}

async function inRounds<Value>(work: () => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (let round = 0; round < rounds; round += 1) values.push(await work());
  return values;
}

async function takeRegister(page: Page, address: string): Promise<number> {
  const from = await openRegister(page, address);
  await page.getByRole("button", { name: /^All here/ }).click();
  await page.getByText(/marked. Saved on this tablet$/).waitFor();
  const seconds = (Date.now() - from) / 1000;
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: /^All here/ }).waitFor();
  return seconds;
}

/** @returns when the register was tapped on Today */
async function openRegister(page: Page, address: string): Promise<number> {
  await page.goto(`${address}/today`);
  const card = page.getByRole("main").getByRole("link", { name: "Take the register" }).first();
  const settled = page
    .getByRole("main")
    .getByRole("link", { name: /The Nest/ })
    .first();
  await card.or(settled).first().waitFor();
  const from = Date.now();
  await card.or(settled).first().click();
  return from;
}

async function takeMixedRegister(page: Page, address: string): Promise<number> {
  const from = await openRegister(page, address);
  const rows = page.getByRole("main").getByRole("listitem").locator("button:first-child");
  await rows.nth(0).click();
  await rows.nth(1).click();
  await rows.nth(1).click();
  await page.getByRole("button", { name: /^The other/ }).click();
  await page.getByText(/marked. Saved on this tablet$/).waitFor();
  const seconds = (Date.now() - from) / 1000;
  await page.getByRole("button", { name: "Undo" }).click();
  // Cleared again for the next round: absent becomes late and then blank, late becomes blank.
  for (const at of [0, 0, 1]) await rows.nth(at).click();
  await page.getByRole("button", { name: /^All here/ }).waitFor();
  return seconds;
}

async function enterTotals(page: Page, address: string): Promise<number> {
  await page.goto(`${address}/boxall`);
  await page.locator("a[href^='/boxall/new?pupil=']").first().click();
  await page.getByRole("radio", { name: "Children, 2017" }).check({ force: true });
  await page.getByRole("radio", { name: "Between" }).check({ force: true });
  await page.getByRole("button", { name: "Go on to the totals" }).click();
  await page.getByText(/20 boxes left/).waitFor();
  const from = Date.now();
  for (const key of "10".repeat(20)) await page.keyboard.press(key);
  await page.getByRole("button", { name: "Save the assessment" }).press("Enter");
  await page.getByText("Saved on this tablet").waitFor();
  return (Date.now() - from) / 1000;
}

async function drawPictures(page: Page): Promise<PictureTimes> {
  return await page.evaluate(async () => {
    const { measurePictures } = globalThis as unknown as { measurePictures: () => Promise<PictureTimes> };
    return await measurePictures();
  });
}

/** The page's program with all that it imports, its styles put in by itself, as one script. */
async function pageScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    plugins: [preact()],
    build: {
      write: false,
      lib: { entry: "tests/bench/pictures-page.tsx", formats: ["iife"], name: "picturesPage" },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !("output" in output)) throw new Error("The page was not built.");
  const styles = output.output
    .flatMap((one) => (one.type === "asset" ? [String(one.source)] : []))
    .join("\n");
  const style = `{ const style = document.createElement("style"); style.textContent = ${JSON.stringify(styles)}; document.head.append(style); }`;
  return `${style}\n${output.output[0].code}`;
}
