// What a backup file looks like: gzipped lines of JSON, the same whichever database they came from or go to. First a
// heading, then for each table its columns, its rows and its sum, and last a seal over everything before it. A file
// without its seal was cut short.
import { createHash } from "node:crypto";
import * as z from "zod/mini";

export const formatVersion = 1;

export const headingSchema = z.object({
  alongside: z.literal("backup"),
  format: z.int(),
  program: z.string(),
  /** The newest step that made the tables. */
  schema: z.string(),
  engine: z.enum(["sqlite", "postgresql"]),
  madeAt: z.iso.datetime(),
});
export type Heading = z.infer<typeof headingSchema>;

const tableLineSchema = z.object({ table: z.string(), columns: z.array(z.string()) });
const endLineSchema = z.object({ end: z.string(), rows: z.int(), sum: z.string() });
export const sealSchema = z.object({
  schools: z.array(
    z.object({
      id: z.string(),
      seq: z.int(),
      tag: z.string(),
      /** The end of the school's audit; absent in older files. */
      audit: z.optional(z.object({ n: z.int(), hash: z.string() })),
    }),
  ),
  tables: z.int(),
  sha256: z.string(),
});
export type Seal = z.infer<typeof sealSchema>;

const rowSchema = z.array(z.nullable(z.union([z.string(), z.int()])));
export const lineSchema = z.union([rowSchema, tableLineSchema, endLineSchema, sealSchema]);

/** A sum over the rows of a table that does not ask in which order they come: two databases sort text differently. */
export interface RowSum {
  readonly add: (line: string) => void;
  readonly rows: () => number;
  readonly hex: () => string;
}

export function createRowSum(): RowSum {
  const sum = Buffer.alloc(32);
  let rows = 0;
  return {
    add: (line) => {
      const hash = createHash("sha256").update(line).digest();
      for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) ^ (hash[at] ?? 0);
      rows += 1;
    },
    rows: () => rows,
    hex: () => sum.toString("hex"),
  };
}
