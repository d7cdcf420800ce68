// How one child stands on the measure of an intervention: at its beginning, between, and at its end. The adults of the group
// enter it; it holds no need and no status.
import * as z from "zod/mini";
import { daySchema } from "./calendar.ts";
import { groupIdSchema, pupilIdSchema, staffIdSchema } from "./ids.ts";
import { isWithinScale, scoreLineFields } from "./score.ts";
import { voidedSchema } from "./session.ts";

export const measureMomentSchema = z.enum(["baseline", "between", "exit"]);
export type MeasureMoment = z.infer<typeof measureMomentSchema>;

export const measureMomentLabel: Readonly<Record<MeasureMoment, string>> = {
  baseline: "Baseline",
  between: "Between",
  exit: "Exit",
};

export const interventionMeasureSchema = z
  .object({
    groupId: groupIdSchema,
    pupilId: pupilIdSchema,
    moment: measureMomentSchema,
    date: daySchema,
    ...scoreLineFields,
    authorId: staffIdSchema,
    recordedAt: z.iso.datetime(),
    voided: z.optional(z.nullable(voidedSchema)),
  })
  .check(z.refine(isWithinScale));
export type InterventionMeasure = z.infer<typeof interventionMeasureSchema>;
