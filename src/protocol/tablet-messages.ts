// What is known of a school's tablets: when each was last there and what it still had to send. No names: the asking
// device knows its staff.
import * as z from "zod/mini";

export const tabletsSchema = z.object({
  tablets: z.array(
    z.object({
      /** Whose work it holds. */
      staffId: z.string(),
      seenAt: z.iso.datetime(),
      /** Unsent items at that moment, and when the oldest of them was saved. */
      pending: z.int().check(z.gte(0)),
      oldest: z.nullable(z.iso.datetime()),
    }),
  ),
  serverAt: z.iso.datetime(),
});
export type Tablets = z.infer<typeof tabletsSchema>;
