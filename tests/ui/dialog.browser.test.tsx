import { cleanup, render } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { Dialog } from "../../src/ui/dialog.tsx";
import { TextField } from "../../src/ui/text-field.tsx";

afterEach(cleanup);

function Screen({ takesFocus = false }: { readonly takesFocus?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Finish my day
      </button>
      <Dialog open={isOpen} title="Are these right?" onClose={() => setOpen(false)}>
        <TextField label="Note" value={text} onChange={setText} takesFocus={takesFocus} />
      </Dialog>
    </>
  );
}

const opener = () => page.getByRole("button", { name: "Finish my day" });

test("Esc closes the dialog and focus goes back to the button that opened it", async () => {
  render(<Screen />);
  await opener().click();
  await expect.element(page.getByRole("heading", { name: "Are these right?" })).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  await expect.element(opener()).toHaveFocus();
});

test("the cross closes it too, and each opening starts afresh", async () => {
  render(<Screen />);
  await opener().click();
  await page.getByRole("button", { name: "Close" }).click();
  await expect.element(opener()).toHaveFocus();
  await opener().click();
  await expect.element(page.getByRole("dialog", { name: "Are these right?" })).toBeInTheDocument();
});

test("a field that asks for the focus gets it", async () => {
  render(<Screen takesFocus />);
  await opener().click();
  await expect.element(page.getByRole("textbox", { name: "Note" })).toHaveFocus();
});
