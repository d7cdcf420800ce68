import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { SettingsScreen } from "../../../src/features/account/settings-screen.tsx";
import { deviceWith, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
afterEach(() => stop());

const at = { path: "/settings", address: "/settings" } as const;

test("a school without term dates takes the published ones: 190 pupil days", async () => {
  stop = await showScreen(await deviceWith(["senco"], []), SettingsScreen, at);
  await page.getByRole("button", { name: "Use Buckinghamshire 2026 to 2027" }).click();
  await expect.element(page.getByRole("rowheader", { name: "Summer 2" })).toBeVisible();
  const rows = () => page.getByRole("table", { name: "Half terms" }).getByRole("row").elements();
  const days = () =>
    rows()
      .slice(1)
      .map((row) => Number(row.querySelectorAll("td")[2]?.textContent));
  // Half terms and single days come to the screen by a query each.
  await expect.poll(days).toEqual([36, 35, 29, 24, 33, 33]);
});

test("a half term that overlaps another is refused, and what was typed stays", async () => {
  stop = await showScreen(await deviceWith(["senco"], smallSchool()), SettingsScreen, at);
  await page.getByText("Add a half term").click();
  await page.getByLabelText("Name", { exact: true }).fill("Autumn again");
  for (const [group, date] of [
    ["First day", "1"],
    ["Last day", "20"],
  ] as const) {
    const field = page.getByRole("group", { name: group });
    await field.getByLabelText("Day").fill(date);
    await field.getByLabelText("Month").fill("10");
    await field.getByLabelText("Year").fill("2026");
  }
  await page.getByRole("button", { name: "Add this half term" }).click();
  await expect.element(page.getByRole("alert").getByText(/^It overlaps Autumn 1/)).toBeVisible();
  await expect.element(page.getByLabelText("Name", { exact: true })).toHaveValue("Autumn again");
});

test("rates are the SENCO's: an administrator is not shown them", async () => {
  stop = await showScreen(await deviceWith(["administrator"], smallSchool()), SettingsScreen, at);
  await expect.element(page.getByRole("heading", { name: "People" })).toBeVisible();
  expect(page.getByRole("heading", { name: "Rates" }).elements()).toEqual([]);
});
