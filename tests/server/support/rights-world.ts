// A small school for judging rights in: one pupil in each of two groups, and one adult for each way of standing to them.
import { groupScope, logScope, nurtureScope, schoolScope } from "../../../src/domain/scope.ts";
import { strands } from "../../../src/domain/boxall.ts";
import type { Role } from "../../../src/domain/staff.ts";
import type { Fields, Op } from "../../../src/protocol/change.ts";
import { addPerson, newId, put, schoolOn, TestDevice, type TestServer } from "./school.ts";

/** School-local days, as seen from Monday 23 November 2026. */
export const days = { today: "2026-11-23", friday: "2026-11-20", earlier: "2026-11-05" } as const;
export type When = keyof typeof days;

/** Where a record can be: the group that is asked about, another one, one's own log, somebody else's. */
export type Where = "group" | "otherGroup" | "ownLog" | "otherLog";

/** Each named by how they stand to the group. */
export const actorNames = [
  "assistant",
  "moved",
  "cover",
  "elsewhere",
  "teacher",
  "nurture",
  "secondAdult",
  "senco",
  "head",
  "administrator",
] as const;
export type ActorName = (typeof actorNames)[number];

const roles: Readonly<Record<ActorName, Role>> = {
  assistant: "teaching-assistant",
  moved: "teaching-assistant",
  cover: "teaching-assistant",
  elsewhere: "teaching-assistant",
  teacher: "class-teacher",
  nurture: "nurture-practitioner",
  secondAdult: "teaching-assistant",
  senco: "senco",
  head: "head",
  administrator: "administrator",
};

export interface RightsWorld {
  readonly server: TestServer;
  readonly lead: TestDevice;
  readonly actors: Readonly<Record<ActorName, TestDevice>>;
  readonly groupId: string;
  readonly otherGroupId: string;
  /** The pupil has a place in it; the practitioner and a second adult run it. */
  readonly nurtureGroupId: string;
  readonly pupilId: string;
  readonly otherPupilId: string;
}

export async function rightsWorld(started: TestServer): Promise<RightsWorld> {
  const { server, lead, senco: leadDevice } = await schoolOn(started);
  const devices: [ActorName, TestDevice][] = [];
  for (const name of actorNames)
    devices.push([
      name,
      new TestDevice(server, await addPerson(server, lead, `Person ${name}`, [roles[name]])),
    ]);
  const actors = Object.fromEntries(devices) as Record<ActorName, TestDevice>;
  const [groupId, otherGroupId, pupilId, otherPupilId] = [newId(), newId(), newId(), newId()];
  const staffing = (name: ActorName, group: string, dated: object) =>
    put("groupStaff", newId(), groupScope(group), {
      groupId: group,
      staffId: actors[name].person.staffId,
      role: "support",
      ...dated,
    });
  const member = (pupil: string, group: string) =>
    put("groupMember", newId(), groupScope(group), { groupId: group, pupilId: pupil, from: "2026-09-01" });
  const nurtureGroupId = newId();
  const said = await leadDevice.change(
    ...[groupId, otherGroupId].map((id) => put("group", id, groupScope(id), groupFields)),
    ...[pupilId, otherPupilId].map((id) => put("pupil", id, schoolScope, pupilFields)),
    enrolmentOf(pupilId, "4B"),
    enrolmentOf(otherPupilId, "5C"),
    member(pupilId, groupId),
    member(otherPupilId, otherGroupId),
    put("classTeacher", newId(), schoolScope, {
      staffId: actors.teacher.person.staffId,
      className: "4B",
      from: "2026-09-01",
    }),
    staffing("assistant", groupId, { from: "2026-09-01" }),
    staffing("moved", groupId, { from: "2026-09-01", to: "2026-11-10" }),
    staffing("cover", groupId, { role: "cover", from: days.friday, to: days.friday }),
    staffing("elsewhere", otherGroupId, { from: "2026-09-01" }),
    put("group", nurtureGroupId, groupScope(nurtureGroupId), { ...groupFields, name: "Nurture" }),
    staffing("nurture", nurtureGroupId, { from: "2026-09-01" }),
    staffing("secondAdult", nurtureGroupId, { from: "2026-09-01" }),
    put("nurturePlacement", newId(), nurtureScope(nurtureGroupId), {
      groupId: nurtureGroupId,
      pupilId,
      referredOn: "2026-09-07",
      startedOn: "2026-09-21",
    }),
  );
  if (said !== "ok") throw new Error(`The school was not made: ${said}`);
  return { server, lead: leadDevice, actors, groupId, otherGroupId, nurtureGroupId, pupilId, otherPupilId };
}

