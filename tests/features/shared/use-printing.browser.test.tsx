// What goes to paper is written down once: by the button before the print window opens, and by the browser's own menu.
import "../../../src/ui/theme/theme.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import * as records from "../../../src/domain/records.ts";
import { noteDeed } from "../../../src/features/shared/note-deed.ts";
import { usePrinting } from "../../../src/features/shared/use-printing.ts";
import type { Device } from "../../../src/storage/device.ts";
import { readRecords } from "../../../src/storage/read.ts";
import { deviceWith, showScreen } from "../../support/screen.tsx";

let stop = () => {};
let printed = 0;
const ownPrint = window.print;
beforeEach(() => {
  printed = 0;
  // A print window would hold the test's browser up: its event is all that a page hears of it.
  window.print = () => {
    dispatchEvent(new Event("beforeprint"));
    printed += 1;
  };
});
afterEach(() => {
  stop();
  window.print = ownPrint;
});

function screenOf(rows: number) {
  return () => {
    const { print, problem } = usePrinting({ what: "hours", rows });
    return (
      <>
        <button onClick={() => void print()}>Print</button>
        <p>{problem}</p>
      </>
    );
  };
}

const at = { path: "/weekly", address: "/weekly" } as const;
const deeds = async (device: Device) =>
  (await readRecords(device, records.deed)).map(({ record }) => record.event).toSorted();

test("the button and the browser's own menu each leave one deed", async () => {
  const device = await deviceWith(["senco"], []);
  stop = await showScreen(device, screenOf(7), at);
  await page.getByRole("button", { name: "Print" }).click();
  await expect.poll(() => printed).toBe(1);
  // What follows is written after everything that printing wrote.
  await noteDeed(device, { event: "export", what: "hours" });
  expect(await deeds(device)).toEqual(["export", "print"]);
  window.print();
  await expect.poll(() => deeds(device)).toEqual(["export", "print", "print"]);
});

test("what cannot be written down is not printed", async () => {
  const device = await deviceWith(["senco"], []);
  stop = await showScreen(device, screenOf(-1), at);
  await page.getByRole("button", { name: "Print" }).click();
  await expect.element(page.getByText(/not filled in as it should be/)).toBeVisible();
  expect(printed).toBe(0);
});
