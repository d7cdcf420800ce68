import "../../src/ui/theme/theme.ts";
import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { ClockNotice } from "../../src/app/clock-notice.tsx";
import { FillingNotice } from "../../src/app/filling-notice.tsx";
import { TooOldNotice } from "../../src/app/too-old-notice.tsx";
import { useIsTooOld } from "../../src/app/use-is-too-old.ts";
import * as records from "../../src/domain/records.ts";
import { TodayScreen } from "../../src/features/today/today-screen.tsx";
import type { Device } from "../../src/storage/device.ts";
import { noteServerClock, noteUpgradeNeeded, unsentOf } from "../../src/storage/outbox.ts";
import { make } from "../../src/storage/write.ts";
import { allIsHere, save } from "../support/answers.ts";
import { deviceWith, showScreen } from "../support/screen.tsx";
import { smallSchool } from "../support/small-school.ts";

let device: Device;
let stop = () => {};
beforeEach(async () => {
  device = await deviceWith(["senco"], smallSchool());
});
afterEach(() => stop());

const intervention = { name: "Phonics", usualMinutes: 20 };

test("a wrong clock is told in words, read out, and refuses nothing", async () => {
  stop = await showScreen(device, ClockNotice, { path: "/log", address: "/log" });
  await noteServerClock(device, -12 * 60_000);
  await expect.element(page.getByRole("status")).toHaveTextContent(/This tablet's clock is 12 minutes fast/);
  await expect.element(page.getByText(/nothing is refused/)).toBeVisible();
  expect(await save(device, make(records.intervention, device.newId(), intervention))).toBe(1);
});

test("a clock that is years off is told in days", async () => {
  await noteServerClock(device, 400 * 86_400_000);
  stop = await showScreen(device, ClockNotice, { path: "/log", address: "/log" });
  await expect.element(page.getByText("This tablet's clock is 400 days slow")).toBeVisible();
});

test("a version that is too old says that work is kept and still sent, and reloads when asked", async () => {
  await noteUpgradeNeeded(device);
  let reloads = 0;
  const door = { updateReady: signal(false), applyUpdate: () => false };
  const Notice = () =>
    useIsTooOld() ? <TooOldNotice serviceWorker={door} reload={() => (reloads += 1)} /> : null;
  stop = await showScreen(device, Notice, { path: "/log", address: "/log" });
  await expect.element(page.getByRole("status")).toHaveTextContent(/This version is too old: reload/);
  await expect.element(page.getByText(/kept on this tablet and still sent/)).toBeVisible();
  await save(device, make(records.intervention, device.newId(), intervention));
  expect((await unsentOf(device)).count).toBe(1);
  await page.getByRole("button", { name: "Reload" }).click();
  expect(reloads).toBe(1);
});

test("reports say that their figures are not final until everything is here", async () => {
  stop = await showScreen(device, FillingNotice, { path: "/weekly", address: "/weekly" });
  await expect.element(page.getByText("Still getting older sessions")).toBeVisible();
  await allIsHere(device);
  await expect.element(page.getByText("Still getting older sessions")).not.toBeInTheDocument();
});

test("Today says that the school's data is coming and that work can begin, until all of it is here", async () => {
  stop = await showScreen(device, TodayScreen, { path: "/today", address: "/today" });
  const bar = page.getByRole("progressbar");
  await expect.element(page.getByRole("status").first()).toHaveTextContent(/You can already log sessions/);
  await expect.element(bar).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Log something else" })).toBeVisible();
  await allIsHere(device);
  await expect.element(bar).not.toBeInTheDocument();
});
