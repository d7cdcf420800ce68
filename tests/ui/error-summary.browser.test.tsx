import { cleanup, render } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { ChipGroup } from "../../src/ui/chip-group.tsx";
import { ErrorSummary } from "../../src/ui/error-summary.tsx";
import { TextField } from "../../src/ui/text-field.tsx";

afterEach(cleanup);

function Form() {
  const [attempt, setAttempt] = useState(0);
  const isWrong = attempt > 0;
  const problems = [
    { fieldId: "name", message: "Enter a name" },
    { fieldId: "reason", message: "Choose a reason" },
  ];
  return (
    <>
      <ErrorSummary problems={isWrong ? problems : []} attempt={attempt} />
      <TextField
        id="name"
        label="Name"
        hint="As people say it"
        error={isWrong ? "Enter a name" : undefined}
        value=""
        onChange={() => undefined}
      />
      <ChipGroup
        id="reason"
        label="Why?"
        options={[{ value: "trip", label: "Trip" }]}
        value={undefined}
        onChange={() => undefined}
      />
      <button type="button" onClick={() => setAttempt(attempt + 1)}>
        Save
      </button>
    </>
  );
}

const summary = () => page.getByRole("alert", { name: "There is a problem" });
const save = () => page.getByRole("button", { name: "Save" });

test("takes focus at each failed save and leads to the fields", async () => {
  render(<Form />);
  await expect.element(summary()).not.toBeInTheDocument();
  await save().click();
  await expect.element(summary()).toHaveFocus();
  await save().click();
  await expect.element(summary()).toHaveFocus();
  await page.getByRole("link", { name: "Enter a name" }).click();
  await expect.element(page.getByRole("textbox", { name: "Name" })).toHaveFocus();
  await page.getByRole("link", { name: "Choose a reason" }).click();
  await expect.element(page.getByRole("radio", { name: "Trip" })).toHaveFocus();
});

test("a field is described by its hint and its error", async () => {
  render(<Form />);
  await save().click();
  const field = page.getByRole("textbox", { name: "Name" });
  await expect.element(field).toHaveAccessibleDescription("As people say it Error: Enter a name");
  await expect.element(field).toHaveAttribute("aria-invalid", "true");
});
