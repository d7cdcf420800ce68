// A join code for a shared tablet, with the name that the school gives it.
import { useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAlongside } from "../shared/context.ts";
import type { ReadOut } from "./code-notice.tsx";
import type { Act } from "./tablets-screen.tsx";

export function AddTablet({ act, onCode }: { readonly act: Act; readonly onCode: (code: ReadOut) => void }) {
  const { api } = useAlongside();
  const [isOpen, setIsOpen] = useState(false);
  const [label, setLabel] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const make = () => {
    setIsAsked(true);
    const name = label.trim();
    if (name === "") return;
    setIsOpen(false);
    setLabel("");
    setIsAsked(false);
    const what = `On the tablet open ${location.origin}/tablet and type it. It works once, for 10 minutes.`;
    act(
      () => api.makeTabletCode({ label: name }),
      ({ code }) => onCode({ title: `Join code for ${name}`, code, what }),
    );
  };
  return (
    <>
      <Button icon="plus" onClick={() => setIsOpen(true)}>
        Add a shared tablet
      </Button>
      <Dialog
        open={isOpen}
        title="Add a shared tablet"
        onClose={() => setIsOpen(false)}
        actions={
          <Button variant="primary" onClick={make}>
            Make a join code
          </Button>
        }
      >
        <TextField
          label="What to call it"
          hint="Where it lives: 'Oak class 2'. No child's name."
          value={label}
          onChange={setLabel}
          maxLength={40}
          takesFocus
          error={isAsked && label.trim() === "" ? "Enter a name for the tablet." : undefined}
        />
      </Dialog>
    </>
  );
}
