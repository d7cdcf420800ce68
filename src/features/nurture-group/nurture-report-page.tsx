// The report itself: what the group did, how long children stayed, how they have come on, and where they went.
import { useState } from "preact/hooks";
import { directionOf, leastPairs } from "../../domain/boxall-change.ts";
import { clusters } from "../../domain/boxall-totals.ts";
import type { ChangeOfVersion, Counted, NurtureReport } from "../../domain/nurture-report.ts";
import { writeCsv } from "../../files/csv-write.ts";
import { boxallFileName } from "../../files/file-names.ts";
import type { FileTable } from "../../files/table.ts";
import { Button } from "../../ui/button.tsx";
import { StrandKey, StrandPanel, type StrandRow } from "../../ui/charts/strand-panel.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { sayCount, sayMinutes } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { noteDeed } from "../shared/note-deed.ts";
import type { Period } from "../shared/periods.ts";
import { saveFile } from "../shared/save-file.ts";
import { usePrinting } from "../shared/use-printing.ts";
import styles from "./nurture-group.module.css";

export function NurtureReportPage({
  report,
  period,
}: {
  readonly report: NurtureReport;
  readonly period: Period;
}) {
  const facts = reportFacts(report);
  return (
    <>
      <Outlets report={report} period={period} />
      <Section title="The group">
        <dl class={styles.facts}>
          {facts.map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
      </Section>
      <Section title="Change in the Boxall Profile">
        {report.change.length === 0 ? (
          <p class={styles.soft}>No child has two assessments of one form yet.</p>
        ) : (
          report.change.map((one) => (
            <div key={one.label} class={styles.change}>
              <GroupPicture change={one} />
              <Change change={one} />
            </div>
          ))
        )}
        <p class={styles.soft}>
          {`From each child's first assessment to the last one, children with both in the same form only, and nothing of fewer than ${leastPairs}; of several on one day, the one recorded last. In part 1 more is better, in part 2 less. It shows what happened and claims no cause.`}
        </p>
      </Section>
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** The facts in the order of the page and of the file. */
function reportFacts(report: NurtureReport): readonly (readonly [name: string, value: string])[] {
  return [
    ["Children with a place", String(report.children)],
    ["Began in this time", counted(report.began)],
    ["Left in this time", counted(report.ended)],
    [
      "Half-days held",
      `${sayCount(report.halfDaysHeld, "half-day")}, ${sayMinutes(report.heldSeconds)} together`,
    ],
    ["Attendance in the group", attendanceWords(report.attendance)],
    ["Length of stay of those who left", stayWords(report.medianStayWeeks)],
    ...(report.exits.length === 0
      ? []
      : [["Why they left", report.exits.map((one) => `${one.label}: ${one.count}`).join("; ")] as const]),
  ];
}

function counted(count: Counted): string {
  return count === "too few" ? `1 or 2: not told, so that no child is known by it` : String(count);
}

function attendanceWords(attendance: NurtureReport["attendance"]): string {
  if (attendance === "too few") return `Marks of fewer than ${leastPairs} children: not told`;
  const { here, marked } = attendance;
  const share = marked < 5 ? "" : ` (${Math.round((100 * here) / marked)}%)`;
  return `here on ${here} of ${marked} marks${share}`;
}

function stayWords(weeks: Counted): string {
  return weeks === "too few"
    ? `Fewer than ${leastPairs} left: not told`
    : `${sayCount(weeks, "week")} (the median)`;
}

/** "+2.4", "−1.0", "0.0": tenths of a point as they are said. */
function tenthsWords(tenths: number | null): string {
  if (tenths === null) return "Too few to say";
  const sign = tenths > 0 ? "+" : tenths < 0 ? "−" : "";
  return `${sign}${(Math.abs(tenths) / 10).toFixed(1)}`;
}

function wayWords(tenths: number | null, part: 1 | 2): string {
  if (tenths === null) return "–";
  if (tenths === 0) return "the same";
  return tenths > 0 === (part === 1) ? "towards typical" : "away from typical";
}

/** How many children a cluster's mean is of: a blank strand leaves its child out. */
function pairsWords(pairs: number): string {
  return pairs > 0 && pairs < leastPairs ? `Fewer than ${leastPairs}` : String(pairs);
}

function Change({ change }: { readonly change: ChangeOfVersion }) {
  const columns: Column<number>[] = [
    { key: "cluster", title: "Cluster", rowHeader: true, cell: (at) => clusters[at]?.name },
    { key: "part", title: "Part", numeric: true, cell: (at) => clusters[at]?.part },
    { key: "n", title: "n", numeric: true, cell: (at) => pairsWords(change.clusterPairs[at] ?? 0) },
    {
      key: "mean",
      title: "Mean change",
      numeric: true,
      cell: (at) => tenthsWords(change.clusterTenths[at] ?? null),
    },
    {
      key: "way",
      title: "Moved",
      cell: (at) => wayWords(change.clusterTenths[at] ?? null, clusters[at]?.part ?? 1),
    },
  ];
  return (
    <DataTable
      caption={`${change.label}: n = ${pairsWords(change.pairs)}`}
      columns={columns}
      rows={clusters.map((_one, at) => at)}
      rowKey={(at) => String(at)}
    />
  );
}

/** The means of the children before and after, a row a cluster; in each part on one scale. */
function GroupPicture({ change }: { readonly change: ChangeOfVersion }) {
  const rowsOf = (part: 1 | 2): StrandRow[] => {
    const own = clusters.flatMap((cluster, at) => (cluster.part === part ? [{ cluster, at }] : []));
    const means = own.flatMap(({ at }) => change.clusterMeanTenths[at] ?? []);
    const most = Math.max(10, ...means) / 10;
    return own.map(({ cluster, at }) => {
      const mean = change.clusterMeanTenths[at] ?? null;
      const tenths = change.clusterTenths[at] ?? null;
      const way = wayWords(tenths, part);
      return {
        key: cluster.name,
        label: cluster.name,
        values: mean ? [mean[0] / 10, mean[1] / 10] : [null, null],
        most,
        words: mean
          ? `${tenthsPlain(mean[0])} to ${tenthsPlain(mean[1])}, ${way}, n = ${change.clusterPairs[at] ?? 0}`
          : "too few to say",
        direction: tenths === null ? undefined : directionOf(part, 0, tenths),
      };
    });
  };
  if (change.clusterMeanTenths.every((one) => one === null)) return null;
  return (
    <>
      {([1, 2] as const).map((part) => (
        <StrandPanel
          key={part}
          title={part === 1 ? "Part 1: developmental strands" : "Part 2: diagnostic profile"}
          lead={`${part === 1 ? "More is better." : "Less is better."} Means of the children with both totals; n is how many.`}
          rows={rowsOf(part)}
        />
      ))}
      <StrandKey isChange hasTypical={false} />
    </>
  );
}

function tenthsPlain(tenths: number): string {
  return (tenths / 10).toFixed(1);
}

function Outlets({ report, period }: { readonly report: NurtureReport; readonly period: Period }) {
  const { device } = useAlongside();
  const [problem, setProblem] = useState<string>();
  const printing = usePrinting({ what: "nurture-report" });
  const save = async () => {
    const refused = await noteDeed(device, { event: "export", what: "nurture-report" });
    setProblem(refused);
    if (refused === undefined)
      saveFile(boxallFileName(period.to, "group"), "text/csv", writeCsv(reportTable(report, period)));
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

function reportTable(report: NurtureReport, { from, to }: Period): FileTable {
  const change = report.change.flatMap((one) =>
    clusters.map(({ name, part }, at) => {
      const tenths = one.clusterTenths[at] ?? null;
      return [
        `${one.label}, ${name}, part ${part}, n = ${pairsWords(one.clusterPairs[at] ?? 0)}`,
        tenthsWords(tenths),
        wayWords(tenths, part),
      ];
    }),
  );
  return {
    title: "Nurture group",
    columns: [
      { header: "What", type: "text", width: 50 },
      { header: "Value", type: "text", width: 40 },
      { header: "Direction", type: "text", width: 20 },
    ],
    rows: [...reportFacts(report).map(([name, value]) => [name, value, ""]), ...change],
    notes: [`${from} to ${to}. Without names. Nothing of fewer than ${leastPairs} children.`],
  };
}
