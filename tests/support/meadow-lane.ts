// A school made through its own screens, and what people do in it all day: for tests of the whole app.
import { expect, type Page } from "@playwright/test";
import { createAuthenticator } from "./authenticator.ts";
import { setUpSecondStep } from "./second-step.ts";
import type { ServerProcess } from "./tablet.ts";
import { choosePin, openUnlocked } from "./unlocking.ts";

const password = "plover kettle orbit seven";
export const sencoPin = "271828";

/** Looks at a screen in both themes and on a phone, when somebody asks for pictures. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["ALONGSIDE_PICTURES"];
  if (folder === undefined) return;
  for (const [size, width, height] of [
    ["tablet", 1080, 810],
    ["phone", 390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${size}-${colorScheme}.png`, animations: "disabled" });
    }
  }
  await page.setViewportSize({ width: 1080, height: 810 });
  await page.emulateMedia({ colorScheme: "light" });
}

export async function setUpSchool(page: Page, server: ServerProcess): Promise<void> {
  await page.goto(server.address);
  await page.getByLabel("One-time token").fill(server.token);
  await page.getByLabel("School name").fill("Meadow Lane Primary");
  await page.getByLabel("Your name").fill("Sam Lead");
  await page.getByLabel("Sign-in name").fill("sam@meadow");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Make the school" }).click();
  await setUpSecondStep(page, createAuthenticator(), "sam@meadow", server.nowMs());
  await picture(page, "choose-pin");
  await choosePin(page, sencoPin);
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
}

export async function lock(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Who is using this?" })).toBeVisible();
}

/** @param note what is typed about the child */
export async function logSupport(page: Page, child: string, note = ""): Promise<void> {
  await beginLog(page, child, note);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved on this tablet")).toBeVisible();
}

/** A log that is filled in and not saved. */
export async function beginLog(page: Page, child: string, note: string): Promise<void> {
  await page.getByRole("link", { name: "Log something else" }).click();
  await page.getByLabel("Phonics catch-up").check({ force: true });
  await page.getByRole("combobox", { name: "Find another child" }).fill(child);
  await page.getByRole("option", { name: new RegExp(`^${child}`) }).click();
  if (note === "") return;
  await page.getByText("Note and progress").click();
  await page.getByRole("textbox", { name: /^Note about/ }).fill(note);
}

export async function addChildAndIntervention(page: Page, server: ServerProcess): Promise<void> {
  await openUnlocked(page, `${server.address}/import`, "Sam Lead", sencoPin);
  await page.locator("input[type=file]").setInputFiles("tests/files/samples/messy-class-list.csv");
  await page.getByRole("button", { name: "Import 20 pupils" }).click();
  await expect(page.getByText("20 pupils imported")).toBeVisible();
  await page.getByRole("link", { name: "Groups" }).click();
  await page.getByRole("button", { name: "Add an intervention" }).click();
  await page.getByLabel("Name of the intervention").fill("Phonics catch-up");
  await page.getByRole("button", { name: "Save the intervention" }).click();
  await expect(page.getByRole("heading", { name: "Phonics catch-up" })).toBeVisible();
  await expect(page.getByText(/^All sent/)).toBeVisible();
}
