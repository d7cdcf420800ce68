// Rows that cannot be imported and cells to check, each with its row number and the reason, and as a file to mend.
import type { ClassListReading } from "../../files/class-list.ts";
import { rowProblemsTable } from "../../files/class-list.ts";
import type { TextTable } from "../../files/csv-read.ts";
import { writeCsv } from "../../files/csv-write.ts";
import { rowProblemsFileName } from "../../files/file-names.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { sayCount } from "../../ui/words.ts";
import { saveFile } from "../shared/save-file.ts";
import { useToday } from "../shared/today.ts";

/** More of them help nobody on a screen; the file has all. */
const mostShown = 30;

export function RowProblems(props: { readonly reading: ClassListReading; readonly table: TextTable }) {
  const { reading, table } = props;
  const today = useToday();
  const problems = [...reading.errors, ...reading.warnings].toSorted((a, b) => a.rowNumber - b.rowNumber);
  if (problems.length === 0) return null;
  const download = () =>
    saveFile(rowProblemsFileName(today), "text/csv", writeCsv(rowProblemsTable(problems, table)));
  const rest = problems.length - mostShown;
  return (
    <Notice
      tone="warning"
      title={`${sayCount(new Set(problems.map((one) => one.rowNumber)).size, "row")} to check`}
      action={
        <Button icon="download" onClick={download}>
          Download the rows to check
        </Button>
      }
    >
      <ul>
        {problems.slice(0, mostShown).map((one) => (
          <li key={`${one.rowNumber}-${one.code}`}>{`Row ${one.rowNumber}: ${one.message}`}</li>
        ))}
        {rest > 0 && <li>{`${sayCount(rest, "more thing")} to check: they are in the download.`}</li>}
      </ul>
    </Notice>
  );
}
