// The list of records to review, and the decision to keep one for another year. Ids and days only: names are put to them
// on the device.
import * as z from "zod/mini";
import { daySchema } from "../domain/calendar.ts";
import { retentionWhySchema } from "../domain/retention-hold.ts";

export const retentionListSchema = z.object({
  /** Pupils who have left, those due first. */
  pupils: z.array(
    z.object({
      pupilId: z.string(),
      state: z.enum(["due", "kept", "unknown-birth"]),
      leftOn: daySchema,
      until: z.nullable(daySchema),
      rule: z.nullable(z.enum(["sen", "pupil"])),
      why: z.nullable(retentionWhySchema),
    }),
  ),
  /** Years after the date of birth, as they are set. */
  years: z.object({ sen: z.int(), pupil: z.int() }),
  /** How many pupils are at the school: their records are kept. */
  atSchool: z.int(),
});
export type RetentionList = z.infer<typeof retentionListSchema>;

export const keepRequestSchema = z.object({ pupilId: z.uuid(), why: retentionWhySchema });
export type KeepRequest = z.infer<typeof keepRequestSchema>;
