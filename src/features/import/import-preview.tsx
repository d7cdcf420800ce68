// What the import will do, child by child and row by row, and the button that does it.
import { useMemo, useState } from "preact/hooks";
import * as records from "../../domain/records.ts";
import { readClassList, rowProblemsTable } from "../../files/class-list.ts";
import type { ColumnMapping } from "../../files/class-list-columns.ts";
import type { TextTable } from "../../files/csv-read.ts";
import { writeCsv } from "../../files/csv-write.ts";
import { rowProblemsFileName } from "../../files/file-names.ts";
import { useRecords } from "../../storage/live.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayCount } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { saveFile } from "../shared/save-file.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { ImportTable } from "./import-table.tsx";
import { missingFrom, planImport, type ImportItem, type KnownSchool } from "./import-plan.ts";
import { rememberImport } from "./import-undo.ts";

/** A mutation holds at most 400 operations; a new pupil needs about six. */
const pupilsPerSave = 40;

export function ImportPreview(props: {
  readonly table: TextTable;
  readonly mapping: ColumnMapping;
  readonly onDone: (count: number) => void;
  readonly onCancel: () => void;
}) {
  const { device } = useAlongside();
  const { calendar } = useDirectory();
  const today = useToday();
  const known = useKnownSchool();
  const saving = useSaving();
  const [notTheSame, setNotTheSame] = useState<ReadonlySet<number>>(new Set());
  const [saved, setSaved] = useState<number>();
  const reading = useMemo(() => readClassList(props.table, props.mapping), [props.table, props.mapping]);
  const items = useMemo(
    () => known && planImport(reading.pupils, known, { today, calendar, newId: device.newId, notTheSame }),
    [reading, known === undefined, notTheSame, today],
  );
  if (items === undefined || known === undefined) return <Skeleton lines={6} />;
  const toWrite = items.filter((one) => one.changes.length > 0);
  const write = async () => {
    for (let at = 0; at < toWrite.length; at += pupilsPerSave) {
      const part = toWrite.slice(at, at + pupilsPerSave);
      setSaved(at);
      if (!(await saving.save(part.flatMap((one) => [...one.changes])))) return setSaved(undefined);
      rememberImport(device, traceOf(toWrite.slice(0, at + part.length)));
    }
    return props.onDone(toWrite.length);
  };
  const problems = [...reading.errors, ...reading.warnings];
  const download = () =>
    saveFile(rowProblemsFileName(today), "text/csv", writeCsv(rowProblemsTable(problems, props.table)));
  const missing = missingFrom(items, known).length;
  return (
    <Section title="What will happen">
      <Stack>
        <p>{countWords(items, reading.errors.length)}</p>
        {missing > 0 && (
          <p>{`${sayCount(missing, "pupil")} of the school ${missing === 1 ? "is" : "are"} not in this file. Nothing happens to them; mark leavers on their own page.`}</p>
        )}
        {problems.length > 0 && (
          <Notice
            tone="warning"
            title={`${sayCount(problems.length, "row")} to check`}
            action={
              <Button icon="download" onClick={download}>
                Download these rows
              </Button>
            }
          >
            <ul>
              {problems.slice(0, 30).map((one) => (
                <li key={`${one.rowNumber}-${one.code}`}>{`Row ${one.rowNumber}: ${one.message}`}</li>
              ))}
            </ul>
          </Notice>
        )}
        {saving.problem !== undefined && (
          <Notice tone="problem" announce>
            {saving.problem}
          </Notice>
        )}
        <ImportTable items={items} notTheSame={notTheSame} onNotTheSame={setNotTheSame} />
        {saved !== undefined && <ProgressBar label="Importing" value={saved} max={toWrite.length} />}
        <Cluster>
          <Button
            variant="primary"
            big
            busy={saving.isSaving}
            disabled={toWrite.length === 0}
            onClick={() => void write()}
          >
            {`Import ${sayCount(toWrite.length, "pupil")}`}
          </Button>
          <Button variant="quiet" onClick={props.onCancel}>
            Do not import
          </Button>
        </Cluster>
      </Stack>
    </Section>
  );
}

function useKnownSchool(): KnownSchool | undefined {
  const { device } = useAlongside();
  const pupils = useRecords(device, records.pupil);
  const enrolments = useRecords(device, records.enrolment);
  const identities = useRecords(device, records.pupilIdentity);
  const senRecords = useRecords(device, records.senRecord);
  const needs = useRecords(device, records.pupilNeed);
  return useMemo(
    () =>
      pupils && enrolments && identities && senRecords && needs
        ? { pupils, enrolments, identities, senRecords, needs }
        : undefined,
    [pupils, enrolments, identities, senRecords, needs],
  );
}

function traceOf(items: readonly ImportItem[]) {
  return {
    newPupils: items.flatMap((one) => [...one.trace.newPupils]),
    movedClasses: items.flatMap((one) => [...one.trace.movedClasses]),
  };
}

function countWords(items: readonly ImportItem[], errors: number): string {
  const count = (outcome: ImportItem["outcome"]) => items.filter((one) => one.outcome === outcome).length;
  const parts = [
    sayCount(count("new"), "new pupil"),
    `${count("changed")} changed`,
    `${count("same")} the same as now`,
    `${sayCount(errors, "row")} that cannot be imported`,
  ];
  return `${parts.join(", ")}.`;
}
