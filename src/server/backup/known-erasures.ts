// What was erased, as far as anything here still knows: the database that a restore replaces, and the file beside it that
// outlives any database. Ids only.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";

const erasureSchema = z.object({
  school: z.string(),
  subject: z.string(),
  participant: z.string(),
  at: z.iso.datetime(),
});
export type KnownErasure = z.infer<typeof erasureSchema>;

/** The file to which the server appends one line of JSON at each erasure. */
const fileName = "erasures.jsonl";

/**
 * How the server keeps an erasure: at the end of the file, on disk before it goes on.
 * @returns takes one erasure; throws when the file cannot be written
 */
export function erasureKeeper(
  dataFolder: string,
): (erasure: Omit<KnownErasure, "at"> & { readonly atMs: number }) => void {
  return ({ school, subject, participant, atMs }) => {
    const line = { school, subject, participant, at: new Date(atMs).toISOString() };
    // A line that was cut short with the power must not spoil this one: it begins on a line of its own.
    const text = `\n${JSON.stringify(line)}\n`;
    appendFileSync(join(dataFolder, fileName), text, { mode: 0o600, flush: true });
  };
}

/**
 * @returns the erasures of the file, and how many of its lines could not be read: the last one may have been cut short
 *   with the power
 */
export function readErasureFile(dataFolder: string): {
  readonly erasures: readonly KnownErasure[];
  readonly unreadable: number;
} {
  const path = join(dataFolder, fileName);
  if (!existsSync(path)) return { erasures: [], unreadable: 0 };
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const erasures = lines.flatMap((line) => erasureOf(line) ?? []);
  return { erasures, unreadable: lines.length - erasures.length };
}

function erasureOf(line: string): KnownErasure | undefined {
  try {
    return erasureSchema.safeParse(JSON.parse(line)).data;
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}
