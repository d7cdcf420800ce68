// The administrator's erasure of a pupil and its proof. Ids only.
import * as z from "zod/mini";

export const eraseRequestSchema = z.object({ pupilId: z.uuid() });

export const erasuresSchema = z.object({
  erasures: z.array(
    z.object({
      subject: z.string(),
      /** The opaque person that stands in the pupil's place. */
      participant: z.string(),
      at: z.iso.datetime(),
      /** Devices that may hold something of the pupil still: they have not been here since. */
      devicesToCome: z.int().check(z.gte(0)),
      /** Its row in the audit; absent for erasures from before there was one. */
      proof: z.nullable(
        z.object({
          row: z.int(),
          hash: z.string(),
          staffId: z.nullable(z.string()),
          /** How many records were emptied or unlinked. */
          records: z.int(),
        }),
      ),
    }),
  ),
});
export type Erasures = z.infer<typeof erasuresSchema>;
