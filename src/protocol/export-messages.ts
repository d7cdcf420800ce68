// Asking for leave to put full names into a file. The names are on the asker's device already; what the server gives is the
// leave, and a row of the audit.
import * as z from "zod/mini";
import { deedWhatSchema, deedWhySchema } from "../domain/deed.ts";

export const fullNamesRequestSchema = z.object({
  what: deedWhatSchema,
  why: deedWhySchema,
  /** How many rows the file will have. */
  rows: z.int().check(z.gte(0), z.lte(1_000_000)),
});
export type FullNamesRequest = z.infer<typeof fullNamesRequestSchema>;

/** The row of the audit in which it stands. */
export const fullNamesLeaveSchema = z.object({ row: z.int() });
