// How unsent work leaves a tablet while its author is locked out: each mutation is sealed to the school's key when it is
// saved, travels under the tablet's own credential, and nobody on the tablet can read it. What goes back is a count.
import * as z from "zod/mini";
import { cursorSchema, maxMutationsPerPush } from "./messages.ts";

/** A body of sealed work may hold one mutation of any size that a device can make. */
export const maxSealedBytes = 4 * 1024 * 1024;

/** What a sealed mutation is bound to: it opens as this one and as no other. */
export function sealedInfo(place: {
  readonly school: string;
  readonly client: string;
  readonly n: number;
  readonly id: string;
}): string {
  return `alongside|${place.school}|${place.client}|${place.n}|${place.id}`;
}

export const sealedItemSchema = z.object({
  n: z.int().check(z.gte(1)),
  id: z.uuid(),
  keyId: z.uuid(),
  /** Base64. */
  sealed: z.string(),
  /** What its author had seen after this place counts as not seen: the server was put back since. */
  cap: z.optional(z.int().check(z.gte(0))),
  /** As of the whole body, where this item was made at another time. */
  seen: z.optional(z.nullable(cursorSchema)),
  durable: z.optional(z.int().check(z.gte(0))),
});
export type SealedItem = z.infer<typeof sealedItemSchema>;

export const sealedPushRequestSchema = z.object({
  proto: z.int().check(z.gte(1)),
  schema: z.int().check(z.gte(0)),
  client: z.uuid(),
  formerly: z.optional(z.uuid()),
  /** The newest place of the server's history that the author can have seen. */
  seen: z.nullable(cursorSchema),
  /** Up to here a backup held that history: what is the same also after the server was put back to it. */
  durable: z.optional(z.int().check(z.gte(0))),
  afterId: z.optional(z.nullable(z.uuid())),
  sentAt: z.iso.datetime(),
  /** How many of this client's mutations the tablet holds behind these: for the list of tablets. */
  left: z.optional(z.int().check(z.gte(0))),
  items: z.array(sealedItemSchema).check(z.minLength(1), z.maxLength(maxMutationsPerPush)),
});
export type SealedPushRequest = z.infer<typeof sealedPushRequestSchema>;

export const sealedPushResponseSchema = z.object({
  /** The last of this client's mutations that the server has. */
  lastN: z.int().check(z.gte(0)),
  /** Up to here a backup holds those that were sent just now, 0 when none: then the tablet need keep them no longer. */
  backedUpN: z.int().check(z.gte(0)),
  serverAt: z.iso.datetime(),
  /**
   * Nothing behind `lastN` was taken. `gap`, `forked`: as in a push. `unreadable`: the next one does not open as what it
   * says it is.
   */
  problem: z.optional(z.enum(["gap", "forked", "unreadable"])),
});
export type SealedPushResponse = z.infer<typeof sealedPushResponseSchema>;
