// A school's handbook numbers as a file, so that a trust types them once: no child and no word of the form is in it.
import { mostOfPart, strands, type BoxallVersion, type Strand } from "../domain/boxall.ts";
import { boxallVersionLabel } from "../domain/boxall-labels.ts";
import type { BoxallDefinition, StrandDefinition } from "../domain/boxall-definition.ts";
import type { TextTable } from "./csv-read.ts";
import type { FileTable } from "./table.ts";

const headers = ["Strand", "Label", "Items", "Highest", "Typical from", "Typical to", "Form"] as const;
type Numbers = "itemCount" | "most" | "typicalLow" | "typicalHigh";
const fields: readonly Numbers[] = ["itemCount", "most", "typicalLow", "typicalHigh"];

export function definitionTable(definition: BoxallDefinition): FileTable {
  return {
    title: "Handbook numbers",
    columns: headers.map((header) => ({
      header,
      type: header === "Strand" || header === "Label" || header === "Form" ? "text" : "integer",
      width: header === "Label" ? 30 : header === "Form" ? 20 : 12,
    })),
    rows: strands.map((strand) => {
      const one = definition.strands[strand] ?? {};
      const numbers = fields.map((field) => one[field] ?? null);
      return [strand, one.label ?? "", ...numbers, boxallVersionLabel[definition.version]];
    }),
    notes: ["Typed by the school from its own handbook."],
  };
}

export type ReadDefinition =
  | {
      readonly ok: true;
      readonly strands: Readonly<Partial<Record<Strand, StrandDefinition>>>;
      readonly ignored: readonly string[];
      /** Whether the file says of which form it is; it is then the wanted one. */
      readonly saysForm: boolean;
    }
  | { readonly ok: false; readonly message: string };

/**
 * Columns by their heading, in any order; a row without a known letter is a note and is passed over.
 * @param version the form whose numbers are wanted: typical ranges of another one would be wrong for every child
 */
export function readDefinitionFile({ header, rows }: TextTable, version: BoxallVersion): ReadDefinition {
  const columns = header.map((one) => one.trim().toLowerCase());
  const at = headers.map((wanted) => columns.indexOf(wanted.toLowerCase()));
  if (!columns.includes("strand"))
    return refused('There is no column "Strand" with the letters A to J and Q to Z.');
  const found: Partial<Record<Strand, StrandDefinition>> = {};
  for (const [index, row] of rows.entries()) {
    const cells = at.map((column) => (row[column] ?? "").trim());
    const strand = strands.find((one) => one === cells[0]?.toUpperCase());
    if (strand === undefined) continue;
    const read = found[strand] === undefined ? readRow(cells, version) : `strand ${strand} is there twice.`;
    if (typeof read === "string") return refused(`Row ${index + 2}: ${read}`);
    found[strand] = read;
  }
  if (Object.keys(found).length === 0) return refused("No row begins with a strand's letter.");
  const known = new Set<number>(at);
  return {
    ok: true,
    strands: found,
    saysForm: columns.includes("form"),
    ignored: header.filter((one, column) => !known.has(column) && one.trim() !== ""),
  };
}

/**
 * @param cells in the order of `headers`
 * @returns the row's numbers, or what is wrong with it
 */
function readRow(cells: readonly string[], version: BoxallVersion): StrandDefinition | string {
  const [, label = "", ...rest] = cells;
  const form = rest[fields.length] ?? "";
  const wanted = boxallVersionLabel[version];
  if (form !== "" && form.toLowerCase() !== wanted.toLowerCase())
    return `it is of the form "${form.slice(0, 30)}", and the one chosen above is "${wanted}". Choose the other form first.`;
  if (label.length > 60) return "a label has at most 60 characters.";
  const one: Record<string, string | number> = label === "" ? {} : { label };
  for (const [which, field] of fields.entries()) {
    const cell = rest[which] ?? "";
    if (cell === "") continue;
    if (!/^\d{1,3}$/.test(cell) || Number(cell) > mostOfPart)
      return `${headers[which + 2]}, "${cell.slice(0, 20)}", is no whole number from 0 to ${mostOfPart}.`;
    one[field] = Number(cell);
  }
  return one;
}

function refused(message: string): ReadDefinition {
  return { ok: false, message: `${message} Nothing was filled in.` };
}
