// One more value of a child of the group on a measure. The measure, the moment and the day stay for the next child.
import type { InterventionMeasure } from "../../domain/intervention-measure.ts";
import * as records from "../../domain/records.ts";
import type { Scale } from "../../domain/score.ts";
import { instantNow } from "../../storage/access-facts.ts";
import { change, make } from "../../storage/write.ts";
import type { SelectOption } from "../../ui/select.tsx";
import { useAlongside } from "../shared/context.ts";
import { DraftIsBack } from "../shared/draft-is-back.tsx";
import { justMade } from "../shared/just-made.ts";
import { SavingForm } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { emptyScoreDraft } from "../shared/score-draft.ts";
import { ScoreForm } from "../shared/score-form.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { useScoreDraft } from "../shared/use-score-draft.ts";
import type { GroupPart } from "./group-screen.tsx";
import { measureOfDraft } from "./measure-record.ts";

export function AddMeasure(props: {
  readonly groupId: GroupPart["id"];
  readonly known: readonly Scale[];
  readonly pupils: readonly SelectOption<string>[];
}) {
  const { groupId } = props;
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const form = useScoreDraft(groupId, "measure", emptyScoreDraft("measure", today));
  const add = async () => {
    const said = form.isRight() ? measureOfDraft(form.draft) : undefined;
    if (said === undefined) return;
    const { staffId: authorId } = device;
    const record: InterventionMeasure = { groupId, ...said, authorId, recordedAt: instantNow(device) };
    const id = device.newId();
    if (!(await saving.save([make(records.interventionMeasure, id, record)]))) return;
    const { pupilId: _entered, ...next } = form.draft;
    form.done({ ...next, own: { ...next.own, value: "" } });
    const undo = async () => {
      const voided = { reason: "undo" as const, by: authorId, at: instantNow(device) };
      await saving.save([change(records.interventionMeasure, justMade(id, record), { voided })]);
    };
    offerUndo({ message: "Saved on this tablet", undo });
  };
  return (
    <SavingForm saving={saving} saveLabel="Save the measure" onSave={add}>
      {form.isBack && <DraftIsBack onStartAfresh={form.startAfresh} />}
      <ScoreForm {...form} use="measure" prefix="measure" known={props.known} pupils={props.pupils} />
    </SavingForm>
  );
}
