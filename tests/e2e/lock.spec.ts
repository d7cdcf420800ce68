// A shared tablet from joining to being lost: two people, no network, nothing of a pupil on the locked screen, nothing lost.
import { expect, test, type Page } from "@playwright/test";
import {
  newFolder,
  openTablet,
  startServerProcess,
  waitUntilOfflineReady,
  type ServerProcess,
  type Tablet,
} from "../support/tablet.ts";
import {
  addChildAndIntervention,
  beginLog,
  lock,
  logSupport,
  picture,
  sencoPin,
  setUpSchool,
} from "../support/meadow-lane.ts";
import { storedWords } from "../support/stored-words.ts";
import { unlock } from "../support/unlocking.ts";

const instant = "2026-11-25T14:10:00Z";
const anaPin = "314159";
const benPin = "161803";

async function invite(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Add a person" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Add and make a code" }).click();
  await expect(page.getByText(`Give this code to ${name}`)).toBeVisible();
  await expect(page.getByRole("rowheader", { name })).toBeVisible();
}

async function helpCode(page: Page, name: string): Promise<string> {
  await page.getByRole("link", { name: "People and tablets" }).click();
  await page.getByRole("button", { name: `Help code for ${name}` }).click();
  await expect(page.getByRole("status").getByText(`Help code for ${name}`)).toBeVisible();
  await expect(page.getByTestId("made-code")).toBeVisible();
  return await page.getByTestId("made-code").innerText();
}

/** The tablet joins with a code from the SENCO. */
async function enrol(senco: Page, tablet: Page, server: ServerProcess): Promise<void> {
  await senco.getByRole("link", { name: "People and tablets" }).click();
  await senco.getByRole("button", { name: "Add a shared tablet" }).click();
  await senco.getByLabel("What to call it").fill("Oak class 2");
  await senco.getByRole("button", { name: "Make a join code" }).click();
  await expect(senco.getByTestId("made-code")).toBeVisible();
  const code = await senco.getByTestId("made-code").innerText();
  await picture(senco, "join-code");
  await tablet.goto(server.address);
  await picture(tablet, "welcome");
  await tablet.getByRole("link", { name: "This is a shared tablet" }).click();
  await tablet.getByLabel("Join code").fill(code);
  await tablet.getByRole("button", { name: "Join this tablet" }).click();
  await expect(tablet.getByRole("heading", { name: "Who is using this?" })).toBeVisible();
}

/** A first PIN, by a help code that the SENCO reads out. */
async function firstPin(senco: Page, tablet: Page, name: string, pin: string): Promise<void> {
  const code = await helpCode(senco, name);
  await tablet.getByRole("button", { name }).click();
  await tablet.getByRole("button", { name: "I have a help code" }).click();
  await tablet.getByLabel("Help code").fill(code);
  await tablet.getByRole("button", { name: "Next" }).click();
  await tablet.getByLabel("New PIN, 6 digits").fill(pin);
  await tablet.getByLabel("New PIN again, 6 digits").fill(pin);
  await expect(tablet.getByRole("heading", { name: "Today" })).toBeVisible();
}

/** A child, their class, what was done with them, what was written about them, and what was typed and not yet saved. */
const savedNote = "Counted the red buttons";
const typedNote = "Sang under the table";
const secrets = ["Amara", "Okafor", "Phonics", "Zofia", "3 Oak", savedNote, typedNote];

/** What the browser has stored tells nobody of a child or of what was done; staff names stand there, so the search works. */
async function expectSealed(page: Page): Promise<void> {
  const words = await storedWords(page);
  expect(words).toContain("Ana Reed");
  expect(words).toMatch(/unsent\/[0-9a-f-]{36}/);
  expect(secrets.filter((word) => words.includes(word))).toEqual([]);
}

/** Nor does the locked page: what is drawn, what stands in its fields, its title and its address. */
async function expectNothingShown(page: Page): Promise<void> {
  const shown = await page.evaluate(() => {
    const fields = document.querySelectorAll<HTMLInputElement>("input, textarea, select");
    const values = [...fields].map((field) => field.value);
    return [document.documentElement.outerHTML, ...values, document.title, location.href].join("\n");
  });
  expect(shown).toContain("Ana Reed");
  expect(secrets.filter((word) => shown.includes(word))).toEqual([]);
}

/** How many things that were typed and not saved are kept on the tablet. */
async function draftsOn(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error ?? new Error("not read")));
      });
    let count = 0;
    for (const { name = "" } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name));
      if (db.objectStoreNames.contains("drafts"))
        count += await done(db.transaction("drafts").objectStore("drafts").count());
      db.close();
    }
    return count;
  });
}

interface School {
  readonly server: ServerProcess;
  readonly senco: Tablet;
  readonly tablet: Tablet;
  /** Ben Cole's badge. */
  readonly token: string;
}

async function makeBadge(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name: `Make a badge for ${name}` }).click();
  await expect(page.getByRole("img", { name: `Badge of ${name}` })).toBeVisible();
  await picture(page, "badges");
  const sheet = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("img", { name: `Badge of ${name}` }) });
  return await sheet.getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/).innerText();
}

