// What a child received before coming to this school, as the earlier school's file says: one line an intervention and
// school year. It is never added to this school's own figures.
import * as z from "zod/mini";
import { daySchema } from "./calendar.ts";
import { pupilIdSchema } from "./ids.ts";

export const earlierProvisionSchema = z.object({
  pupilId: pupilIdSchema,
  school: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  intervention: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  from: daySchema,
  to: daySchema,
  sessions: z.int().check(z.gte(0)),
  contactSeconds: z.int().check(z.gte(0)),
  apportionedSeconds: z.int().check(z.gte(0)),
});
export type EarlierProvision = z.infer<typeof earlierProvisionSchema>;
