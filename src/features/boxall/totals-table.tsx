// The totals of one assessment as a table, a row a strand, with the sums of clusters and parts where every strand is there.
import { strands, type BoxallScores, type BoxallVersion, type Strand } from "../../domain/boxall.ts";
import { boxallTotals, clusters } from "../../domain/boxall-totals.ts";
import type { BoxallDefinition } from "../../domain/boxall-definition.ts";
import { isTypical } from "../../domain/boxall-change.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Stack } from "../../ui/stack.tsx";
import styles from "./boxall.module.css";
import { mostOf } from "./typed-totals.ts";

export function TotalsTable(props: {
  readonly version: BoxallVersion;
  readonly scores: BoxallScores;
  readonly definition: BoxallDefinition | undefined;
}) {
  const { scores, definition } = props;
  const totals = boxallTotals(scores);
  const columns: Column<Strand>[] = [
    {
      key: "strand",
      title: "Strand",
      rowHeader: true,
      cell: (strand) => [strand, definition?.strands[strand]?.label].filter(Boolean).join(" "),
    },
    { key: "total", title: "Total", numeric: true, cell: (strand) => scores[strand] ?? "Blank" },
    { key: "most", title: "Highest", numeric: true, cell: (strand) => mostOf(strand, definition) ?? "–" },
    {
      key: "typical",
      title: "Typical range",
      cell: (strand) => typicalWords(strand, scores[strand] ?? null, definition),
    },
  ];
  return (
    <Stack>
      <DataTable
        caption="Totals by strand"
        hideCaption
        columns={columns}
        rows={strands}
        rowKey={(strand) => strand}
      />
      <dl class={styles.facts}>
        {clusters.map((cluster, at) => (
          <Fact key={cluster.name} name={cluster.name} value={totals.clusters[at] ?? null} />
        ))}
        <Fact name="Part 1, more is better" value={totals.parts[1]} />
        <Fact name="Part 2, less is better" value={totals.parts[2]} />
      </dl>
    </Stack>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: number | null }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value ?? "Not given: a strand is blank"}</dd>
    </>
  );
}

function typicalWords(
  strand: Strand,
  total: number | null,
  definition: BoxallDefinition | undefined,
): string {
  const { typicalLow: low, typicalHigh: high } = definition?.strands[strand] ?? {};
  if (typeof low !== "number" || typeof high !== "number") return "Not entered";
  const range = `${low} to ${high}`;
  if (total === null) return range;
  const isIn = isTypical(strand, total, definition);
  return isIn === undefined ? range : `${range}: ${isIn ? "within it" : "outside it"}`;
}
