// Boxall totals from a list: a row an assessment, a column a strand by its letter. Blank is not recorded and never 0; what is
// no whole number is refused with its row, and nothing is guessed about whose it is.
import { strands, type BoxallScores, type Strand } from "../domain/boxall.ts";
import type { Day } from "../domain/calendar.ts";
import { readCellDate } from "./cell-dates.ts";
import type { TextTable } from "./csv-read.ts";
import type { FileTable } from "./table.ts";

/** One row as it was read. */
export interface TotalsRow {
  /** As the spreadsheet counts: the first row of data is 2. */
  readonly row: number;
  readonly upn: string;
  readonly name: string;
  /** Undefined where the list has no date for it. */
  readonly date: Day | undefined;
  readonly scores: BoxallScores;
}

/** A row that cannot be taken, and why, in words that follow "Row 3: ". */
export interface TotalsRowProblem {
  readonly row: number;
  readonly message: string;
}

export interface ReadTotals {
  readonly rows: readonly TotalsRow[];
  readonly problems: readonly TotalsRowProblem[];
  /** Columns that mean nothing here, by their heading. */
  readonly ignored: readonly string[];
}

export type TotalsFile =
  { readonly ok: true; readonly read: ReadTotals } | { readonly ok: false; readonly message: string };

const headings = {
  upn: ["upn", "unique pupil number"],
  name: ["pupil", "name", "child", "pupil name", "full name"],
  forename: ["forename", "first name", "legal forename"],
  surname: ["surname", "last name", "legal surname"],
  date: ["date", "completed", "completed on"],
} as const;
type Places = Readonly<Record<keyof typeof headings, number>>;

export function readTotalsFile({ header, rows }: TextTable): TotalsFile {
  const plain = header.map((one) => one.trim().toLowerCase());
  const find = (names: readonly string[]) => plain.findIndex((one) => names.includes(one));
  const at: Places = {
    upn: find(headings.upn),
    name: find(headings.name),
    forename: find(headings.forename),
    surname: find(headings.surname),
    date: find(headings.date),
  };
  const columns = strands.map((strand) => plain.indexOf(strand.toLowerCase()));
  if (columns.every((one) => one === -1))
    return refused("No column is headed by a strand's letter, A to J or Q to Z.");
  const twice = strands.find((strand) => plain.filter((one) => one === strand.toLowerCase()).length > 1);
  if (twice !== undefined) return refused(`Two columns are headed ${twice}. Take one of them out.`);
  if (at.upn === -1 && at.name === -1 && (at.forename === -1 || at.surname === -1))
    return refused('No column says whose the totals are: add one headed "UPN" or "Pupil".');
  const known = new Set([...Object.values(at), ...columns]);
  const problems: TotalsRowProblem[] = [];
  const read = rows.flatMap((cells, index): TotalsRow[] => {
    if (cells.every((cell) => cell.trim() === "")) return [];
    const result = readRow(cells, index + 2, at, columns);
    if ("message" in result) problems.push(result);
    return "message" in result ? [] : [result];
  });
  const ignored = header.filter((one, column) => !known.has(column) && one.trim() !== "");
  return { ok: true, read: { rows: read, problems, ignored } };
}

function readRow(
  cells: readonly string[],
  row: number,
  at: Places,
  columns: readonly number[],
): TotalsRow | TotalsRowProblem {
  const cell = (column: number) => (cells[column] ?? "").trim();
  const written = cell(at.date);
  const date = written === "" ? undefined : readCellDate(written);
  if (date && "problem" in date)
    return { row, message: `"${written.slice(0, 20)}" is no day. Write it as 6/8/2026.` };
  const scores: Partial<Record<Strand, number | null>> = {};
  for (const [index, strand] of strands.entries()) {
    const text = cell(columns[index] ?? -1);
    const isBlank = text === "" || /^(n\/?a|-|–)$/i.test(text);
    const isTotal = /^\d{1,3}$/.test(text) && Number(text) <= 136;
    if (!isBlank && !isTotal)
      return { row, message: `strand ${strand}, "${text.slice(0, 20)}", is no whole number from 0 to 136.` };
    scores[strand] = isBlank ? null : Number(text);
  }
  return {
    row,
    upn: cell(at.upn).toUpperCase(),
    name: at.name === -1 ? `${cell(at.forename)} ${cell(at.surname)}`.trim() : cell(at.name),
    date: date?.day,
    scores: scores as BoxallScores,
  };
}

/** The rows to check as a file, to mend the list by. Whose they are stands in the list, and not here. */
export function rowsToCheckTable(problems: readonly TotalsRowProblem[]): FileTable {
  return {
    title: "Rows to check",
    columns: [
      { header: "Row", type: "integer", width: 8 },
      { header: "To check", type: "text", width: 80 },
    ],
    rows: problems.map(({ row, message }) => [row, message]),
    notes: [],
  };
}

function refused(message: string): TotalsFile {
  return { ok: false, message: `${message} Nothing was changed.` };
}
