// Getting in on a locked tablet as people do it: a name, six digits.
import { expect, type Page } from "@playwright/test";

/** On the screen after a first full sign-in. */
export async function choosePin(page: Page, pin: string): Promise<void> {
  await expect(page.getByRole("heading", { name: "Choose your PIN" })).toBeVisible();
  await page.getByLabel("New PIN, 6 digits").fill(pin);
  await page.getByLabel("New PIN again, 6 digits").fill(pin);
}

/** On the locked screen: taps the name and the digits. */
export async function unlock(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole("button", { name }).click();
  for (const digit of pin) await page.getByRole("button", { name: digit, exact: true }).click();
}

/** Opens an address; a reload comes back locked, so the person unlocks it. */
export async function openUnlocked(page: Page, address: string, name: string, pin: string): Promise<void> {
  await page.goto(address);
  await unlock(page, name, pin);
  await expect(page.getByRole("button", { name: "Lock", exact: true })).toBeVisible();
}
