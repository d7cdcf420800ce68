import { cleanup, render } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { afterEach, describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { Combobox } from "../../src/ui/combobox.tsx";

afterEach(cleanup);

const options = [
  { value: "amber", label: "Amber Ali", hint: "Year 3" },
  { value: "bilal", label: "Bilal Brown", hint: "Year 4" },
  { value: "chloe", label: "Chloé Carter", hint: "Year 4" },
];

function Form({ onSend }: { readonly onSend?: () => void }) {
  const [value, setValue] = useState<string>();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSend?.();
      }}
    >
      <Combobox label="Pupil" options={options} value={value} onChange={setValue} />
      <output>{value ?? "nobody"}</output>
      <button type="button">Next</button>
    </form>
  );
}

const box = () => page.getByRole("combobox", { name: "Pupil" });
const chosen = () => page.getByRole("status").nth(1);
const optionNames = () =>
  page
    .getByRole("option")
    .elements()
    .map((option) => option.textContent);

async function openForm() {
  render(<Form />);
  await box().click();
}

describe("a combobox by keyboard", () => {
  test("narrows the list as one types, whatever the accents", async () => {
    await openForm();
    await userEvent.keyboard("chloe");
    await expect.element(page.getByRole("option")).toHaveTextContent("Chloé Carter");
    await expect.element(page.getByText("1 result")).toBeInTheDocument();
  });

  test("arrow and Enter choose, and the box shows the name", async () => {
    await openForm();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    await expect.element(box()).toHaveValue("Bilal Brown");
    await expect.element(chosen()).toHaveTextContent("bilal");
    await expect.element(box()).toHaveAttribute("aria-expanded", "false");
    await expect.element(box()).toHaveFocus();
  });

  test("arrow up from nothing goes to the last, and points to it for screen readers", async () => {
    await openForm();
    await userEvent.keyboard("{ArrowUp}");
    const last = page.getByRole("option", { name: /Chloé/ }).element();
    await expect.element(box()).toHaveAttribute("aria-activedescendant", last.id);
  });

  test("Escape closes the list, and once more empties the box", async () => {
    await openForm();
    await userEvent.keyboard("amb{Escape}");
    await expect.element(box()).toHaveAttribute("aria-expanded", "false");
    await expect.element(box()).toHaveValue("amb");
    await userEvent.keyboard("{Escape}");
    await expect.element(box()).toHaveValue("");
  });

  test("a name typed in full is taken on leaving; other words are not", async () => {
    await openForm();
    await userEvent.keyboard("amber ali{Tab}");
    await expect.element(chosen()).toHaveTextContent("amber");
    await userEvent.fill(box(), "nobody known");
    await userEvent.keyboard("{Tab}");
    await expect.element(chosen()).toHaveTextContent("nobody");
    await expect.element(box()).toHaveValue("");
  });

  test("Enter takes the only one left, and never sends a form with half a name", async () => {
    const sent: string[] = [];
    render(<Form onSend={() => sent.push("sent")} />);
    await box().click();
    await userEvent.keyboard("zz{Enter}");
    await expect.element(chosen()).toHaveTextContent("nobody");
    await userEvent.fill(box(), "chl");
    await userEvent.keyboard("{Enter}");
    await expect.element(chosen()).toHaveTextContent("chloe");
    expect(sent).toEqual([]);
    await userEvent.keyboard("{Enter}");
    expect(sent).toEqual(["sent"]);
  });

  test("a tap on an option chooses it", async () => {
    await openForm();
    expect(optionNames()).toHaveLength(3);
    await page.getByRole("option", { name: /Amber/ }).click();
    await expect.element(chosen()).toHaveTextContent("amber");
  });

  test("says so when nothing matches", async () => {
    await openForm();
    await userEvent.keyboard("zz");
    await expect.element(page.getByText("Nothing matches").first()).toBeInTheDocument();
  });
});
