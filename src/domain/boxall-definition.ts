// A school's own copy of its handbook's numbers: typed once, checked by what must add up, confirmed by a person. Every
// number is optional; without one the app shows bars and change and says that the typical range is not entered.
import * as z from "zod/mini";
import { boxallVersionSchema, mostOfItem, mostOfPart, strands } from "./boxall.ts";
import { daySchema } from "./calendar.ts";
import { staffIdSchema } from "./ids.ts";

const countSchema = z.optional(z.nullable(z.int().check(z.gte(0), z.lte(mostOfPart))));

export const strandDefinitionSchema = z.object({
  /** The school's own short name; the letter when absent. */
  label: z.optional(z.string().check(z.trim(), z.maxLength(60))),
  itemCount: countSchema,
  most: countSchema,
  typicalLow: countSchema,
  typicalHigh: countSchema,
});
export type StrandDefinition = z.infer<typeof strandDefinitionSchema>;

export const boxallDefinitionSchema = z.object({
  version: boxallVersionSchema,
  strands: z.partialRecord(z.enum(strands), strandDefinitionSchema),
  confirmedBy: z.optional(z.nullable(staffIdSchema)),
  confirmedOn: z.optional(z.nullable(daySchema)),
});
export type BoxallDefinition = z.infer<typeof boxallDefinitionSchema>;

/** The number of items or the highest total is typed; one gives the other. Undefined while neither is there. */
export function mostOfStrand({ itemCount, most }: StrandDefinition): number | undefined {
  return most ?? (typeof itemCount === "number" ? itemCount * mostOfItem : undefined);
}
