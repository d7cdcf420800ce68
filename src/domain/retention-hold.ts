// A decision to keep a record for longer: until when, why from a list, and whose decision it is.
import * as z from "zod/mini";
import { daySchema } from "./calendar.ts";
import { pupilIdSchema, staffIdSchema } from "./ids.ts";

export const retentionWhySchema = z.enum(["legal-claim", "inquiry", "family-asked", "still-in-use", "other"]);

export type RetentionWhy = z.infer<typeof retentionWhySchema>;

/** The decision to keep a record that was due, until a day on which it is looked at again. */
export const retentionHoldSchema = z.object({
  pupilId: pupilIdSchema,
  until: daySchema,
  why: retentionWhySchema,
  decidedBy: staffIdSchema,
  decidedOn: daySchema,
});

export type RetentionHold = z.infer<typeof retentionHoldSchema>;
