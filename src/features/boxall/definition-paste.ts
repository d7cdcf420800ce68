// Rows of a spreadsheet pasted into the handbook's numbers: they fill in downwards and to the right from the box they are
// pasted into, as in a spreadsheet. A row that begins with a strand's letter goes to that strand. Pure.
import { strands, type Strand } from "../../domain/boxall.ts";
import { typedFields, typedFieldTitle, type TypedDefinition, type TypedField } from "./definition-draft.ts";

export type PastedDefinition =
  { readonly ok: true; readonly typed: TypedDefinition } | { readonly ok: false; readonly message: string };

/** Whether a text is more than what belongs into one box. */
export function isTableText(text: string): boolean {
  return /[\t\n\r]/.test(text.replace(/[\r\n]+$/, ""));
}

/** @returns one sentence that says why nothing was filled in, or everything with the rows in it */
export function pastedInto(
  typed: TypedDefinition,
  at: { readonly strand: Strand; readonly field: TypedField },
  text: string,
): PastedDefinition {
  const rows = text
    .replace(/[\r\n]+$/, "")
    .split(/\r\n|\r|\n/)
    .map((row) => row.split("\t").map((cell) => cell.trim()));
  const letters = rows.map(([first]) => strands.find((one) => one === first?.toUpperCase()));
  const isLettered = letters.every((one) => one !== undefined) && rows.every((row) => row.length > 1);
  const from = strands.indexOf(at.strand);
  if (!isLettered && rows.length > strands.length - from)
    return refused(
      `There are ${rows.length} rows, and from strand ${at.strand} on ${strands.length - from === 1 ? "there is 1 strand" : `there are ${strands.length - from} strands`}.`,
    );
  if (isLettered && new Set(letters).size !== letters.length)
    return refused("A strand's letter is there twice.");
  const fields = typedFields.slice(typedFields.indexOf(at.field));
  const wide = rows.findIndex((row) => row.length - (isLettered ? 1 : 0) > fields.length);
  if (wide !== -1)
    return refused(
      `Row ${wide + 1} has more columns than there are from "${typedFieldTitle[at.field]}" on: ${fields.length}.`,
    );
  const next: Record<Strand, TypedDefinition[Strand]> = { ...typed };
  for (const [index, row] of rows.entries()) {
    const strand = isLettered ? letters[index] : strands[from + index];
    if (strand === undefined) continue;
    const cells = isLettered ? row.slice(1) : row;
    const filled = cells.flatMap((cell, column) => {
      const field = fields[column];
      return field === undefined ? [] : [[field, cell] as const];
    });
    next[strand] = { ...next[strand], ...Object.fromEntries(filled) };
  }
  return { ok: true, typed: next };
}

function refused(message: string): PastedDefinition {
  return { ok: false, message: `${message} Nothing was filled in.` };
}
