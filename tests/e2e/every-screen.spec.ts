// Every screen with the demo school: no accessibility fault that a machine can find, in both themes and on a phone; targets
// large enough; no sideways scroll; nothing thrown; nothing that the content rules forbid, and no host but our own.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { openDemo, screens } from "../support/demo.ts";
import { watchPage } from "../support/page-watch.ts";
import {
  newFolder,
  startServerProcess,
  waitUntilOfflineReady,
  type ServerProcess,
} from "../support/tablet.ts";

const instant = "2026-11-25T11:10:00Z";
let server: ServerProcess;

test.beforeAll(async () => {
  server = await startServerProcess(newFolder("demo"), instant);
});

test.afterAll(async () => await server.stop());

/** Screens that only some can go to. */
const administration = [
  "/tablets",
  "/settings/audit",
  "/settings/records",
  "/settings/pupil-record",
  "/settings/transfer-in",
];

test.beforeEach(async ({ page }) => await page.clock.install({ time: new Date(instant) }));

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
  expect(await page.title(), where).toMatch(/^[A-Z][A-Za-z' -]+ - Alongside$/);
  expect(overflow, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** The pages of the nurture room that have an id in their address. */
async function checkNurtureRoom(page: Page, name: string): Promise<void> {
  await page.goto(`${server.address}/groups`);
  await page
    .getByRole("main")
    .getByRole("link", { name: /The Nest/ })
    .first()
    .click();
  for (const link of ["Places and half-days", "Report"]) {
    await page.getByRole("link", { name: link, exact: true }).click();
    await check(page, `${link} (${name})`);
  }
  await page.goto(`${server.address}/boxall`);
  await page.locator("main a[href^='/boxall/pupil/']").first().click();
  await check(page, `a child's Boxall (${name})`);
  await page.locator("main a[href^='/boxall/'][href*='-']:not([href*='pupil'])").first().click();
  await check(page, `one Boxall assessment (${name})`);
}

for (const { name, colorScheme, width, height } of [
  { name: "tablet, light", colorScheme: "light", width: 1080, height: 810 },
  { name: "tablet upright, dark", colorScheme: "dark", width: 810, height: 1080 },
  { name: "phone, light", colorScheme: "light", width: 320, height: 700 },
] as const) {
  test(`every screen is accessible: ${name}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height });
    const { faults, refused, hosts } = await watchPage(page);
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
    await checkNurtureRoom(page, name);
    expect(faults).toEqual([]);
    // Asked once, by a browser that knows nobody: whether it is a tablet of a school.
    expect(refused()).toEqual(["403 /api/tablet/people"]);
    expect(hosts()).toEqual([new URL(server.address).host]);
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

test("exports, the screens of administration and the offline app keep to the content rules", async ({
  page,
}) => {
  const { forbidden, hosts } = await watchPage(page);
  await openDemo(page, server, "As the SENCO");
  await page.goto(`${server.address}/weekly`);
  for (const name of ["Excel", "CSV"]) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name, exact: true }).click(),
    ]);
    expect(await download.failure(), name).toBeNull();
  }
  await waitUntilOfflineReady(page);
  for (const path of administration) {
    await page.goto(`${server.address}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
  }
  await page.goto(`${server.address}/hours`);
  await expect(page.getByRole("main").locator('li a[href^="/hours/"]').first()).toBeVisible();
  expect(forbidden()).toEqual([]);
  expect(hosts()).toEqual([new URL(server.address).host]);
});

test("the content rules stop what does not belong to the app", async ({ page }) => {
  const { forbidden } = await watchPage(page);
  await page.goto(server.address);
  const stopped = await page.evaluate(() => {
    const nameOf = (act: () => unknown) => {
      try {
        act();
        return "done";
      } catch (fault) {
        return fault instanceof Error ? fault.name : "thrown";
      }
    };
    return {
      html: nameOf(() => (document.body.innerHTML = "<p>no</p>")),
      worker: nameOf(() => new Worker("/assets/other.js")),
      memory: nameOf(() => new Worker(URL.createObjectURL(new Blob(["1"])))),
      policy: nameOf(() => Reflect.get(globalThis, "trustedTypes").createPolicy("another", {})),
      again: nameOf(() => Reflect.get(globalThis, "trustedTypes").createPolicy("alongside", {})),
    };
  });
  const refused = "TypeError";
  expect(stopped).toEqual({
    html: refused,
    worker: refused,
    memory: refused,
    policy: refused,
    again: refused,
  });
  // Seen by the same watch that finds nothing everywhere else.
  await expect.poll(() => forbidden().length).toBeGreaterThanOrEqual(5);
});
