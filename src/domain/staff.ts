// The adults of a school, supply and visiting specialists included. A person here is not a sign-in: accounts live
// on the server only.
import * as z from "zod/mini";
import { daySchema } from "./calendar.ts";
import { staffIdSchema } from "./ids.ts";

export const roleSchema = z.enum([
  "teaching-assistant",
  "class-teacher",
  "nurture-practitioner",
  "senco",
  "head",
  "administrator",
]);
export type Role = z.infer<typeof roleSchema>;

export const roleLabel: Readonly<Record<Role, string>> = {
  "teaching-assistant": "Teaching assistant",
  "class-teacher": "Class teacher",
  "nurture-practitioner": "Nurture practitioner",
  senco: "SENCO",
  head: "Head teacher",
  administrator: "Administrator",
};

/** A member of staff. `roles` are what this person may do; only an administrator changes them. */
export const staffSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  shortName: z.string().check(z.trim(), z.minLength(1), z.maxLength(40)),
  roles: z.array(roleSchema).check(z.minLength(1), z.maxLength(6)),
  leftOn: z.optional(daySchema),
});
export type Staff = z.infer<typeof staffSchema>;

/** The class that a teacher has from one day, to another (the last day included) or until further notice. */
export const classTeacherSchema = z.object({
  staffId: staffIdSchema,
  className: z.string().check(z.trim(), z.minLength(1), z.maxLength(40)),
  from: daySchema,
  to: z.optional(daySchema),
});
export type ClassTeacher = z.infer<typeof classTeacherSchema>;

export const boxallReviewsSchema = z.enum(["half-termly", "termly", "none"]);
export type BoxallReviews = z.infer<typeof boxallReviewsSchema>;

/** The school itself, as its pages and exports show it. */
export const schoolSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  safeguardingLead: z.optional(z.string().check(z.trim(), z.maxLength(80))),
  demo: z.optional(z.boolean()),
  /** How many years after the date of birth records are kept; without it as `domain/retention.ts` says. */
  retentionYears: z.optional(
    z.object({ sen: z.int().check(z.gte(25), z.lte(60)), pupil: z.int().check(z.gte(18), z.lte(60)) }),
  ),
  /** Minutes without input until a tablet locks; 3 when absent. */
  lockMinutes: z.optional(z.int().check(z.gte(1), z.lte(15))),
  /** School days for which a tablet may keep what it holds without hearing from the server; 10 when absent. */
  leaseSchoolDays: z.optional(z.int().check(z.gte(3), z.lte(20))),
  /** By when a child in a nurture group is assessed again between baseline and exit; by the end of each term when absent. */
  boxallReviews: z.optional(boxallReviewsSchema),
});
export type School = z.infer<typeof schoolSchema>;