async function schoolWithTablet(): Promise<School> {
  const server = await startServerProcess(newFolder("data"), instant);
  const senco = await openTablet(newFolder("senco"), instant);
  const tablet = await openTablet(newFolder("shared"), instant);
  await setUpSchool(senco.page, server);
  await invite(senco.page, "Ana Reed");
  await invite(senco.page, "Ben Cole");
  await enrol(senco.page, tablet.page, server);
  await firstPin(senco.page, tablet.page, "Ana Reed", anaPin);
  await lock(tablet.page);
  await firstPin(senco.page, tablet.page, "Ben Cole", benPin);
  await lock(tablet.page);
  const token = await makeBadge(senco.page, "Ben Cole");
  return { server, senco, tablet, token };
}

test("two people share a tablet without a network, and the first one's work goes out while the second one works", async () => {
  test.setTimeout(240_000);
  const { server, senco, tablet } = await schoolWithTablet();
  const { page, context } = tablet;
  await addChildAndIntervention(senco.page, server);
  await unlock(page, "Ana Reed", anaPin);
  await page.getByRole("link", { name: "Log something else" }).click();
  await expect(page.getByLabel("Phonics catch-up")).toBeAttached();
  await page.getByRole("navigation").getByRole("link", { name: "Today" }).click();
  await waitUntilOfflineReady(page);
  await context.setOffline(true);
  await logSupport(page, "Amara O", savedNote);
  await page.getByRole("navigation").getByRole("link", { name: "Today" }).click();
  await beginLog(page, "Zofia", typedNote);
  await expect.poll(async () => await draftsOn(page)).toBeGreaterThan(0);
  await expectSealed(page);
  await lock(page);
  await expectSealed(page);
  await expectNothingShown(page);
  await expect(page.getByRole("button", { name: /Ana Reed/ })).toContainText("1 waiting to send");
  await picture(page, "who-is-using-this");
  expect(await page.title()).toBe("Locked - Alongside");

  // Seven taps: the name and six digits.
  await unlock(page, "Ben Cole", benPin);
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
  await expect(page.getByText("Ben Cole", { exact: true })).toBeVisible();
  await lock(page);
  await context.setOffline(false);
  await expect(page.getByRole("button", { name: /Ana Reed/ })).not.toContainText("waiting to send");
  await senco.page.getByRole("link", { name: "Pupils" }).click();
  await senco.page.getByRole("link", { name: /^Amara O/ }).click();
  await expect(senco.page.getByText("Phonics catch-up").first()).toBeVisible();
  await context.close();
  await senco.context.close();
  await server.stop();
});

test("a second window that is locked leaves the first one signed in", async () => {
  test.setTimeout(120_000);
  const server = await startServerProcess(newFolder("data"), instant);
  const { page, context } = await openTablet(newFolder("own"), instant);
  await setUpSchool(page, server);
  await expect(page.getByText(/^All sent/)).toBeVisible();
  const second = await context.newPage();
  const met = second.waitForResponse((response) => response.url().endsWith("/api/tablet/people"));
  await second.goto(server.address);
  await met;
  await expect(second.getByRole("heading", { name: "Who is using this?" })).toBeVisible();
  await page.bringToFront();
  await page.getByRole("link", { name: "Groups" }).click();
  await page.getByRole("button", { name: "Add an intervention" }).click();
  await page.getByLabel("Name of the intervention").fill("Phonics catch-up");
  await page.getByRole("button", { name: "Save the intervention" }).click();
  await expect(page.getByRole("heading", { name: "Phonics catch-up" })).toBeVisible();
  await expect(page.getByText(/^All sent/)).toBeVisible();
  await expect(page.getByText("Sign in", { exact: false })).toHaveCount(0);
  await context.close();
  await server.stop();
});

