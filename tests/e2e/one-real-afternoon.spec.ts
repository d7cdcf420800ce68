// The main job from end to end, as one school would do it on a Wednesday afternoon: two tablets, a real server, no network
// for a while; and every figure worked by hand from "a group of 4 for one hour gives each pupil 15 minutes".
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import {
  newFolder,
  openTablet,
  startServerProcess,
  waitUntilOfflineReady,
  type ServerProcess,
} from "../support/tablet.ts";
import { createAuthenticator } from "../support/authenticator.ts";
import { setUpSecondStep } from "../support/second-step.ts";
import { choosePin, openUnlocked, unlock } from "../support/unlocking.ts";

const instant = "2026-11-25T14:10:00Z";
const password = "plover kettle orbit seven";
const sam = { name: "Sam Lead", pin: "271828" } as const;
const ana = { name: "Ana Reed", pin: "314159" } as const;

/** Opens an address anew: the tablet comes back locked, and is unlocked. */
async function open(page: Page, address: string, who: typeof sam | typeof ana): Promise<void> {
  await openUnlocked(page, address, who.name, who.pin);
}

test("import, plan, log offline, close, reopen, send, see, export: every figure as worked by hand", async () => {
  test.setTimeout(240_000);
  const server = await startServerProcess(newFolder("data"), instant);
  const senco = await openTablet(newFolder("senco"), instant);
  const code = await setUpSchool(senco.page, server);

  const profile = newFolder("assistant");
  const tablet = await openTablet(profile, instant);
  await join(tablet.page, server, code);
  await expect(tablet.page.getByRole("button", { name: "Done as planned" })).toHaveCount(3);
  await waitUntilOfflineReady(tablet.page);

  await tablet.context.setOffline(true);
  await tablet.page.reload();
  await unlock(tablet.page, ana.name, ana.pin);
  await logThreeSessions(tablet.page);
  await expect(tablet.page.getByText("3 waiting to send")).toBeVisible();
  await tablet.context.close();

  const again = await openTablet(profile, instant);
  await again.context.setOffline(true);
  await open(again.page, `${server.address}/log`, ana);
  await expect(again.page.getByText("3 waiting to send").first()).toBeVisible();
  await expect(again.page.getByText("Saved on this tablet")).toHaveCount(3);
  await again.context.setOffline(false);
  await again.page.reload();
  await unlock(again.page, ana.name, ana.pin);
  await expect(again.page.getByText(/^All sent/)).toBeVisible();
  await expect(again.page.getByRole("main").getByText("Sent", { exact: true })).toHaveCount(3);

  await checkHours(senco.page, server);
  await checkWeeklySummary(senco.page, server);
  await again.context.close();
  await senco.context.close();
  await server.stop();
});

