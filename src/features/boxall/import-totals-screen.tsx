// Totals of several children from a list: read, matched by UPN or name, looked over, and only then saved; it can be taken back.
import { useState } from "preact/hooks";
import { parseDay } from "../../domain/calendar.ts";
import * as records from "../../domain/records.ts";
import { readTotalsFile, type ReadTotals } from "../../files/boxall-totals-file.ts";
import { csvRefusalSentence, readCsv } from "../../files/csv-read.ts";
import { instantNow } from "../../storage/access-facts.ts";
import { useRecords } from "../../storage/live.ts";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { FilePicker } from "../../ui/file-picker.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useToday } from "../shared/today.ts";
import { AssessmentFields, assessmentProblems, type AssessmentDraft } from "./assessment-fields.tsx";
import { ImportPreview } from "./import-preview.tsx";
import { planTotals, type TotalsPlan } from "./totals-plan.ts";
import { UndoTotals } from "./undo-totals.tsx";
import { useDefinitions } from "./use-boxall.ts";
import { useTotalsImport, type TotalsImport } from "./use-totals-import.ts";

const expected = { what: "list of totals", columns: "UPN and the strands' letters" };

export function ImportTotalsScreen() {
  const [read, setRead] = useState<ReadTotals>();
  const [fileName, setFileName] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const totals = useTotalsImport();
  const readFile = async (chosen: File) => {
    setFileName(chosen.name);
    const csv = readCsv(new Uint8Array(await chosen.arrayBuffer()));
    const file = csv.ok ? readTotalsFile(csv.table) : undefined;
    const refused = csv.ok ? undefined : csvRefusalSentence(csv.refusal, expected);
    setProblem(file?.ok === false ? file.message : refused);
    setRead(file?.ok ? file.read : undefined);
  };
  const done = () => {
    setRead(undefined);
    setFileName(undefined);
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
        {read ? (
          <Plan key={fileName} read={read} totals={totals} onDone={done} />
        ) : (
          <UndoTotals totals={totals} />
        )}
      </Stack>
    </Page>
  );
}

function Plan(props: {
  readonly read: ReadTotals;
  readonly totals: TotalsImport;
  readonly onDone: () => void;
}) {
  const { read, totals, onDone } = props;
  const today = useToday();
  const [draft, setDraft] = useState<AssessmentDraft>({
    version: undefined,
    kind: undefined,
    // Chosen, unless each row says its own.
    date: read.rows.every((row) => row.date !== undefined) ? today : undefined,
    assessorIds: [],
  });
  const [attempt, setAttempt] = useState(0);
  const found = assessmentProblems(draft, today);
  const plan = usePlan(read, draft, found.length === 0);
  const save = async () => {
    setAttempt(attempt + 1);
    if (plan && (await totals.save(plan.planned))) onDone();
  };
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
      <ImportPreview read={read} plan={plan} saving={totals.saving} onSave={() => void save()} />
    </Stack>
  );
}

/** Undefined until the list is described and the school's children have been read. */
function usePlan(read: ReadTotals, draft: AssessmentDraft, isDescribed: boolean): TotalsPlan | undefined {
  const { device } = useAlongside();
  const today = useToday();
  const { pupilsById } = useDirectory();
  const identities = useRecords(device, records.pupilIdentity);
  const assessments = useRecords(device, records.boxallAssessment);
  const definitionOf = useDefinitions();
  const date = parseDay(draft.date ?? "");
  const { version, kind } = draft;
  if (!isDescribed || !version || !kind || !date || !identities || !assessments || !definitionOf)
    return undefined;
  const known = {
    pupils: new Map([...pupilsById].map(([id, one]) => [id, one.record])),
    identities: identities.map((one) => one.record),
    assessments: assessments.map((one) => one.record),
  };
  const about = {
    version,
    kind,
    assessorIds: [...draft.assessorIds],
    authorId: device.staffId,
    recordedAt: instantNow(device),
  };
  return planTotals(read, known, { date, today, definition: definitionOf(version), about });
}