export const groupFields = { name: "Fischer A", interventionId: newId(), schoolYear: 2026, rule: "present" };
export const pupilFields = { knownAs: "Amara", familyInitial: "K", initials: "AK" };
const recordedAt = "2026-11-23T10:00:00.000Z";

function enrolmentOf(pupilId: string, className: string): Op {
  return put("enrolment", newId(), schoolScope, { pupilId, className, from: "2026-09-01" });
}

/** What a sample is made for. */
export interface SampleOrder {
  readonly world: RightsWorld;
  readonly where: Where;
  readonly date: string;
  /** The staff id in whose name it is made. */
  readonly authorId: string;
  /** Whose log `otherLog` is. */
  readonly otherId: string;
  /** A session that is there already, for what lives within one. */
  readonly sessionId: string;
}

/** Somebody else, whose log is not one's own. */
export function otherThan(actor: ActorName): ActorName {
  return actor === "nurture" ? "assistant" : "nurture";
}

/** @returns an order in the actor's own name; without a session to stand in */
export function orderFor(world: RightsWorld, actor: ActorName, where: Where, when: When): SampleOrder {
  const staffIdOf = (name: ActorName) => world.actors[name].person.staffId;
  const [authorId, otherId] = [staffIdOf(actor), staffIdOf(otherThan(actor))];
  return { world, where, date: days[when], authorId, otherId, sessionId: "" };
}

export function scopeAt({
  world,
  where,
  authorId,
  otherId,
}: Omit<SampleOrder, "date" | "sessionId">): string {
  const scopes: Readonly<Record<Where, string>> = {
    group: groupScope(world.groupId),
    otherGroup: groupScope(world.otherGroupId),
    ownLog: logScope(authorId, 2026),
    otherLog: logScope(otherId, 2026),
  };
  return scopes[where];
}

/** Kinds that everybody holds; they have one place. */
export const schoolKinds: Readonly<Record<string, (order: SampleOrder) => Fields>> = {
  school: () => ({ name: "Meadow Lane" }),
  halfTerm: () => ({ name: "Spring 1", from: "2027-01-04", to: "2027-02-12" }),
  calendarDay: () => ({ date: "2027-01-04", type: "inset" }),
  staff: () => ({ name: "New Person", shortName: "New", roles: ["teaching-assistant"] }),
  classTeacher: ({ world }) => ({
    staffId: world.actors.elsewhere.person.staffId,
    className: "6A",
    from: "2026-09-01",
  }),
  intervention: () => ({ name: "Phonics", usualMinutes: 20 }),
  boxallDefinition: () => ({ version: "children_2017", strands: { A: { itemCount: 4 } } }),
  pupil: () => pupilFields,
  enrolment: ({ world }) => ({ pupilId: world.pupilId, className: "4C", from: "2026-11-01" }),
  awayToday: ({ world, date, authorId }) => ({ pupilId: world.pupilId, date, half: "am", authorId }),
  interruption: ({ date, authorId }) => ({
    type: "trip",
    className: "4B",
    from: date,
    to: date,
    authorId,
    recordedAt,
  }),
};

function pupilOf(groupId: string, world: RightsWorld): string {
  return groupId === world.groupId ? world.pupilId : world.otherPupilId;
}

/** Kinds of one group's scope. */
export const groupKinds: Readonly<Record<string, (groupId: string, world: RightsWorld) => Fields>> = {
  groupMember: (groupId, world) => ({ groupId, pupilId: pupilOf(groupId, world), from: days.today }),
  groupStaff: (groupId, world) => ({
    groupId,
    staffId: world.actors.nurture.person.staffId,
    role: "support",
    from: days.today,
  }),
  halfDayGrid: (groupId, world) => ({
    groupId,
    pupilId: pupilOf(groupId, world),
    from: days.today,
    halfDays: ["1am", "3pm"],
  }),
  slot: (groupId) => ({
    type: "intervention",
    groupId,
    staffIds: [],
    pattern: { repeats: "weekly", weekday: 1, start: 32_400 },
    plannedSeconds: 1800,
    from: days.today,
  }),
  sessionTarget: (groupId, world) => ({
    groupId,
    pupilId: pupilOf(groupId, world),
    text: "Reads ten words",
    from: days.today,
  }),
};

