// One more score of a child, on a day. What is typed survives a lock.
import type { PupilId } from "../../domain/ids.ts";
import type { NamedScore } from "../../domain/named-score.ts";
import * as records from "../../domain/records.ts";
import { scoreSeries } from "../../domain/score-series.ts";
import { instantNow } from "../../storage/access-facts.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
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
import { scoreOfDraft } from "./score-record.ts";

export function AddScore(props: {
  readonly pupilId: PupilId;
  readonly scores: readonly Stored<NamedScore>[];
}) {
  const { pupilId } = props;
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const form = useScoreDraft(pupilId, "named", emptyScoreDraft("named", today));
  const add = async () => {
    const said = form.isRight() ? scoreOfDraft(form.draft) : undefined;
    if (said === undefined) return;
    const { staffId: authorId } = device;
    const record: NamedScore = { pupilId, ...said, authorId, recordedAt: instantNow(device) };
    const id = device.newId();
    if (!(await saving.save([make(records.namedScore, id, record)]))) return;
    form.done({ ...emptyScoreDraft("named", today), instrument: said.instrument });
    const undo = async () => {
      const voided = { reason: "undo" as const, by: authorId, at: instantNow(device) };
      await saving.save([change(records.namedScore, justMade(id, record), { voided })]);
    };
    offerUndo({ message: "Saved on this tablet", undo });
  };
  return (
    <SavingForm saving={saving} saveLabel="Save the score" onSave={add}>
      {form.isBack && <DraftIsBack onStartAfresh={form.startAfresh} />}
      <ScoreForm {...form} use="named" prefix="score" known={ownScales(props.scores)} />
    </SavingForm>
  );
}

/** Scales of the school's own that this child has values on. */
function ownScales(scores: readonly Stored<NamedScore>[]) {
  const own = scores.filter(({ record }) => record.instrument === "own" && !record.voided);
  const lines = own.flatMap(({ record }) => record.values.map((line) => ({ date: record.date, line })));
  return scoreSeries(lines).map((one) => one.scale);
}
