// The administrator's erasure of a pupil and its proof. Ids only.
import * as z from "zod/mini";

export const eraseRequestSchema = z.object({ pupilId: z.uuid() });

export const erasuresSchema = z.object({
  erasures: z.array(
    z.object({
      subject: z.string(),
      at: z.iso.datetime(),
      /** Devices that may hold something of the pupil still: they have not been here since. */
      devicesToCome: z.int().check(z.gte(0)),
    }),
  ),
});
export type Erasures = z.infer<typeof erasuresSchema>;
