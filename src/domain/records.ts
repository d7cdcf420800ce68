// The registry: every kind of record that is synced, with its scope, its clear index keys, the fields that move together
// and the rights. To add a kind: one domain file with its schema, one line here, one feature folder. Nothing else changes.
import { calendarDaySchema, halfTermSchema } from "./calendar.ts";
import { payBandSchema, rateSchema, staffBandSchema } from "./cost.ts";
import { groupMemberSchema, groupSchema, groupStaffSchema, sessionTargetSchema } from "./group.ts";
import { interruptionSchema } from "./interruption.ts";
import { interventionSchema } from "./intervention.ts";
import {
  awayTodaySchema,
  enrolmentSchema,
  pupilIdentitySchema,
  pupilNeedSchema,
  pupilSchema,
  senRecordSchema,
} from "./pupil.ts";
import { deed, earlierProvision, retentionHold } from "./keeping-records.ts";
import { boxallAssessment, boxallDefinition, halfDayGrid, nurturePlacement } from "./nurture-records.ts";
import { recordKind, type RecordKind, type Registry } from "./record-kind.ts";
import { groupScope, moneyScope, schoolScope, sendScope } from "./scope.ts";
import { interventionMeasure, namedScore } from "./score-records.ts";
import { correction, mark, note, session, unfinished } from "./session-records.ts";
import { classTeacherSchema, schoolSchema, staffSchema, type Staff } from "./staff.ts";
import { slotSchema } from "./timetable.ts";

export { deed, earlierProvision } from "./keeping-records.ts";
export { boxallAssessment, boxallDefinition, halfDayGrid, nurturePlacement } from "./nurture-records.ts";
export { interventionMeasure, namedScore } from "./score-records.ts";
export { correction, mark, note, session, unfinished } from "./session-records.ts";

const leaders = ["senco", "administrator"] as const;
const byLeaders = { create: leaders, edit: leaders } as const;
const bySenco = { create: ["senco"], edit: ["senco"] } as const;
const byAnyStaff = { create: ["any-staff"], edit: ["any-staff"] } as const;

export const school = recordKind({
  name: "school",
  schema: schoolSchema,
  scope: () => schoolScope,
  keys: () => ({}),
  ...byLeaders,
});

export const halfTerm = recordKind({
  name: "halfTerm",
  schema: halfTermSchema,
  scope: () => schoolScope,
  keys: (one) => ({ from: one.from }),
  units: [["from", "to"]],
  ...byLeaders,
});

export const calendarDay = recordKind({
  name: "calendarDay",
  schema: calendarDaySchema,
  scope: () => schoolScope,
  keys: (one) => ({ date: one.date }),
  ...byLeaders,
});

export const staff = recordKind({
  name: "staff",
  schema: staffSchema,
  scope: () => schoolScope,
  keys: () => ({}),
  units: [["name", "shortName"]],
  create: ["administrator"],
  edit: ["administrator"],
  givesRights: (after, before) => rightsIn(after) !== rightsIn(before),
});

function rightsIn(person: Staff | undefined): string {
  return JSON.stringify([person?.roles.toSorted(), person?.leftOn]);
}

export const classTeacher = recordKind({
  name: "classTeacher",
  schema: classTeacherSchema,
  scope: () => schoolScope,
  keys: (one) => ({ staffId: one.staffId }),
  indexes: ["staffId"],
  ...byLeaders,
});

export const intervention = recordKind({
  name: "intervention",
  schema: interventionSchema,
  scope: () => schoolScope,
  keys: () => ({}),
  ...bySenco,
});

export const pupil = recordKind({
  name: "pupil",
  subject: (_one, id) => id,
  schema: pupilSchema,
  scope: () => schoolScope,
  keys: () => ({}),
  units: [["knownAs", "familyInitial", "initials"]],
  create: ["any-staff"],
  edit: leaders,
});

export const enrolment = recordKind({
  name: "enrolment",
  subject: (one) => one.pupilId,
  schema: enrolmentSchema,
  scope: () => schoolScope,
  keys: (one) => ({ pupilId: one.pupilId }),
  indexes: ["pupilId"],
  create: ["first-class", "senco", "administrator"],
  edit: leaders,
});

export const awayToday = recordKind({
  name: "awayToday",
  subject: (one) => one.pupilId,
  schema: awayTodaySchema,
  scope: () => schoolScope,
  keys: (one) => ({ pupilId: one.pupilId, date: one.date }),
  indexes: ["date"],
  ...byAnyStaff,
  author: (one) => one.authorId,
  day: (one) => one.date,
});

