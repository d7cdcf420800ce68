// The two shells round a short form that saves: in its place on a screen, and in a dialog. What is in the form, and what
// may be saved, is the form's own.
import type { ComponentChildren } from "preact";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import type { Saving } from "./saving.tsx";

interface SavingFormProps {
  /** What the button is busy with, and why it did not work. */
  readonly saving: Pick<Saving, "isSaving" | "problem">;
  readonly saveLabel: string;
  readonly onSave: () => Promise<void>;
  readonly children: ComponentChildren;
}

/** A short form in its place, with one button below. */
export function SavingForm({ saving, saveLabel, onSave, children }: SavingFormProps) {
  return (
    <Stack>
      <ProblemNotice problem={saving.problem} />
      {children}
      <Cluster>
        <Button variant="primary" busy={saving.isSaving} onClick={() => void onSave()}>
          {saveLabel}
        </Button>
      </Cluster>
    </Stack>
  );
}

/** A short form in a dialog, with one button; closing it saves nothing. */
export function SavingDialog(
  props: SavingFormProps & {
    readonly open: boolean;
    readonly title: string;
    readonly onClose: () => void;
  },
) {
  const { saving } = props;
  return (
    <Dialog
      open={props.open}
      title={props.title}
      onClose={props.onClose}
      actions={
        <Button variant="primary" busy={saving.isSaving} onClick={() => void props.onSave()}>
          {props.saveLabel}
        </Button>
      }
    >
      <Stack>
        <ProblemNotice problem={saving.problem} />
        {props.children}
      </Stack>
    </Dialog>
  );
}
