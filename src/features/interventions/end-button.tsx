// Ends something dated: asks for its last day, and no more. The past stays as it was; "Undo" takes the end away again.
import { useState } from "preact/hooks";
import { parseDay, type Day } from "../../domain/calendar.ts";
import { Button } from "../../ui/button.tsx";
import { DateChoice } from "../../ui/date-choice.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { SavingDialog } from "../shared/saving-form.tsx";
import type { Saving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";

export interface EndButtonProps {
  /** On the button: "Take out". */
  readonly label: string;
  /** What ends, for the dialog's heading and for screen readers: "Amara K". */
  readonly what: string;
  readonly saving: Saving;
  /** Saves the last day; true closes the dialog. */
  readonly onEnd: (lastDay: Day) => Promise<boolean>;
}

export function EndButton(props: EndButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" onClick={() => setIsOpen(true)}>
        {props.label} <VisuallyHidden>{props.what}</VisuallyHidden>
      </Button>
      {isOpen && <EndDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function EndDialog(props: EndButtonProps & { readonly onClose: () => void }) {
  const { label, what, saving, onEnd, onClose } = props;
  const today = useToday();
  const [day, setDay] = useState<string | undefined>(today);
  const [isAsked, setIsAsked] = useState(false);
  const end = async () => {
    setIsAsked(true);
    const lastDay = parseDay(day ?? "");
    if (lastDay && (await onEnd(lastDay))) onClose();
  };
  return (
    <SavingDialog
      open
      title={`${label}: ${what}`}
      saving={saving}
      saveLabel={label}
      onSave={end}
      onClose={onClose}
    >
      <DateChoice
        label="Last day"
        hint="What was logged until then stays as it is."
        value={day}
        onChange={setDay}
        today={today}
        error={isAsked && day === undefined ? "Enter the last day as day, month and year." : undefined}
      />
    </SavingDialog>
  );
}