/** Kinds of what happened: dated, with an author. */
export const dailyKinds: Readonly<Record<string, (order: SampleOrder) => Fields>> = {
  session: ({ world, where, date, authorId }) => ({
    type: "intervention",
    ...(where === "group" && { groupId: world.groupId }),
    ...(where === "otherGroup" && { groupId: world.otherGroupId }),
    date,
    start: 32_400,
    plannedSeconds: 1800,
    outcome: "delivered",
    adults: [{ staffId: authorId, from: 32_400, to: 34_200 }],
    rule: "present",
    enrolledIds: [],
    authorId,
    recordedAt,
  }),
  mark: ({ world, date, authorId, sessionId }) => ({
    sessionId,
    pupilId: world.pupilId,
    date,
    status: "here",
    intervals: [{ from: 32_400, to: 34_200 }],
    authorId,
  }),
  note: ({ world, date, authorId, sessionId }) => ({
    sessionId,
    pupilId: world.pupilId,
    date,
    text: "Read ten words",
    authorId,
    recordedAt,
  }),
  correction: ({ date, authorId, sessionId }) => ({ sessionId, date, authorId, recordedAt, changes: [] }),
};

/** What one pupil's needs and records are. */
export const sendKinds: Readonly<Record<string, (pupilId: string, authorId: string) => Fields>> = {
  pupilIdentity: (pupilId) => ({ pupilId, legalForename: "Amara", legalSurname: "Khan" }),
  senRecord: (pupilId) => ({ pupilId, status: "K", from: "2026-09-01" }),
  pupilNeed: (pupilId) => ({ pupilId, type: "SLCN", rank: 1, from: "2026-09-01" }),
  earlierProvision: (pupilId) => ({
    pupilId,
    school: "Oak Hill",
    intervention: "Phonics",
    from: "2025-09-01",
    to: "2026-07-20",
    sessions: 3,
    contactSeconds: 5400,
    apportionedSeconds: 1800,
  }),
  retentionHold: (pupilId, decidedBy) => ({
    pupilId,
    decidedBy,
    decidedOn: days.today,
    until: "2027-11-23",
    why: "legal-claim",
  }),
};

/** Kinds of the nurture room, of the pupil who has a place in it and of the one who has none. */
export const nurtureKinds: Readonly<Record<string, (pupilId: string, authorId: string) => Fields>> = {
  boxallAssessment: (pupilId, authorId) => ({
    pupilId,
    version: "children_2017",
    kind: "baseline",
    date: days.friday,
    scores: Object.fromEntries(strands.map((strand) => [strand, 3])),
    assessorIds: [authorId],
    authorId,
    recordedAt,
  }),
  namedScore: (pupilId, authorId) => ({
    pupilId,
    instrument: "leuven",
    date: days.friday,
    answeredBy: "staff",
    values: [{ name: "Leuven involvement", value: 3, min: 1, max: 5, direction: "more" }],
    authorId,
    recordedAt,
  }),
};

/** How a pupil of a group stands on its measure. */
export function measureFields(world: RightsWorld, order: Omit<SampleOrder, "sessionId" | "otherId">): Fields {
  const groupId = order.where === "otherGroup" ? world.otherGroupId : world.groupId;
  return {
    groupId,
    pupilId: pupilOf(groupId, world),
    moment: "baseline",
    date: order.date,
    name: "Words read",
    value: 12,
    min: 0,
    max: 60,
    direction: "more",
    authorId: order.authorId,
    recordedAt,
  };
}

export const moneyKinds: Readonly<Record<string, (world: RightsWorld) => Fields>> = {
  payBand: () => ({ name: "TA 2" }),
  rate: () => ({
    payBandId: newId(),
    pencePerHour: 1500,
    basis: "pay",
    weeksPerYearTenths: 390,
    from: "2026-09-01",
  }),
  staffBand: (world) => ({
    staffId: world.actors.assistant.person.staffId,
    payBandId: newId(),
    from: "2026-09-01",
  }),
};
