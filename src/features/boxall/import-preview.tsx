// A list of totals looked over: what would be saved, what cannot be and why, and which columns mean nothing.
import { strands } from "../../domain/boxall.ts";
import type { ReadTotals } from "../../files/boxall-totals-file.ts";
import { Button } from "../../ui/button.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayCount, sayDay, sayList } from "../../ui/words.ts";
import type { Saving } from "../shared/saving.tsx";
import type { PlannedTotals, TotalsPlan } from "./totals-plan.ts";

const columns: readonly Column<PlannedTotals>[] = [
  { key: "row", title: "Row", numeric: true, cell: (one) => one.row },
  { key: "name", title: "Child", rowHeader: true, cell: (one) => one.name },
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
  const problems = plan?.problems ?? read.problems;
  return (
    <Stack>
      <ProblemNotice problem={saving.problem} />
      {problems.length > 0 && (
        <Notice tone="warning" title={`${sayCount(problems.length, "row")} cannot be taken`}>
          <ul>
            {problems.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Notice>
      )}
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
