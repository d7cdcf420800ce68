// Twenty totals as they are typed: what each box holds, when it is full so that the next one is at hand, and what a pasted
// list means. Blank is never 0. Pure.
import { partOf, strands, type BoxallScores, type Strand } from "../../domain/boxall.ts";
import { mostOfStrand, type BoxallDefinition } from "../../domain/boxall-definition.ts";

/** Digits as typed, by strand; "" = blank. */
export type TypedTotals = Readonly<Record<Strand, string>>;

export const blankTotals = Object.fromEntries(strands.map((strand) => [strand, ""])) as TypedTotals;

export function typedOf(scores: BoxallScores): TypedTotals {
  return Object.fromEntries(
    strands.map((strand) => [strand, scores[strand] === null ? "" : String(scores[strand])]),
  ) as TypedTotals;
}

/** What is typed as numbers; null where a box is blank or above what can be stored. */
export function scoresOf(typed: TypedTotals): BoxallScores {
  return Object.fromEntries(
    strands.map((strand) => {
      const text = typed[strand];
      const total = Number(text);
      return [strand, /^\d{1,3}$/.test(text) && total <= 136 ? total : null];
    }),
  ) as BoxallScores;
}

/** The highest total of a strand by the school's definition; undefined without one. */
export function mostOf(strand: Strand, definition: BoxallDefinition | undefined): number | undefined {
  return mostOfStrand(definition?.strands[strand] ?? {});
}

/** Whether no further digit can follow: then the next box is at hand. Without a highest total, two digits are full. */
export function isFull(text: string, most: number | undefined): boolean {
  if (text === "") return false;
  if (text === "0") return true;
  if (most === undefined) return text.length >= 2;
  return Number(text) * 10 > most;
}

/** The next strand in the order of the form; undefined after the last one. */
export function strandAfter(strand: Strand): Strand | undefined {
  return strands[strands.indexOf(strand) + 1];
}

export function strandBefore(strand: Strand): Strand | undefined {
  return strands[strands.indexOf(strand) - 1];
}

/** The first strand without a total, where entering goes on. */
export function firstBlank(typed: TypedTotals): Strand | undefined {
  return strands.find((strand) => typed[strand] === "");
}

export type PastedTotals =
  | { readonly ok: true; readonly typed: TypedTotals; readonly count: number }
  | { readonly ok: false; readonly message: string };

/**
 * Twenty numbers in the order of the form, or rows of a letter and a number. Blank and "n/a" leave a box blank.
 * @returns one sentence that names the row that cannot be read; nothing of the list is taken then
 */
export function readPasted(text: string): PastedTotals {
  const rows = text
    .replace(/[\r\n ]+$/, "")
    .split(/\r?\n/)
    // Only blanks of a text: a tab stands between two cells, of which one may be blank.
    .map((row) => row.replaceAll(/^ +| +$/g, ""));
  const isLettered = rows.some((row) => /^[A-Za-z](?![A-Za-z/])/.test(row));
  return isLettered ? readLettered(rows) : readPlain(rows);
}

const isBlank = (cell: string) => cell === "" || /^(n\/?a|-|–)$/i.test(cell);

function readLettered(rows: readonly string[]): PastedTotals {
  const typed: Record<Strand, string> = { ...blankTotals };
  const seen = new Set<Strand>();
  for (const [at, row] of rows.entries()) {
    if (row === "") continue;
    const letter = row.slice(0, 1);
    const cell = row
      .slice(1)
      .replace(/^[\s,;:=]+/, "")
      .trim();
    const strand = strands.find((one) => one === letter.toUpperCase());
    if (strand === undefined || /^[A-Za-z]{2}/.test(row))
      return refused(`Row ${at + 1} begins with "${firstWord(row)}", which is no strand: A to J, or Q to Z.`);
    if (seen.has(strand)) return refused(`Row ${at + 1}: strand ${strand} is there twice.`);
    seen.add(strand);
    if (isBlank(cell)) continue;
    // All that follows the letter: "3,5" is no 3, and of "12 15" nobody knows which one is meant.
    if (!/^\d{1,3}$/.test(cell)) return refused(`Row ${at + 1}, strand ${strand}: enter one whole number.`);
    typed[strand] = String(Number(cell));
  }
  return { ok: true, typed, count: countOf(typed) };
}

function firstWord(row: string): string {
  return (row.split(/[\s,;:=]+/)[0] ?? "").slice(0, 20);
}

function readPlain(rows: readonly string[]): PastedTotals {
  const cells = rows.length === strands.length ? rows : cellsOf(rows);
  if (rows.some((row) => /\d,\d/.test(row) && /\d[\t ]+\d/.test(row)))
    return refused("A comma may be part of a number here or stand between two. Put each number on a line.");
  if (cells.length !== strands.length)
    return refused(
      `There are ${cells.length} numbers, and the form has 20 strands. Paste all twenty, with n/a for a blank, or a letter and a number in each row.`,
    );
  const typed: Record<Strand, string> = { ...blankTotals };
  for (const [at, strand] of strands.entries()) {
    const cell = (cells[at] ?? "").trim();
    if (isBlank(cell)) continue;
    if (!/^\d{1,3}$/.test(cell))
      return refused(`Number ${at + 1}, strand ${strand}: enter one whole number.`);
    typed[strand] = String(Number(cell));
  }
  return { ok: true, typed, count: countOf(typed) };
}

/** Between tabs, as a spreadsheet copies a row, a blank cell is a blank; between words of a text there is none. */
function cellsOf(rows: readonly string[]): string[] {
  const filled = rows.filter((row) => row !== "");
  return filled.flatMap((row) => (row.includes("\t") ? row.split("\t") : row.split(/[,;\s]+/)));
}

function countOf(typed: TypedTotals): number {
  return strands.filter((strand) => typed[strand] !== "").length;
}

function refused(message: string): PastedTotals {
  return { ok: false, message: `${message} Nothing was filled in.` };
}

/** What stands in a box and cannot be: one sentence, or undefined. */
export function boxProblem(strand: Strand, text: string, most: number | undefined): string | undefined {
  if (text === "") return undefined;
  const highest = most ?? 136;
  return /^\d{1,3}$/.test(text) && Number(text) <= highest
    ? undefined
    : `Strand ${strand} is a whole number from 0 to ${highest}.`;
}

/** "Part 1, developmental strands" and "Part 2, diagnostic profile". */
export function partTitle(strand: Strand): string {
  return partOf(strand) === 1 ? "Part 1: developmental strands" : "Part 2: diagnostic profile";
}
