// Import a class list: choose the file, check what each column is, see what will happen to every child, and only then write.
import { useState } from "preact/hooks";
import { guessColumns, type ColumnMapping } from "../../files/class-list-columns.ts";
import { csvRefusalSentence, readCsv, type TextTable } from "../../files/csv-read.ts";
import { FilePicker } from "../../ui/file-picker.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayCount } from "../../ui/words.ts";
import { ColumnsCheck } from "./columns-check.tsx";
import { ImportPreview } from "./import-preview.tsx";
import { UndoImport } from "./undo-import.tsx";

interface Chosen {
  readonly fileName: string;
  readonly table: TextTable;
}

export function ImportScreen() {
  const [chosen, setChosen] = useState<Chosen>();
  const [mapping, setMapping] = useState<ColumnMapping>({});
  const [problem, setProblem] = useState<string>();
  const [done, setDone] = useState<number>();
  const read = async (file: File) => {
    setDone(undefined);
    const result = readCsv(new Uint8Array(await file.arrayBuffer()));
    setProblem(result.ok ? undefined : csvRefusalSentence(result.refusal));
    setChosen(result.ok ? { fileName: file.name, table: result.table } : undefined);
    if (result.ok) setMapping(guessColumns(result.table.header));
  };
  const finish = (count: number) => {
    setDone(count);
    setChosen(undefined);
  };
  return (
    <Page
      title="Import a class list"
      lead="Nothing is written until you have seen what will happen and said yes."
    >
      <Stack gap="large">
        {done !== undefined && (
          <Notice tone="success" title={`${sayCount(done, "pupil")} imported`} announce>
            Saved on this tablet.
          </Notice>
        )}
        <UndoImport key={done} />
        {problem !== undefined && (
          <Notice tone="problem" announce>
            {problem}
          </Notice>
        )}
        <FilePicker
          label="Class list"
          hint="A CSV file from your school's system, with a row for each pupil. At most 5 MB and 20,000 rows."
          accept=".csv,text/csv,text/plain"
          fileName={chosen?.fileName}
          onFile={(file) => void read(file)}
        />
        {chosen && (
          <>
            <ColumnsCheck header={chosen.table.header} mapping={mapping} onChange={setMapping} />
            <ImportPreview
              table={chosen.table}
              mapping={mapping}
              onDone={finish}
              onCancel={() => setChosen(undefined)}
            />
          </>
        )}
      </Stack>
    </Page>
  );
}
