// Somebody of two schools with the school's own account: linked from inside, used to sign in, a school chosen, and the sign-in
// closed by an administrator while it is in use. The provider is a real one on this machine, on another site than the app.
import { expect, test, type Page } from "@playwright/test";
import { invitationSchema } from "../../src/protocol/account-messages.ts";
import { runAccounts } from "../../src/server/run-accounts.ts";
import { openDatabase } from "../../src/server/storage/database.ts";
import { client, freePort, startProvider } from "../server/support/identity-provider.ts";
import { addPerson, password, serverWith, setUpSchool } from "../server/support/school.ts";
import { authenticator, cookieOf, setUpFactor } from "../server/support/second-factor.ts";
import { picture } from "../support/picture.ts";
import { typeSecondStep } from "../support/second-step.ts";
import { newFolder, openTablet, startServerProcess } from "../support/tablet.ts";
import { choosePin } from "../support/unlocking.ts";

const instant = "2026-11-25T10:10:00Z";
const tia = "tia.adeyemi@meadow";
const pin = "271828";

/** Two schools on one server, and Tia who works in both. */
async function makeSchools(folder: string): Promise<void> {
  const db = await openDatabase(folder);
  const refuseDemo = () => Promise.reject(new Error("This test has no demo school."));
  const options = { inventDemo: refuseDemo };
  const server = serverWith(db, Date.parse(instant) - 86_400_000, options, () => db.destroy());
  const lead = await setUpSchool(server);
  const person = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const by = { args: ["add-school"], environment: { DATA_DIR: folder }, calledFrom: folder, say };
  await runAccounts(by, { nowMs: () => server.now });
  const token = /: ([0-9A-Z-]{19})/.exec(said.join("\n"))?.[1] ?? "";
  const body = { token, schoolName: "Oak Hill", name: "Olu Head", signInName: "head@oak", password };
  const head = cookieOf(await server.post("/api/auth/set-up", body));
  await setUpFactor(server, head, "head@oak");
  const invited = await server.post(
    "/api/admin/people",
    { name: "Tia A", roles: ["teaching-assistant"] },
    head,
  );
  const { code } = invitationSchema.parse(await invited.json());
  expect((await server.post("/api/auth/join-school", { code }, person.cookie)).status).toBe(200);
  await server.close();
}

async function fillSignIn(page: Page, name: string): Promise<void> {
  await page.getByLabel("Sign-in name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signInAtProvider(page: Page): Promise<void> {
  await page.getByPlaceholder("Enter any login").fill("tia-at-school");
  await page.getByPlaceholder("and password").fill("whatever");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("an account of the school signs in to one of two schools, until its sign-in there is closed", async () => {
  test.setTimeout(60_000);
  const folder = newFolder("data");
  await makeSchools(folder);
  const port = await freePort();
  const provider = await startProvider(0, { host: "localhost", appAddress: `http://127.0.0.1:${port}` });
  const settings = { issuer: provider.issuer, ...client, tenant: "meadow-lane" };
  const server = await startServerProcess(folder, instant, String(port), "dist", settings);
  const { page, context } = await openTablet(newFolder("tia"), instant);

  await page.goto(server.address);
  await fillSignIn(page, tia);
  await expect(page.getByRole("heading", { name: "Which school are you in?" })).toBeVisible();
  await picture(page, "choose-school");
  await page.getByRole("button", { name: "Meadow Lane" }).click();
  await choosePin(page, pin);
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();

  await page.getByRole("link", { name: "Help" }).click();
  await page.getByRole("link", { name: "Your sign-in" }).click();
  await page.getByRole("button", { name: "Link your school account" }).click();
  await signInAtProvider(page);
  await page.getByLabel("PIN, 6 digits").fill(pin);
  await expect(page.getByRole("button", { name: "Remove the link" })).toBeVisible();
  await picture(page, "linked-account");

  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await page.getByRole("button", { name: "Sign in with a password" }).click();
  await picture(page, "sign-in-provider");
  await page.getByRole("button", { name: "Sign in with your school account" }).click();
  await page.getByRole("button", { name: "Meadow Lane" }).click();
  await page.getByLabel("PIN, 6 digits").fill(pin);
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
  await expect(page).toHaveURL(`${server.address}/today`);

  const office = await openTablet(newFolder("lead"), instant);
  await office.page.goto(server.address);
  await fillSignIn(office.page, "lead@meadow");
  await typeSecondStep(office.page, authenticator, "lead@meadow", server.nowMs());
  await choosePin(office.page, "314159");
  await office.page.getByRole("link", { name: "Settings" }).click();
  await office.page.getByRole("button", { name: "Close sign-in of Tia Adeyemi" }).click();
  await picture(office.page, "close-sign-in");
  await office.page.getByRole("button", { name: "Yes, close it now of Tia Adeyemi" }).click();
  await expect(office.page.getByRole("row", { name: /Tia Adeyemi/ })).toContainText("Not joined yet");

  // Within five seconds the page that stands open is locked, and the PIN opens nothing any more.
  await expect(page).toHaveTitle("Locked - Alongside", { timeout: 5000 });
  await expect(page.getByText("Tia Adeyemi")).toHaveCount(0);
  await picture(page, "closed-sign-in");
  await context.close();
  await office.context.close();
  await server.stop();
  await provider.stop();
});
