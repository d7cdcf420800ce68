// "Why did it not happen?": one of the reasons, kept while the dialog is open, through a lock as well.
import { useState } from "preact/hooks";
import { lostReasonSchema, type LostReason } from "../../domain/session.ts";
import { lostReasonLabel } from "../../domain/session-labels.ts";
import { Button } from "../../ui/button.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { useDraft } from "./use-draft.ts";

const options = lostReasonSchema.options.map((value) => ({ value, label: lostReasonLabel[value] }));

function readReason(kept: unknown): LostReason | undefined {
  const parsed = lostReasonSchema.safeParse(kept);
  return parsed.success ? parsed.data : undefined;
}

export function LostReasonDialog(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly initial: LostReason | undefined;
  /** What it is about, in ids: the reason that was chosen comes back under them. */
  readonly draftKey: string;
  readonly isSaving: boolean;
  readonly problem: string | undefined;
  /** @returns true after the commit */
  readonly onSave: (reason: LostReason) => Promise<boolean>;
}) {
  const kept = useDraft<LostReason | undefined>(`lost|${props.draftKey}`, props.initial, readReason);
  const { value: reason, set: setReason } = kept;
  const [isAsked, setIsAsked] = useState(false);
  const save = async () => {
    setIsAsked(true);
    if (reason === undefined || !(await props.onSave(reason))) return;
    kept.drop();
    props.onClose();
  };
  return (
    <Dialog
      open={props.open}
      title="Why did it not happen?"
      onClose={props.onClose}
      actions={
        <>
          <Button variant="primary" busy={props.isSaving} onClick={() => void save()}>
            Save as not happened
          </Button>
          <Button variant="quiet" onClick={props.onClose}>
            Back
          </Button>
        </>
      }
    >
      <ProblemNotice problem={props.problem} />
      <ChipGroup
        label="Reason"
        hideLabel
        options={options}
        value={reason}
        onChange={setReason}
        error={isAsked && reason === undefined ? "Choose why it did not happen." : undefined}
      />
    </Dialog>
  );
}
