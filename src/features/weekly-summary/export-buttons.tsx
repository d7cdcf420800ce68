// Excel, CSV, Print: one table, three ways out. File names hold no names.
import { useState } from "preact/hooks";
import type { Day } from "../../domain/calendar.ts";
import { writeCsv } from "../../files/csv-write.ts";
import { weeklySummaryFileName } from "../../files/file-names.ts";
import type { FileTable } from "../../files/table.ts";
import { writeXlsx } from "../../files/xlsx-write.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { noteDeed } from "../shared/note-deed.ts";
import { useHasRole } from "../shared/roles.ts";
import { saveFile } from "../shared/save-file.ts";
import { usePrinting } from "../shared/use-printing.ts";
import { FullNamesButton } from "./full-names-button.tsx";
import type { SummaryFile } from "./summary-file.ts";

const excelType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function ExportButtons(props: {
  readonly file: SummaryFile;
  readonly week: Day;
  readonly scope: "all-groups" | "one-group" | "one-pupil";
}) {
  const { week, scope } = props;
  const { table, withFullNames } = props.file;
  const mayName = useHasRole("senco", "head");
  const { device } = useAlongside();
  const [isMaking, setIsMaking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const printing = usePrinting({ what: "weekly-summary", rows: table.rows.length });
  /** Nothing leaves that could not be written down. */
  const mayLeave = async () => {
    const done = { event: "export", what: "weekly-summary", rows: table.rows.length } as const;
    const refused = await noteDeed(device, done);
    setProblem(refused);
    return refused === undefined;
  };
  const saveExcel = async (made: FileTable) =>
    saveFile(weeklySummaryFileName(week, scope, "xlsx"), excelType, await writeXlsx(made));
  const excel = async () => {
    setIsMaking(true);
    try {
      if (await mayLeave()) await saveExcel(table);
    } finally {
      setIsMaking(false);
    }
  };
  const csv = async () => {
    if (await mayLeave()) saveFile(weeklySummaryFileName(week, scope, "csv"), "text/csv", writeCsv(table));
  };
  return (
    <Cluster>
      <Button variant="primary" icon="download" busy={isMaking} onClick={() => void excel()}>
        Excel
      </Button>
      <Button icon="download" onClick={() => void csv()}>
        CSV
      </Button>
      <Button icon="printer" onClick={() => void printing.print()}>
        Print
      </Button>
      {mayName && (
        <FullNamesButton rows={table.rows.length} withFullNames={withFullNames} onTable={saveExcel} />
      )}
      <ProblemNotice problem={problem ?? printing.problem} />
    </Cluster>
  );
}
