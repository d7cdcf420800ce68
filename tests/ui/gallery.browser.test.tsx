// Holds over every control at once: targets a finger can hit, names for screen readers, nothing wider than the page.
import "../../src/ui/theme/theme.ts";
import { cleanup, render } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { Gallery } from "./gallery.tsx";

afterEach(cleanup);

const leastTarget = 44;
const controls = "a[href], button, input, select, textarea, summary, [role=option]";

/** A checkbox or radio is as large as the label around it. */
function targetOf(control: Element): Element {
  return control.matches("input[type=checkbox], input[type=radio]")
    ? (control.closest("label") ?? control)
    : control;
}

function smallTargets(): string[] {
  return [...document.querySelectorAll(controls)]
    .map((control) => ({ control, box: targetOf(control).getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.height < leastTarget || box.width < leastTarget))
    .map(({ control, box }) => `${control.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`);
}

describe.each([
  ["a tablet", 1080, 810],
  ["a phone", 390, 844],
  ["the narrowest screen", 320, 640],
])("on %s", (_, width, height) => {
  test("every target is at least 44 px, and the page is no wider than the screen", async () => {
    await page.viewport(width, height);
    render(<Gallery />);
    await page.getByRole("combobox", { name: "Pupil" }).click();
    await expect.element(page.getByRole("option").first()).toBeVisible();
    expect(smallTargets()).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});

function nameOf(control: Element): string {
  const isLabelled =
    control instanceof HTMLInputElement ||
    control instanceof HTMLSelectElement ||
    control instanceof HTMLTextAreaElement;
  const labels = isLabelled
    ? [...(control.labels ?? [])].map((label) => label.textContent)
    : [control.textContent];
  return [control.getAttribute("aria-label") ?? "", ...labels].join(" ").trim();
}

test("every control has a name", () => {
  render(<Gallery />);
  const shown = [...document.querySelectorAll("button, input, select, textarea")];
  expect(shown.length).toBeGreaterThan(40);
  const nameless = shown.filter((control) => nameOf(control) === "");
  expect(nameless).toEqual([]);
});
