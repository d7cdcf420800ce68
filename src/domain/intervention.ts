// An intervention: additional or different help that the school gives, as its provision map lists it.
import * as z from "zod/mini";
import { areaOfNeedSchema } from "./sen.ts";

/** The layers of help in the 2026 white paper; a school may not use them yet. */
export const tierSchema = z.enum(["universal", "targeted", "targeted-plus", "specialist"]);
export type Tier = z.infer<typeof tierSchema>;

export const tierLabel: Readonly<Record<Tier, string>> = {
  universal: "Universal",
  targeted: "Targeted",
  "targeted-plus": "Targeted plus",
  specialist: "Specialist",
};

export const fundingSourceSchema = z.enum(["notional-sen", "pupil-premium", "ehc-top-up", "hnbf", "other"]);
export type FundingSource = z.infer<typeof fundingSourceSchema>;

export const interventionSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  areaOfNeed: z.optional(z.nullable(areaOfNeedSchema)),
  tier: z.optional(z.nullable(tierSchema)),
  usualMinutes: z.int().check(z.gte(5), z.lte(480)),
  target: z.optional(z.string().check(z.trim(), z.maxLength(120))),
  fundingSource: z.optional(fundingSourceSchema),
  archived: z.optional(z.boolean()),
});
export type Intervention = z.infer<typeof interventionSchema>;
