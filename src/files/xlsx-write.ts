// A table as an Excel workbook: true dates and numbers, frozen header, filter, totals as formulas. Text cells are text and
// can never become formulas. The library is loaded only when somebody exports.
import type { Cell, Feature, SheetData } from "write-excel-file/universal";
import type { FileCell, FileColumn, FileTable } from "./table.ts";

const formats = { minutes: "0.##", pounds: "£#,##0.00", date: "dd/mm/yyyy", integer: "0" } as const;

/** @returns the bytes of the `.xlsx` file */
export async function writeXlsx(table: FileTable): Promise<Uint8Array<ArrayBuffer>> {
  const [{ default: writeExcelFile }, utility] = await Promise.all([
    import("write-excel-file/universal"),
    import("write-excel-file/utility"),
  ]);
  const { columns, rows, notes } = table;
  const header: Cell[] = columns.map(({ header: text }) => ({
    value: printable(text),
    fontWeight: "bold",
    wrap: true,
  }));
  const body = rows.map((row) => columns.map((column, at) => cellOf(column, row[at] ?? null)));
  const totals = columns.some((column) => column.isTotalled) ? [totalsRow(table)] : [];
  const below: SheetData = notes.length > 0 ? [[], ...notes.map((note) => [textCell(note)])] : [];
  const lastColumn = utility.getCellAddress(rows.length, columns.length - 1);
  const filter: Feature<Blob> = {
    files: {
      transform: {
        "xl/worksheets/sheet{id}.xml": {
          transform: (xml: string) =>
            xml.replace("</sheetData>", `</sheetData><autoFilter ref="A1:${lastColumn}"/>`),
        },
      },
    },
  };
  const file = writeExcelFile(
    [header, ...body, ...totals, ...below],
    { sheet: table.title, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 },
    { features: [filter] },
  );
  return new Uint8Array(await (await file.toBlob()).arrayBuffer());
}

function cellOf(column: FileColumn, cell: FileCell): Cell {
  if (cell === null || cell === "") return null;
  if (column.type === "date" && typeof cell === "string") {
    return { type: Date, value: new Date(`${cell}T00:00:00Z`), format: formats.date };
  }
  if (typeof cell === "string") return textCell(cell);
  switch (column.type) {
    case "minutes":
      // Not rounded: the total is then the exact sum, and Excel shows each value to hundredths.
      return { type: Number, value: cell / 60, format: formats.minutes };
    case "pounds":
      return { type: Number, value: cell / 100, format: formats.pounds };
    case "integer":
    case "text":
    case "date":
      return { type: Number, value: cell, format: formats.integer };
  }
}

/** Sums what the filter leaves in sight (SUBTOTAL 109), so that the bottom row answers the question on the screen. */
function totalsRow(table: FileTable): Cell[] {
  const lastRow = table.rows.length + 1;
  return table.columns.map((column, at): Cell => {
    if (at === 0) return { value: "Total", fontWeight: "bold" };
    if (!column.isTotalled || table.rows.length === 0) return null;
    const letter = columnLetter(at);
    const format = column.type === "text" ? formats.integer : formats[column.type];
    return {
      type: "Formula",
      value: `SUBTOTAL(109,${letter}2:${letter}${lastRow})`,
      fontWeight: "bold",
      format,
    };
  });
}

function columnLetter(at: number): string {
  const letter = String.fromCodePoint(65 + (at % 26));
  return at < 26 ? letter : columnLetter(Math.floor(at / 26) - 1) + letter;
}

function textCell(text: string): Cell {
  return { type: String, value: printable(text) };
}

/** XML holds no control characters but tab and line ends. */
function printable(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
}
