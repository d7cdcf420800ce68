// Each child of the file with what will happen, and the question whether one who looks alike is the same child.
import { DataTable } from "../../ui/data-table.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Tag } from "../../ui/tag.tsx";
import { senStatusLabel } from "../../domain/sen.ts";
import type { ImportItem } from "./import-plan.ts";

const matchWords = {
  upn: "by UPN",
  "former-upn": "by former UPN",
  "name-and-birth": "by name and date of birth",
  nothing: "",
} as const;

export function ImportTable(props: {
  readonly items: readonly ImportItem[];
  readonly notTheSame: ReadonlySet<number>;
  readonly onNotTheSame: (rows: ReadonlySet<number>) => void;
}) {
  const toggle = (row: number, isSame: boolean) => {
    const rows = new Set(props.notTheSame);
    if (isSame) rows.delete(row);
    else rows.add(row);
    props.onNotTheSame(rows);
  };
  return (
    <DataTable
      caption="Pupils in the file"
      rows={props.items}
      rowKey={(one) => String(one.imported.rowNumbers[0])}
      columns={[
        { key: "row", title: "Row", numeric: true, cell: (one) => one.imported.rowNumbers.join(", ") },
        {
          key: "name",
          title: "Name",
          rowHeader: true,
          cell: ({ imported }) => `${imported.knownAs} ${imported.familyName}`,
        },
        { key: "class", title: "Class", cell: ({ imported }) => imported.className ?? "" },
        {
          key: "sen",
          title: "SEN",
          cell: ({ imported }) =>
            [imported.senStatus && senStatusLabel[imported.senStatus], imported.needs.join(", ")]
              .filter(Boolean)
              .join(": "),
        },
        {
          key: "outcome",
          title: "What happens",
          cell: (one) => (
            <>
              <Tag tone={one.outcome === "new" ? "good" : one.outcome === "changed" ? "info" : "neutral"}>
                {one.outcome === "new" ? "New" : one.outcome === "changed" ? "Changed" : "Same"}
              </Tag>{" "}
              {[matchWords[one.by], ...one.effects.filter((effect) => effect !== "New card")]
                .filter(Boolean)
                .join("; ")}
              {(one.by === "name-and-birth" || props.notTheSame.has(one.imported.rowNumbers[0] ?? 0)) && (
                <Checkbox
                  label="This is the same child"
                  checked={one.by === "name-and-birth"}
                  onChange={(isSame) => toggle(one.imported.rowNumbers[0] ?? 0, isSame)}
                />
              )}
            </>
          ),
        },
      ]}
    />
  );
}
