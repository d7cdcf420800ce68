// How long records are kept, as an administrator sets it: with its source, within bounds, and only by administrators.
import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { RetentionList } from "../../../src/api/client.ts";
import * as records from "../../../src/domain/records.ts";
import type { Role } from "../../../src/domain/staff.ts";
import { RetentionScreen } from "../../../src/features/deeds/retention-screen.tsx";
import { readRecords } from "../../../src/storage/read.ts";
import type { Device } from "../../../src/storage/device.ts";
import { deviceWith, showScreen } from "../../support/screen.tsx";

let stop = () => {};
afterEach(() => stop());

const list: RetentionList = { pupils: [], years: { sen: 31, pupil: 25 }, atSchool: 210 };
const answers: Readonly<Record<string, object>> = {
  "/api/admin/retention": list,
  "/api/admin/erasures": { erasures: [] },
};
const send: typeof fetch = (to) => {
  const answer = answers[to instanceof Request ? to.url : String(to)];
  return Promise.resolve(answer ? Response.json(answer) : new Response("{}", { status: 404 }));
};

async function show(role: Role): Promise<Device> {
  const device = await deviceWith([role], []);
  const at = { path: "/settings/records", address: "/settings/records" } as const;
  stop = await showScreen(device, RetentionScreen, at, send);
  await expect.element(page.getByText("No record is due.")).toBeVisible();
  return device;
}

const yearsOf = async (device: Device) =>
  (await readRecords(device, records.school)).map(({ record }) => record.retentionYears);

test("the years are changed with their source in sight", async () => {
  const device = await show("administrator");
  await page.getByText("Change for how long records are kept").click();
  await expect.element(page.getByText(/Information and Records Management Society/)).toBeVisible();
  await page.getByRole("textbox", { name: "SEN records" }).fill("35");
  await page.getByRole("button", { name: "Save the years" }).click();
  await expect.poll(() => yearsOf(device)).toEqual([{ sen: 35, pupil: 25 }]);
});

test.each(["24", "61", "31.5", "many", ""])("%s years are refused with a sentence", async (typed) => {
  const device = await show("administrator");
  await page.getByText("Change for how long records are kept").click();
  const field = page.getByRole("textbox", { name: "SEN records" });
  await field.fill(typed);
  await expect.element(page.getByText("Enter a whole number from 25 to 60.")).toBeVisible();
  await page.getByRole("button", { name: "Save the years" }).click();
  await expect.element(field).toHaveValue(typed);
  expect(await yearsOf(device)).toEqual([undefined]);
});

test("a SENCO sees the list and not the form", async () => {
  await show("senco");
  expect(page.getByText("Change for how long records are kept").elements()).toEqual([]);
});
