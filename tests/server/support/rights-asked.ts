// Asks the real server the cells of the table of rights, one change at a time, and keeps those that it answered wrongly.
import type { Fields, Op } from "../../../src/protocol/change.ts";
import { newId, patch, type TestDevice } from "./school.ts";
import { actorNames, type ActorName, type RightsWorld } from "./rights-world.ts";

/** What is changed in a record of each kind. */
const changed: Readonly<Record<string, Fields>> = {
  school: { safeguardingLead: "Dee" },
  halfTerm: { name: "Spring one" },
  calendarDay: { note: "Moved" },
  staff: { name: "Newer Person", shortName: "Newer" },
  classTeacher: { to: "2027-07-20" },
  intervention: { usualMinutes: 25 },
  pupil: { provisional: false },
  enrolment: { to: "2027-07-20" },
  awayToday: { cleared: true },
  interruption: { note: "Museum" },
  group: { archived: true },
  groupMember: { to: "2027-07-20" },
  groupStaff: { to: "2027-07-20" },
  halfDayGrid: { halfDays: ["2am"] },
  slot: { room: "Den" },
  sessionTarget: { text: "Reads twenty words" },
  session: { areaOfNeed: null, interventionId: newId() },
  mark: { progress: "nearly" },
  note: { text: "Read twenty words" },
  correction: { recordedAt: "2026-11-23T11:00:00.000Z" },
  pupilIdentity: { dateOfBirth: "2018-02-03" },
  senRecord: { status: "E" },
  pupilNeed: { to: "2027-07-20" },
  earlierProvision: { sessions: 4 },
  boxallDefinition: { version: "children_original" },
  nurturePlacement: { plannedEnd: "2027-07-20" },
  boxallAssessment: { kind: "review" },
  namedScore: { answeredBy: "family" },
  interventionMeasure: { moment: "between" },
  retentionHold: { until: "2028-11-23" },
  payBand: { name: "TA 3" },
  rate: { pencePerHour: 1600 },
  staffBand: { from: "2026-10-01" },
  deed: { rows: 3 },
};

export interface RightsAsked {
  /** How many cells were asked. */
  readonly cells: () => number;
  /** One cell: one change by one device. */
  readonly ask: (cell: string, device: TestDevice, op: Op, isRight: boolean) => Promise<void>;
  /** One row of cells: everybody tries to change this record. */
  readonly askToChange: (
    kind: string,
    id: string,
    right: readonly ActorName[],
    about?: string,
  ) => Promise<void>;
  /** What was answered wrongly since this was last asked. */
  readonly wrong: () => readonly string[];
}

export function askRights(world: () => RightsWorld): RightsAsked {
  const wrong: string[] = [];
  let cells = 0;
  const ask: RightsAsked["ask"] = async (cell, device, op, isRight) => {
    cells += 1;
    const said = await device.change(op);
    const isRefusal = said === "forbidden" || said === "wrong-scope";
    if (isRight ? said !== "ok" : !isRefusal)
      wrong.push(`${cell}: ${said}, and should be ${isRight ? "ok" : "refused"}`);
  };
  const askToChange: RightsAsked["askToChange"] = async (kind, id, right, about = "") => {
    // Based on all that the server has, so that nothing is in the way but the right.
    const op = patch(kind, id, 1_000_000, changed[kind] ?? {});
    for (const actor of actorNames)
      await ask(`${actor} changes ${kind} ${about}`, world().actors[actor], op, right.includes(actor));
  };
  return { cells: () => cells, ask, askToChange, wrong: () => wrong.splice(0) };
}
