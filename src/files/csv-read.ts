// From the bytes of a file to a table of text cells, or to a refusal that says what to do. Nothing is guessed beyond the
// encoding and the separator.
import Papa from "papaparse";

export const maxFileBytes = 5 * 1024 * 1024;
export const maxDataRows = 20_000;

export interface TextTable {
  readonly header: readonly string[];
  /** Data rows; the row at index 0 is row 2 of the spreadsheet. */
  readonly rows: readonly (readonly string[])[];
}

export type CsvRefusal =
  | { readonly code: "too-large"; readonly bytes: number }
  | { readonly code: "too-many-rows"; readonly rows: number }
  | { readonly code: "not-a-csv"; readonly looksLike: string }
  | { readonly code: "empty" }
  | { readonly code: "no-header" };

export type CsvResult =
  { readonly ok: true; readonly table: TextTable } | { readonly ok: false; readonly refusal: CsvRefusal };

export function readCsv(bytes: Uint8Array): CsvResult {
  if (bytes.length > maxFileBytes) return refuse({ code: "too-large", bytes: bytes.length });
  const looksLike = otherFormat(bytes);
  if (looksLike !== undefined) return refuse({ code: "not-a-csv", looksLike });
  const text = decode(bytes);
  if (text.trim() === "") return refuse({ code: "empty" });
  // Blank lines stay, so that a row's number is the one that the spreadsheet shows.
  const { data } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) });
  const lastFilled = data.findLastIndex((cells) => cells.some((cell) => cell.trim() !== ""));
  const [header = [], ...rows] = data.slice(0, lastFilled + 1);
  if (header.length < 2 || header.every((cell) => cell.trim() === "")) return refuse({ code: "no-header" });
  if (rows.length > maxDataRows) return refuse({ code: "too-many-rows", rows: rows.length });
  return { ok: true, table: { header: header.map((cell) => cell.trim()), rows } };
}

/** The separator that the first filled line has most of, outside quotes. */
function delimiterOf(text: string): string {
  const firstLine = text.trimStart().split(/[\r\n]/, 1)[0] ?? "";
  const bare = firstLine.replaceAll(/"[^"]*"/g, "");
  const counted = [",", ";", "\t"].map((mark) => ({ mark, count: bare.split(mark).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}

/** The refusal in one sentence that says what to do. */
export function csvRefusalSentence(
  refusal: CsvRefusal,
  expected = { what: "class list", columns: "Forename and Surname" },
): string {
  switch (refusal.code) {
    case "too-large":
      return `This file is ${(refusal.bytes / 1024 / 1024).toFixed(1)} MB and the most is 5 MB. Export fewer columns, or split it into two files. Nothing was changed.`;
    case "too-many-rows":
      return `This file has ${refusal.rows.toLocaleString("en-GB")} rows and the most is 20,000. Split it into smaller files. Nothing was changed.`;
    case "not-a-csv":
      return `This is ${refusal.looksLike}, not a CSV file. Open it in Excel or your school system and save it as CSV, then choose that file. Nothing was changed.`;
    case "empty":
      return `This file is empty. Export the ${expected.what} again and choose the new file. Nothing was changed.`;
    case "no-header":
      return `This does not look like a ${expected.what}: the first row should name the columns, such as ${expected.columns}. Nothing was changed.`;
  }
}

function refuse(refusal: CsvRefusal): CsvResult {
  return { ok: false, refusal };
}

/** Files that people choose by mistake, told by their first bytes. */
function otherFormat(bytes: Uint8Array): string | undefined {
  const startsWith = (...start: number[]) => start.every((byte, at) => bytes[at] === byte);
  if (startsWith(0x50, 0x4b)) return "an Excel workbook or zip file";
  if (startsWith(0xd0, 0xcf, 0x11, 0xe0)) return "an old Excel or Word file";
  if (startsWith(0x25, 0x50, 0x44, 0x46)) return "a PDF";
  if (startsWith(0x89, 0x50, 0x4e, 0x47) || startsWith(0xff, 0xd8, 0xff) || startsWith(0x47, 0x49, 0x46))
    return "a picture";
  const isUtf16 = startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff);
  return !isUtf16 && bytes.subarray(0, 4096).includes(0) ? "a file of another kind" : undefined;
}

/**
 * UTF-8 where it is valid UTF-8; lines that are not are read as Windows-1252, in which older school systems write
 * O’Brien. Line by line, since files that were joined or edited by hand hold both.
 */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const lines: string[] = [];
  for (let start = hasMark ? 3 : 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    const next = end === -1 ? bytes.length : end + 1;
    lines.push(decodeLine(bytes.subarray(start, next)));
    start = next;
  }
  return lines.join("");
}

function decodeLine(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
