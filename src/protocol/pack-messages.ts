// The request for everything that is held about one pupil.
import * as z from "zod/mini";
import { deedWhySchema } from "../domain/deed.ts";

export const packRequestSchema = z.object({
  pupilId: z.uuid(),
  purpose: z.enum(["subject-access", "transfer"]),
  why: deedWhySchema,
});
export type PackAsked = z.infer<typeof packRequestSchema>;
