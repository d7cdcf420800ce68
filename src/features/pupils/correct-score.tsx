// Puts a score right that was entered wrongly. What stood before is in the record's history; Undo brings it back.
import type { NamedScore } from "../../domain/named-score.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { change } from "../../storage/write.ts";
import { SavingDialog } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { ScoreForm } from "../shared/score-form.tsx";
import { useOfferUndo } from "../shared/undo.tsx";
import { useScoreDraft } from "../shared/use-score-draft.ts";
import { draftOfScore, scoreOfDraft } from "./score-record.ts";

export function CorrectScore(props: { readonly score: Stored<NamedScore>; readonly onClose: () => void }) {
  const { score, onClose } = props;
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const form = useScoreDraft(score.id, "named", draftOfScore(score.record));
  const save = async () => {
    const said = form.isRight() ? scoreOfDraft(form.draft) : undefined;
    if (said === undefined || !(await saving.save([change(records.namedScore, score, said)]))) return;
    const { instrument, date, answeredBy, values } = score.record;
    const before = { instrument, date, answeredBy, values };
    const undo = async () => void (await saving.save([change(records.namedScore, score, before)]));
    offerUndo({ message: "Saved on this tablet", undo });
    form.done();
    onClose();
  };
  return (
    <SavingDialog
      open
      title="Correct the score"
      saving={saving}
      saveLabel="Save the correction"
      onSave={save}
      onClose={() => {
        form.done();
        onClose();
      }}
    >
      <ScoreForm {...form} use="named" prefix="correct-score" known={[]} />
    </SavingDialog>
  );
}
