import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { strands } from "../../../src/domain/boxall.ts";
import type { BoxallDefinition } from "../../../src/domain/boxall-definition.ts";
import { daySchema } from "../../../src/domain/calendar.ts";
import * as records from "../../../src/domain/records.ts";
import { DefinitionsScreen } from "../../../src/features/boxall/definitions-screen.tsx";
import { definitionId } from "../../../src/features/boxall/use-boxall.ts";
import { definitionTable } from "../../../src/files/boxall-definition-file.ts";
import { writeCsv } from "../../../src/files/csv-write.ts";
import type { Device } from "../../../src/storage/device.ts";
import { readRecords } from "../../../src/storage/read.ts";
import { staffId } from "../../support/plan.ts";
import { deviceWith, rowOf, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
afterEach(() => stop());

/** 34 items a part, visibly invented. */
const itemCounts = [3, 4, 3, 4, 3, 4, 3, 4, 3, 3];
const whole: BoxallDefinition = {
  version: "children_2017",
  strands: Object.fromEntries(
    strands.map((strand, at) => [strand, { itemCount: itemCounts[at % 10], typicalLow: 1, typicalHigh: 9 }]),
  ),
  confirmedBy: staffId("Lee"),
  confirmedOn: daySchema.parse("2026-09-07"),
};

async function show(role: "senco" | "class-teacher", definition?: BoxallDefinition): Promise<Device> {
  const rows = definition
    ? [rowOf(records.boxallDefinition, definitionId(definition.version), definition, 90)]
    : [];
  const device = await deviceWith([role], [...smallSchool(), ...rows]);
  const at = { path: "/boxall/definitions", address: "/boxall/definitions" };
  stop = await showScreen(device, DefinitionsScreen, at);
  return device;
}

const chooseForm = async () => {
  await page.getByRole("radio", { name: /^Children, 2017/ }).click();
};
const box = (strand: string, field: string) =>
  page.getByRole("textbox", { name: `Strand ${strand}: ${field}`, exact: true });
const saved = async (device: Device) =>
  (await readRecords(device, records.boxallDefinition)).map((one) => one.record);
const saveButton = () => page.getByRole("button", { name: "Save the numbers" });
const confirm = () => page.getByRole("checkbox", { name: /checked these numbers/ });

test("a form is chosen first; one number gives the other, and what cannot be is said", async () => {
  const device = await show("senco");
  await expect.element(page.getByRole("radio", { name: "Children, 2017 not entered" })).toBeVisible();
  expect(page.getByRole("table").elements()).toEqual([]);
  await chooseForm();
  await box("A", "items").fill("3");
  await expect.element(box("A", "highest")).toHaveAttribute("placeholder", "12");
  await box("B", "highest").fill("16");
  await expect.element(box("B", "items")).toHaveAttribute("placeholder", "4");
  await expect
    .element(page.getByText("Part 1: highest totals of 2 of 10 strands make 28 of 136."))
    .toBeVisible();
  await box("B", "typical to").fill("17");
  await expect.element(page.getByText(/^Strand B: the typical range .* not above 16/)).toBeVisible();
  await expect.element(confirm()).toBeDisabled();
  await box("B", "typical to").fill("16");
  await saveButton().click();
  await expect
    .poll(() => saved(device))
    .toMatchObject([
      {
        version: "children_2017",
        strands: { A: { itemCount: 3 }, B: { most: 16, typicalHigh: 16 } },
        confirmedOn: null,
      },
    ]);
  await expect.element(page.getByText("Not confirmed yet", { exact: true })).toBeVisible();
});

test("what is no number is told with its box, and nothing is saved", async () => {
  const device = await show("senco");
  await chooseForm();
  await box("A", "items").fill("three");
  await saveButton().click();
  await page.getByRole("link", { name: "Strand A, items: enter a whole number from 0 to 136." }).click();
  await expect.element(box("A", "items")).toHaveFocus();
  expect(await saved(device)).toEqual([]);
});

test("a confirmation is of the very numbers: a change takes it away, and Undo brings both back", async () => {
  const device = await show("senco", whole);
  await chooseForm();
  await expect.element(page.getByText("Confirmed on 7 September 2026 by Lee.")).toBeVisible();
  await expect.element(confirm()).toBeChecked();
  await box("A", "typical to").fill("10");
  await expect.element(confirm()).not.toBeChecked();
  await saveButton().click();
  await expect
    .poll(async () => (await saved(device))[0])
    .toMatchObject({ strands: { A: { typicalHigh: 10 } }, confirmedBy: null, confirmedOn: null });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await saved(device))[0]).toEqual(whole);
  await confirm().click();
  await confirm().click();
  await saveButton().click();
  await expect
    .poll(async () => (await saved(device))[0])
    .toMatchObject({ confirmedBy: device.staffId, confirmedOn: "2026-09-16" });
});

test("numbers come from a file of the same form only, and are confirmed here anew", async () => {
  const device = await show("senco", { ...whole, strands: { A: { most: 12 } } });
  await chooseForm();
  const choose = async (definition: BoxallDefinition) => {
    const file = new File([writeCsv(definitionTable(definition))], "numbers.csv", { type: "text/csv" });
    await userEvent.upload(page.getByLabelText(/^Fill in from a file/), file);
  };
  await choose({ ...whole, version: "young_people" });
  await expect.element(page.getByText(/of the form "Young people"/)).toBeVisible();
  await expect.element(box("J", "items")).toHaveValue("");
  await choose(whole);
  await expect.element(page.getByText(/^20 strands filled in/)).toBeVisible();
  await expect.element(box("J", "items")).toHaveValue("3");
  await expect.element(confirm()).not.toBeChecked();
  expect((await saved(device))[0]?.strands).toEqual({ A: { most: 12 } });
});

test("whoever does not type the numbers reads them, and whether they are confirmed", async () => {
  await show("class-teacher", { ...whole, confirmedOn: null, confirmedBy: null });
  await chooseForm();
  await expect.element(page.getByRole("table", { name: "Handbook numbers" })).toBeVisible();
  await expect.element(page.getByText("Not confirmed yet", { exact: true })).toBeVisible();
  expect(page.getByRole("textbox").elements()).toEqual([]);
});

test("twenty rows copied from a spreadsheet fill in at one paste, and what does not fit is said", async () => {
  await show("senco");
  await chooseForm();
  const paste = (into: ReturnType<typeof box>, text: string) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", text);
    into
      .element()
      .dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  };
  await expect.element(box("A", "items")).toBeVisible();
  paste(box("A", "items"), strands.map((_one, at) => itemCounts[at % 10]).join("\n"));
  await expect.element(box("Z", "items")).toHaveValue("3");
  await expect
    .element(page.getByText("Part 2: highest totals of 10 of 10 strands make 136 of 136."))
    .toBeVisible();
  paste(box("Z", "items"), "1\n2");
  await expect
    .element(page.getByText(/^There are 2 rows, and from strand Z on there is 1 strand/))
    .toBeVisible();
  await expect.element(box("Z", "items")).toHaveValue("3");
});
