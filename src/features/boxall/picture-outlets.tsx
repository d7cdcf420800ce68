// Printing the pictures, and the numbers behind them as a file. Both are written into the audit before they leave.
import { useState } from "preact/hooks";
import { strands } from "../../domain/boxall.ts";
import { boxallKindLabel, boxallVersionLabel } from "../../domain/boxall-labels.ts";
import type { PupilId } from "../../domain/ids.ts";
import { writeCsv } from "../../files/csv-write.ts";
import { boxallFileName } from "../../files/file-names.ts";
import type { FileTable } from "../../files/table.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { noteDeed } from "../shared/note-deed.ts";
import { saveFile } from "../shared/save-file.ts";
import { useToday } from "../shared/today.ts";
import { usePrinting } from "../shared/use-printing.ts";
import type { Counting } from "./pupil-boxall-screen.tsx";

export function PictureOutlets({
  pupilId,
  counting,
}: {
  readonly pupilId: PupilId;
  readonly counting: Counting;
}) {
  const { device } = useAlongside();
  const directory = useDirectory();
  const today = useToday();
  const [problem, setProblem] = useState<string>();
  const printing = usePrinting({ what: "boxall", pupilId, rows: counting.length });
  const save = async () => {
    const refused = await noteDeed(device, {
      event: "export",
      what: "boxall",
      pupilId,
      rows: counting.length,
    });
    setProblem(refused);
    if (refused !== undefined) return;
    const initials = directory.pupil(pupilId)?.record.initials ?? "";
    saveFile(boxallFileName(today, "change"), "text/csv", writeCsv(numbersTable(counting, initials)));
  };
  return (
    <div class="no-print">
      <ProblemNotice problem={problem ?? printing.problem} />
      <Cluster>
        <Button icon="printer" onClick={() => void printing.print()}>
          Print
        </Button>
        <Button icon="download" onClick={() => void save()}>
          Save the numbers (CSV)
        </Button>
      </Cluster>
    </div>
  );
}

/** A row an assessment, a column a strand; whose they are by initials. */
export function numbersTable(counting: Counting, initials: string): FileTable {
  return {
    title: "Boxall totals",
    columns: [
      { header: "Pupil", type: "text", width: 10 },
      { header: "Date", type: "date", width: 12 },
      { header: "Form", type: "text", width: 20 },
      { header: "Occasion", type: "text", width: 12 },
      ...strands.map((strand) => ({ header: strand, type: "integer" as const, width: 5 })),
    ],
    rows: counting.map(({ record }) => [
      initials,
      record.date,
      boxallVersionLabel[record.version],
      boxallKindLabel[record.kind],
      ...strands.map((strand) => record.scores[strand] ?? null),
    ]),
    notes: ["A blank is not recorded; it is not 0. A to J: more is better. Q to Z: less is better."],
  };
}
