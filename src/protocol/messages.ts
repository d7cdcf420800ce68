// What a device and the server say to each other, in shapes that both sides parse. Additive changes only: push is
// accepted from every version ever shipped.
import * as z from "zod/mini";
import { fieldsSchema, mutationSchema } from "./change.ts";

export const protocolVersion = 1;

/** A push holds at most this many mutations; a body over the limit is answered 413 and the device halves its batch. */
export const maxMutationsPerPush = 100;
export const maxPushBytes = 256 * 1024;
export const maxRowsPerPage = 1000;

const count = z.int().check(z.gte(0));
const clientId = z.uuid();

/** A place in the school's history: a sequence number and the tag of the commit that made it. */
export const cursorSchema = z.object({ epoch: z.string(), seq: count, tag: z.string() });
export type Cursor = z.infer<typeof cursorSchema>;

export const pushRequestSchema = z.object({
  proto: z.literal(protocolVersion),
  schema: count,
  client: clientId,
  epoch: z.nullable(z.string()),
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
]);
export type Why = z.infer<typeof whySchema>;

export const mutationResultSchema = z.object({
  n: count,
  status: mutationStatusSchema,
  why: z.optional(whySchema),
  /** The records concerned, so that the device can show them: kind and id only. */
  about: z.optional(z.array(z.tuple([z.string(), z.string()]))),
});
export type MutationResult = z.infer<typeof mutationResultSchema>;

export const pushResponseSchema = z.union([
  z.object({
    lastN: count,
    lastId: z.nullable(z.string()),
    serverAt: z.iso.datetime(),
    results: z.array(mutationResultSchema),
  }),
  /** `gap`: mutations before the first sent are missing; `forked`: this client id has another history on the server. */
  z.object({ problem: z.enum(["gap", "forked"]), lastN: count, lastId: z.nullable(z.string()) }),
]);
export type PushResponse = z.infer<typeof pushResponseSchema>;

export const pullRequestSchema = z.object({
  proto: z.literal(protocolVersion),
  schema: count,
  client: clientId,
  cursor: z.nullable(cursorSchema),
  /** Hash of the grants that the device holds; the list itself travels only when it differs. */
  scopesHash: z.string(),
  /** Grants that are being filled on their own, with the sequence number each has come to. */
  filling: z.optional(z.record(z.string(), count)),
  /** Paging inside one answer: the cursor that the first page fixed, and where this page begins. */
  upTo: z.optional(cursorSchema),
  after: z.optional(count),
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
  upTo: cursorSchema,
  more: z.boolean(),
  after: count,
  /** The grants as they are now; present only when they differ from what the device holds. No rows travel with it. */
  allow: z.optional(z.array(z.string())),
  /** Progress of the grant that this page filled. */
  filled: z.optional(z.object({ grant: z.string(), seq: count, done: z.boolean() })),
  rows: z.array(rowSchema),
  gone: z.array(goneSchema),
  lastN: count,
  lastId: z.nullable(z.string()),
  results: z.array(mutationResultSchema),
  serverAt: z.iso.datetime(),
});
export type PullPage = z.infer<typeof pullPageSchema>;

export const pullResponseSchema = z.union([
  pullPageSchema,
  z.object({ reset: z.enum(["history-differs"]), lastN: count, lastId: z.nullable(z.string()) }),
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
