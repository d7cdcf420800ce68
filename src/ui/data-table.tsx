// Rows and columns with a caption. Numbers stand to the right; on a narrow screen each row becomes labelled lines.
/* oxlint-disable jsx-a11y/no-interactive-element-to-noninteractive-role -- the roles repeat those of the elements, which
   browsers forget once a narrow screen lays the table out as blocks. */
import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";
import styles from "./data-table.module.css";

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  readonly numeric?: boolean | undefined;
  /** The cell that names the row: one column a table. */
  readonly rowHeader?: boolean | undefined;
  /** What stands under the column. */
  readonly total?: ComponentChildren;
}

export interface DataTableProps<Row> {
  readonly caption: string;
  readonly hideCaption?: boolean | undefined;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Stands in place of the rows when there are none. */
  readonly empty?: ComponentChildren;
}

export function DataTable<Row>({ caption, hideCaption, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  const hasTotals = rows.length > 0 && columns.some((column) => column.total !== undefined);
  return (
    <div class={styles.frame}>
      <table class={styles.table} role="table">
        <caption class={hideCaption ? styles.hidden : styles.caption}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                class={classes(column.numeric && styles.numeric)}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
        {hasTotals && <Totals columns={columns} />}
      </table>
      {rows.length === 0 && <div class={styles.empty}>{empty ?? "Nothing to show."}</div>}
    </div>
  );
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const plain = { class: classes(column.numeric && styles.numeric), "data-label": column.title };
  const content = <span>{column.cell(row)}</span>;
  if (column.rowHeader) {
    return (
      <th {...plain} role="rowheader" scope="row">
        {content}
      </th>
    );
  }
  return (
    <td {...plain} role="cell">
      {content}
    </td>
  );
}

function Totals<Row>({ columns }: { readonly columns: readonly Column<Row>[] }) {
  return (
    <tfoot role="rowgroup">
      <tr role="row">
        {columns.map((column) => (
          <TotalCell key={column.key} column={column} />
        ))}
      </tr>
    </tfoot>
  );
}

function TotalCell<Row>({ column }: { readonly column: Column<Row> }) {
  if (column.rowHeader) {
    return (
      <th role="rowheader" scope="row">
        {column.total}
      </th>
    );
  }
  return (
    <td role="cell" class={classes(column.numeric && styles.numeric)} data-label={column.title}>
      {column.total}
    </td>
  );
}
