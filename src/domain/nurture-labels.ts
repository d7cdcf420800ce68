// Why children come to a nurture group and leave it, in words.
import type * as z from "zod/mini";
import type { entryReasonSchema, exitReasonSchema } from "./nurture-placement.ts";

export const entryReasonLabel: Readonly<Record<z.infer<typeof entryReasonSchema>, string>> = {
  "social-emotional": "Social and emotional development",
  behaviour: "Behaviour",
  attachment: "Attachment",
  transition: "A change of school or class",
  bereavement: "A loss",
  other: "Other",
};

export const exitReasonLabel: Readonly<Record<z.infer<typeof exitReasonSchema>, string>> = {
  "targets-met": "Targets met, back in class",
  "moved-school": "Moved to another school",
  withdrawn: "Withdrawn by the family",
  "other-provision": "Other provision",
  other: "Other",
};
