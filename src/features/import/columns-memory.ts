// Which column is what, remembered for the next file with the same headings. Headings and column numbers only: no cell of a file.
import * as z from "zod/mini";
import { classListFields, guessColumns, type ColumnMapping } from "../../files/class-list-columns.ts";

const mappingSchema = z.partialRecord(z.enum(classListFields), z.int().check(z.gte(0)));

/** What a person chose for these headings before, else a guess. */
export function columnsFor(header: readonly string[]): ColumnMapping {
  const text = localStorage.getItem(storageKey(header));
  if (text === null) return guessColumns(header);
  const kept = mappingSchema.safeParse(JSON.parse(text));
  const fits = kept.success && Object.values(kept.data).every((at) => at < header.length);
  return fits ? kept.data : guessColumns(header);
}

export function rememberColumns(header: readonly string[], mapping: ColumnMapping): void {
  localStorage.setItem(storageKey(header), JSON.stringify(mapping));
}

function storageKey(header: readonly string[]): string {
  return `alongside-import-columns|${hashOf(header.join("\u001f"))}`;
}

/** FNV-1a: tells headings apart, keeps no secret. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16);
}
