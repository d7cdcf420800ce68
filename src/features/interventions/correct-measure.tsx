// Puts a measure right that was entered wrongly. What stood before is in the record's history; Undo brings it back.
import type { InterventionMeasure } from "../../domain/intervention-measure.ts";
import * as records from "../../domain/records.ts";
import type { Scale } from "../../domain/score.ts";
import type { Stored } from "../../storage/read.ts";
import { change } from "../../storage/write.ts";
import type { SelectOption } from "../../ui/select.tsx";
import { SavingDialog } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { ScoreForm } from "../shared/score-form.tsx";
import { useOfferUndo } from "../shared/undo.tsx";
import { useScoreDraft } from "../shared/use-score-draft.ts";
import { draftOfMeasure, measureOfDraft, saidOf } from "./measure-record.ts";

export function CorrectMeasure(props: {
  readonly measure: Stored<InterventionMeasure>;
  readonly known: readonly Scale[];
  readonly pupils: readonly SelectOption<string>[];
  readonly onClose: () => void;
}) {
  const { measure, onClose } = props;
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const form = useScoreDraft(measure.id, "measure", draftOfMeasure(measure.record));
  const save = async () => {
    const said = form.isRight() ? measureOfDraft(form.draft) : undefined;
    if (said === undefined || !(await saving.save([change(records.interventionMeasure, measure, said)])))
      return;
    const before = saidOf(measure.record);
    const undo = async () => void (await saving.save([change(records.interventionMeasure, measure, before)]));
    offerUndo({ message: "Saved on this tablet", undo });
    form.done();
    onClose();
  };
  return (
    <SavingDialog
      open
      title="Correct the measure"
      saving={saving}
      saveLabel="Save the correction"
      onSave={save}
      onClose={() => {
        form.done();
        onClose();
      }}
    >
      <ScoreForm {...form} use="measure" prefix="correct-measure" known={props.known} pupils={props.pupils} />
    </SavingDialog>
  );
}
