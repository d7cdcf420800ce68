import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import * as records from "../../../src/domain/records.ts";
import type { Role } from "../../../src/domain/staff.ts";
import { GroupScreen } from "../../../src/features/interventions/group-screen.tsx";
import type { Device } from "../../../src/storage/device.ts";
import { readRecords } from "../../../src/storage/read.ts";
import { groupId } from "../../support/plan.ts";
import { deviceWith, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
afterEach(() => stop());

async function show(role: Role): Promise<Device> {
  const device = await deviceWith([role], smallSchool());
  stop = await showScreen(device, GroupScreen, {
    path: "/groups/:id",
    address: `/groups/${groupId("readers")}`,
  });
  await expect.element(page.getByRole("heading", { name: "Readers" })).toBeVisible();
  return device;
}

test("a child is taken out with a last day, and an undo puts the child back", async () => {
  await show("senco");
  await page.getByRole("button", { name: /^Take out\s+Ben/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take out" }).click();
  await expect.element(page.getByText("3 September 2026 to 16 September 2026")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.element(page.getByText("3 September 2026 to 16 September 2026")).not.toBeInTheDocument();
});

test("a changed time begins on its day, and the time before keeps its past", async () => {
  const device = await show("senco");
  await page.getByRole("button", { name: /^Change\s+Monday 10am/ }).click();
  await page.getByRole("dialog").getByLabelText("Starts at").fill("11:00");
  await page.getByRole("button", { name: "Save the new time" }).click();
  await expect.element(page.getByText("Mondays, 11am to midday")).toBeVisible();
  const slots = (await readRecords(device, records.slot)).map((one) => one.record);
  expect(slots.map((one) => [one.from, one.to])).toEqual(
    expect.arrayContaining([
      ["2026-09-03", "2026-09-15"],
      ["2026-09-16", undefined],
    ]),
  );
});

test("somebody who may not change a group sees it without buttons", async () => {
  await show("head");
  await expect.element(page.getByText("Mondays, 10am to 11am")).toBeVisible();
  expect(page.getByRole("button").elements()).toEqual([]);
});
