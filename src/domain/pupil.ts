// The pupil card that every member of staff holds, dated enrolment, and the identity that only the SENCO's scope holds.
// A double pupil is merged by `mergedInto`, resolved here and nowhere else, and undone by clearing it.
import * as z from "zod/mini";
import { daySchema, type Day } from "./calendar.ts";
import { pupilIdSchema, staffIdSchema, type PupilId } from "./ids.ts";
import { needTypeSchema, senStatusSchema, yearGroupSchema } from "./sen.ts";

const nameText = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));

/** What a tablet shows of a child: a first name, the letters of the family name that tell two apart, stored initials. */
export const pupilSchema = z.object({
  knownAs: nameText,
  familyInitial: z.string().check(z.trim(), z.maxLength(3)),
  /** Unique in the school ("AK", "AK2"), stored and never worked out again, so that an old export stays readable. */
  initials: z.string().check(z.trim(), z.minLength(1), z.maxLength(6)),
  mergedInto: z.optional(z.nullable(pupilIdSchema)),
  /** Added on a tablet by first name and class because the list did not have the child yet. */
  provisional: z.optional(z.boolean()),
  leftOn: z.optional(z.nullable(daySchema)),
});
export type Pupil = z.infer<typeof pupilSchema>;

/** Year group and class from one day, to another (the last day included) or until further notice. */
export const enrolmentSchema = z.object({
  pupilId: pupilIdSchema,
  yearGroup: z.optional(yearGroupSchema),
  className: z.string().check(z.trim(), z.maxLength(40)),
  from: daySchema,
  to: z.optional(z.nullable(daySchema)),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

/** Names and numbers from the school's own records: never on a teaching assistant's tablet. */
export const pupilIdentitySchema = z.object({
  pupilId: pupilIdSchema,
  legalForename: nameText,
  legalSurname: nameText,
  upn: z.optional(z.string().check(z.maxLength(13))),
  upnStatus: z.optional(z.enum(["permanent", "temporary", "wrong-letter"])),
  formerUpn: z.optional(z.string().check(z.maxLength(13))),
  dateOfBirth: z.optional(daySchema),
});
export type PupilIdentity = z.infer<typeof pupilIdentitySchema>;

/** SEN status from one day on; the latest one on or before a day is in force on it. */
export const senRecordSchema = z.object({
  pupilId: pupilIdSchema,
  status: senStatusSchema,
  from: daySchema,
});
export type SenRecord = z.infer<typeof senRecordSchema>;

/** One ranked need; rank 1 is the primary need. */
export const pupilNeedSchema = z.object({
  pupilId: pupilIdSchema,
  type: needTypeSchema,
  rank: z.int().check(z.gte(1), z.lte(99)),
  from: daySchema,
  to: z.optional(z.nullable(daySchema)),
});
export type PupilNeed = z.infer<typeof pupilNeedSchema>;

/** "Away today": one tap that takes a child out of every plan of that half-day. Cleared, never deleted. */
export const awayTodaySchema = z.object({
  pupilId: pupilIdSchema,
  date: daySchema,
  half: z.enum(["am", "pm", "day"]),
  cleared: z.optional(z.boolean()),
  authorId: staffIdSchema,
});
export type AwayToday = z.infer<typeof awayTodaySchema>;

/** The name on a screen: "Amara K". */
export function pupilName(pupil: Pupil): string {
  return pupil.familyInitial === "" ? pupil.knownAs : `${pupil.knownAs} ${pupil.familyInitial}`;
}

/** Initials from the names given, made unique among those in use by a number: AK, AK2, AK3. */
export function uniqueInitials(knownAs: string, familyName: string, taken: ReadonlySet<string>): string {
  const first = [...knownAs.trim()][0] ?? "?";
  const last = [...familyName.trim()][0] ?? "";
  const plain = `${first}${last}`.toLocaleUpperCase("en-GB");
  if (!taken.has(plain)) return plain;
  let count = 2;
  while (taken.has(`${plain}${count}`)) count += 1;
  return `${plain}${count}`;
}

/**
 * The pupil that an id stands for today, following `mergedInto` to its end.
 * A ring (two tablets merged each into the other) ends at its smallest id, so that both show the same card.
 */
export function resolvePupil(pupilId: PupilId, pupilsById: ReadonlyMap<PupilId, Pupil>): PupilId {
  const seen: PupilId[] = [];
  let at = pupilId;
  for (;;) {
    const next = pupilsById.get(at)?.mergedInto ?? undefined;
    if (next === undefined) return at;
    const ringStart = seen.indexOf(at);
    if (ringStart !== -1) return seen.slice(ringStart).reduce((least, id) => (id < least ? id : least));
    seen.push(at);
    at = next;
  }
}

/** Whether a dated thing is in force on a day; `to` is its last day. */
export function isInForce(dated: { from: Day; to?: Day | null | undefined }, day: Day): boolean {
  return dated.from <= day && (dated.to === undefined || dated.to === null || day <= dated.to);
}

/** The class and year of a pupil on a day: the latest enrolment in force. */
export function enrolmentOn(enrolments: readonly Enrolment[], day: Day): Enrolment | undefined {
  return enrolments
    .filter((enrolment) => isInForce(enrolment, day))
    .reduce<Enrolment | undefined>(
      (best, one) => (best === undefined || one.from >= best.from ? one : best),
      undefined,
    );
}
