import "../../../src/ui/theme/theme.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { strands } from "../../../src/domain/boxall.ts";
import { addDays, daySchema } from "../../../src/domain/calendar.ts";
import { pupilIdentitySchema } from "../../../src/domain/pupil.ts";
import * as records from "../../../src/domain/records.ts";
import { ImportTotalsScreen } from "../../../src/features/boxall/import-totals-screen.tsx";
import { maxOpsPerMutation } from "../../../src/protocol/change.ts";
import type { Device } from "../../../src/storage/device.ts";
import { readRecords } from "../../../src/storage/read.ts";
import { pupilId, staffId } from "../../support/plan.ts";
import { deviceWith, rowOf, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
beforeEach(() => localStorage.clear());
afterEach(() => stop());

const amara = pupilIdentitySchema.parse({
  pupilId: pupilId("Amara"),
  legalForename: "Amara",
  legalSurname: "Kalu",
  upn: "Y825201026007",
  upnStatus: "permanent",
});
const letters = strands.join(",");
const totals = strands.map(() => "4").join(",");

async function show(): Promise<Device> {
  const device = await deviceWith(
    ["senco"],
    [...smallSchool(), rowOf(records.pupilIdentity, crypto.randomUUID(), amara, 90)],
  );
  stop = await showScreen(device, ImportTotalsScreen, { path: "/boxall/import", address: "/boxall/import" });
  return device;
}

async function choose(text: string): Promise<void> {
  const file = new File([text], "list.csv", { type: "text/csv" });
  await userEvent.upload(page.getByLabelText(/^List of totals/), file);
}

async function describeList(): Promise<void> {
  await page.getByRole("radio", { name: "Children, 2017" }).click();
  await page.getByRole("radio", { name: "Baseline" }).click();
  await page.getByRole("combobox").fill("Sam");
  await page.getByRole("option", { name: "Sam", exact: true }).click();
}

const assessments = async (device: Device) =>
  (await readRecords(device, records.boxallAssessment)).map((one) => one.record);
const deeds = async (device: Device) =>
  (await readRecords(device, records.deed)).map(({ record }) => [record.event, record.what, record.rows]);

test("a list is described, looked over, saved, and taken back; nothing of it is guessed", async () => {
  const device = await show();
  const blankB = strands.map((strand) => (strand === "B" ? "n/a" : "0")).join(",");
  await choose(
    `UPN,Pupil,${letters},Mood\n` +
      `Y825201026007,,${totals},happy\n,Ben,${blankB},\n,Nobody,${totals},\n,Chidi,${totals.replace("4", "4.5")},\n`,
  );
  await expect.element(page.getByText("Columns that are not used: Mood.")).toBeVisible();
  await page.getByRole("button", { name: "Look it over" }).click();
  await expect.element(page.getByRole("link", { name: "Choose the form that was used." })).toBeVisible();
  // No row says its day, so it is asked for.
  await expect.element(page.getByRole("link", { name: /^Enter the day/ })).toBeVisible();
  await describeList();
  await page.getByRole("radio", { name: /^Today/ }).click();
  await expect.element(page.getByText(/^Row 4: no child of the school has this name/)).toBeVisible();
  await expect.element(page.getByText(/^Row 5: strand A, "4.5"/)).toBeVisible();
  await expect.element(page.getByText("19 of 20: a draft")).toBeVisible();
  expect(await assessments(device)).toEqual([]);

  await page.getByRole("button", { name: "Save 2 assessments" }).click();
  await expect.element(page.getByText(/^2 assessments saved on this tablet/)).toBeVisible();
  expect(await assessments(device)).toHaveLength(2);
  expect((await assessments(device)).find((one) => one.pupilId === pupilId("Amara"))).toMatchObject({
    version: "children_2017",
    kind: "baseline",
    date: "2026-09-16",
    isDraft: false,
    assessorIds: [staffId("Sam")],
    authorId: device.staffId,
  });
  expect((await assessments(device)).find((one) => one.pupilId === pupilId("Ben"))).toMatchObject({
    isDraft: true,
    scores: { A: 0, B: null },
  });

  await page.getByRole("button", { name: "Undo this list" }).click();
  await expect.element(page.getByText(/^The list was taken back/)).toBeVisible();
  expect((await assessments(device)).map((one) => one.voided?.reason)).toEqual(["undo", "undo"]);
  expect((await deeds(device)).toSorted()).toEqual([
    ["import", "boxall", 2],
    ["import-undone", "boxall", 2],
  ]);
});

test("a list that is longer than one save may be goes in parts, and the same list again adds nothing", async () => {
  const device = await show();
  const first = daySchema.parse("2025-01-01");
  const rows = Array.from({ length: maxOpsPerMutation + 5 }, (_, at) => {
    const [year, month, day] = addDays(first, at).split("-");
    return `Y825201026007,${day}/${month}/${year},${totals}`;
  });
  const list = `UPN,Date,${letters}\n${rows.join("\n")}\n`;
  await choose(list);
  await describeList();
  await page.getByRole("button", { name: `Save ${rows.length} assessments` }).click();
  await expect.element(page.getByText(new RegExp(`^${rows.length} assessments saved`))).toBeVisible();
  expect(await assessments(device)).toHaveLength(rows.length);
  // Each save has its own line in the audit, and none is larger than the server takes.
  const saved = await deeds(device);
  expect(saved.length).toBeGreaterThan(1);
  for (const [, , count] of saved) expect(Number(count)).toBeLessThan(maxOpsPerMutation);

  await choose(list);
  await describeList();
  await expect.element(page.getByText("No row can be saved.")).toBeVisible();
  await expect.element(page.getByText(/more rows: they are in the download/)).toBeVisible();
});

test("a file that is no list of totals is refused with what to do", async () => {
  await show();
  await choose("Forename,Surname\nAda,Okafor\n");
  await expect.element(page.getByText(/^No column is headed by a strand's letter/)).toBeVisible();
  expect(page.getByRole("button", { name: "Look it over" }).elements()).toEqual([]);
});
