import "../../../src/ui/theme/theme.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import * as records from "../../../src/domain/records.ts";
import { groupMemberSchema } from "../../../src/domain/group.ts";
import { ImportScreen } from "../../../src/features/import/import-screen.tsx";
import type { Device } from "../../../src/storage/device.ts";
import { readRecords } from "../../../src/storage/read.ts";
import { make, saveChanges } from "../../../src/storage/write.ts";
import { day, groupId } from "../../support/plan.ts";
import { deviceWith, rowOf, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
beforeEach(() => localStorage.clear());
afterEach(() => stop());

const school = rowOf(records.school, "10000000-0000-4000-8000-000000000001", { name: "Meadow Lane" }, 5);

async function show(): Promise<Device> {
  const device = await deviceWith(["senco"], [school, ...smallSchool()]);
  stop = await showScreen(device, ImportScreen, { path: "/import", address: "/import" });
  return device;
}

const header = "UPN,Forename,Surname,DOB,Year,Class,SEN Status,Need\n";

async function choose(text: string): Promise<void> {
  await userEvent.upload(
    page.getByLabelText(/^Class list/),
    new File([text], "list.csv", { type: "text/csv" }),
  );
}

async function importAll(text: string, says: string): Promise<void> {
  await choose(text);
  await page.getByRole("button", { name: /^Import \d/ }).click();
  await expect.element(page.getByText(says)).toBeVisible();
}

const cards = async (device: Device) => (await readRecords(device, records.pupil)).map((one) => one.record);

test("an import is seen first, written on yes, and taken back", async () => {
  const device = await show();
  await choose(`${header}Y825201026007,Ada,Okafor,14/02/2018,3,3 Oak,K,SLCN\n,,Nobody,,3,,,\n`);
  await expect.element(page.getByText(/^1 new pupil, 0 changed, 0 the same as now, 1 row/)).toBeVisible();
  await expect.element(page.getByText(/^Row 3: This row has no first name/)).toBeVisible();
  expect(await cards(device)).toHaveLength(4);
  await page.getByRole("button", { name: "Import 1 pupil" }).click();
  await expect.element(page.getByText("1 pupil imported")).toBeVisible();
  expect(await cards(device)).toContainEqual({ knownAs: "Ada", familyInitial: "O", initials: "AO" });
  const deeds = async () => (await readRecords(device, records.deed)).map((one) => one.record);
  expect(await deeds()).toMatchObject([{ event: "import", what: "class-list", rows: 1 }]);

  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect.element(page.getByText("The import was taken back.")).toBeVisible();
  expect((await cards(device)).find((one) => one.knownAs === "Ada")?.leftOn).toBe("2026-09-15");
  expect((await deeds()).find((one) => one.event === "import-undone")).toMatchObject({
    what: "class-list",
    rows: 1,
  });
  expect(await deeds()).toHaveLength(2);

  await importAll(`${header}Y825201026007,Ada,Okafor,14/02/2018,3,3 Oak,K,SLCN\n`, "1 pupil imported");
  expect((await cards(device)).find((one) => one.knownAs === "Ada")?.leftOn).toBeFalsy();
});

test("what an import changed goes back to what it was", async () => {
  await show();
  const before = "N825201026028,Ada,Okafor,,3,3 Oak,K,SLCN\n";
  await importAll(header + before, "1 pupil imported");
  await importAll(`${header}N825201026028,Ada,Okafor,14/02/2018,4,4 Ash,E,SEMH\n`, "1 pupil imported");
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect.element(page.getByText("The import was taken back.")).toBeVisible();
  await choose(header + before);
  await expect.element(page.getByText(/0 new pupils, 0 changed, 1 the same as now/)).toBeVisible();
});

test("a new child who is in a group by now stays when the import is taken back", async () => {
  const device = await show();
  await importAll(`${header}N825201026028,Ada,Okafor,,3,3 Oak,K,\n`, "1 pupil imported");
  const ada = (await readRecords(device, records.pupil)).find((one) => one.record.knownAs === "Ada");
  const member = { groupId: groupId("readers"), pupilId: ada?.id, from: day("2026-09-16") };
  await saveChanges(device, device.newId(), [
    make(records.groupMember, device.newId(), groupMemberSchema.parse(member)),
  ]);
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect
    .element(page.getByText(/1 new pupil with sessions or in a group was left as now/))
    .toBeVisible();
  expect((await cards(device)).find((one) => one.knownAs === "Ada")?.leftOn).toBeFalsy();
});

test("somebody who may be here already is asked about, and nothing is written before the answer", async () => {
  const device = await show();
  const row = ",Ada,Okafor,14/02/2018,3,3 Oak,K,\n";
  await importAll(header + row, "1 pupil imported");
  await choose(header + row.replace("3,3 Oak", "4,4 Ash"));
  await page.getByRole("button", { name: "Import 1 pupil" }).click();
  await expect
    .element(page.getByRole("alert"))
    .toHaveTextContent("Row 2: say whether this is the same child");
  await page.getByRole("radio", { name: "Yes, the same child" }).click({ force: true });
  await page.getByRole("button", { name: "Import 1 pupil" }).click();
  await expect.element(page.getByText("1 pupil imported")).toBeVisible();
  const classes = (await readRecords(device, records.enrolment)).map((one) => one.record.className);
  expect(classes).toContain("4 Ash");
  expect((await cards(device)).filter((one) => one.knownAs === "Ada")).toHaveLength(1);
});

test("children who are not in the file leave only when they are ticked, and come back with an undo", async () => {
  const device = await show();
  await choose(`${header}N825201026028,Ada,Okafor,,3,3 Oak,K,\n`);
  await page.getByText("4 pupils of the school not in this file, 0 marked as left").click();
  await page.getByLabelText("Dina, Owls has left").click();
  await page.getByRole("button", { name: "Import 1 pupil, 1 leaver" }).click();
  await expect.element(page.getByText("2 pupils imported")).toBeVisible();
  const left = async () => (await cards(device)).filter((one) => one.leftOn).map((one) => one.knownAs);
  expect(await left()).toEqual(["Dina"]);
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect.element(page.getByText("The import was taken back.")).toBeVisible();
  expect(await left()).toEqual(["Ada"]);
});

test("columns with strange headings are chosen once and remembered", async () => {
  await show();
  const strange = "Vorname,Nachname\nAda,Okafor\n";
  await choose(strange);
  await page.getByRole("combobox", { name: "First name", exact: true }).selectOptions("Vorname");
  await page.getByRole("combobox", { name: "Family name", exact: true }).selectOptions("Nachname");
  await expect.element(page.getByText(/^1 new pupil/)).toBeVisible();
  await page.getByRole("button", { name: "Do not import" }).click();
  await choose(strange);
  await expect.element(page.getByText(/^1 new pupil/)).toBeVisible();
});

test("a file that is no class list gets a sentence and changes nothing", async () => {
  await show();
  await choose("%PDF-1.7");
  await expect.element(page.getByText(/This is a PDF, not a CSV file/)).toBeVisible();
  expect(page.getByRole("button", { name: /^Import/ }).elements()).toEqual([]);
});
