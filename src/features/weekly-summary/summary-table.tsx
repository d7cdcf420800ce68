// The table on the screen and on paper: the very cells that the files hold.
import {
  columnTotal,
  minutesOfSeconds,
  type FileCell,
  type FileColumn,
  type FileTable,
} from "../../files/table.ts";
import { sayDayShort } from "../../ui/words.ts";
import styles from "./weekly-summary.module.css";

export function SummaryTable({ table }: { readonly table: FileTable }) {
  // One week a page: its Monday stands in the heading.
  const shown = table.columns
    .map((column, at) => ({ column, at }))
    .filter(({ column }) => column.header !== "Week beginning");
  return (
    <>
      <div class={styles.scroll} tabIndex={0} role="region" aria-label="Weekly summary, the whole table">
        <table class={styles.table}>
          <caption class={styles.caption}>Weekly summary</caption>
          <thead>
            <tr>
              {shown.map(({ column }) => (
                <th key={column.header} scope="col" class={isFigure(column) ? styles.figure : undefined}>
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, rowAt) => (
              <tr key={rowAt}>
                {shown.map(({ column, at }) => (
                  <Cell key={column.header} column={column} cell={row[at] ?? null} />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              {shown.map(({ column, at }, place) => (
                <td key={column.header} class={isFigure(column) ? styles.figure : undefined}>
                  {column.isTotalled ? cellWords(column, columnTotal(table, at)) : place === 0 ? "Total" : ""}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      <ul class={styles.notes}>
        {table.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}

function Cell({ column, cell }: { readonly column: FileColumn; readonly cell: FileCell }) {
  if (column.header === "Pupil") return <th scope="row">{cellWords(column, cell)}</th>;
  return <td class={isFigure(column) ? styles.figure : undefined}>{cellWords(column, cell)}</td>;
}

function isFigure(column: FileColumn): boolean {
  return column.type === "integer" || column.type === "minutes" || column.type === "pounds";
}

function cellWords(column: FileColumn, cell: FileCell): string {
  if (cell === null) return "";
  if (column.type === "date") return sayDayShort(String(cell));
  if (typeof cell === "string") return cell;
  if (column.type === "minutes") return String(minutesOfSeconds(cell));
  return column.type === "pounds" ? (cell / 100).toFixed(2) : String(cell);
}
