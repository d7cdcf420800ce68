// A new version waits until the person says so, never reloads over something unsaved, and keeps what is on the tablet. And
// every address opens without a server at all, once the app has been there.
import { appendFileSync, cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { openDemo, screens } from "../support/demo.ts";
import { newFolder, openTablet, startServerProcess, waitUntilOfflineReady } from "../support/tablet.ts";

const instant = "2026-11-25T11:10:00Z";

test("a new version is offered, waits for a dirty form, and loses nothing", async () => {
  test.setTimeout(120_000);
  const app = newFolder("app");
  cpSync("dist", app, { recursive: true });
  const server = await startServerProcess(newFolder("data"), instant, "0", app);
  const { context, page } = await openTablet(newFolder("tablet"), instant);
  await openDemo(page, server, "As a teaching assistant");
  await waitUntilOfflineReady(page);
  await page.reload();

  // A worker with other bytes is a new version.
  for (const suffix of [".br", ".gz"]) rmSync(join(app, `sw.js${suffix}`), { force: true });
  appendFileSync(join(app, "sw.js"), "\n// the next version\n");
  await page.goto(`${server.address}/log/new`);
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await expect(page.getByText("New version ready")).toBeVisible();

  await page
    .getByRole("group", { name: "Who was it for?" })
    .getByRole("checkbox")
    .first()
    .check({ force: true });
  await page.getByRole("button", { name: "Update" }).click();
  await expect(
    page.getByText("Save or leave the form you are in first, so that nothing typed is lost."),
  ).toBeVisible();
  await expect(
    page.getByRole("group", { name: "Who was it for?" }).getByRole("checkbox").first(),
  ).toBeChecked();

  await page.getByLabel("Intervention", { exact: true }).last().selectOption({ index: 1 });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved on this tablet")).toBeVisible();
  const reloaded = page.waitForEvent("load");
  await page.getByRole("button", { name: "Update" }).click();
  await reloaded;
  await expect(page.getByText("New version ready")).toBeHidden();
  await page.goto(`${server.address}/log`);
  await expect(page.getByRole("main").getByText("20 minutes").first()).toBeVisible();
  await context.close();
  await server.stop();
});

test("every address opens with the server gone", async () => {
  test.setTimeout(120_000);
  const server = await startServerProcess(newFolder("data"), instant);
  const { context, page } = await openTablet(newFolder("tablet"), instant);
  await openDemo(page, server, "As the SENCO");
  await waitUntilOfflineReady(page);
  await page.reload();
  await server.stop();
  for (const path of screens) {
    await page.goto(`${server.address}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await page.goto(`${server.address}/weekly`);
  await expect(page.getByRole("table")).toBeVisible({ timeout: 30_000 });
  const excel = page.waitForEvent("download");
  await page.getByRole("button", { name: "Excel" }).click();
  expect((await excel).suggestedFilename()).toMatch(/_weekly-summary_all-groups\.xlsx$/);
  await context.close();
});
