import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { Role } from "../../../src/domain/staff.ts";
import { SettingsScreen } from "../../../src/features/account/settings-screen.tsx";
import type { BackupState } from "../../../src/protocol/backup-messages.ts";
import { deviceWith, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
let asked: string[] = [];
afterEach(() => {
  stop();
  asked = [];
});

const region = page.getByRole("region", { name: "Backups" });

async function showSettings(roles: readonly [Role, ...Role[]], state: BackupState) {
  const network: typeof fetch = (input) => {
    asked.push(String(input));
    const isBackup = String(input) === "/api/admin/backup";
    return Promise.resolve(Response.json(isBackup ? state : { accounts: [] }));
  };
  const device = await deviceWith(roles, smallSchool());
  stop = await showScreen(device, SettingsScreen, { path: "/settings", address: "/settings" }, network);
}

const schoolSince = "2026-09-01T09:00:00.000Z";
const serverAt = "2026-11-23T10:00:00.000Z";

test("an administrator reads when the last backup was, by the school's wall clock", async () => {
  const lastAt = "2026-11-23T08:50:00.000Z";
  await showSettings(["administrator"], { lastAt, schoolSince, serverAt });
  await expect.element(region.getByText("Last backup: Monday 23 November, 8:50am")).toBeVisible();
});

test("nine days without one is red and says what to do", async () => {
  await showSettings(["administrator"], { lastAt: "2026-11-14T02:00:00.000Z", schoolSince, serverAt });
  await expect.element(region.getByText("No backup for 9 days.")).toBeVisible();
  await expect.element(region.getByText(/npm run backup/)).toBeVisible();
});

test("a school of ten weeks that never had one is told so; a new one only how to make it", async () => {
  await showSettings(["administrator"], { lastAt: null, schoolSince, serverAt });
  await expect.element(region.getByText("There has never been a backup.")).toBeVisible();
  stop();
  await showSettings(["administrator"], { lastAt: null, schoolSince: "2026-11-20T09:00:00.000Z", serverAt });
  await expect.element(region.getByText(/^No backup has been made yet\..*npm run backup/)).toBeVisible();
  expect(region.getByText("There has never been").elements()).toEqual([]);
});

test("without the server it says why it does not know", async () => {
  stop = await showScreen(await deviceWith(["administrator"], smallSchool()), SettingsScreen, {
    path: "/settings",
    address: "/settings",
  });
  await expect.element(region.getByText(/did not answer/)).toBeVisible();
});

test("nobody else is shown it, nor is the server asked", async () => {
  await showSettings(["senco"], { lastAt: null, schoolSince, serverAt });
  await expect.element(page.getByRole("heading", { name: "This tablet" })).toBeVisible();
  expect(region.elements()).toEqual([]);
  expect(asked).not.toContain("/api/admin/backup");
});
