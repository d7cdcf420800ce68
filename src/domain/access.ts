// Who may see and change what, asked by screens and server alike. Reading is judged by the grants of today; creating by
// the dated assignment on the record's own day; changing by today.
import { addDays, type Day } from "./calendar.ts";
import type { GroupMember, GroupStaff } from "./group.ts";
import type { StaffId } from "./ids.ts";
import { isInForce, type Enrolment } from "./pupil.ts";
import type { RecordKind, Right } from "./record-kind.ts";
import { isPlacementHeld, type NurturePlacement } from "./nurture-placement.ts";
import {
  boxallScope,
  groupScope,
  idInScope,
  moneyScope,
  nurtureScope,
  schoolScope,
  sendScope,
} from "./scope.ts";
import type { ClassTeacher, Role } from "./staff.ts";

/** What is known of one person when a right is judged. Rows of other people are not needed and not passed. */
export interface AccessFacts {
  readonly staffId: StaffId;
  readonly roles: readonly Role[];
  readonly leftOn?: Day | undefined;
  /** This person's own dated group staffing. */
  readonly groupStaff: readonly GroupStaff[];
  /** This person's own dated classes. */
  readonly classes: readonly ClassTeacher[];
  /** Needed for class teachers only: members of all groups. */
  readonly members: readonly GroupMember[];
  /** Of all pupils: whom a class teacher teaches, and who has a class already. A device may know fewer. */
  readonly enrolments: readonly Enrolment[];
  /** Of the groups in which this person is an adult, at some time; others need not be passed. */
  readonly placements: readonly NurturePlacement[];
}

/** The scopes, or patterns of scopes, that this person may read on a day. */
export function grantsOf(facts: AccessFacts, today: Day): string[] {
  if (facts.leftOn !== undefined && facts.leftOn < today) return [];
  const grants = new Set<string>([schoolScope, `log:${facts.staffId}:*`]);
  if (facts.roles.includes("senco") || facts.roles.includes("head")) {
    for (const grant of ["group:*", "log:*", "send:*", "nurture:*", "boxall:*", moneyScope])
      grants.add(grant);
    return [...grants].sort();
  }
  for (const one of facts.groupStaff) {
    if (!isInForce(one, today)) continue;
    grants.add(groupScope(one.groupId));
    if (facts.placements.some((placed) => placed.groupId === one.groupId))
      grants.add(nurtureScope(one.groupId));
  }
  for (const pupilId of pupilsNurtured(facts, today)) grants.add(boxallScope(pupilId));
  for (const pupilId of pupilsTaught(facts, today)) {
    grants.add(sendScope(pupilId));
    grants.add(boxallScope(pupilId));
    for (const member of facts.members) {
      if (member.pupilId === pupilId && isInForce(member, today)) grants.add(groupScope(member.groupId));
    }
  }
  return [...grants].sort();
}

/** Where a record is: its scope and its id. */
interface Place {
  readonly scope: string;
  readonly id: string;
}

/**
 * Whether this person may make this record. A record that names its author must name this person: nobody logs in
 * another's name, though a session may list other adults.
 */
export function mayCreate<T>(
  kind: RecordKind<T>,
  record: T,
  place: Place,
  facts: AccessFacts,
  today: Day,
): boolean {
  const judged = judgedOf(kind, record, place, today);
  if (facts.leftOn !== undefined && facts.leftOn < judged.day) return false;
  if (kind.author !== undefined && judged.author !== facts.staffId) return false;
  return kind.create.some((right) => holds(right, judged, facts, today));
}

/**
 * Whether this person may change this record, as it stands now, into what it becomes. It keeps its author; and where the
 * day that rights are judged by would be another, or the pupil, the same must hold for the new one: nobody writes
 * themselves into a day on which they were not there, nor prolongs the time in which they may correct.
 * @param place where the record is now
 */
