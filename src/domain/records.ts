// The registry: every kind of record that is synced, with its scope, its clear index keys, the fields that move together
// and the rights. To add a kind: one domain file with its schema, one line here, one feature folder. Nothing else changes.
import { calendarDaySchema, halfTermSchema, schoolYearOf } from "./calendar.ts";
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
import { recordKind, type RecordKind, type Registry } from "./record-kind.ts";
import { groupScope, logScope, moneyScope, schoolScope, sendScope } from "./scope.ts";
import { correctionSchema, markSchema, noteSchema, sessionSchema } from "./session.ts";
import { classTeacherSchema, schoolSchema, staffSchema } from "./staff.ts";
import { slotSchema } from "./timetable.ts";

const leaders = ["senco", "administrator"] as const;

export const school = recordKind({
  name: "school",
  schema: schoolSchema,
  scope: () => schoolScope,
  keys: () => ({}),
  indexes: [],
  units: [],
  create: leaders,
  edit: leaders,
});

export const halfTerm = recordKind({
  name: "halfTerm",
  schema: halfTermSchema,
  scope: () => schoolScope,
  keys: (one) => ({ from: one.from }),
  indexes: [],
  units: [["from", "to"]],
  create: leaders,
  edit: leaders,
});

export const calendarDay = recordKind({
  name: "calendarDay",
  schema: calendarDaySchema,
  scope: () => schoolScope,
  keys: (one) => ({ date: one.date }),
  indexes: [],
  units: [],
  create: leaders,
  edit: leaders,
});

export const staff = recordKind({
  name: "staff",
  schema: staffSchema,
  scope: () => schoolScope,
  keys: () => ({}),
  indexes: [],
  units: [["name", "shortName"]],
  create: ["administrator"],
  edit: ["administrator"],
});

export const classTeacher = recordKind({
  name: "classTeacher",
  schema: classTeacherSchema,
  scope: () => schoolScope,
  keys: (one) => ({ staffId: one.staffId }),
  indexes: ["staffId"],
  units: [],
  create: leaders,
  edit: leaders,
});

export const intervention = recordKind({
  name: "intervention",
  schema: interventionSchema,
  scope: () => schoolScope,
  keys: () => ({}),
  indexes: [],
  units: [],
  create: ["senco"],
  edit: ["senco"],
});

export const pupil = recordKind({
  name: "pupil",
  schema: pupilSchema,
  scope: () => schoolScope,
  keys: () => ({}),
  indexes: [],
  units: [["knownAs", "familyInitial", "initials"]],
  create: ["any-staff"],
  edit: leaders,
});

export const enrolment = recordKind({
  name: "enrolment",
  schema: enrolmentSchema,
  scope: () => schoolScope,
  keys: (one) => ({ pupilId: one.pupilId }),
  indexes: ["pupilId"],
  units: [],
  create: ["any-staff"],
  edit: leaders,
});

export const awayToday = recordKind({
  name: "awayToday",
  schema: awayTodaySchema,
  scope: () => schoolScope,
  keys: (one) => ({ pupilId: one.pupilId, date: one.date }),
  indexes: ["date"],
  units: [],
  create: ["any-staff"],
  edit: ["any-staff"],
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
  create: ["any-staff"],
  edit: ["any-staff"],
  author: (one) => one.authorId,
  day: (one) => one.from,
});

export const group = recordKind({
  name: "group",
  schema: groupSchema,
  scope: (_one, id) => groupScope(id),
  keys: (one) => ({ interventionId: one.interventionId }),
  indexes: [],
  units: [["rule", "namedPupilId"]],
  create: ["senco"],
  edit: ["senco"],
});

export const groupMember = recordKind({
  name: "groupMember",
  schema: groupMemberSchema,
  scope: (one) => groupScope(one.groupId),
  keys: (one) => ({ groupId: one.groupId, pupilId: one.pupilId }),
  indexes: ["groupId"],
  units: [],
  create: ["senco"],
  edit: ["senco"],
});

export const groupStaff = recordKind({
  name: "groupStaff",
  schema: groupStaffSchema,
  scope: (one) => groupScope(one.groupId),
  keys: (one) => ({ groupId: one.groupId, staffId: one.staffId }),
  indexes: ["groupId", "staffId"],
  units: [],
  create: ["senco"],
  edit: ["senco"],
});

export const slot = recordKind({
  name: "slot",
  schema: slotSchema,
  scope: (one) => (one.groupId === undefined ? schoolScope : groupScope(one.groupId)),
  keys: (one) => (one.groupId === undefined ? {} : { groupId: one.groupId }),
  indexes: [],
  units: [["pattern", "plannedSeconds"]],
  create: ["senco"],
  edit: ["senco"],
});

export const sessionTarget = recordKind({
  name: "sessionTarget",
  schema: sessionTargetSchema,
  scope: (one) => groupScope(one.groupId),
  keys: (one) => ({ groupId: one.groupId, pupilId: one.pupilId }),
  indexes: ["groupId"],
  units: [],
  create: ["senco", "class-teacher"],
  edit: ["senco", "class-teacher"],
  day: (one) => one.from,
});

