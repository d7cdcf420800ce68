// What goes wrong in real life: a double tap, the wrong file, storage that fails. A clear sentence, and nothing lost.
import { expect, test, type Page } from "@playwright/test";
import { openDemo } from "../support/demo.ts";
import { newFolder, startServerProcess, type ServerProcess } from "../support/tablet.ts";

const instant = "2026-11-25T11:10:00Z";
let server: ServerProcess;

test.beforeAll(async () => {
  server = await startServerProcess(newFolder("demo"), instant);
});

test.afterAll(async () => await server.stop());

test.beforeEach(async ({ page }) => await page.clock.install({ time: new Date(instant) }));

/** A session for the first pupil, not yet saved. */
async function beginLog(page: Page): Promise<void> {
  await openDemo(page, server, "As a teaching assistant");
  await page.goto(`${server.address}/log/new`);
  await page
    .getByRole("group", { name: "Who was it for?" })
    .getByRole("checkbox")
    .first()
    .check({ force: true });
  await page.getByLabel("Intervention", { exact: true }).last().selectOption({ index: 1 });
}

test("a second tap on Save makes one session", async ({ page }) => {
  await beginLog(page);
  await page.getByRole("button", { name: "Save", exact: true }).dblclick();
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
  await page.goto(`${server.address}/log`);
  const today = page.getByRole("region", { name: "Today" }).or(page.locator("section", { hasText: "Today" }));
  await expect(today.first().getByRole("listitem")).toHaveCount(1);
});

const wrongFiles = [
  {
    name: "picture.csv",
    bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    says: "This is a picture, not a CSV file.",
  },
  {
    name: "book.csv",
    bytes: Buffer.from("PK\u0003\u0004 workbook"),
    says: "This is an Excel workbook or zip file, not a CSV file.",
  },
  {
    name: "large.csv",
    bytes: Buffer.alloc(6 * 1024 * 1024, "a,b\n"),
    says: "This file is 6.0 MB and the most is 5 MB.",
  },
  {
    name: "long.csv",
    bytes: Buffer.from(`Forename,Surname\n${"Ada,King\n".repeat(20_001)}`),
    says: "This file has 20,001 rows and the most is 20,000.",
  },
];

test("files that are not class lists get a clear sentence and change nothing", async ({ page }) => {
  await openDemo(page, server, "As the SENCO");
  await page.goto(`${server.address}/import`);
  for (const { name, bytes, says } of wrongFiles) {
    await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: bytes });
    await expect(page.getByText(says)).toBeVisible();
    await expect(page.getByText(/Nothing was changed\./)).toBeVisible();
    await expect(page.getByRole("button", { name: /^Import \d/ })).toHaveCount(0);
  }
  await expect(page.getByText(/^All sent/)).toBeVisible();
});

test("a full disk is said, keeps what was typed, and the next save works", async ({ page }) => {
  await beginLog(page);
  await page.getByText("Note and progress").click();
  await page.getByRole("textbox", { name: /^Note about/ }).fill("Read three words alone.");
  // The browser's own quota cannot be set in a test, so its error is thrown where it would be thrown.
  await page.evaluate(() => {
    const { put, add } = IDBObjectStore.prototype;
    const full = () => {
      throw new DOMException("The disk is full.", "QuotaExceededError");
    };
    Object.assign(IDBObjectStore.prototype, { put: full, add: full });
    Object.assign(globalThis, { freeTheDisk: () => Object.assign(IDBObjectStore.prototype, { put, add }) });
  });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText(/This tablet is full, so it was not saved/)).toBeVisible();
  await expect(page.getByRole("textbox", { name: /^Note about/ })).toHaveValue("Read three words alone.");
  await page.evaluate(() => (globalThis as unknown as { freeTheDisk: () => void }).freeTheDisk());
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved on this tablet")).toBeVisible();
});
