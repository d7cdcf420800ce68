// Passkeys with the browser's virtual authenticator: made on the security page, used to sign in, as the second step and to
// prove oneself afresh, and gone when removed.
import { expect, test, type CDPSession, type Page } from "@playwright/test";
import { createAuthenticator } from "../support/authenticator.ts";
import { picture } from "../support/picture.ts";
import { watchPage } from "../support/page-watch.ts";
import { setUpSecondStep } from "../support/second-step.ts";
import { choosePin } from "../support/unlocking.ts";
import { newFolder, openTablet, startServerProcess } from "../support/tablet.ts";

const instant = "2026-11-25T14:10:00Z";
const password = "plover kettle orbit seven";
const pin = "271828";

/** A phone's own authenticator that always recognises its owner. */
async function addAuthenticator(page: Page): Promise<{ cdp: CDPSession; id: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId: id } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf: true,
    },
  });
  return { cdp, id };
}

/** Locking ends the session; what follows is a full sign-in. */
async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await page.getByRole("button", { name: "Sign in with a password" }).click();
  await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();
}

/** After a full sign-in: the PIN that opens the work on this device. */
async function enterPin(page: Page): Promise<void> {
  await page.getByLabel("PIN, 6 digits").fill(pin);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(/PIN/);
}

test("a passkey signs in by itself, is a second step, proves its owner, and ends when it is removed", async () => {
  const folder = newFolder("data");
  const server = await startServerProcess(folder, instant);
  // Passkeys belong to a name, never to a bare number.
  const address = server.address.replace("127.0.0.1", "localhost");
  const { page, context } = await openTablet(newFolder("senco"), instant);
  const { forbidden } = await watchPage(page);
  const phone = createAuthenticator();
  const { cdp, id } = await addAuthenticator(page);
  await page.goto(address);
  await page.getByLabel("One-time token").fill(server.token);
  await page.getByLabel("School name").fill("Meadow Lane Primary");
  await page.getByLabel("Your name").fill("Sam Lead");
  await page.getByLabel("Sign-in name").fill("sam@meadow");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Make the school" }).click();
  await setUpSecondStep(page, phone, "sam@meadow", server.nowMs());
  await choosePin(page, pin);
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();

  await page.getByRole("link", { name: "Help" }).click();
  await page.getByRole("link", { name: "Your sign-in" }).click();
  await page.getByLabel("Name of this device").fill("My phone");
  await page.getByRole("button", { name: "Add a passkey on this device" }).click();
  await expect(page.getByRole("rowheader", { name: "My phone" })).toBeVisible();
  expect((await cdp.send("WebAuthn.getCredentials", { authenticatorId: id })).credentials).toHaveLength(1);
  await picture(page, "security");

  await signOut(page);
  await picture(page, "sign-in-passkey");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await enterPin(page);

  await signOut(page);
  await page.getByLabel("Sign-in name").fill("sam@meadow");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await picture(page, "second-step-both");
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await enterPin(page);
  // Twenty minutes later by the server's clock: what is dear is asked for again, and the passkey answers.
  await expect(page.getByRole("button", { name: "Remove My phone" })).toBeVisible();
  await server.stop();
  const port = new URL(server.address).port;
  const later = await startServerProcess(folder, "2026-11-25T14:30:00Z", port);
  await page.getByRole("button", { name: "Remove My phone" }).click();
  const question = page.getByRole("dialog", { name: "Is it still you?" });
  await expect(question).toBeVisible();
  await picture(page, "prove-by-passkey");
  await question.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByRole("rowheader", { name: "My phone" })).toHaveCount(0);
  await signOut(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByText("This passkey was not accepted.")).toBeVisible();
  expect(forbidden()).toEqual([]);
  await context.close();
  await later.stop();
});
