// Scores by day, one row a scale, with how far each has come: in words and with a sign, since a colour alone tells nothing on
// paper.
import {
  scaleWords,
  scoreChangeWords,
  type DatedScore,
  type ScoreSeries,
} from "../../domain/score-series.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Tag, type TagTone } from "../../ui/tag.tsx";
import { sayDay } from "../../ui/words.ts";
import styles from "./scores.module.css";

/** A value as it is shown: with words of its own under the day. */
export interface ShownScore extends DatedScore {
  readonly id: string;
  /** "Baseline", say. */
  readonly note?: string;
}

export interface ScoreTableProps {
  readonly caption: string;
  readonly series: readonly ScoreSeries<ShownScore>[];
  /** Whose it is, or who answered: beside the name of the scale. */
  readonly about: (one: ShownScore) => string;
}

type Row = ScoreSeries<ShownScore>;

const toneOf: Readonly<Record<NonNullable<Row["change"]>["is"], TagTone>> = {
  wanted: "good",
  "other-way": "warm",
  same: "neutral",
};

export function ScoreTable({ caption, series, about }: ScoreTableProps) {
  const aboutOf = (row: Row) => row.values.slice(0, 1).map(about).join("");
  const columns: readonly Column<Row>[] = [
    {
      key: "scale",
      title: "Score",
      rowHeader: true,
      cell: (row) => (
        <>
          {row.scale.name}
          <span class={styles.soft}>{`${scaleWords(row.scale)}. ${aboutOf(row)}`}</span>
        </>
      ),
    },
    { key: "values", title: "By day", cell: (row) => <Points values={row.values} /> },
    { key: "change", title: "Change", cell: (row) => <Change row={row} /> },
  ];
  return (
    <DataTable
      caption={caption}
      hideCaption
      columns={columns}
      rows={series}
      rowKey={(row) => row.values.map((one) => one.id + one.line.name).join()}
    />
  );
}

function Points({ values }: { readonly values: readonly ShownScore[] }) {
  return (
    <ul class={styles.points}>
      {values.map((one) => (
        <li key={one.id}>
          <span class={styles.value}>{one.line.value}</span>
          <span class={styles.soft}>{[one.note, sayDay(one.date)].filter(Boolean).join(", ")}</span>
        </li>
      ))}
    </ul>
  );
}

function Change({ row: { change } }: { readonly row: Row }) {
  if (change === undefined) return <span class={styles.soft}>One value so far</span>;
  return (
    <>
      <Tag tone={toneOf[change.is]}>{scoreChangeWords(change)}</Tag>
      <span class={styles.soft}>{`since ${sayDay(change.from)}`}</span>
    </>
  );
}
