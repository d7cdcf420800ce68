// How people get in on an enrolled tablet without a password: the names list, PIN, help code, badge. Parsed by both sides.
import * as z from "zod/mini";

const pinSchema = z.string().check(z.regex(/^\d{6}$/));

/** What an enrolled tablet may know before anybody has unlocked it: staff, never pupils. */
export const tabletPeopleSchema = z.object({
  tabletId: z.uuid(),
  label: z.string(),
  kind: z.enum(["shared", "personal"]),
  schoolId: z.uuid(),
  schoolName: z.string(),
  /** Minutes without input until it locks. */
  lockMinutes: z.int().check(z.gte(1), z.lte(15)),
  /** What cards are sealed to. */
  sealingKey: z.object({ id: z.uuid(), publicKey: z.string() }),
  people: z.array(
    z.object({ staffId: z.uuid(), name: z.string(), initials: z.string(), roleWord: z.string() }),
  ),
  /** Until when those people's work may be kept here without asking again. */
  leaseUntil: z.iso.datetime(),
  serverAt: z.iso.datetime(),
});
export type TabletPeople = z.infer<typeof tabletPeopleSchema>;

const staffId = z.uuid();
const code = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));

export const pinRequestSchema = z.object({ staffId, pin: pinSchema });
export const setPinRequestSchema = z.object({ pin: pinSchema });
export const helpRequestSchema = z.object({ staffId, code, newPin: pinSchema });
export const badgeRequestSchema = z.object({ token: z.string().check(z.minLength(1), z.maxLength(100)) });
export const enrolRequestSchema = z.object({ code });
