// Every screen with the demo school: no accessibility fault that a machine can find, in both themes and on a phone; targets
// large enough; no sideways scroll; nothing thrown.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { openDemo, screens } from "../support/demo.ts";
import { newFolder, startServerProcess, type ServerProcess } from "../support/tablet.ts";

const instant = "2026-11-25T11:10:00Z";
let server: ServerProcess;

test.beforeAll(async () => {
  server = await startServerProcess(newFolder("demo"), instant);
});

test.afterAll(async () => await server.stop());

test.beforeEach(async ({ page }) => await page.clock.install({ time: new Date(instant) }));

/** What is thrown or said as an error from now on. */
function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (fault) => faults.push(fault.message));
  page.on("console", (message) => (message.type() === "error" ? faults.push(message.text()) : undefined));
  return faults;
}

async function check(page: Page, where: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // Where a bar stays in place, some target is always half under it until the person scrolls on. What is judged here are the
  // targets, so the bars take their place in the page for it.
  await page.locator("nav, header, form > div > div:last-child").evaluateAll((bars) => {
    for (const bar of bars)
      if (bar instanceof HTMLElement && getComputedStyle(bar).position === "sticky")
        bar.style.position = "static";
  });
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(
    violations.map(
      (one) =>
        `${one.id}: ${one.nodes
          .map((node) => node.html)
          .slice(0, 3)
          .join(" ")}`,
    ),
    where,
  ).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
}

for (const { name, colorScheme, width, height } of [
  { name: "tablet, light", colorScheme: "light", width: 1080, height: 810 },
  { name: "tablet upright, dark", colorScheme: "dark", width: 810, height: 1080 },
  { name: "phone, light", colorScheme: "light", width: 320, height: 700 },
] as const) {
  test(`every screen is accessible: ${name}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height });
    const faults = faultsOf(page);
    await openDemo(page, server, "As the SENCO");
    for (const path of screens) {
      await page.goto(`${server.address}${path}`);
      await check(page, `${path} (${name})`);
    }
    for (const list of ["/groups", "/pupils", "/hours"]) {
      await page.goto(`${server.address}${list}`);
      await page.getByRole("main").locator(`li a[href^="${list}/"]`).first().click();
      await check(page, `one of ${list} (${name})`);
      // No name of a child may stand in the address or in the tab.
      const heading = await page.getByRole("heading", { level: 1 }).innerText();
      expect(await page.title()).not.toContain(heading);
      expect(decodeURIComponent(page.url())).not.toContain(heading.split(" ")[0]);
    }
    expect(faults).toEqual([]);
  });
}

test("what is tapped is at least 44 pixels large", async ({ page }) => {
  await openDemo(page, server, "As a teaching assistant");
  for (const path of ["/today", "/log", "/log/new", "/pupils"]) {
    await page.goto(`${server.address}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const small = await page
      .locator("button:visible, nav a:visible, main li > a:visible, summary:visible")
      .evaluateAll((nodes) =>
        nodes.flatMap((node) => {
          const { width, height } = node.getBoundingClientRect();
          return width > 0 && (width < 44 || height < 43.5)
            ? [`${node.textContent} ${Math.round(width)}×${Math.round(height)}`]
            : [];
        }),
      );
    expect(small, path).toEqual([]);
  }
});

test("a session is logged with the keyboard alone", async ({ page }) => {
  await openDemo(page, server, "As a teaching assistant");
  const done = page.getByRole("button", { name: "Done as planned" }).first();
  await done.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved on this tablet")).toBeVisible();
  const undo = page.getByRole("button", { name: "Undo" });
  await undo.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Undone. The session is not logged.")).toBeVisible();
});
