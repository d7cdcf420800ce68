// Import a class list: choose the file, check what each column is, see what will happen to every child, and only then write.
import { useState } from "preact/hooks";
import type { ColumnMapping } from "../../files/class-list-columns.ts";
import { csvRefusalSentence, readCsv, type TextTable } from "../../files/csv-read.ts";
import { FilePicker } from "../../ui/file-picker.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayCount } from "../../ui/words.ts";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { GettingSchool, useHasSchool } from "../shared/school-data.tsx";
import { ColumnsCheck } from "./columns-check.tsx";
import { columnsFor, rememberColumns } from "./columns-memory.ts";
import { ImportPreview } from "./import-preview.tsx";
import { UndoImport } from "./undo-import.tsx";

interface Chosen {
  readonly fileName: string;
  readonly table: TextTable;
  /** Tells two choices of one file apart. */
  readonly turn: number;
}

export function ImportScreen() {
  return (
    <Page
      title="Import a class list"
      lead="Nothing is written until you have seen what will happen and said yes."
    >
      {useHasSchool() ? <Import /> : <GettingSchool />}
    </Page>
  );
}

function Import() {
  const [turn, setTurn] = useState(0);
  const [chosen, setChosen] = useState<Chosen>();
  const [mapping, setMapping] = useState<ColumnMapping>({});
  const [isWriting, setIsWriting] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [done, setDone] = useState<{ readonly count: number; readonly turn: number }>();
  useDirtyForm(chosen !== undefined);
  const read = async (file: File) => {
    setDone(undefined);
    setTurn(turn + 1);
    const result = readCsv(new Uint8Array(await file.arrayBuffer()));
    setProblem(result.ok ? undefined : csvRefusalSentence(result.refusal));
    setChosen(result.ok ? { fileName: file.name, table: result.table, turn: turn + 1 } : undefined);
    if (result.ok) setMapping(columnsFor(result.table.header));
  };
  const choose = (header: readonly string[], next: ColumnMapping) => {
    setMapping(next);
    rememberColumns(header, next);
  };
  const finish = (count: number) => {
    if (count > 0) setDone({ count, turn });
    setChosen(undefined);
    setIsWriting(false);
  };
  return (
    <Stack gap="large">
      {done !== undefined && (
        <Notice tone="success" title={`${sayCount(done.count, "pupil")} imported`} announce>
          Saved on this tablet.
        </Notice>
      )}
      {chosen === undefined && <UndoImport key={done?.turn} />}
      <ProblemNotice problem={problem} />
      <FilePicker
        label="Class list"
        hint="A CSV file from your school's system, with a row for each pupil. At most 5 MB and 20,000 rows."
        accept=".csv,text/csv,text/plain"
        fileName={chosen?.fileName}
        disabled={isWriting}
        onFile={(file) => void read(file)}
      />
      {chosen && (
        <div key={chosen.turn}>
          <Stack gap="large">
            {!isWriting && (
              <ColumnsCheck
                header={chosen.table.header}
                mapping={mapping}
                onChange={(next) => choose(chosen.table.header, next)}
              />
            )}
            <ImportPreview
              table={chosen.table}
              mapping={mapping}
              onBegin={() => setIsWriting(true)}
              onDone={finish}
              onCancel={() => setChosen(undefined)}
            />
          </Stack>
        </div>
      )}
    </Stack>
  );
}
