// Scores of a child and measures of a group in the demo school, in a real browser: entered with the keyboard, told in words,
// there after a reload, kept half-typed through one, and open to machines that look for accessibility faults.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { openDemo } from "../support/demo.ts";
import { picture } from "../support/picture.ts";
import { newFolder, startServerProcess, type ServerProcess } from "../support/tablet.ts";

const instant = "2026-11-25T11:10:00Z";
const sizes = [
  [1180, 820],
  [820, 1180],
  [390, 844],
] as const;
let server: ServerProcess;
test.beforeAll(async () => {
  server = await startServerProcess(newFolder("scores"), instant);
});
test.afterAll(async () => await server.stop());
test.beforeEach(async ({ page }) => await page.clock.install({ time: new Date(instant) }));

async function look(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${name} at ${width}`).toBeLessThanOrEqual(0);
    await picture(page, `${name}-${width}`);
  }
  await page.setViewportSize({ width: 1180, height: 820 });
}

/** All drafts of this browser, sealed: equal as long as none was written. */
async function draftsOn(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error ?? new Error("not read")));
      });
    const found: unknown[] = [];
    for (const { name = "" } of await indexedDB.databases()) {
      const db = await asked(indexedDB.open(name));
      if (db.objectStoreNames.contains("drafts")) {
        const rows: { key: string; atMs: number }[] = await asked(
          db.transaction("drafts").objectStore("drafts").getAll(),
        );
        found.push(...rows.map(({ key, atMs }) => [key, atMs]));
      }
      db.close();
    }
    return JSON.stringify(found);
  });
}

async function firstOf(page: Page, list: "/pupils" | "/groups"): Promise<void> {
  await page.goto(`${server.address}${list}`);
  await page.getByRole("main").locator(`li a[href^="${list}/"]`).first().click();
}

test("a SENCO enters the SDQ twice with the keyboard and reads in words how it moved", async ({ page }) => {
  await openDemo(page, server, "As the SENCO");
  await firstOf(page, "/pupils");
  const scores = page.getByRole("region", { name: "Scores", exact: true });
  const open = async () => {
    await scores.getByText("Add a score").focus();
    await page.keyboard.press("Enter");
  };
  const enter = async (values: readonly number[], day: string) => {
    await scores.getByRole("radio", { name: "School staff" }).focus();
    await page.keyboard.press("Space");
    await scores.getByRole("radio", { name: day }).focus();
    await page.keyboard.press("Space");
    await scores.getByLabel("SDQ emotional").focus();
    for (const value of values) {
      await page.keyboard.type(String(value));
      await page.keyboard.press("Tab");
    }
  };
  const save = scores.getByRole("button", { name: "Save the score" });
  await open();
  await save.press("Enter");
  await expect(scores.getByRole("alert")).toContainText("Enter at least one score.");
  await look(page, "score-problem");
  await enter([7, 3, 6, 4, 5], "Yesterday");
  await save.press("Enter");
  await expect(scores.getByRole("row", { name: /SDQ total difficulties/ })).toContainText("20");

  await enter([4, 3, 7], "Today");
  // What is half typed is there again after a reload, once it is on the disk: sealing and writing take a moment.
  let written = await draftsOn(page);
  await expect
    .poll(
      async () => {
        const before = written;
        written = await draftsOn(page);
        return written === before;
      },
      { intervals: [500] },
    )
    .toBe(true);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await open();
  await expect(scores.getByText("What you had typed is here again")).toBeVisible();
  await expect(scores.getByLabel("SDQ conduct")).toHaveValue("3");
  await scores.getByLabel("SDQ peers").fill("4");
  await scores.getByLabel("SDQ prosocial").fill("8");
  await expect(scores.getByText("The four scales make 18")).toBeVisible();
  await save.press("Enter");
  await expect(scores.getByText("What you had typed is here again")).toHaveCount(0);
  const row = (name: RegExp) => scores.getByRole("row", { name });
  await expect(row(/SDQ total difficulties/)).toContainText("Down 2, which is wanted");
  await expect(row(/SDQ hyperactivity/)).toContainText("Up 1, the other way");
  await expect(row(/SDQ conduct/)).toContainText("No change");
  await scores.getByText("What was entered (2)").click();
  await look(page, "scores");
});

test("a group is measured, and the measure is there after a reload", async ({ page }) => {
  await openDemo(page, server, "As the SENCO");
  await firstOf(page, "/groups");
  const measures = page.getByRole("region", { name: "Measures", exact: true });
  await measures.getByText("Add a measure").click();
  await measures.getByLabel("Child").selectOption({ index: 1 });
  await measures.getByLabel("What is measured").fill("Words read");
  await measures.getByLabel("Lowest possible").fill("0");
  await measures.getByLabel("Highest possible").fill("60");
  await measures.getByRole("radio", { name: "More is wanted" }).check({ force: true });
  for (const [moment, day, value] of [
    ["Baseline", "Yesterday", "12"],
    ["Exit", "Today", "30"],
  ] as const) {
    await measures.getByLabel("Child").selectOption({ index: 1 });
    await measures.getByRole("radio", { name: moment }).check({ force: true });
    await measures.getByRole("radio", { name: day }).check({ force: true });
    await measures.getByLabel("Score", { exact: true }).fill(value);
    await measures.getByRole("button", { name: "Save the measure" }).click();
    await expect(measures.getByLabel("Score", { exact: true })).toHaveValue("");
  }
  await look(page, "measures");
  await page.reload();
  await expect(measures.getByText("Up 18, which is wanted")).toBeVisible();
});
