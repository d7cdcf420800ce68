import "../../src/ui/theme/theme.ts";
import { cleanup, render } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { UndoBar } from "../../src/ui/undo-bar.tsx";

afterEach(cleanup);

/** Timers that stand still until the test lets them run out. */
function createTimers() {
  const waiting = new Map<number, { run: () => void; milliseconds: number }>();
  let last = 0;
  return {
    waiting,
    set: (run: () => void, milliseconds: number) => {
      last += 1;
      waiting.set(last, { run, milliseconds });
      return last;
    },
    clear: (handle: number) => void waiting.delete(handle),
    runOut: () => waiting.forEach(({ run }) => run()),
  };
}

let heard: string[] = [];
beforeEach(() => (heard = []));

async function show() {
  const timers = createTimers();
  render(
    <>
      <UndoBar
        message="Saved on this tablet"
        timers={timers}
        onUndo={() => heard.push("undo")}
        onClose={() => heard.push("close")}
      />
      <button type="button">Log something else</button>
    </>,
  );
  // The mouse may still rest where another test left it: on the bar.
  await userEvent.hover(page.getByRole("button", { name: "Log something else" }));
  return timers;
}

test("waits ten seconds, then closes", async () => {
  const timers = await show();
  await expect.element(page.getByRole("status")).toHaveTextContent("Saved on this tablet");
  await expect
    .poll(() => [...timers.waiting.values()].map(({ milliseconds }) => milliseconds))
    .toEqual([10_000]);
  timers.runOut();
  expect(heard).toEqual(["close"]);
});

test("stands still while focus is on it, and gives the whole time again afterwards", async () => {
  const timers = await show();
  await expect.poll(() => timers.waiting.size).toBe(1);
  await userEvent.keyboard("{Tab}");
  await expect.element(page.getByRole("button", { name: "Undo" })).toHaveFocus();
  await expect.poll(() => timers.waiting.size).toBe(0);
  await userEvent.keyboard("{Tab}{Tab}");
  await expect.element(page.getByRole("button", { name: "Log something else" })).toHaveFocus();
  await expect
    .poll(() => [...timers.waiting.values()].map(({ milliseconds }) => milliseconds))
    .toEqual([10_000]);
});

test("stands still while the pointer is on it", async () => {
  const timers = await show();
  await expect.poll(() => timers.waiting.size).toBe(1);
  await userEvent.hover(page.getByText("Saved on this tablet"));
  await expect.poll(() => timers.waiting.size).toBe(0);
});

test("Undo undoes and does not close by itself", async () => {
  await show();
  await page.getByRole("button", { name: "Undo" }).click();
  expect(heard).toEqual(["undo"]);
});
