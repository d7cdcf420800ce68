// A group that is taught together for one school year, with the dated facts of who is in it and who runs it.
// Membership and staffing are dated rows, never lists in the group: two tablets can change them at once, and the past
// stays as it was.
import * as z from "zod/mini";
import { daySchema, type Day } from "./calendar.ts";
import { groupIdSchema, interventionIdSchema, pupilIdSchema, staffIdSchema, type PupilId } from "./ids.ts";
import { isInForce } from "./pupil.ts";

/** How a group's time is shared: DOMAIN words "present" (default), "enrolled" and "named". */
export const divisorRuleSchema = z.enum(["present", "enrolled", "named"]);
export type DivisorRule = z.infer<typeof divisorRuleSchema>;

export const divisorRuleLabel: Readonly<Record<DivisorRule, string>> = {
  present: "Shared by those there",
  enrolled: "Shared by the planned group",
  named: "All to one named pupil",
};

export const groupSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  interventionId: interventionIdSchema,
  /** The year in which the school year starts; next September a group is copied forward. */
  schoolYear: z.int().check(z.gte(2000), z.lte(2100)),
  rule: divisorRuleSchema,
  namedPupilId: z.optional(z.nullable(pupilIdSchema)),
  archived: z.optional(z.boolean()),
  /** A nurture group: it meets by half-days, takes a register, and children have places in it. */
  isNurture: z.optional(z.boolean()),
  /** The last supervision of a nurture group by an educational psychologist; one a term is usual. */
  supervisedOn: z.optional(z.nullable(daySchema)),
});
export type Group = z.infer<typeof groupSchema>;

export const groupMemberSchema = z.object({
  groupId: groupIdSchema,
  pupilId: pupilIdSchema,
  from: daySchema,
  to: z.optional(z.nullable(daySchema)),
});
export type GroupMember = z.infer<typeof groupMemberSchema>;

export const groupStaffSchema = z.object({
  groupId: groupIdSchema,
  staffId: staffIdSchema,
  role: z.enum(["lead", "support", "cover"]),
  from: daySchema,
  to: z.optional(z.nullable(daySchema)),
});
export type GroupStaff = z.infer<typeof groupStaffSchema>;

/** What one pupil is working on in this group, in 120 characters without need or status. */
export const sessionTargetSchema = z.object({
  groupId: groupIdSchema,
  pupilId: pupilIdSchema,
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  from: daySchema,
  to: z.optional(z.nullable(daySchema)),
});
export type SessionTarget = z.infer<typeof sessionTargetSchema>;

/** The pupils planned in a group on a day, each once, in id order. */
export function membersOn(members: readonly GroupMember[], day: Day): PupilId[] {
  return [...new Set(members.filter((one) => isInForce(one, day)).map((one) => one.pupilId))].sort();
}

/** The adults of a group on a day, the lead first, each once. */
export function adultsOn(staff: readonly GroupStaff[], day: Day): GroupStaff[] {
  const rank = { lead: 0, support: 1, cover: 2 } as const;
  const inForce = staff.filter((one) => isInForce(one, day));
  const sorted = inForce.toSorted((a, b) => rank[a.role] - rank[b.role] || (a.staffId < b.staffId ? -1 : 1));
  return sorted.filter((one, at) => sorted.findIndex((other) => other.staffId === one.staffId) === at);
}
