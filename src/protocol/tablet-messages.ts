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

const label = z.string().check(z.trim(), z.minLength(1), z.maxLength(40));
const expiresAt = z.iso.datetime();

/** The school's enrolled tablets, for those who look after them. */
export const enrolledTabletsSchema = z.object({
  tablets: z.array(
    z.object({
      id: z.uuid(),
      label: z.string(),
      kind: z.enum(["shared", "personal"]),
      seenAt: z.iso.datetime(),
      /** Unsent items at that moment, of everybody on it. */
      pending: z.int(),
      version: z.nullable(z.string()),
      /** When what it holds is given up, if it is not heard from before. */
      leaseUntil: z.iso.datetime(),
      lostAt: z.nullable(z.iso.datetime()),
      /** PINs are not taken until then: there were too many wrong ones. */
      pausedUntil: z.nullable(z.iso.datetime()),
    }),
  ),
  /** How many badges of each person are good. */
  badges: z.array(z.object({ staffId: z.string(), count: z.int() })),
});
export type EnrolledTablets = z.infer<typeof enrolledTabletsSchema>;

export const makeTabletCodeRequestSchema = z.object({ label });
export const tabletRequestSchema = z.object({ tabletId: z.uuid() });
export const renameTabletRequestSchema = z.object({ tabletId: z.uuid(), label });
export const staffRequestSchema = z.object({ staffId: z.uuid() });
/** A code or a badge's token: shown once, kept as a hash. */
export const madeCodeSchema = z.object({ code: z.string(), expiresAt: z.optional(expiresAt) });
export const revokedSchema = z.object({ count: z.int() });
