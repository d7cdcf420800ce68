// A new assessment: for whom, which form, when. It becomes a draft at once, and its totals are entered next.
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { BoxallAssessment } from "../../domain/boxall.ts";
import { boxallKindLabel } from "../../domain/boxall-labels.ts";
import { assessmentStanding } from "../../domain/boxall-standing.ts";
import { parseDay } from "../../domain/calendar.ts";
import { pupilIdSchema, type PupilId } from "../../domain/ids.ts";
import { enrolmentOn } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { instantNow } from "../../storage/access-facts.ts";
import { useRecords } from "../../storage/live.ts";
import { make } from "../../storage/write.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { usePupilOptions } from "../shared/pupil-options.ts";
import { SavingForm } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { AssessmentFields, assessmentProblems, type AssessmentDraft } from "./assessment-fields.tsx";
import { blankScores } from "./blank-scores.ts";
import { useAssessable } from "./use-assessable.ts";

export function NewAssessmentScreen() {
  const { device } = useAlongside();
  const today = useToday();
  const { query, route } = useLocation();
  const saving = useSaving();
  const asked = pupilIdSchema.safeParse(query["pupil"]);
  const [pupilId, setPupilId] = useState<PupilId | undefined>(asked.data);
  const [draft, setDraft] = useState<AssessmentDraft>({
    version: undefined,
    kind: undefined,
    date: today,
    assessorIds: [device.staffId],
  });
  const [attempt, setAttempt] = useState(0);
  useDirtyForm(draft.version !== undefined);
  const found = [
    ...(pupilId === undefined ? [{ fieldId: "boxall-pupil", message: "Choose the child." }] : []),
    ...assessmentProblems(draft, today),
  ];
  const problems = attempt === 0 ? [] : found;
  const save = async () => {
    setAttempt(attempt + 1);
    const { version, kind, assessorIds } = draft;
    const date = parseDay(draft.date ?? "");
    if (found.length > 0 || !pupilId || !version || !kind || !date) return;
    const id = device.newId();
    const made: BoxallAssessment = {
      pupilId,
      version,
      kind,
      date,
      scores: blankScores,
      assessorIds: [...assessorIds],
      isDraft: true,
      authorId: device.staffId,
      recordedAt: instantNow(device),
    };
    if (await saving.save([make(records.boxallAssessment, id, made)])) route(`/boxall/${id}`, true);
  };
  return (
    <Page title="New Boxall assessment" back={{ href: "/boxall", label: "Boxall" }}>
      <SavingForm saving={saving} saveLabel="Go on to the totals" onSave={save}>
        <ErrorSummary problems={problems} attempt={attempt} />
        <PupilField
          value={pupilId}
          onChange={setPupilId}
          error={problems.find((one) => one.fieldId === "boxall-pupil")?.message}
        />
        <FieldsOf pupilId={pupilId} draft={draft} onChange={setDraft} problems={problems} />
      </SavingForm>
    </Page>
  );
}

function PupilField(props: {
  readonly value: PupilId | undefined;
  readonly onChange: (id: PupilId | undefined) => void;
  readonly error: string | undefined;
}) {
  const today = useToday();
  const assessable = useAssessable();
  const options = usePupilOptions(today).filter((one) => assessable(one.value));
  return (
    <Stack>
      <Combobox
        id="boxall-pupil"
        label="Child"
        hint="Whom you may assess: children of your class or nurture group."
        options={options}
        value={props.value}
        onChange={(value) => props.onChange(options.find((one) => one.value === value)?.value)}
        error={props.error}
      />
    </Stack>
  );
}

function FieldsOf(props: {
  readonly pupilId: PupilId | undefined;
  readonly draft: AssessmentDraft;
  readonly onChange: (draft: AssessmentDraft) => void;
  readonly problems: ReturnType<typeof assessmentProblems>;
}) {
  const { pupilId } = props;
  const { device } = useAlongside();
  const { enrolments } = useDirectory();
  const today = useToday();
  const earlier = useRecords(
    device,
    records.boxallAssessment,
    pupilId ? { index: "pupilId", equals: pupilId } : null,
  );
  const begun = earlier?.filter((one) => assessmentStanding(one, earlier) === "draft") ?? [];
  const own = enrolments.map((one) => one.record).filter((one) => one.pupilId === pupilId);
  return (
    <>
      {begun.map(({ id, record }) => (
        <Notice
          key={id}
          tone="info"
          title={`A draft of this child is begun: ${boxallKindLabel[record.kind]}, ${sayDay(record.date)}`}
        >
          <a href={`/boxall/${id}`}>Go on with the draft</a>
        </Notice>
      ))}
      <AssessmentFields {...props} yearGroup={enrolmentOn(own, today)?.yearGroup} earlier={earlier ?? []} />
    </>
  );
}
