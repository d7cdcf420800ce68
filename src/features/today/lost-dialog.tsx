// "Did not happen": a reason, and it is logged as lost.
import { useState } from "preact/hooks";
import { lostReasonLabel, lostReasonSchema, type LostReason } from "../../domain/session.ts";
import { Button } from "../../ui/button.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { useLogDraft } from "../shared/log-draft.ts";
import { useSaving } from "../shared/saving.tsx";
import { useDraft } from "../shared/use-draft.ts";
import type { SessionDraft } from "../shared/session-draft.ts";

const options = lostReasonSchema.options.map((value) => ({ value, label: lostReasonLabel[value] }));

function readReason(kept: unknown): LostReason | undefined {
  const parsed = lostReasonSchema.safeParse(kept);
  return parsed.success ? parsed.data : undefined;
}

export function LostDialog(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly draft: () => SessionDraft;
  readonly isPupilAway: boolean;
  /** The slot and the day: the reason that was chosen comes back under them. */
  readonly draftKey: string;
}) {
  const initial = props.isPupilAway ? "pupil-absent" : undefined;
  const kept = useDraft<LostReason | undefined>(`lost|${props.draftKey}`, initial, readReason);
  const { value: reason, set: setReason } = kept;
  const [isAsked, setIsAsked] = useState(false);
  const saving = useSaving();
  const logDraft = useLogDraft(saving);
  const save = async () => {
    setIsAsked(true);
    if (reason === undefined) return;
    if (!(await logDraft({ ...props.draft(), outcome: "lost", lostReason: reason }))) return;
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
          <Button variant="primary" busy={saving.isSaving} onClick={() => void save()}>
            Save as not happened
          </Button>
          <Button variant="quiet" onClick={props.onClose}>
            Back
          </Button>
        </>
      }
    >
      <ProblemNotice problem={saving.problem} />
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
