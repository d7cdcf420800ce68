// Who may see and change what, asked by screens and server alike. Reading is judged by the grants of today; creating by
// the dated assignment on the record's own day; changing by today.
import { addDays, type Day } from "./calendar.ts";
import type { GroupMember, GroupStaff } from "./group.ts";
import type { StaffId } from "./ids.ts";
import { isInForce, type Enrolment } from "./pupil.ts";
import type { RecordKind, Right } from "./record-kind.ts";
import { groupScope, idInScope, moneyScope, schoolScope, sendScope } from "./scope.ts";
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
  /** Needed for class teachers only: members of all groups, and enrolments of all pupils. */
  readonly members: readonly GroupMember[];
  readonly enrolments: readonly Enrolment[];
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
  for (const one of facts.groupStaff) if (isInForce(one, today)) grants.add(groupScope(one.groupId));
  for (const pupilId of pupilsTaught(facts, today)) {
    grants.add(sendScope(pupilId));
    for (const member of facts.members) {
      if (member.pupilId === pupilId && isInForce(member, today)) grants.add(groupScope(member.groupId));
    }
  }
  return [...grants].sort();
}

/**
 * Whether this person may make this record. A record that names its author must name this person: nobody logs in
 * another's name, though a session may list other adults.
 */
export function mayCreate<T>(
  kind: RecordKind<T>,
  record: T,
  scope: string,
  facts: AccessFacts,
  today: Day,
): boolean {
  const day = (kind.day?.(record) ?? today) as Day;
  if (facts.leftOn !== undefined && facts.leftOn < day) return false;
  if (kind.author !== undefined && kind.author(record) !== facts.staffId) return false;
  return kind.create.some((right) =>
    holds(right, { author: kind.author?.(record), day, scope, judgedOn: day }, facts, today),
  );
}

/** Whether this person may change this record, as it stands now. */
export function mayEdit<T>(
  kind: RecordKind<T>,
  current: T,
  scope: string,
  facts: AccessFacts,
  today: Day,
): boolean {
  if (facts.leftOn !== undefined && facts.leftOn < today) return false;
  const day = (kind.day?.(current) ?? today) as Day;
  return kind.edit.some((right) =>
    holds(right, { author: kind.author?.(current), day, scope, judgedOn: today }, facts, today),
  );
}

interface Judged {
  readonly author: string | undefined;
  readonly day: Day;
  readonly scope: string;
  /** The day on which assignments are looked up. */
  readonly judgedOn: Day;
}

function holds(right: Right, judged: Judged, facts: AccessFacts, today: Day): boolean {
  switch (right) {
    case "any-staff":
      return true;
    case "self":
      return judged.author === facts.staffId && judged.scope.startsWith(`log:${facts.staffId}:`);
    case "group-adult": {
      const groupId = idInScope("group", judged.scope);
      return facts.groupStaff.some((one) => one.groupId === groupId && isInForce(one, judged.judgedOn));
    }
    case "class-teacher":
      return isClassTeacherOf(judged.scope, facts, judged.judgedOn);
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

function isClassTeacherOf(scope: string, facts: AccessFacts, day: Day): boolean {
  const taught = pupilsTaught(facts, day);
  const pupilId = idInScope("send", scope);
  if (pupilId !== undefined) return taught.has(pupilId);
  const groupId = idInScope("group", scope);
  return facts.members.some(
    (one) => one.groupId === groupId && taught.has(one.pupilId) && isInForce(one, day),
  );
}

function pupilsTaught(facts: AccessFacts, day: Day): Set<string> {
  const classNames = new Set(facts.classes.filter((one) => isInForce(one, day)).map((one) => one.className));
  const taught = facts.enrolments.filter((one) => classNames.has(one.className) && isInForce(one, day));
  return new Set(taught.map((one) => one.pupilId));
}
