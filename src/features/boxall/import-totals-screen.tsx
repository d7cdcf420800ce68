// Totals of several children from a list: read, matched by UPN or name, looked over, and only then saved; it can be taken back.
import { useState } from "preact/hooks";
import { parseDay } from "../../domain/calendar.ts";
import { pupilIdSchema } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { readTotalsFile, type ReadTotals } from "../../files/boxall-totals-file.ts";
import { csvRefusalSentence, readCsv } from "../../files/csv-read.ts";
import { instantNow } from "../../storage/access-facts.ts";
import { useRecords } from "../../storage/live.ts";
import { readRecords } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { FilePicker } from "../../ui/file-picker.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { deedNow } from "../shared/note-deed.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { AssessmentFields, assessmentProblems, type AssessmentDraft } from "./assessment-fields.tsx";
import { ImportPreview } from "./import-preview.tsx";
import { planTotals, type TotalsPlan } from "./totals-plan.ts";
import { useDefinitions } from "./use-boxall.ts";

const expected = { what: "list of totals", columns: "UPN and the strands' letters" };

export function ImportTotalsScreen() {
  const [read, setRead] = useState<ReadTotals>();
  const [fileName, setFileName] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const readFile = async (file: File) => {
    setFileName(file.name);
    const csv = readCsv(new Uint8Array(await file.arrayBuffer()));
    const totals = csv.ok ? readTotalsFile(csv.table) : undefined;
    setProblem(
      csv.ok
        ? totals?.ok === false
          ? totals.message
          : undefined
        : csvRefusalSentence(csv.refusal, expected),
    );
    setRead(totals?.ok ? totals.read : undefined);
  };
  return (
    <Page
      title="Import Boxall totals"
      lead="A row a child, a column a strand by its letter. Nothing is saved before you have looked it over."
      back={{ href: "/boxall", label: "Boxall" }}
    >
      <Stack gap="large">
        <ProblemNotice problem={problem} />
        <FilePicker
          label="List of totals"
          hint="A CSV file with a column UPN or Pupil, columns A to J and Q to Z, and a Date if the days differ."
          accept=".csv"
          fileName={fileName}
          onFile={(file) => void readFile(file)}
        />
        {read && <Plan key={fileName} read={read} onDone={() => setRead(undefined)} />}
      </Stack>
    </Page>
  );
}

function Plan({ read, onDone }: { readonly read: ReadTotals; readonly onDone: () => void }) {
  const { device } = useAlongside();
  const today = useToday();
  const pupils = useRecords(device, records.pupil);
  const identities = useRecords(device, records.pupilIdentity);
  const definitionOf = useDefinitions();
  const save = useSavePlan(onDone);
  const [draft, setDraft] = useState<AssessmentDraft>({
    version: undefined,
    kind: undefined,
    date: today,
    assessorIds: [],
  });
  const [attempt, setAttempt] = useState(0);
  const found = assessmentProblems(draft, today);
  const date = parseDay(draft.date ?? "");
  const { version, kind } = draft;
  const isReady = found.length === 0 && version && kind && date && pupils && identities && definitionOf;
  const plan = isReady
    ? planTotals(
        read,
        {
          pupils: pupils.map((one) => ({ id: pupilIdSchema.parse(one.id), record: one.record })),
          identities: identities.map((one) => one.record),
        },
        {
          date,
          today,
          definition: definitionOf(version),
          about: {
            version,
            kind,
            assessorIds: [...draft.assessorIds],
            authorId: device.staffId,
            recordedAt: instantNow(device),
          },
        },
      )
    : undefined;
  return (
    <Stack gap="large">
      <ErrorSummary problems={attempt === 0 ? [] : found} attempt={attempt} />
      <AssessmentFields
        draft={draft}
        onChange={setDraft}
        problems={attempt === 0 ? [] : found}
        yearGroup={undefined}
        earlier={[]}
      />
      <ImportPreview
        read={read}
        plan={plan}
        saving={save.saving}
        onSave={() => (plan ? void save.run(plan) : setAttempt(attempt + 1))}
      />
    </Stack>
  );
}

function useSavePlan(onDone: () => void) {
  const { device } = useAlongside();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const run = async ({ planned }: TotalsPlan) => {
    const ids = planned.map(() => device.newId());
    const made = planned.map((one, at) =>
      make(records.boxallAssessment, ids[at] ?? device.newId(), one.assessment),
    );
    const deed = deedNow(device, { event: "import", what: "boxall", rows: planned.length });
    if (!(await saving.save([...made, deed]))) return;
    const undo = async () => {
      const stored = await readRecords(device, records.boxallAssessment, { ids });
      const voided = { reason: "undo" as const, by: device.staffId, at: instantNow(device) };
      await saving.save(stored.map((one) => change(records.boxallAssessment, one, { voided })));
    };
    offerUndo({ message: `${planned.length} assessments saved on this tablet`, undo });
    onDone();
  };
  return { saving, run };
}
