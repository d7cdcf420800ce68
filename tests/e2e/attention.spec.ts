// Two people change the same session without a network. Both changes reach the server; the second person sees both values,
// whose the other is and since when, and settles it with two taps from Today. Both tablets then show the same.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { openDemo } from "../support/demo.ts";
import {
  newFolder,
  openTablet,
  startServerProcess,
  waitUntilOfflineReady,
  type ServerProcess,
} from "../support/tablet.ts";

const instant = "2026-11-25T11:10:00Z";

test("a session changed on two tablets at once is settled by a person, the same on both", async () => {
  test.setTimeout(180_000);
  const server = await startServerProcess(newFolder("data"), instant);
  const assistant = await openTablet(newFolder("assistant"), instant);
  const senco = await openTablet(newFolder("senco"), instant);
  await openDemo(assistant.page, server, "As a teaching assistant");
  await openDemo(senco.page, server, "As the SENCO");
  const who = await assistant.page.getByRole("banner").locator("span").first().innerText();

  const address = await logOne(assistant.page, server);
  await senco.page.goto(address);
  await expect(senco.page.getByRole("heading", { name: "Change a session" })).toBeVisible();
  for (const { page } of [assistant, senco]) await waitUntilOfflineReady(page);

  for (const { context } of [assistant, senco]) await context.setOffline(true);
  await assistant.page.goto(address);
  await sayLost(assistant.page, "Room not free");
  await sayLost(senco.page, "Trip or event");
  for (const { page } of [assistant, senco])
    await expect(page.getByRole("banner").getByText("1 waiting to send")).toBeVisible();

  await assistant.context.setOffline(false);
  await assistant.page.reload();
  await expect(assistant.page.getByText(/^All sent/)).toBeVisible();
  await senco.context.setOffline(false);
  await senco.page.goto(`${server.address}/today`);

  await senco.page.getByRole("banner").getByRole("link", { name: "Needs attention: 1" }).click();
  const theirs = senco.page.getByRole("region", { name: "Theirs" });
  await expect(theirs).toContainText("Did not happen: room not free");
  await expect(theirs).toContainText(new RegExp(`${who.split(" ")[0]}.*, today 11:1\\dam`));
  const mine = senco.page.getByRole("region", { name: "Yours" });
  await expect(mine).toContainText("Did not happen: trip or event");
  await checkLook(senco.page);
  await mine.getByRole("button", { name: "Use mine" }).click();
  await expect(senco.page.getByText("Nothing needs you")).toBeVisible();
  await expect(senco.page.getByText(/^All sent/)).toBeVisible();

  await assistant.page.goto(`${server.address}/log`);
  await expect(assistant.page.getByText("Lost: trip or event").first()).toBeVisible();
  await senco.page.goto(address);
  await expect(senco.page.getByLabel("Trip or event")).toBeChecked();
  await expect(assistant.page.getByRole("banner").getByText("Needs attention")).toBeHidden();

  await assistant.context.close();
  await senco.context.close();
  await server.stop();
});

/** No accessibility fault that a machine can find, and no sideways scroll on a phone. */
async function checkLook(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag22aa"])
      .analyze();
    expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1080, height: 810 });
}

/** Logs the first session that is due. @returns its address */
async function logOne(page: Page, server: ServerProcess): Promise<string> {
  await page.getByRole("button", { name: "Done as planned" }).first().click();
  await expect(page.getByText("Saved on this tablet")).toBeVisible();
  await expect(page.getByText(/^All sent/)).toBeVisible();
  await page.goto(`${server.address}/log`);
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Change a session" })).toBeVisible();
  return page.url();
}

async function sayLost(page: Page, reason: string): Promise<void> {
  await page.getByLabel("Did not happen").check({ force: true });
  await page.getByLabel(reason).check({ force: true });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { name: "My log" })).toBeVisible();
}
