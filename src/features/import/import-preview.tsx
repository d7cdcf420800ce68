// What the import will do, child by child and row by row, and the button that does it. Nothing is written before that.
import { useMemo, useState } from "preact/hooks";
import { readClassList } from "../../files/class-list.ts";
import type { ColumnMapping } from "../../files/class-list-columns.ts";
import type { TextTable } from "../../files/csv-read.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayCount } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useToday } from "../shared/today.ts";
import type { KnownSchool } from "./import-match.ts";
import { missingFrom, planImport, planLeavers, rowNumberOf, type ImportItem } from "./import-plan.ts";
import { ImportProgress } from "./import-progress.tsx";
import { ImportTable } from "./import-table.tsx";
import { useImportWriting } from "./import-writing.ts";
import { useKnownSchool } from "./known-school.ts";
import { MissingPupils } from "./missing-pupils.tsx";
import { RowProblems } from "./row-problems.tsx";
import { questionId, SameChildQuestions } from "./same-child-questions.tsx";

export interface ImportPreviewProps {
  readonly table: TextTable;
  readonly mapping: ColumnMapping;
  /** From now on no other file can be chosen. */
  readonly onBegin: () => void;
  readonly onDone: (count: number) => void;
  readonly onCancel: () => void;
}

export function ImportPreview(props: ImportPreviewProps) {
  const known = useKnownSchool();
  return known === undefined ? <Skeleton lines={6} /> : <Preview {...props} known={known} />;
}

/** `known` is the school as it was when the file was chosen: a sync meanwhile must not move what the person looks at. */
function Preview(props: ImportPreviewProps & { readonly known: KnownSchool }) {
  const { table, mapping, known } = props;
  const { device } = useAlongside();
  const { calendar } = useDirectory();
  const today = useToday();
  const writing = useImportWriting(props.onDone);
  const [answers, setAnswers] = useState<ReadonlyMap<number, boolean>>(new Map());
  const [leavers, setLeavers] = useState<ReadonlySet<string>>(new Set());
  const [attempt, setAttempt] = useState(0);
  const reading = useMemo(() => readClassList(table, mapping), [table, mapping]);
  const items = useMemo(
    () => planImport(reading.pupils, known, { today, calendar, newId: device.newId, answers }),
    [reading, known, answers, today],
  );
  const missing = useMemo(() => missingFrom(items, known), [items, known]);
  const leaving = missing.filter((one) => leavers.has(one.id));
  const toAnswer = items.filter((one) => one.outcome === "ask").map((one) => rowNumberOf(one.imported));
  const toWrite = items.filter((one) => one.changes.length > 0);
  const accept = () => {
    setAttempt(attempt + 1);
    if (toAnswer.length > 0) return;
    props.onBegin();
    void writing.write([...toWrite, ...planLeavers(leaving, known, today)]);
  };
  if (writing.progress) return <ImportProgress writing={writing} />;
  return (
    <Section title="What will happen">
      <Stack>
        <ErrorSummary
          attempt={attempt}
          problems={
            attempt === 0
              ? []
              : toAnswer.map((row) => ({
                  fieldId: questionId(row),
                  message: `Row ${row}: say whether this is the same child`,
                }))
          }
        />
        <p>{countWords(items, reading.errors.length)}</p>
        <RowProblems reading={reading} table={table} />
        <SameChildQuestions
          items={items}
          answers={answers}
          isMissed={attempt > 0}
          onAnswer={(row, isSame) => setAnswers(new Map(answers).set(row, isSame))}
        />
        <MissingPupils missing={missing} known={known} leavers={leavers} onChange={setLeavers} />
        <ImportTable items={items} />
        <Cluster>
          <Button
            variant="primary"
            big
            disabled={toWrite.length + leaving.length + toAnswer.length === 0}
            onClick={accept}
          >
            {acceptWords(toWrite.length + toAnswer.length, leaving.length)}
          </Button>
          <Button variant="quiet" onClick={props.onCancel}>
            Do not import
          </Button>
        </Cluster>
      </Stack>
    </Section>
  );
}

function acceptWords(pupils: number, leaving: number): string {
  const words = `Import ${sayCount(pupils, "pupil")}`;
  return leaving === 0 ? words : `${words}, ${sayCount(leaving, "leaver")}`;
}

function countWords(items: readonly ImportItem[], errors: number): string {
  const count = (outcome: ImportItem["outcome"]) => items.filter((one) => one.outcome === outcome).length;
  const parts = [
    sayCount(count("new"), "new pupil"),
    `${count("changed")} changed`,
    `${count("same") + count("double")} the same as now`,
    ...(count("ask") > 0 ? [`${sayCount(count("ask"), "question")} to answer`] : []),
    `${sayCount(errors, "row")} that cannot be imported`,
  ];
  return `${parts.join(", ")}.`;
}
