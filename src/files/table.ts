// One table, three outlets: spreadsheet, CSV and print are all made from this value, so that no figure can differ.

export type ColumnType =
  /** Words; never read as a formula by any spreadsheet. */
  | "text"
  | "integer"
  /** Values are whole seconds; shown as minutes with up to two decimals. */
  | "minutes"
  /** Values are whole pence; shown as pounds. */
  | "pounds"
  /** Values are school-local days, "YYYY-MM-DD". */
  | "date";

export interface FileColumn {
  readonly header: string;
  readonly type: ColumnType;
  /** Width in characters, for the spreadsheet. */
  readonly width: number;
  /** Whether the bottom row sums this column. */
  readonly isTotalled?: boolean;
}

export type FileCell = string | number | null;

export interface FileTable {
  /** The name of the sheet: at most 31 characters, without names of pupils. */
  readonly title: string;
  readonly columns: readonly FileColumn[];
  readonly rows: readonly (readonly FileCell[])[];
  /** Lines under the table: as at when, divisor rules, what may be missing. */
  readonly notes: readonly string[];
}

/** Seconds as minutes to hundredths, as a number: 1350 s are 22.5. */
export function minutesOfSeconds(seconds: number): number {
  return Math.round((seconds * 100) / 60) / 100;
}

/** The exact sum of a totalled column, in its own unit (seconds, pence or a count). */
export function columnTotal(table: FileTable, at: number): number {
  return table.rows.reduce((sum, row) => {
    const cell = row[at];
    return sum + (typeof cell === "number" ? cell : 0);
  }, 0);
}
