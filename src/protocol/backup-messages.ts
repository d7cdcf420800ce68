// When the school's data was last backed up, for the administrator. Parsed by both sides.
import * as z from "zod/mini";

/** Instants by the server's clock, so that a tablet with a wrong one is told no nonsense. */
export const backupStateSchema = z.object({
  /** When the last backup was made that could be read back; null = never. */
  lastAt: z.nullable(z.iso.datetime()),
  /** Since when there is something to back up. */
  schoolSince: z.iso.datetime(),
  serverAt: z.iso.datetime(),
});
export type BackupState = z.infer<typeof backupStateSchema>;
