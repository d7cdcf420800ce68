// The write-only card: what somebody noted down on a tablet that did not know them yet. It travels sealed to the school
// and is opened there only. Who wrote it is a claim, so it counts for nothing until that person has finished it.
import * as z from "zod/mini";
import { daySchema } from "../domain/calendar.ts";
import { staffIdSchema } from "../domain/ids.ts";

export const mostCardsAtOnce = 50;

export const cardSchema = z.object({
  staffId: staffIdSchema,
  date: daySchema,
  /** Seconds of the local day. */
  start: z.int().check(z.gte(0), z.lte(86_399)),
  minutes: z.int().check(z.gte(1), z.lte(480)),
  children: z.int().check(z.gte(1), z.lte(60)),
  line: z.string().check(z.trim(), z.maxLength(120)),
  at: z.iso.datetime(),
});
export type Card = z.infer<typeof cardSchema>;

/** What a sealed card is bound to: it opens as this one and as no other. */
export function cardInfo(school: string, id: string): string {
  return `alongside|${school}|card|${id}`;
}

export const sealedCardsRequestSchema = z.object({
  cards: z
    .array(z.object({ id: z.uuid(), keyId: z.uuid(), sealed: z.string().check(z.maxLength(4000)) }))
    .check(z.minLength(1), z.maxLength(mostCardsAtOnce)),
});

/** Those that need not be sent again: kept, or such as nobody can open or take. */
export const sealedCardsResponseSchema = z.object({ settled: z.array(z.uuid()) });