export function mayEdit<T>(
  kind: RecordKind<T>,
  record: { readonly before: T; readonly after: T },
  place: Place,
  facts: AccessFacts,
  today: Day,
): boolean {
  if (facts.leftOn !== undefined && facts.leftOn < today) return false;
  const before = judgedOf(kind, record.before, place, today);
  const after = judgedOf(kind, record.after, place, today);
  if (before.author !== after.author) return false;
  const isAllowed = (judged: Judged) =>
    kind.edit.some((right) => holds(right, { ...judged, judgedOn: today }, facts, today));
  if (!isAllowed(before)) return false;
  if (before.day === after.day) return before.pupilId === after.pupilId || isAllowed(after);
  return isAllowed(after) && kind.create.some((right) => holds(right, after, facts, today));
}

interface Judged {
  readonly author: string | undefined;
  /** The pupil whom the record is about, where it is about one. */
  readonly pupilId: string | undefined;
  readonly day: Day;
  readonly scope: string;
  /** The day on which assignments are looked up. */
  readonly judgedOn: Day;
}

/** Assignments are looked up on the record's own day, where it has one. */
function judgedOf<T>(kind: RecordKind<T>, record: T, { scope, id }: Place, today: Day): Judged {
  const day = (kind.day?.(record) ?? today) as Day;
  return { author: kind.author?.(record), pupilId: kind.subject?.(record, id), day, scope, judgedOn: day };
}

function holds(right: Right, judged: Judged, facts: AccessFacts, today: Day): boolean {
  switch (right) {
    case "any-staff":
      return true;
    case "self":
      return judged.author === facts.staffId && judged.scope.startsWith(`log:${facts.staffId}:`);
    case "group-adult": {
      const groupId = idInScope("group", judged.scope) ?? idInScope("nurture", judged.scope);
      return facts.groupStaff.some((one) => one.groupId === groupId && isInForce(one, judged.judgedOn));
    }
    case "class-teacher":
      return isClassTeacherOf(judged, facts);
    case "nurture-practitioner":
      return judged.pupilId !== undefined && pupilsNurtured(facts, judged.judgedOn).has(judged.pupilId);
    case "first-class":
      return !facts.enrolments.some((one) => one.pupilId === judged.pupilId);
    case "author-until-midnight":
      return judged.author === facts.staffId && judged.day === today;
    case "author-14-days":
      return judged.author === facts.staffId && today <= addDays(judged.day, 14);
    case "senco":
    case "head":
    case "administrator":
      return facts.roles.includes(right);
    case "nobody":
      return false;
  }
}

/** Of the very pupil whom the record is about; in a group's scope the pupil must be one of the group too. */
function isClassTeacherOf({ scope, pupilId, judgedOn }: Judged, facts: AccessFacts): boolean {
  if (pupilId === undefined || !pupilsTaught(facts, judgedOn).has(pupilId)) return false;
  const groupId = idInScope("group", scope);
  if (groupId === undefined) return (idInScope("send", scope) ?? idInScope("boxall", scope)) === pupilId;
  return facts.members.some(
    (one) => one.groupId === groupId && one.pupilId === pupilId && isInForce(one, judgedOn),
  );
}

/** By a practitioner, in the groups in which they are an adult on that day; the second adult in the room is none. */
function pupilsNurtured(facts: AccessFacts, day: Day): Set<string> {
  if (!facts.roles.includes("nurture-practitioner")) return new Set();
  const groups = new Set(facts.groupStaff.filter((one) => isInForce(one, day)).map((one) => one.groupId));
  const held = facts.placements.filter((one) => groups.has(one.groupId) && isPlacementHeld(one, day));
  return new Set(held.map((one) => one.pupilId));
}

function pupilsTaught(facts: AccessFacts, day: Day): Set<string> {
  const classNames = new Set(facts.classes.filter((one) => isInForce(one, day)).map((one) => one.className));
  const taught = facts.enrolments.filter((one) => classNames.has(one.className) && isInForce(one, day));
  return new Set(taught.map((one) => one.pupilId));
}