test("what was typed survives the lock, a time is marked, a card is written, a lost tablet forgets", async () => {
  test.setTimeout(300_000);
  const { server, senco, tablet, token } = await schoolWithTablet();
  const { page, context } = tablet;
  await addChildAndIntervention(senco.page, server);
  await unlock(page, "Ana Reed", anaPin);
  await expect(page.getByText(/^All sent/)).toBeVisible();

  await test.step("three minutes without input: a warning, then the lock, and the form is as it was", async () => {
    await page.getByRole("link", { name: "Log something else" }).click();
    await page.getByRole("combobox", { name: "Find another child" }).fill("Amara O");
    await page.getByRole("option", { name: /^Amara O/ }).click();
    await expect(page.getByLabel("Amara O", { exact: true })).toBeChecked();
    await page.clock.fastForward(165_000);
    await expect(page.getByRole("alert")).toContainText("locks in 20 seconds");
    await picture(page, "tap-to-stay");
    await page.getByRole("button", { name: "Tap to stay" }).click();
    await expect(page.getByRole("alert")).toHaveCount(0);
    await page.clock.fastForward(181_000);
    await expect(page.getByRole("heading", { name: "Who is using this?" })).toBeVisible();
    expect(await page.content()).not.toContain("Amara");
    expect(await page.title()).toBe("Locked - Alongside");
    await page.getByRole("button", { name: "Mark the time" }).click();
    await expect(page.getByText(/^Marked: 2:1\dpm/)).toBeVisible();
    await unlock(page, "Ana Reed", anaPin);
    await expect(page.getByRole("heading", { name: "Log a session" })).toBeVisible();
    await expect(page.getByLabel("Amara O", { exact: true })).toBeChecked();
  });

  await test.step("hidden for a minute, and reloaded: locked", async () => {
    await page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await page.clock.fastForward(61_000);
    await expect(page.getByRole("heading", { name: "Who is using this?" })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Who is using this?" })).toBeVisible();
  });

  await test.step("the marked time becomes a session", async () => {
    await unlock(page, "Ana Reed", anaPin);
    await page.getByRole("navigation").getByRole("link", { name: "Today" }).click();
    await expect(page.getByText(/^Time marked on this tablet: 2:1\dpm/)).toBeVisible();
    await picture(page, "marked-time");
    await page.getByRole("link", { name: "Log the session" }).click();
    await page.getByLabel("Phonics catch-up").check({ force: true });
    await page.getByRole("combobox", { name: "Find another child" }).fill("Fin O");
    await page.getByRole("option", { name: /^Fin O/ }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved on this tablet")).toBeVisible();
    await expect(page.getByText(/^Time marked on this tablet/)).toHaveCount(0);
    await expect(page.getByText(/^All sent/)).toBeVisible();
  });

  await test.step("wrong PINs are refused in words", async () => {
    await lock(page);
    await unlock(page, "Ana Reed", "141421");
    await expect(page.getByRole("alert")).toContainText("That is not the PIN.");
    await picture(page, "wrong-pin");
    await page.getByRole("button", { name: "All names" }).click();
  });

  await test.step("somebody new, without a network, writes a card and finishes it on another tablet", async () => {
    await waitUntilOfflineReady(page);
    await context.setOffline(true);
    await unlock(page, "Sam Lead", sencoPin);
    await expect(page.getByText(/Sam Lead is new on this tablet/)).toBeVisible();
    await picture(page, "new-offline");
    await page.getByRole("button", { name: "Note a session for later" }).click();
    await page.getByLabel("One line to remember it by").fill("Phonics in the library");
    await picture(page, "card");
    await page.getByRole("button", { name: "Seal and keep" }).click();
    await expect(page.getByText("Sealed on this tablet")).toBeVisible();
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText(/^1 note sealed on this tablet/)).toBeVisible();
    expect(await page.content()).not.toContain("library");
    await context.setOffline(false);
    await expect(page.getByText(/sealed on this tablet/)).toHaveCount(0);
    await senco.page.getByRole("link", { name: "My log" }).click();
    await expect(senco.page.getByText("Phonics in the library")).toBeVisible();
    await picture(senco.page, "finish-this");
    await senco.page.getByRole("link", { name: "Finish this" }).click();
    await senco.page.getByLabel("Phonics catch-up").check({ force: true });
    await senco.page.getByRole("combobox", { name: "Find another child" }).fill("Zofia K");
    await senco.page.getByRole("option", { name: /^Zofia K/ }).click();
    await senco.page.getByRole("button", { name: "Save" }).click();
    await expect(senco.page.getByText("Finish this")).toHaveCount(0);
  });

  await test.step("a badge lets a teaching assistant in", async () => {
    await page.getByRole("button", { name: "Use a badge" }).click();
    await picture(page, "badge");
    await page.getByLabel("Or type the code on the badge").fill(token);
    await page.getByRole("button", { name: "Use this code" }).click();
    await expect(page.getByLabel("PIN, 6 digits")).toBeVisible();
    await page.getByLabel("PIN, 6 digits").fill(benPin);
    await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
    await lock(page);
    await context.setOffline(true);
    await page.getByRole("button", { name: "Use a badge" }).click();
    await page.getByLabel("Or type the code on the badge").fill(token);
    await page.getByRole("button", { name: "Use this code" }).click();
    await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
    await context.setOffline(false);
  });

  await test.step("a lost tablet is shut out in two taps, and forgets its keys", async () => {
    await page.reload();
    await unlock(page, "Ana Reed", anaPin);
    await expect(page.getByText(/^All sent/)).toBeVisible();
    await senco.page.getByRole("link", { name: "People and tablets" }).click();
    await senco.page.getByRole("button", { name: "Lost (Oak class 2)" }).click();
    await senco.page.getByRole("button", { name: "Yes, lost: shut it out (Oak class 2)" }).click();
    await expect(senco.page.getByText(/^Lost, today/)).toBeVisible();
    await picture(senco.page, "tablets");
    await expect(page.getByText("This tablet was reported lost")).toBeVisible();
    await picture(page, "lost");
    await expect(page.getByRole("button", { name: /Ana Reed/ })).toHaveCount(0);
    await page.goto(server.address);
    await expect(page.getByRole("link", { name: "This is a shared tablet" })).toBeVisible();
  });
  await context.close();
  await senco.context.close();
  await server.stop();
});
