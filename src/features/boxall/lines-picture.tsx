// Three dates and more: a little line a strand, or the same numbers as a table.
import { strands, type BoxallAssessment, type Strand } from "../../domain/boxall.ts";
import type { BoxallDefinition } from "../../domain/boxall-definition.ts";
import type { Stored } from "../../storage/read.ts";
import { StrandLines } from "../../ui/charts/strand-lines.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Section } from "../../ui/section.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayDay, sayList } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { staffNames } from "../shared/people-names.ts";
import { lineRows, partNames } from "./picture-rows.ts";

export function LinesPicture(props: {
  readonly family: readonly Stored<BoxallAssessment>[];
  readonly definition: BoxallDefinition | undefined;
  readonly isTable: boolean;
}) {
  const { family, definition, isTable } = props;
  const directory = useDirectory();
  const shown = family.map((one) => one.record);
  const nameOf = ({ date, assessorIds }: BoxallAssessment) =>
    shown.filter((one) => one.date === date).length > 1
      ? `${sayDay(date)} (${sayList(staffNames(assessorIds, directory))})`
      : sayDay(date);
  const columns: Column<Strand>[] = [
    { key: "strand", title: "Strand", rowHeader: true, cell: (strand) => strand },
    ...family.map(({ id, record }): Column<Strand> => ({
      key: id,
      title: nameOf(record),
      numeric: true,
      cell: (strand) => record.scores[strand] ?? "Blank",
    })),
  ];
  return (
    <Section title="Every date">
      {isTable ? (
        <DataTable
          caption="Totals by date"
          hideCaption
          columns={columns}
          rows={strands}
          rowKey={(strand) => strand}
        />
      ) : (
        <Stack>
          <p>{`${sayList(shown.map(nameOf))}, from left to right.`}</p>
          {([1, 2] as const).map((part) => (
            <StrandLines
              key={part}
              title={`${partNames[part].title}. ${partNames[part].lead}`}
              lines={lineRows(part, shown, definition)}
            />
          ))}
        </Stack>
      )}
    </Section>
  );
}
