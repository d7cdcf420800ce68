// The demo school in a browser, and the screens that every member of staff can go to.
import { expect, type Page } from "@playwright/test";
import type { ServerProcess } from "./tablet.ts";

export const screens = [
  "/today",
  "/log",
  "/log/new",
  "/register",
  "/register/term",
  "/boxall",
  "/boxall/new",
  "/boxall/definitions",
  "/boxall/import",
  "/pupils",
  "/groups",
  "/hours",
  "/weekly",
  "/attention",
  "/import",
  "/tablets",
  "/settings",
  "/settings/audit",
  "/settings/records",
  "/settings/pupil-record",
  "/settings/transfer-in",
  "/sign-in-safety",
  "/help",
];

/** Opens the demo school as one of its people and waits until the whole of it is there. */
export async function openDemo(
  page: Page,
  server: ServerProcess,
  as: "As a teaching assistant" | "As the nurture practitioner" | "As the SENCO",
): Promise<void> {
  await page.goto(server.address);
  await page.getByRole("button", { name: as }).click();
  await expect(page.getByText(/^All sent/)).toBeVisible({ timeout: 60_000 });
}