export const interruption = recordKind({
  name: "interruption",
  schema: interruptionSchema,
  scope: () => schoolScope,
  keys: (one) => ({ from: one.from, to: one.to }),
  indexes: ["to"],
  units: [["from", "to", "fromTime", "toTime"]],
  ...byAnyStaff,
  author: (one) => one.authorId,
  day: (one) => one.from,
});

export const group = recordKind({
  name: "group",
  schema: groupSchema,
  scope: (_one, id) => groupScope(id),
  keys: (one) => ({ interventionId: one.interventionId }),
  units: [["rule", "namedPupilId"]],
  ...bySenco,
});

export const groupMember = recordKind({
  name: "groupMember",
  subject: (one) => one.pupilId,
  schema: groupMemberSchema,
  scope: (one) => groupScope(one.groupId),
  keys: (one) => ({ groupId: one.groupId, pupilId: one.pupilId }),
  indexes: ["groupId"],
  ...bySenco,
});

export const groupStaff = recordKind({
  name: "groupStaff",
  schema: groupStaffSchema,
  scope: (one) => groupScope(one.groupId),
  keys: (one) => ({ groupId: one.groupId, staffId: one.staffId }),
  indexes: ["groupId", "staffId"],
  ...bySenco,
});

export const slot = recordKind({
  name: "slot",
  schema: slotSchema,
  scope: (one) => (one.groupId === undefined ? schoolScope : groupScope(one.groupId)),
  keys: (one) => (one.groupId === undefined ? {} : { groupId: one.groupId }),
  units: [["pattern", "plannedSeconds"]],
  ...bySenco,
});

export const sessionTarget = recordKind({
  name: "sessionTarget",
  subject: (one) => one.pupilId,
  schema: sessionTargetSchema,
  scope: (one) => groupScope(one.groupId),
  keys: (one) => ({ groupId: one.groupId, pupilId: one.pupilId }),
  indexes: ["groupId"],
  create: ["senco", "class-teacher"],
  edit: ["senco", "class-teacher"],
  day: (one) => one.from,
});

export const pupilIdentity = recordKind({
  name: "pupilIdentity",
  subject: (one) => one.pupilId,
  schema: pupilIdentitySchema,
  scope: (one) => sendScope(one.pupilId),
  keys: (one) => ({ pupilId: one.pupilId }),
  indexes: ["pupilId"],
  units: [
    ["legalForename", "legalSurname"],
    ["upn", "upnStatus"],
  ],
  ...bySenco,
});

export const senRecord = recordKind({
  name: "senRecord",
  subject: (one) => one.pupilId,
  schema: senRecordSchema,
  scope: (one) => sendScope(one.pupilId),
  keys: (one) => ({ pupilId: one.pupilId }),
  indexes: ["pupilId"],
  ...bySenco,
});

export const pupilNeed = recordKind({
  name: "pupilNeed",
  subject: (one) => one.pupilId,
  schema: pupilNeedSchema,
  scope: (one) => sendScope(one.pupilId),
  keys: (one) => ({ pupilId: one.pupilId }),
  indexes: ["pupilId"],
  units: [["type", "rank"]],
  ...bySenco,
});

export const payBand = recordKind({
  name: "payBand",
  schema: payBandSchema,
  scope: () => moneyScope,
  keys: () => ({}),
  ...bySenco,
});

export const rate = recordKind({
  name: "rate",
  schema: rateSchema,
  scope: () => moneyScope,
  keys: () => ({}),
  ...bySenco,
});

export const staffBand = recordKind({
  name: "staffBand",
  schema: staffBandSchema,
  scope: () => moneyScope,
  keys: () => ({}),
  ...bySenco,
});

/** In the order in which a first sync is of use: what Today needs before what reports need. */
export const recordKinds = [
  school,
  halfTerm,
  calendarDay,
  staff,
  classTeacher,
  intervention,
  pupil,
  enrolment,
  awayToday,
  interruption,
  group,
  groupMember,
  groupStaff,
  slot,
  sessionTarget,
  halfDayGrid,
  nurturePlacement,
  boxallDefinition,
  session,
  mark,
  note,
  correction,
  unfinished,
  interventionMeasure,
  pupilIdentity,
  senRecord,
  pupilNeed,
  earlierProvision,
  retentionHold,
  boxallAssessment,
  namedScore,
  payBand,
  rate,
  staffBand,
  deed,
] as const;

/** A registry by name of the kinds given; a test may add one of its own. */
export function registryOf(...kinds: readonly { readonly name: string }[]): Registry {
  return new Map(kinds.map((kind) => [kind.name, kind as RecordKind]));
}

export const registry: Registry = registryOf(...recordKinds);
