// A change as it leaves a device: a mutation of one or more operations that take effect together or not at all.
// Patches carry fields, never whole rows, so an old app cannot wipe what a newer one knows.
import * as z from "zod/mini";

/** The version of the record shapes that this program writes. Additive changes only. */
export const recordVersion = 1;

/** Most operations that one mutation may hold: a session with its marks and notes is about 60. */
export const maxOpsPerMutation = 400;

/** Field names are ours and short; a long one was made to do harm. */
export const fieldsSchema = z.record(z.string().check(z.maxLength(100)), z.unknown());
/** A record as it is stored and sent: fields that this program may not all know. */
export type Fields = z.infer<typeof fieldsSchema>;

const target = { kind: z.string().check(z.minLength(1), z.maxLength(40)), id: z.uuid() };
const scopeText = z.string().check(z.minLength(1), z.maxLength(100));
/** The sequence number of the server row that the person saw; 0 = none yet. */
const base = z.int().check(z.gte(0));

export const opSchema = z.discriminatedUnion("op", [
  z.object({ op: z.literal("put"), ...target, scope: scopeText, fields: fieldsSchema }),
  z.object({ op: z.literal("patch"), ...target, fields: fieldsSchema, base }),
  z.object({ op: z.literal("move"), ...target, scope: scopeText, fields: fieldsSchema, base }),
]);
export type Op = z.infer<typeof opSchema>;

export const mutationSchema = z.object({
  /** Orders the writes of one client: 1, 2, 3 ... */
  n: z.int().check(z.gte(1)),
  /** Makes the mutation have one effect for ever, however often it is sent. */
  id: z.uuid(),
  v: z.int().check(z.gte(1)),
  at: z.iso.datetime(),
  ops: z.array(opSchema).check(z.minLength(1), z.maxLength(maxOpsPerMutation)),
});
export type Mutation = z.infer<typeof mutationSchema>;
