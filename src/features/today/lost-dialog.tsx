// "Did not happen": a reason, and it is logged as lost.
import { useLogDraft } from "../shared/log-draft.ts";
import { LostReasonDialog } from "../shared/lost-reason-dialog.tsx";
import { useSaving } from "../shared/saving.tsx";
import type { SessionDraft } from "../shared/session-draft.ts";

export function LostDialog(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly draft: () => SessionDraft;
  readonly isPupilAway: boolean;
  /** The slot and the day. */
  readonly draftKey: string;
}) {
  const saving = useSaving();
  const logDraft = useLogDraft(saving);
  return (
    <LostReasonDialog
      open={props.open}
      onClose={props.onClose}
      initial={props.isPupilAway ? "pupil-absent" : undefined}
      draftKey={props.draftKey}
      isSaving={saving.isSaving}
      problem={saving.problem}
      onSave={(lostReason) => logDraft({ ...props.draft(), outcome: "lost", lostReason })}
    />
  );
}