async function setUpSchool(page: Page, server: ServerProcess): Promise<string> {
  await page.goto(server.address);
  await page.getByLabel("One-time token").fill(server.token);
  await page.getByLabel("School name").fill("Meadow Lane Primary");
  await page.getByLabel("Your name").fill("Sam Lead");
  await page.getByLabel("Sign-in name").fill("sam@meadow");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Make the school" }).click();
  await setUpSecondStep(page, createAuthenticator(), "sam@meadow", server.nowMs());
  await choosePin(page, sam.pin);
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();

  // In the session of the full sign-in: a PIN does not let others in.
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Use Buckinghamshire 2026 to 2027" }).click();
  await expect(page.getByRole("rowheader", { name: "Autumn 2" })).toBeVisible();
  await invite(page, "Ben Cole");
  const code = await invite(page, "Ana Reed");
  await addRate(page);

  await open(page, `${server.address}/import`, sam);
  await page.locator("input[type=file]").setInputFiles("tests/files/samples/messy-class-list.csv");
  await expect(
    page.getByText("20 new pupils, 0 changed, 0 the same as now, 1 row that cannot be imported."),
  ).toBeVisible();
  await expect(page.getByText(/^Row 14: This row has no first name/)).toBeVisible();
  await expect(page.getByText(/^Row 9: The UPN B825201026049 has the wrong check letter/)).toBeVisible();
  await page.getByRole("button", { name: "Import 20 pupils" }).click();
  await expect(page.getByText("20 pupils imported")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo this import" })).toBeVisible();

  await open(page, `${server.address}/groups`, sam);
  await addIntervention(page);
  await addGroup(page);
  await expect(page.getByText(/^All sent/)).toBeVisible();
  return code;
}

async function invite(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name: "Add a person" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Add and make a code" }).click();
  await expect(page.getByText(`Give this code to ${name}`)).toBeVisible();
  await expect(page.getByRole("rowheader", { name })).toBeVisible();
  return await page.getByTestId("invitation-code").innerText();
}

/** £12.00 an hour for both adults, so that an hour with two of them costs £24. */
async function addRate(page: Page): Promise<void> {
  await page.getByText("Add a rate", { exact: true }).click();
  await page.getByLabel("Pay band").fill("Teaching assistant");
  await page.getByLabel("Pounds an hour").fill("12.00");
  await page.getByLabel("Ana Reed").check({ force: true });
  await page.getByLabel("Ben Cole").check({ force: true });
  await page.getByRole("button", { name: "Add this rate" }).click();
  await expect(page.getByRole("cell", { name: "£12", exact: true })).toBeVisible();
}

async function addIntervention(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add an intervention" }).click();
  await page.getByLabel("Name of the intervention").fill("Phonics catch-up");
  await page.getByRole("button", { name: "Save the intervention" }).click();
  await expect(page.getByRole("heading", { name: "Phonics catch-up" })).toBeVisible();
}

async function addGroup(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add a group" }).click();
  await page.getByLabel("Name of the group").fill("Rockets");
  await page.getByLabel("Intervention", { exact: true }).selectOption({ label: "Phonics catch-up" });
  for (const name of ["Amara O", "Fin O", "Zofia K", "Ibrahim H"]) {
    await page.getByRole("combobox", { name: "Add a pupil" }).fill(name);
    await page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
  }
  await page.getByLabel("Ana Reed").check({ force: true });
  await page.getByLabel("Ben Cole").check({ force: true });
  await fillSlot(page, "09:00");
  await page.getByRole("button", { name: "Save the group" }).click();
  await page.getByRole("link", { name: /Rockets/ }).click();
  for (const start of ["10:15", "13:00"]) {
    if (start === "10:15") await page.getByText("Add a time", { exact: true }).click();
    await fillSlot(page, start);
    await page.getByRole("button", { name: "Add this time" }).click();
    await expect(
      page.getByText(start === "10:15" ? "Wednesdays, 10:15am to 11:15am" : "Wednesdays, 1pm to 2pm"),
    ).toBeVisible();
  }
}

async function fillSlot(page: Page, start: string): Promise<void> {
  await page.getByLabel("Wednesday").check({ force: true });
  await page.getByLabel("Starts at").fill(start);
  await page
    .getByRole("spinbutton", { name: "Length" })
    .or(page.getByRole("textbox", { name: "Length" }))
    .fill("60");
}

async function join(page: Page, server: ServerProcess, code: string): Promise<void> {
  await page.goto(`${server.address}/join`);
  await page.getByLabel("Code").fill(code);
  await page.getByLabel("Sign-in name").fill("ana@meadow");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Join" }).click();
  await choosePin(page, ana.pin);
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
}

async function logThreeSessions(page: Page): Promise<void> {
  const card = (time: string) => page.getByRole("listitem").filter({ hasText: time });
  await card("9am to 10am").getByRole("button", { name: "Done as planned" }).click();
  await expect(page.getByText("Saved on this tablet")).toBeVisible();

  await card("10:15am to 11:15am").getByRole("link", { name: "Something different" }).click();
  await page.getByRole("group", { name: "Fin O" }).getByLabel("Absent").check({ force: true });
  await page.getByRole("button", { name: "Save" }).click();

  await card("1pm to 2pm").getByRole("link", { name: "Something different" }).click();
  await page.getByRole("button", { name: "Late or left early: Ibrahim H" }).click();
  await page.getByLabel("Left at").fill("13:30");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(
    page.getByText(
      "All of today is logged. 3 items waiting to send: that happens by itself when the network is there.",
    ),
  ).toBeVisible();
}

/** Planned: 15 min each. One absent: 20 min for three. One leaves at half time: 17 min 30 s for three, 7 min 30 s for one. */
const byHand = {
  AO: { contact: 180, apportioned: 15 + 20 + 17.5, adult: 30 + 40 + 35, pounds: 6 + 8 + 7, attended: 3 },
  FO: { contact: 120, apportioned: 15 + 0 + 17.5, adult: 30 + 0 + 35, pounds: 6 + 0 + 7, attended: 2 },
  IH: { contact: 150, apportioned: 15 + 20 + 7.5, adult: 30 + 40 + 15, pounds: 6 + 8 + 3, attended: 3 },
  ZK: { contact: 180, apportioned: 15 + 20 + 17.5, adult: 30 + 40 + 35, pounds: 6 + 8 + 7, attended: 3 },
} as const;

async function checkHours(page: Page, server: ServerProcess): Promise<void> {
  await open(page, `${server.address}/hours`, sam);
  await page.getByRole("link", { name: /Ibrahim H/ }).click();
  await expect(
    page.getByText("Contact 2 h 30 min. Apportioned 42 min 30 s. Adult 1 h 25 min. Attended 3 of 3."),
  ).toBeVisible();
  await page.getByText("Show the 3 sessions").click();
  await expect(page.getByText("9am to 10am: 4 pupils, 2 adults share 1 h = 15 min each")).toBeVisible();
  await expect(
    page.getByText("10:15am to 11:15am: 3 pupils, 2 adults share 1 h = 20 min each"),
  ).toBeVisible();
  await expect(
    page.getByText("1pm to 1:30pm: 4 pupils, 2 adults share 30 min = 7 min 30 s each"),
  ).toBeVisible();
  await expect(page.getByText("1:30pm to 2pm: 3 pupils, 2 adults, without this pupil")).toBeVisible();
}

async function checkWeeklySummary(page: Page, server: ServerProcess): Promise<void> {
  await open(page, `${server.address}/weekly`, sam);
  await expect(page.getByRole("rowheader", { name: "AO" })).toBeVisible();
  const csv = await download(page, "CSV");
  expect(csv.name).toBe("2026-11-23_weekly-summary_all-groups.csv");
  const [header = "", ...lines] = new TextDecoder().decode(csv.bytes).split("\r\n");
  expect(header).toBe(
    "Week beginning,Pupil,Year,Class,SEN status,Intervention,Area of need,Group,Planned sessions,Delivered sessions,Lost sessions,Not logged sessions,Main reason lost,Attended,Contact minutes,Apportioned minutes,Adult minutes,Divisor rule,Staff,Cost (£)",
  );
  for (const [initials, figures] of Object.entries(byHand)) {
    const cells = (lines.find((line) => line.startsWith(`2026-11-23,${initials},`)) ?? "").split(",");
    expect(cells.slice(7, 12), initials).toEqual(["Rockets", "3", "3", "0", "0"]);
    const { attended, contact, apportioned, adult, pounds } = figures;
    expect(cells.slice(13, 17).map(Number), initials).toEqual([attended, contact, apportioned, adult]);
    expect(cells.at(-1), initials).toBe(pounds.toFixed(2));
  }
  // The shares add up to the sessions: three hours, two adults, £72.
  expect(lines.find((line) => line.startsWith("Total"))).toMatch(/,630,180,360,,,72\.00$/);

  const excel = await download(page, "Excel");
  expect(excel.name).toBe("2026-11-23_weekly-summary_all-groups.xlsx");
  const files = unzipSync(new Uint8Array(excel.bytes));
  const sheet =
    Object.entries(files).find(([name]) => name.startsWith("xl/worksheets/sheet"))?.[1] ?? new Uint8Array();
  const xml = strFromU8(sheet);
  for (const { apportioned, pounds } of Object.values(byHand)) {
    expect(xml).toContain(`<v>${apportioned}</v>`);
    expect(xml).toContain(`<v>${pounds}</v>`);
  }
  expect(xml.match(/<f>SUBTOTAL\(109,/g)?.length).toBeGreaterThan(5);

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation")).toBeHidden();
  await expect(page.getByText(/Confidential: pupil data/)).toBeVisible();
  expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000);
  await page.emulateMedia({ media: null });
}

async function download(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).click();
  const file = await waiting;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}
