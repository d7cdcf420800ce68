// Everything that is held about one child, without another child in it: what a family or a former pupil is given on
// request, and what goes to a new school. The same value becomes a page to print and an open file. `pupil-pack-of.ts` makes
// it.
import * as z from "zod/mini";
import { daySchema } from "./calendar.ts";
import { deedWhySchema } from "./deed.ts";
import { lostReasonSchema, markStatusSchema, supportTypeSchema } from "./session.ts";
import { halfSchema } from "./half-days.ts";
import { divisorRuleSchema } from "./group.ts";
import { packScoresFields } from "./pupil-pack-scores.ts";
import { needTypeSchema, senStatusSchema, yearGroupSchema } from "./sen.ts";

export const pupilPackFormat = "alongside-pupil-pack";
/** Raised only when a reader of the one before could misread it; new fields are added without. */
export const pupilPackVersion = 1;

const text = z.string().check(z.maxLength(2000));
const seconds = z.int().check(z.gte(0), z.lte(86_400));
const until = z.optional(z.nullable(daySchema));
const list = <T extends z.ZodMiniType>(one: T) => z.array(one).check(z.maxLength(20_000));

export const packSessionSchema = z.object({
  date: daySchema,
  /** Seconds since midnight of the school's day. */
  start: seconds,
  type: supportTypeSchema,
  intervention: z.optional(text),
  group: z.optional(text),
  outcome: z.enum(["delivered", "lost"]),
  lostReason: z.optional(z.nullable(lostReasonSchema)),
  voided: z.optional(z.boolean()),
  /** The adults' names; in a file for another school none. */
  adults: z.array(text).check(z.maxLength(20)),
  attendance: z.enum(["attended", "missed", "unmarked", "not-expected"]),
  status: z.optional(markStatusSchema),
  reason: z.optional(text),
  progress: z.optional(z.enum(["not-yet", "nearly", "got-it"])),
  /** Of a half-day in a nurture group. */
  half: z.optional(halfSchema),
  activity: z.optional(text),
  checkIn: z.optional(z.int().check(z.gte(1), z.lte(5))),
  /** Minutes are worked out from these; see `docs/records-of-deeds.md` for what the three mean. */
  contactSeconds: seconds,
  apportionedSeconds: seconds,
  adultSeconds: seconds,
  rule: divisorRuleSchema,
  /** How many other children took part: a number, never who. */
  others: z.int().check(z.gte(0)),
  notes: list(z.object({ text, by: z.optional(text), at: z.iso.datetime() })),
});
export type PackSession = z.infer<typeof packSessionSchema>;

export const pupilPackSchema = z.object({
  format: z.literal(pupilPackFormat),
  version: z.int().check(z.gte(1)),
  purpose: z.enum(["subject-access", "transfer"]),
  school: text,
  madeAt: z.iso.datetime(),
  madeBy: z.optional(text),
  why: z.optional(deedWhySchema),
  pupil: z.object({
    id: z.string().check(z.maxLength(60)),
    knownAs: text,
    familyInitial: z.string().check(z.maxLength(3)),
    initials: z.string().check(z.maxLength(6)),
    leftOn: until,
  }),
  identity: z.optional(
    z.object({
      legalForename: text,
      legalSurname: text,
      upn: z.optional(z.string().check(z.maxLength(13))),
      formerUpn: z.optional(z.string().check(z.maxLength(13))),
      dateOfBirth: z.optional(daySchema),
    }),
  ),
  enrolments: list(
    z.object({ className: text, yearGroup: z.optional(yearGroupSchema), from: daySchema, to: until }),
  ),
  statuses: list(z.object({ status: senStatusSchema, from: daySchema })),
  needs: list(z.object({ type: needTypeSchema, rank: z.int(), from: daySchema, to: until })),
  groups: list(z.object({ group: text, intervention: text, from: daySchema, to: until })),
  targets: list(z.object({ group: text, text, from: daySchema, to: until })),
  sessions: list(packSessionSchema),
  earlier: list(
    z.object({
      school: text,
      intervention: text,
      from: daySchema,
      to: daySchema,
      sessions: z.int(),
      contactSeconds: z.int(),
      apportionedSeconds: z.int(),
    }),
  ),
  ...packScoresFields,
  corrections: list(
    z.object({ date: daySchema, at: z.iso.datetime(), by: z.optional(text), before: text, after: text }),
  ),
  away: list(z.object({ date: daySchema, half: z.enum(["am", "pm", "day"]) })),
  /** Of other kinds of record, and changes that were not taken: as they are stored, without other children. */
  more: list(
    z.object({ kind: text, state: z.enum(["record", "not-taken"]), fields: z.record(z.string(), z.json()) }),
  ),
  /** What the audit says was done with this child's record. */
  deeds: list(z.object({ at: z.iso.datetime(), event: text, by: z.optional(text) })),
  /** In how many places another child's name or number was taken out: to be read before it is given out. */
  takenOut: z.int().check(z.gte(0)),
});
export type PupilPack = z.infer<typeof pupilPackSchema>;
