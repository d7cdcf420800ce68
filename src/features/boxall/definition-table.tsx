// The handbook's numbers as they are read by whoever does not type them.
import { strands, type Strand } from "../../domain/boxall.ts";
import type { BoxallDefinition } from "../../domain/boxall-definition.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import styles from "./boxall.module.css";
import { Confirmed } from "./confirmed.tsx";
import { mostOf } from "./typed-totals.ts";

export function DefinitionTable({ definition }: { readonly definition: BoxallDefinition | undefined }) {
  if (definition === undefined)
    return <p class={styles.soft}>The SENCO has not typed the numbers of this form.</p>;
  const columns: Column<Strand>[] = [
    { key: "strand", title: "Strand", rowHeader: true, cell: (strand) => strand },
    { key: "label", title: "Label", cell: (strand) => definition.strands[strand]?.label ?? "" },
    { key: "most", title: "Highest", numeric: true, cell: (strand) => mostOf(strand, definition) ?? "–" },
    { key: "typical", title: "Typical range", cell: (strand) => rangeOf(definition, strand) },
  ];
  return (
    <>
      <Confirmed definition={definition} />
      <DataTable
        caption="Handbook numbers"
        hideCaption
        columns={columns}
        rows={strands}
        rowKey={(strand) => strand}
      />
    </>
  );
}

function rangeOf(definition: BoxallDefinition, strand: Strand): string {
  const { typicalLow: low, typicalHigh: high } = definition.strands[strand] ?? {};
  return typeof low === "number" && typeof high === "number" ? `${low} to ${high}` : "Not entered";
}
