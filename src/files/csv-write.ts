// A table as CSV that Excel reads rightly: UTF-8 with its mark, CRLF, and no cell that a spreadsheet could run.
import { columnTotal, minutesOfSeconds, type FileCell, type FileColumn, type FileTable } from "./table.ts";

/** What makes spreadsheets run a cell, full-width forms included. */
const startsFormula = /^[=+\-@\t\r\n\0＝＋－＠]/;

/** @returns the bytes of the file, its notes below the table */
export function writeCsv(table: FileTable): Uint8Array<ArrayBuffer> {
  const header = table.columns.map((column) => quoted(column.header));
  const rows = table.rows.map((row) => table.columns.map((column, at) => cellText(column, row[at] ?? null)));
  const notes = table.notes.map((note) => [quoted(note)]);
  const totals = table.columns.some((column) => column.isTotalled) ? [totalsOf(table)] : [];
  const blank = notes.length > 0 ? [[""]] : [];
  const lines = [header, ...rows, ...totals, ...blank, ...notes].map((cells) => cells.join(","));
  return new TextEncoder().encode(`\uFEFF${lines.join("\r\n")}\r\n`);
}

/** Text as a spreadsheet may show it and never run it. */
export function formulaSafe(text: string): string {
  return startsFormula.test(text) ? `'${text}` : text;
}

function totalsOf(table: FileTable): string[] {
  return table.columns.map((column, at) => {
    if (column.isTotalled) return cellText(column, columnTotal(table, at));
    return at === 0 ? "Total" : "";
  });
}

function cellText(column: FileColumn, cell: FileCell): string {
  if (cell === null) return "";
  if (typeof cell === "string") return quoted(cell);
  switch (column.type) {
    case "minutes":
      return String(minutesOfSeconds(cell));
    case "pounds":
      return (cell / 100).toFixed(2);
    case "integer":
    case "text":
    case "date":
      return String(cell);
  }
}

function quoted(text: string): string {
  const safe = formulaSafe(text);
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
