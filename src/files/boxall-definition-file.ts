// A school's handbook numbers as a file, so that a trust types them once: no child and no word of the form is in it.
import { strands, type Strand } from "../domain/boxall.ts";
import { boxallVersionLabel } from "../domain/boxall-labels.ts";
import type { BoxallDefinition, StrandDefinition } from "../domain/boxall-definition.ts";
import type { TextTable } from "./csv-read.ts";
import type { FileTable } from "./table.ts";

const headers = ["Strand", "Label", "Items", "Highest", "Typical from", "Typical to"] as const;
type Numbers = "itemCount" | "most" | "typicalLow" | "typicalHigh";
const fields: readonly Numbers[] = ["itemCount", "most", "typicalLow", "typicalHigh"];

export function definitionTable(definition: BoxallDefinition): FileTable {
  return {
    title: "Handbook numbers",
    columns: headers.map((header, at) => ({
      header,
      type: at < 2 ? "text" : "integer",
      width: at === 1 ? 30 : 12,
    })),
    rows: strands.map((strand) => {
      const one = definition.strands[strand] ?? {};
      return [strand, one.label ?? "", ...fields.map((field) => one[field] ?? null)];
    }),
    notes: [`Form: ${boxallVersionLabel[definition.version]}. Typed by the school from its own handbook.`],
  };
}

export type ReadDefinition =
  | {
      readonly ok: true;
      readonly strands: Readonly<Partial<Record<Strand, StrandDefinition>>>;
      readonly ignored: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

/** Columns by their heading, in any order; a row without a known letter is a note and is passed over. */
export function readDefinitionFile({ header, rows }: TextTable): ReadDefinition {
  const at = headers.map((wanted) =>
    header.findIndex((one) => one.trim().toLowerCase() === wanted.toLowerCase()),
  );
  const [strandAt = -1, labelAt = -1, ...numbersAt] = at;
  if (strandAt === -1) return refused('There is no column "Strand" with the letters A to J and Q to Z.');
  const found: Partial<Record<Strand, StrandDefinition>> = {};
  for (const [index, row] of rows.entries()) {
    const strand = strands.find((one) => one === (row[strandAt] ?? "").trim().toUpperCase());
    if (strand === undefined) continue;
    const one: Record<string, string | number> = {};
    const label = labelAt === -1 ? "" : (row[labelAt] ?? "").trim();
    if (label.length > 60) return refused(`Row ${index + 2}: a label has at most 60 characters.`);
    if (label !== "") one["label"] = label;
    for (const [which, field] of fields.entries()) {
      const cell = (row[numbersAt[which] ?? -1] ?? "").trim();
      if (cell === "") continue;
      if (!/^\d{1,3}$/.test(cell) || Number(cell) > 136)
        return refused(
          `Row ${index + 2}, ${headers[which + 2]}: "${cell.slice(0, 20)}" is no whole number from 0 to 136.`,
        );
      one[field] = Number(cell);
    }
    found[strand] = one;
  }
  if (Object.keys(found).length === 0) return refused("No row begins with a strand's letter.");
  const known = new Set<number>(at);
  return {
    ok: true,
    strands: found,
    ignored: header.filter((one, column) => !known.has(column) && one.trim() !== ""),
  };
}

function refused(message: string): ReadDefinition {
  return { ok: false, message: `${message} Nothing was filled in.` };
}
