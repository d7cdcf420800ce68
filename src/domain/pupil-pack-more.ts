// What a pack holds beside its own forms: records of other kinds that name the child, and changes that were not taken. As
// they are stored, less everything that belongs to another child.
import * as z from "zod/mini";
import type { HeldRecord, OpenSchool, PackRequest } from "./pupil-pack-school.ts";
import type { PupilPack } from "./pupil-pack.ts";
import type { Registry } from "./record-kind.ts";
import * as records from "./records.ts";

/** Kinds that the pack tells in a form of its own. */
const told: ReadonlySet<string> = new Set(
  [
    records.pupil,
    records.pupilIdentity,
    records.enrolment,
    records.senRecord,
    records.pupilNeed,
    records.groupMember,
    records.sessionTarget,
    records.session,
    records.mark,
    records.note,
    records.correction,
    records.awayToday,
    records.earlierProvision,
    records.nurturePlacement,
    records.halfDayGrid,
    records.boxallAssessment,
    records.namedScore,
    records.interventionMeasure,
    records.group,
    records.staff,
    records.school,
  ].map((kind) => kind.name),
);

/** What is held in kinds that have no form of their own in the pack, and what was sent and not taken. */
export function moreOf(
  school: OpenSchool,
  { registry, records: held, notTaken }: PackRequest,
): PupilPack["more"] {
  const others = new Set(school.others.map((one) => one.id));
  const isOwn = (one: HeldRecord) => namesAny(one, school.ids) && !isAboutAnother(registry, others, one);
  const stored = held.filter((one) => !told.has(one.kind) && isOwn(one));
  const entryOf =
    (state: "record" | "not-taken") =>
    ({ kind, fields }: HeldRecord) => ({ kind, state, fields: fieldsOf(cleaned(school, others, fields)) });
  return [...stored.map(entryOf("record")), ...notTaken.filter(isOwn).map(entryOf("not-taken"))];
}

function namesAny({ id, fields }: HeldRecord, ids: ReadonlySet<string>): boolean {
  const text = JSON.stringify([id, fields]);
  return [...ids].some((one) => text.includes(one));
}

/** A record that is about one pupil is that pupil's, whoever else it names. */
function isAboutAnother(
  registry: Registry,
  others: ReadonlySet<string>,
  { kind, id, fields }: HeldRecord,
): boolean {
  const known = registry.get(kind);
  const record = known?.schema.safeParse(fields);
  if (known?.subject === undefined || record?.success !== true) return false;
  return others.has(known.subject(record.data, id));
}

type Json = z.infer<ReturnType<typeof z.json>>;

/** A value without anything that belongs to another child: a part that names one goes whole. */
function cleaned(school: OpenSchool, others: ReadonlySet<string>, value: unknown): Json {
  if (typeof value === "string") return school.mask(value);
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (Array.isArray(value))
    return value.filter((one) => !isAnothers(others, one)).map((one) => cleaned(school, others, one));
  if (typeof value !== "object") return null;
  const kept = Object.entries(value).filter(([, one]) => !isAnothers(others, one));
  return Object.fromEntries(kept.map(([name, one]) => [name, cleaned(school, others, one)]));
}

/** Whether it is another child's number, or a part of a record that says whose it is. */
function isAnothers(others: ReadonlySet<string>, value: unknown): boolean {
  if (typeof value === "string") return others.has(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).some((one) => typeof one === "string" && others.has(one));
}

function fieldsOf(value: Json): Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : { value };
}
