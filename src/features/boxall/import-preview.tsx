// A list of totals looked over: what would be saved, what cannot be and why, and which columns mean nothing.
import { strands } from "../../domain/boxall.ts";
import { rowsToCheckTable, type ReadTotals, type TotalsRowProblem } from "../../files/boxall-totals-file.ts";
import { writeCsv } from "../../files/csv-write.ts";
import { boxallFileName } from "../../files/file-names.ts";
import { Button } from "../../ui/button.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayCount, sayDay, sayList } from "../../ui/words.ts";
import { saveFile } from "../shared/save-file.ts";
import type { Saving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import type { PlannedTotals, TotalsPlan } from "./totals-plan.ts";

/** More of them help nobody on a screen; the file has all. */
const mostShown = 30;

const columns: readonly Column<PlannedTotals>[] = [
  { key: "row", title: "Row", numeric: true, cell: (one) => one.row },
  { key: "name", title: "Child", rowHeader: true, cell: (one) => one.name },
  { key: "written", title: "In the list", cell: (one) => one.written },
  { key: "date", title: "Day", cell: (one) => sayDay(one.assessment.date) },
  {
    key: "totals",
    title: "Totals",
    cell: ({ assessment }) => {
      const count = strands.filter((strand) => assessment.scores[strand] !== null).length;
      return assessment.isDraft ? `${count} of 20: a draft` : "All 20";
    },
  },
];

export function ImportPreview(props: {
  readonly read: ReadTotals;
  readonly plan: TotalsPlan | undefined;
  readonly saving: Saving;
  readonly onSave: () => void;
}) {
  const { read, plan, saving } = props;
  return (
    <Stack>
      <ProblemNotice problem={saving.problem} />
      <RowsToCheck problems={plan?.problems ?? read.problems} />
      {read.ignored.length > 0 && <p>{`Columns that are not used: ${sayList(read.ignored)}.`}</p>}
      {plan && (
        <DataTable
          caption="What will be saved"
          columns={columns}
          rows={plan.planned}
          rowKey={(one) => String(one.row)}
          empty="No row can be saved."
        />
      )}
      {(plan === undefined || plan.planned.length > 0) && (
        <Cluster>
          <Button variant="primary" busy={saving.isSaving} onClick={props.onSave}>
            {plan ? `Save ${sayCount(plan.planned.length, "assessment")}` : "Look it over"}
          </Button>
        </Cluster>
      )}
    </Stack>
  );
}

function RowsToCheck({ problems }: { readonly problems: readonly TotalsRowProblem[] }) {
  const today = useToday();
  if (problems.length === 0) return null;
  const download = () =>
    saveFile(boxallFileName(today, "rows-to-check"), "text/csv", writeCsv(rowsToCheckTable(problems)));
  const rest = problems.length - mostShown;
  return (
    <Notice
      tone="warning"
      title={`${sayCount(problems.length, "row")} cannot be taken`}
      action={
        <Button icon="download" onClick={download}>
          Download the rows to check
        </Button>
      }
    >
      <ul>
        {problems.slice(0, mostShown).map((one) => (
          <li key={one.row}>{`Row ${one.row}: ${one.message}`}</li>
        ))}
        {rest > 0 && <li>{`${sayCount(rest, "more row")}: they are in the download.`}</li>}
      </ul>
    </Notice>
  );
}
