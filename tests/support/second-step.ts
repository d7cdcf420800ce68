// The second step of a sign-in as a person does it in a browser: reads the letters beside the QR code into an authenticator
// and types what it shows.
import { expect, type Page } from "@playwright/test";
import type { Authenticator } from "./authenticator.ts";

/** On the screen that asks for a new second step: sets it up. */
export async function setUpSecondStep(
  page: Page,
  phone: Authenticator,
  account: string,
  nowMs: number,
): Promise<void> {
  await expect(page.getByRole("img", { name: "QR code for your authenticator app" })).toBeVisible();
  const letters = await page.getByTestId("authenticator-secret").innerText();
  phone.hold(account, letters.replace(/\s/g, ""));
  await page.getByLabel("Code from your authenticator app").fill(phone.code(account, nowMs));
  await page.getByRole("button", { name: "Use this app" }).click();
}

/** On the screen that asks for a code. */
export async function typeSecondStep(
  page: Page,
  phone: Authenticator,
  account: string,
  nowMs: number,
): Promise<void> {
  await page.getByLabel("Code from your authenticator app").fill(phone.code(account, nowMs));
  await page.getByRole("button", { name: "Go on" }).click();
}
