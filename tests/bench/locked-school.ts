// A large school that is nobody's demo: its SENCO signs in as people do, with a second step and a PIN, and holds all of it.
import type { Page } from "playwright";
import { createAuthenticator } from "../support/authenticator.ts";
import { setUpSecondStep } from "../support/second-step.ts";
import { choosePin } from "../support/unlocking.ts";
import type { SchoolServer } from "./school-server.ts";

const pin = "314159";
const name = "Sam Lead";
const signInName = "sam@meadow";

/** Sets the school up in this browser, puts the invented records into it, and leaves the tablet locked. */
export async function setUpLockedSchool(page: Page, server: SchoolServer): Promise<void> {
  await page.goto(server.address);
  await page.getByLabel("One-time token").fill(server.token);
  await page.getByLabel("School name").fill("Meadow Lane Primary");
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Sign-in name").fill(signInName);
  await page.getByLabel("Password").fill("plover kettle orbit seven");
  await page.getByRole("button", { name: "Make the school" }).click();
  await setUpSecondStep(page, createAuthenticator(), signInName, Date.now());
  await choosePin(page, pin);
  await page.getByRole("heading", { name: "Today", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await page.getByRole("heading", { name: "Who is using this?" }).waitFor();
  await server.fillSchool();
}

/** On the locked screen. @returns milliseconds from the last digit to a Today that can be used, as the page itself sees it */
export async function unlock(page: Page): Promise<number> {
  await page.getByRole("button", { name }).click();
  for (const digit of pin.slice(0, -1)) await tapDigit(page, digit);
  await page.evaluate(() => {
    const seen = { tappedAt: 0 };
    Object.assign(globalThis, { benchUnlock: seen });
    addEventListener("click", () => (seen.tappedAt = performance.now()), { capture: true, once: true });
  });
  await tapDigit(page, pin.slice(-1));
  const handle = await page.waitForFunction(() => {
    const { benchUnlock } = globalThis as unknown as { benchUnlock: { tappedAt: number } };
    const isUsable = document.querySelector('main li a[href^="/log/"]') !== null;
    const isSettled = document.querySelector("h1")?.textContent === "Today" && isUsable;
    return isSettled ? performance.now() - benchUnlock.tappedAt : undefined;
  });
  return Number(await handle.jsonValue());
}

export async function lock(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await page.getByRole("heading", { name: "Who is using this?" }).waitFor();
}

async function tapDigit(page: Page, digit: string): Promise<void> {
  await page.getByRole("button", { name: digit, exact: true }).click();
}
