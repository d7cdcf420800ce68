// What somebody did on a tablet that the school must be able to look up later and that leaves no other trace: an export,
// a look at a Boxall profile. It is a record like any other, so that it is kept offline, sent once and cannot be changed;
// the server writes it into the audit when it arrives.
import * as z from "zod/mini";
import { daySchema } from "./calendar.ts";
import { pupilIdSchema, staffIdSchema } from "./ids.ts";

export const deedEventSchema = z.enum([
  "export",
  "export-full-names",
  "view-boxall",
  "subject-access",
  "transfer",
  "transfer-in",
  "import",
  "import-undone",
  "print",
]);

/** What was exported or taken in. */
export const deedWhatSchema = z.enum([
  "weekly-summary",
  "hours",
  "class-list",
  "provision-map",
  "plan",
  "boxall",
  "pupil-record",
  "audit",
  "retention",
  "erasure-proof",
  "badges",
  "register",
  "nurture-report",
]);

/** Why full names or a whole record left the app: chosen from a list, because a typed reason can name a child. */
export const deedWhySchema = z.enum([
  "parent-asked",
  "pupil-asked",
  "local-authority",
  "governors",
  "review-meeting",
  "new-school",
  "court-or-solicitor",
  "own-check",
  "other",
]);
export type DeedWhy = z.infer<typeof deedWhySchema>;

export const deedSchema = z.object({
  authorId: staffIdSchema,
  date: daySchema,
  recordedAt: z.iso.datetime(),
  event: deedEventSchema,
  what: deedWhatSchema,
  pupilId: z.optional(pupilIdSchema),
  rows: z.optional(z.int().check(z.gte(0), z.lte(1_000_000))),
  fullNames: z.optional(z.boolean()),
  why: z.optional(deedWhySchema),
});
export type Deed = z.infer<typeof deedSchema>;