export const session = recordKind({
  name: "session",
  schema: sessionSchema,
  scope: (one) =>
    one.groupId === undefined || one.groupId === null
      ? logScope(one.authorId, schoolYearOf(one.date))
      : groupScope(one.groupId),
  keys: (one) => ({
    date: one.date,
    ...(one.groupId ? { groupId: one.groupId } : {}),
    ...(one.slotId ? { slotId: one.slotId } : {}),
    authorId: one.authorId,
  }),
  indexes: ["date", "[groupId+date]", "[authorId+date]"],
  units: [
    ["outcome", "lostReason", "adults", "start", "plannedSeconds"],
    ["interventionId", "areaOfNeed"],
    ["rule", "namedPupilId", "enrolledIds"],
  ],
  create: ["group-adult", "self", "senco"],
  edit: ["author-14-days", "group-adult", "senco"],
  author: (one) => one.authorId,
  day: (one) => one.date,
  sessionId: (_one, id) => id,
});

export const mark = recordKind({
  name: "mark",
  schema: markSchema,
  within: { kind: "session", id: (one) => one.sessionId },
  keys: (one) => ({ sessionId: one.sessionId, pupilId: one.pupilId, date: one.date }),
  indexes: ["sessionId", "[pupilId+date]"],
  units: [["status", "intervals", "reason"]],
  create: ["group-adult", "self", "senco"],
  edit: ["author-14-days", "group-adult", "senco"],
  author: (one) => one.authorId,
  day: (one) => one.date,
  sessionId: (one) => one.sessionId,
});

export const note = recordKind({
  name: "note",
  schema: noteSchema,
  within: { kind: "session", id: (one) => one.sessionId },
  keys: (one) => ({ sessionId: one.sessionId, pupilId: one.pupilId, date: one.date }),
  indexes: ["sessionId", "[pupilId+date]"],
  units: [],
  create: ["group-adult", "self", "senco"],
  edit: ["author-14-days", "senco"],
  author: (one) => one.authorId,
  day: (one) => one.date,
});

export const correction = recordKind({
  name: "correction",
  schema: correctionSchema,
  within: { kind: "session", id: (one) => one.sessionId },
  keys: (one) => ({ sessionId: one.sessionId }),
  indexes: ["sessionId"],
  units: [],
  create: ["group-adult", "self", "senco"],
  edit: ["nobody"],
  author: (one) => one.authorId,
  day: (one) => one.date,
});

export const pupilIdentity = recordKind({
  name: "pupilIdentity",
  schema: pupilIdentitySchema,
  scope: (one) => sendScope(one.pupilId),
  keys: (one) => ({ pupilId: one.pupilId }),
  indexes: ["pupilId"],
  units: [
    ["legalForename", "legalSurname"],
    ["upn", "upnStatus"],
  ],
  create: ["senco"],
  edit: ["senco"],
});

export const senRecord = recordKind({
  name: "senRecord",
  schema: senRecordSchema,
  scope: (one) => sendScope(one.pupilId),
  keys: (one) => ({ pupilId: one.pupilId }),
  indexes: ["pupilId"],
  units: [],
  create: ["senco"],
  edit: ["senco"],
});

export const pupilNeed = recordKind({
  name: "pupilNeed",
  schema: pupilNeedSchema,
  scope: (one) => sendScope(one.pupilId),
  keys: (one) => ({ pupilId: one.pupilId }),
  indexes: ["pupilId"],
  units: [["type", "rank"]],
  create: ["senco"],
  edit: ["senco"],
});

export const payBand = recordKind({
  name: "payBand",
  schema: payBandSchema,
  scope: () => moneyScope,
  keys: () => ({}),
  indexes: [],
  units: [],
  create: ["senco"],
  edit: ["senco"],
});

export const rate = recordKind({
  name: "rate",
  schema: rateSchema,
  scope: () => moneyScope,
  keys: () => ({}),
  indexes: [],
  units: [],
  create: ["senco"],
  edit: ["senco"],
});

export const staffBand = recordKind({
  name: "staffBand",
  schema: staffBandSchema,
  scope: () => moneyScope,
  keys: () => ({}),
  indexes: [],
  units: [],
  create: ["senco"],
  edit: ["senco"],
});

/** In the order in which a first sync is of use: what Today needs before what reports need. */
export const recordKinds = [
  school, halfTerm, calendarDay, staff, classTeacher, intervention, pupil, enrolment, awayToday, interruption,
  group, groupMember, groupStaff, slot, sessionTarget, session, mark, note, correction,
  pupilIdentity, senRecord, pupilNeed, payBand, rate, staffBand,
] as const;

/** A registry by name of the kinds given; a test may add one of its own. */
export function registryOf(...kinds: readonly { readonly name: string }[]): Registry {
  return new Map(kinds.map((kind) => [kind.name, kind as RecordKind]));
}

export const registry: Registry = registryOf(...recordKinds);
