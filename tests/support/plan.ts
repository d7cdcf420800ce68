// A small school week for tests about plans: one group of four with two adults, slots as wanted, and sessions logged.
import { v5 } from "uuid";
import { daySchema, type CalendarDay, type Day } from "../../src/domain/calendar.ts";
import type { PlanFacts } from "../../src/domain/delivery-plan.ts";
import {
  groupIdSchema,
  interventionIdSchema,
  plannedSessionId,
  pupilIdSchema,
  sessionIdSchema,
  slotIdSchema,
  staffIdSchema,
  type SlotId,
} from "../../src/domain/ids.ts";
import type { LoggedSession } from "../../src/domain/logged-session.ts";
import type { Mark, Session } from "../../src/domain/session.ts";
import type { Slot } from "../../src/domain/timetable.ts";

const id = (name: string) => v5(name, "1b671a64-40d5-491e-99b0-da01ff1f3341");

export const day = (text: string): Day => daySchema.parse(text);
export const pupilId = (name: string) => pupilIdSchema.parse(id(`pupil ${name}`));
export const staffId = (name: string) => staffIdSchema.parse(id(`staff ${name}`));
export const groupId = (name: string) => groupIdSchema.parse(id(`group ${name}`));
export const slotId = (name: string) => slotIdSchema.parse(id(`slot ${name}`));
export const interventionId = (name: string) => interventionIdSchema.parse(id(`intervention ${name}`));
export const sessionId = (name: string) => sessionIdSchema.parse(id(`session ${name}`));

export const hour = 3600;
export const pupilNames = ["Amara", "Ben", "Chidi", "Dina"] as const;
export const fourPupils = pupilNames.map(pupilId);

/** Monday 14 September 2026; the term runs from 3 September to 22 October, then from 2 November. */
export const monday = day("2026-09-14");

export function slotOf(fields: Partial<Slot> = {}): Slot {
  return {
    type: "intervention",
    groupId: groupId("readers"),
    staffIds: [],
    pattern: { repeats: "weekly", weekday: 1, start: 10 * hour },
    plannedSeconds: hour,
    from: day("2026-09-03"),
    ...fields,
  };
}

export function factsOf(
  slots: Readonly<Record<string, Slot>>,
  fields: Partial<PlanFacts> = {},
  days: CalendarDay[] = [],
): PlanFacts {
  const from = day("2026-09-03");
  return {
    calendar: {
      halfTerms: [
        { name: "Autumn 1", from, to: day("2026-10-22") },
        { name: "Autumn 2", from: day("2026-11-02"), to: day("2026-12-18") },
      ],
      days,
    },
    slots: Object.entries(slots).map(([name, slot]) => ({ id: slotId(name), slot })),
    groups: new Map([
      [
        groupId("readers"),
        {
          name: "Readers",
          interventionId: interventionId("reading"),
          schoolYear: 2026,
          rule: "present" as const,
        },
      ],
    ]),
    members: fourPupils.map((one) => ({ groupId: groupId("readers"), pupilId: one, from })),
    groupStaff: [
      { groupId: groupId("readers"), staffId: staffId("Lee"), role: "lead", from },
      { groupId: groupId("readers"), staffId: staffId("Sam"), role: "support", from },
    ],
    halfDayGrids: [],
    interruptions: [],
    enrolments: fourPupils.map((one) => ({ pupilId: one, yearGroup: "3", className: "Owls", from })),
    ...fields,
  };
}

/** A delivered hour from ten o'clock with both adults, unless told otherwise. */
export function sessionOf(date: Day, fields: Partial<Session> = {}): Session {
  const [from, to] = [10 * hour, 11 * hour];
  return {
    type: "intervention",
    interventionId: interventionId("reading"),
    areaOfNeed: "cognition-learning",
    groupId: groupId("readers"),
    date,
    start: from,
    plannedSeconds: hour,
    outcome: "delivered",
    adults: [
      { staffId: staffId("Lee"), from, to },
      { staffId: staffId("Sam"), from, to },
    ],
    rule: "present",
    enrolledIds: [...fourPupils],
    authorId: staffId("Lee"),
    recordedAt: "2026-09-14T11:00:00.000Z",
    ...fields,
  };
}

export function lostSession(date: Day, fields: Partial<Session> = {}): Session {
  return sessionOf(date, { outcome: "lost", lostReason: "room", adults: [], ...fields });
}

/** The log of a planned session, under the id that every tablet gives it. */
export function logOf(slot: SlotId, session: Session): LoggedSession {
  return { id: plannedSessionId(slot, session.date), session: { ...session, slotId: slot } };
}

export function markOf(logged: LoggedSession, pupil: string, fields: Partial<Mark> = {}): Mark {
  const { date, authorId, start, plannedSeconds } = logged.session;
  return {
    sessionId: logged.id,
    pupilId: pupilId(pupil),
    date,
    status: "here",
    intervals: [{ from: start, to: start + plannedSeconds }],
    authorId,
    ...fields,
  };
}
