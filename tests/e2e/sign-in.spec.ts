// Signing in as people do it: the second step set up at the first sign-in, asked for at the next one, and nothing of the
// school before it.
import { expect, test, type Page } from "@playwright/test";
import { createAuthenticator } from "../support/authenticator.ts";
import { picture } from "../support/picture.ts";
import { setUpSecondStep, typeSecondStep } from "../support/second-step.ts";
import { choosePin } from "../support/unlocking.ts";
import { newFolder, openTablet, startServerProcess } from "../support/tablet.ts";

const instant = "2026-11-25T14:10:00Z";
const password = "plover kettle orbit seven";
const pin = "271828";

async function fillSignIn(page: Page): Promise<void> {
  await page.getByLabel("Sign-in name").fill("sam@meadow");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("an administrator sets up a second step, and signs in with it", async () => {
  const server = await startServerProcess(newFolder("data"), instant);
  const { page, context } = await openTablet(newFolder("senco"), instant);
  const phone = createAuthenticator();
  await page.goto(server.address);
  await page.getByLabel("One-time token").fill(server.token);
  await page.getByLabel("School name").fill("Meadow Lane Primary");
  await page.getByLabel("Your name").fill("Sam Lead");
  await page.getByLabel("Sign-in name").fill("sam@meadow");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Make the school" }).click();

  await expect(page.getByRole("heading", { name: "Set up your second step" })).toBeVisible();
  await expect(page.getByRole("img", { name: "QR code for your authenticator app" })).toBeVisible();
  await picture(page, "second-step-new");
  await page.getByLabel("Code from your authenticator app").fill("12");
  await page.getByRole("button", { name: "Use this app" }).click();
  await expect(page.getByText("Type the six figures that your app shows now.")).toBeVisible();
  await setUpSecondStep(page, phone, "sam@meadow", server.nowMs());
  await choosePin(page, pin);
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();

  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await page.getByRole("button", { name: "Sign in with a password" }).click();
  await fillSignIn(page);
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await expect(page.getByText("Meadow Lane")).toHaveCount(0);
  await page.getByLabel("Code from your authenticator app").fill("000000");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("This code is not right.")).toBeVisible();
  await picture(page, "second-step-code");
  await typeSecondStep(page, phone, "sam@meadow", server.nowMs());
  await page.getByLabel("PIN, 6 digits").fill(pin);
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
  await context.close();
  await server.stop();
});
