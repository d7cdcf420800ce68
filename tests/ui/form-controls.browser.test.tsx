import { cleanup, render } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { afterEach, describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { ChipGroupMany } from "../../src/ui/chip-group-many.tsx";
import { ChipGroup } from "../../src/ui/chip-group.tsx";
import { DateChoice } from "../../src/ui/date-choice.tsx";
import { DurationChips } from "../../src/ui/duration-chips.tsx";
import { NumberStepper } from "../../src/ui/number-stepper.tsx";
import { TimeField } from "../../src/ui/time-field.tsx";

afterEach(cleanup);

const reasons = [
  { value: "absent", label: "Absent" },
  { value: "trip", label: "Trip" },
  { value: "cover", label: "Cover" },
] as const;
type Reason = (typeof reasons)[number]["value"];

const result = () => page.getByTestId("result");

describe("chips", () => {
  function One() {
    const [value, setValue] = useState<Reason>();
    return (
      <>
        <ChipGroup label="Why?" options={reasons} value={value} onChange={setValue} />
        <p data-testid="result">{value}</p>
      </>
    );
  }

  function Many() {
    const [values, setValues] = useState<Reason[]>([]);
    return (
      <>
        <ChipGroupMany label="Why?" options={reasons} values={values} onChange={setValues} />
        <p data-testid="result">{values.join(" ")}</p>
      </>
    );
  }

  test("for one choice are real radios that the arrow keys move through", async () => {
    render(<One />);
    await page.getByRole("radio", { name: "Absent" }).click();
    await expect.element(result()).toHaveTextContent("absent");
    await userEvent.keyboard("{ArrowRight}");
    await expect.element(page.getByRole("radio", { name: "Trip" })).toBeChecked();
    await expect.element(result()).toHaveTextContent("trip");
    await expect.element(page.getByRole("group", { name: "Why?" })).toBeInTheDocument();
  });

  test("for many are real checkboxes, and answer in the order of the options", async () => {
    render(<Many />);
    await page.getByRole("checkbox", { name: "Cover" }).click();
    await page.getByRole("checkbox", { name: "Absent" }).click();
    await expect.element(result()).toHaveTextContent("absent cover");
    await page.getByRole("checkbox", { name: "Cover" }).click();
    await expect.element(result()).toHaveTextContent(/^absent$/);
  });
});

describe("a date choice", () => {
  function Form({ start }: { readonly start?: string }) {
    const [value, setValue] = useState<string | undefined>(start);
    return (
      <>
        <DateChoice label="When?" today="2026-03-01" value={value} onChange={setValue} />
        <p data-testid="result">{value ?? "no day"}</p>
      </>
    );
  }

  test("takes today and yesterday in one tap", async () => {
    render(<Form />);
    await page.getByRole("radio", { name: /Yesterday/ }).click();
    await expect.element(result()).toHaveTextContent("2026-02-28");
    await page.getByRole("radio", { name: /Today/ }).click();
    await expect.element(result()).toHaveTextContent("2026-03-01");
  });

  test("takes another day as three numbers, and none until they make a day", async () => {
    render(<Form start="2026-03-01" />);
    await page.getByRole("radio", { name: "Another day" }).click();
    await expect.element(result()).toHaveTextContent("no day");
    await userEvent.fill(page.getByLabelText("Day", { exact: true }), "31");
    await userEvent.fill(page.getByLabelText("Month"), "2");
    await userEvent.fill(page.getByLabelText("Year"), "2026");
    await expect.element(result()).toHaveTextContent("no day");
    await userEvent.fill(page.getByLabelText("Day", { exact: true }), "6");
    await expect.element(result()).toHaveTextContent("2026-02-06");
  });

  test("shows an earlier day that was there before", async () => {
    render(<Form start="2026-01-09" />);
    await expect.element(page.getByRole("radio", { name: "Another day" })).toBeChecked();
    await expect.element(page.getByLabelText("Month")).toHaveValue("1");
  });

  test("typing a day that happens to be today keeps the fields open", async () => {
    render(<Form />);
    await page.getByRole("radio", { name: "Another day" }).click();
    await userEvent.fill(page.getByLabelText("Day", { exact: true }), "1");
    await userEvent.fill(page.getByLabelText("Month"), "3");
    await userEvent.fill(page.getByLabelText("Year"), "2026");
    await expect.element(result()).toHaveTextContent("2026-03-01");
    await expect.element(page.getByLabelText("Year")).toHaveValue("2026");
  });
});

describe("numbers", () => {
  function Duration() {
    const [value, setValue] = useState<number | undefined>(20);
    return (
      <>
        <DurationChips label="How long?" value={value} onChange={setValue} />
        <p data-testid="result">{value ?? "none"}</p>
      </>
    );
  }

  function Score() {
    const [value, setValue] = useState<number | undefined>(9);
    return (
      <>
        <NumberStepper label="Score" max={10} value={value} onChange={setValue} />
        <p data-testid="result">{value ?? "none"}</p>
      </>
    );
  }

  test("a length takes a usual one, five more, or any typed", async () => {
    render(<Duration />);
    await page.getByRole("button", { name: /^More/ }).click();
    await expect.element(result()).toHaveTextContent("25");
    await page.getByRole("radio", { name: "10 min" }).click();
    await expect.element(result()).toHaveTextContent("10");
    await userEvent.fill(page.getByRole("textbox"), "37");
    await expect.element(result()).toHaveTextContent("37");
  });

  test("a stepper stops at its end and holds no value while what is typed is out of range", async () => {
    render(<Score />);
    const more = page.getByRole("button", { name: /^More/ });
    await more.click();
    await expect.element(result()).toHaveTextContent("10");
    await expect.element(more).toHaveAttribute("aria-disabled", "true");
    await userEvent.keyboard("{Enter}");
    await expect.element(result()).toHaveTextContent("10");
    await expect.element(more).toHaveFocus();
    await userEvent.fill(page.getByRole("textbox"), "12");
    await expect.element(result()).toHaveTextContent("none");
    await expect.element(page.getByRole("textbox")).toHaveValue("12");
  });

  test("a stepper follows the arrow keys, and reads out where a step led", async () => {
    render(<Score />);
    await page.getByRole("textbox").click();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    await expect.element(result()).toHaveTextContent("7");
    expect(document.querySelector("[aria-live=polite]")?.textContent).toBe("7");
    await userEvent.keyboard("{ArrowUp}");
    await expect.element(result()).toHaveTextContent("8");
  });

  test("a time is seconds since midnight", async () => {
    function Form() {
      const [value, setValue] = useState<number | undefined>(52200);
      return (
        <>
          <TimeField label="Started at" value={value} onChange={setValue} />
          <p data-testid="result">{value ?? "none"}</p>
        </>
      );
    }
    render(<Form />);
    await expect.element(page.getByLabelText("Started at")).toHaveValue("14:30");
    await userEvent.fill(page.getByLabelText("Started at"), "09:05");
    await expect.element(result()).toHaveTextContent("32700");
  });
});
