// What a device and the server say to each other, in shapes that both sides parse. Additive changes only: push is
// accepted from every version ever shipped.
import * as z from "zod/mini";
import { fieldsSchema, mutationSchema } from "./change.ts";

export const protocolVersion = 1;

/** A push holds at most this many mutations; a body over the limit is answered 413 and the device halves its batch. */
export const maxMutationsPerPush = 100;
export const maxPushBytes = 256 * 1024;
export const maxRowsPerPage = 1000;
/** A device whose record version is older than this is asked to update itself before it pulls; push is never refused. */
export const oldestSchemaToPull = 1;

const count = z.int().check(z.gte(0));
const clientId = z.uuid();

/** A place in the school's history: a sequence number and the tag of the commit that made it. */
export const cursorSchema = z.object({ epoch: z.string(), seq: count, tag: z.string() });
export type Cursor = z.infer<typeof cursorSchema>;

/** The public half of a key of the school, as base64: what devices seal their unsent work to. */
export const sealingKeySchema = z.object({ id: z.uuid(), publicKey: z.string() });
export type SealingKey = z.infer<typeof sealingKeySchema>;

export const pushRequestSchema = z.object({
  proto: z.int().check(z.gte(1)),
  schema: count,
  client: clientId,
  /** The id that this device's database went by before, while the server may not know. */
  formerly: z.optional(clientId),
  /** The newest place whose rows this device has seen: what the `base` of its changes counts in. */
  seen: z.optional(z.nullable(cursorSchema)),
  /** The id of the mutation before the first of these, where the device still knows it. */
  afterId: z.optional(z.nullable(z.uuid())),
  sentAt: z.iso.datetime(),
  muts: z.array(mutationSchema).check(z.minLength(1), z.maxLength(maxMutationsPerPush)),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const mutationStatusSchema = z.enum(["ok", "conflict", "rejected", "erased"]);

/** Why a mutation was refused, or what became of it: closed codes, put into words by the device. */
export const whySchema = z.enum([
  "forbidden",
  "unknown-kind",
  "unknown-record",
  "invalid-record",
  "wrong-scope",
  "changed-by-another",
  "too-large",
]);
export type Why = z.infer<typeof whySchema>;

/** A value that was not taken because another stood there: which, and who made the one that stayed, and when. */
export const lostValueSchema = z.object({
  kind: z.string(),
  id: z.string(),
  /** The merge unit; "*" = the whole record. */
  unit: z.string(),
  by: z.nullable(z.string()),
  at: z.iso.datetime(),
});
export type LostValue = z.infer<typeof lostValueSchema>;

export const mutationResultSchema = z.object({
  n: count,
  status: mutationStatusSchema,
  why: z.optional(whySchema),
  /** The records concerned, so that the device can show them: kind and id only. */
  about: z.optional(z.array(z.tuple([z.string(), z.string()]))),
  /** Of a conflict: every value that was not taken. */
  lost: z.optional(z.array(lostValueSchema)),
  /** Records of which it spoke of somebody erased: that part was not taken, and must not be kept. */
  erased: z.optional(z.array(z.tuple([z.string(), z.string()]))),
});
export type MutationResult = z.infer<typeof mutationResultSchema>;

export const pushResponseSchema = z.union([
  z.object({
    lastN: count,
    lastId: z.nullable(z.string()),
    serverAt: z.iso.datetime(),
    results: z.array(mutationResultSchema),
  }),
  /**
   * Nothing behind it was taken. `gap`: mutations before the first sent are missing. `forked`: this client id has another
   * history on the server. `restored`: the server does not know the place that the device has seen; nothing was judged.
   */
  z.object({
    problem: z.enum(["gap", "forked", "restored"]),
    lastN: count,
    lastId: z.nullable(z.string()),
    durable: count,
  }),
]);
export type PushResponse = z.infer<typeof pushResponseSchema>;

/** Rows of one scope on a device, to compare with the server's: how many, and a sum of their ids and numbers. */
export const scopeSumSchema = z.tuple([count, z.string()]);

export const pullRequestSchema = z.object({
  proto: z.int().check(z.gte(1)),
  schema: count,
  client: clientId,
  formerly: z.optional(clientId),
  cursor: z.nullable(cursorSchema),
  /** Hash of the grants that the device holds; the list itself travels only when it differs. */
  scopesHash: z.string(),
  /** Scopes or grants that the device is getting whole, with the place each has come to ("" = the beginning). */
  filling: z.optional(z.record(z.string(), z.string())),
  /** Where the part after the cursor goes on, when the last answer held only a page of it. */
  after: z.optional(count),
  /** Asks the server to compare: every scope that the device holds rows of. */
  check: z.optional(z.record(z.string(), scopeSumSchema)),
  /** Hash of the secret by which this device's sealed work is known to come from it. */
  proof: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  /** The key to which it seals its unsent work; another one is sent when the school has another. */
  sealTo: z.optional(z.nullable(z.uuid())),
  ackN: count,
  pending: count,
  oldest: z.nullable(z.iso.datetime()),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

/** kind, id, scope, seq, fields (null = no longer there). */
export const rowSchema = z.tuple([z.string(), z.string(), z.string(), count, z.nullable(fieldsSchema)]);
export type Row = z.infer<typeof rowSchema>;

/** kind, id, the scope it left, seq. */
export const goneSchema = z.tuple([z.string(), z.string(), z.string(), count]);

export const pullPageSchema = z.object({
  /** The newest commit of the snapshot that this answer was read from. */
  upTo: cursorSchema,
  /** Whether more has changed since the cursor than this answer holds; it goes on after `after`. */
  more: z.boolean(),
  after: count,
  /** The grants as they are now; present only when they differ from what the device holds. No rows travel with it. */
  allow: z.optional(z.array(z.string())),
  /** Scopes that the device must get whole again. */
  full: z.optional(z.array(z.string())),
  /** The scopes that some of these rows fill, the place each has come to (null = whole) and which part that is, 0 to 1. */
  filled: z.optional(
    z.array(z.object({ scope: z.string(), place: z.nullable(z.string()), part: z.number() })),
  ),
  /** Whether the device's sums were compared; scopes that differ stand in `full`. */
  checked: z.optional(z.boolean()),
  rows: z.array(rowSchema),
  /** Kind, id, scope, seq of records that stand exactly as this device sent them: a push is not sent back to its sender. */
  kept: z.optional(z.array(goneSchema)),
  gone: z.array(goneSchema),
  lastN: count,
  lastId: z.nullable(z.string()),
  results: z.array(mutationResultSchema),
  /** The highest sequence number in the last backup that was read back. */
  durable: count,
  /** Until when this device may keep what it holds without asking again. */
  leaseUntil: z.iso.datetime(),
  serverAt: z.iso.datetime(),
  /** The school's key to seal unsent work to, where the device names another one. */
  sealTo: z.optional(sealingKeySchema),
});
export type PullPage = z.infer<typeof pullPageSchema>;

export const pullResponseSchema = z.union([
  pullPageSchema,
  /** The cursor names a place that this server never had: it was put back to an earlier day. */
  z.object({
    reset: z.enum(["history-differs"]),
    lastN: count,
    lastId: z.nullable(z.string()),
    durable: count,
  }),
  /** This app is too old to read what the server has; it may still push. */
  z.object({ upgrade: count, lastN: count, lastId: z.nullable(z.string()) }),
]);
export type PullResponse = z.infer<typeof pullResponseSchema>;

/** The hash by which both sides compare grant lists: FNV-1a over the sorted list; a comparison, not a secret. */
export function hashGrants(grants: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const char of grants.toSorted().join("\n")) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return `${grants.length}-${hash.toString(16)}`;
}
