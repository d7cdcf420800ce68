// What a draft is, put right while it is a draft: the form, the occasion, the day, who answered. Or the draft is given up,
// and stays readable as that.
import { useState } from "preact/hooks";
import { parseDay } from "../../domain/calendar.ts";
import { enrolmentOn } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { instantNow } from "../../storage/access-facts.ts";
import { readRecord } from "../../storage/read.ts";
import { change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { SavingForm } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { AssessmentFields, assessmentProblems, type AssessmentDraft } from "./assessment-fields.tsx";
import type { AssessmentPart } from "./assessment-screen.tsx";

export function DraftAbout(part: AssessmentPart) {
  const { version, kind, date, assessorIds } = part.assessment.record;
  return (
    <Disclosure summary="Change the form, the day or who answered, or give the draft up">
      <AboutForm key={`${version}|${kind}|${date}|${assessorIds.join(" ")}`} {...part} />
    </Disclosure>
  );
}

function AboutForm({ assessment, all }: AssessmentPart) {
  const { device } = useAlongside();
  const { enrolments } = useDirectory();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const { version, kind, date, assessorIds, pupilId } = assessment.record;
  const [draft, setDraft] = useState<AssessmentDraft>({ version, kind, date, assessorIds });
  const [attempt, setAttempt] = useState(0);
  const found = assessmentProblems(draft, today);
  const own = enrolments.map((one) => one.record).filter((one) => one.pupilId === pupilId);
  const save = async () => {
    setAttempt(attempt + 1);
    const day = parseDay(draft.date ?? "");
    // Read anew: totals may have been typed since this form was opened.
    const now = await readRecord(device, records.boxallAssessment, assessment.id);
    if (found.length > 0 || !draft.version || !draft.kind || !day || !now) return;
    const fields = {
      version: draft.version,
      kind: draft.kind,
      date: day,
      assessorIds: [...draft.assessorIds],
    };
    if (await saving.save([change(records.boxallAssessment, now, fields)]))
      offerUndo({ message: "Saved on this tablet" });
  };
  const giveUp = async () => {
    const voided = { reason: "mistake" as const, by: device.staffId, at: instantNow(device) };
    if (await saving.save([change(records.boxallAssessment, assessment, { voided })]))
      offerUndo({ message: "The draft was given up. It can be brought back here." });
  };
  return (
    <SavingForm saving={saving} saveLabel="Save the change" onSave={save}>
      <ErrorSummary problems={attempt === 0 ? [] : found} attempt={attempt} />
      <AssessmentFields
        draft={draft}
        onChange={setDraft}
        problems={attempt === 0 ? [] : found}
        yearGroup={enrolmentOn(own, today)?.yearGroup}
        earlier={all.filter((one) => one.id !== assessment.id)}
      />
      <Cluster>
        <Button variant="quiet" onClick={() => void giveUp()}>
          Give this draft up
        </Button>
      </Cluster>
    </SavingForm>
  );
}
