// What a tablet does when its own storage was changed or is broken: a clear sentence, nothing shown that is not what was
// saved, and nothing lost that can be saved.
import { rmSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { addChildAndIntervention, logSupport, sencoPin, setUpSchool } from "../support/meadow-lane.ts";
import { newFolder, openTablet, startServerProcess, waitUntilOfflineReady } from "../support/tablet.ts";
import { unlock } from "../support/unlocking.ts";

const instant = "2026-11-25T14:10:00Z";

interface Rows {
  /** In every database that has it. */
  readonly store: string;
  /** What becomes of each row. */
  readonly change: "flipPayload" | "loseWrappers" | "flipWrapped";
}

/** Changes every row of a store behind the program's back. @returns how many there were */
async function tamper(page: Page, rows: Rows): Promise<number> {
  return await page.evaluate(async ({ store, change }) => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error ?? new Error("not done")));
      });
    const changes: Readonly<Record<string, (row: Record<string, unknown>) => unknown>> = {
      flipPayload: (row) => {
        const payload = new Uint8Array(row["payload"] as Uint8Array);
        payload[payload.length - 1] = (payload.at(-1) ?? 0) ^ 1;
        return { ...row, payload };
      },
      loseWrappers: (row) => ({ ...row, wrappers: "?" }),
      flipWrapped: (row) => ({
        ...row,
        wrappers: (row["wrappers"] as { wrapped: Uint8Array }[]).map((one) => ({
          ...one,
          wrapped: new Uint8Array(one.wrapped).map((byte) => byte ^ 1),
        })),
      }),
    };
    let count = 0;
    for (const { name = "" } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name));
      if (db.objectStoreNames.contains(store)) {
        const rowsOf = () => db.transaction(store, "readwrite").objectStore(store);
        for (const row of await done(rowsOf().getAll())) {
          count += 1;
          await done(rowsOf().put(changes[change]?.(row)));
        }
      }
      db.close();
    }
    return count;
  }, rows);
}

/** The session that was unsent when the damage was done is at the school, and back on the tablet. */
async function expectSessionSaved(page: Page): Promise<void> {
  await expect(page.getByText(/^All sent/)).toBeVisible();
  await page.getByRole("link", { name: "Pupils" }).click();
  await page.getByRole("link", { name: /^Amara O/ }).click();
  await expect(page.getByText("Counted the red buttons")).toBeVisible();
}

test("a tablet whose storage was changed says so, shows nothing of it, and loses nothing that was unsent", async () => {
  test.setTimeout(120_000);
  const folders = [newFolder("data"), newFolder("own")] as const;
  const server = await startServerProcess(folders[0], instant);
  const { page, context } = await openTablet(folders[1], instant);
  await setUpSchool(page, server);
  await addChildAndIntervention(page, server);
  await waitUntilOfflineReady(page);
  await context.setOffline(true);
  await page.getByRole("navigation").getByRole("link", { name: "Today" }).click();
  await logSupport(page, "Amara O", "Counted the red buttons");

  await test.step("a record that was changed is not shown, and the school is got again", async () => {
    expect(await tamper(page, { store: "pupil", change: "flipPayload" })).toBeGreaterThan(0);
    await page.reload();
    await unlock(page, "Sam Lead", sencoPin);
    await expect(page.getByRole("alert")).toContainText("was changed or is damaged");
    expect(await page.content()).not.toContain("Amara");
    await page.getByRole("button", { name: "Get the school again" }).click();
    await expect(page.getByText(/There is no network just now. Nothing was changed/)).toBeVisible();
    await context.setOffline(false);
    await page.getByRole("button", { name: "Get the school again" }).click();
    await expect(page.getByRole("heading", { name: "Who is using this?" })).toBeVisible();
    await unlock(page, "Sam Lead", sencoPin);
    await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
    await expectSessionSaved(page);
  });

  for (const change of ["flipWrapped", "loseWrappers"] as const)
    await test.step(`a key that was changed says what to do, and is made anew: ${change}`, async () => {
      await context.setOffline(true);
      expect(await tamper(page, { store: "keys", change })).toBe(1);
      await page.reload();
      await expect(page.getByRole("heading", { name: "Who is using this?" })).toBeVisible();
      await unlock(page, "Sam Lead", sencoPin);
      await expect(page.getByText(/key of Sam Lead on this tablet is damaged/)).toBeVisible();
      await context.setOffline(false);
      await page.getByRole("button", { name: "All names" }).click();
      await unlock(page, "Sam Lead", sencoPin);
      await expect(page.getByRole("heading", { name: /^Amara O/ })).toBeVisible();
      await expect(page.getByText("Counted the red buttons")).toBeVisible();
    });

  await test.step("unsent work that was changed leaves as it was sealed for the school", async () => {
    await context.setOffline(true);
    await page.getByRole("navigation").getByRole("link", { name: "Today" }).click();
    await logSupport(page, "Zofia", "Drew a very long river");
    expect(await tamper(page, { store: "outbox", change: "flipPayload" })).toBeGreaterThan(0);
    await page.reload();
    await context.setOffline(false);
    await unlock(page, "Sam Lead", sencoPin);
    await expect(page.getByRole("alert")).toContainText("was changed or is damaged");
    await page.getByRole("button", { name: "Get the school again" }).click();
    await unlock(page, "Sam Lead", sencoPin);
    await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
    await page.getByRole("link", { name: "Pupils" }).click();
    await page.getByRole("link", { name: /^Zofia/ }).click();
    await expect(page.getByText("Drew a very long river")).toBeVisible();
  });

  await context.close();
  await server.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
