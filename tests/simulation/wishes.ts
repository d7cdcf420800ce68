// What people do on a screen: read what is there, think, and save. Every value that is saved is unlike all others.
import { schoolYearOf, type Day } from "../../src/domain/calendar.ts";
import { markId, noteId, pupilIdSchema, sessionIdSchema } from "../../src/domain/ids.ts";
import type { RecordKind } from "../../src/domain/record-kind.ts";
import * as records from "../../src/domain/records.ts";
import { groupScope, logScope } from "../../src/domain/scope.ts";
import type { Fields } from "../../src/protocol/change.ts";
import { readRecords, type Stored } from "../../src/storage/read.ts";
import type { Change } from "../../src/storage/write.ts";
import type { Chance } from "../../src/demo/chance.ts";
import { tagsOf, type Model } from "./model.ts";
import type { SimTab } from "./sim-device.ts";
import type { SimPerson, SimSchool } from "./school-template.ts";

export interface Wish {
  readonly changes: readonly Change[];
  /** What stood on the screen: "kind|id|unit" -> value. */
  readonly seen: ReadonlyMap<string, string>;
}

export interface Scene {
  readonly chance: Chance;
  readonly model: Model;
  readonly school: SimSchool;
  readonly person: SimPerson;
  readonly newId: () => string;
  /** Today, in truth: what people write on a record, whatever their tablet believes. */
  readonly today: Day;
  readonly at: string;
}

type Wisher = (tab: SimTab, scene: Scene) => Promise<Wish | undefined>;

const nothingSeen: ReadonlyMap<string, string> = new Map();

function put(kind: { readonly name: string }, id: string, make: object, within?: string): Change {
  const untyped = kind as RecordKind;
  return { kind: untyped, id, make, ...(within !== undefined && { within }) };
}

/** An old app has no screen for a newer kind. */
function knows(tab: SimTab, kind: { readonly name: string }): boolean {
  return tab.device.registry.has(kind.name);
}

function sessionOf(scene: Scene, groupId: string | undefined): Fields {
  const { person, model, today, at } = scene;
  return {
    type: "intervention",
    ...(groupId !== undefined && { groupId }),
    className: `c${model.next()}`,
    date: today,
    start: 32_400,
    plannedSeconds: model.next(),
    outcome: "delivered",
    adults: [{ staffId: person.staffId, from: 32_400, to: 34_200 }],
    rule: "present",
    enrolledIds: [],
    authorId: person.staffId,
    recordedAt: at,
  };
}

/** The pupils that can be picked on this screen. */
async function pupilsShown(tab: SimTab): Promise<string[]> {
  const shown = await readRecords(tab.device, records.pupil);
  return shown.map((one) => one.id).toSorted();
}

async function logged(
  tab: SimTab,
  scene: Scene,
  id: string,
  scope: string,
  groupId: string | undefined,
): Promise<Change[]> {
  const { chance, model, person, today, at } = scene;
  const pupilIds = (await pupilsShown(tab)).slice(0, chance.int(0, 2));
  const sessionId = sessionIdSchema.parse(id);
  const about = { sessionId: id, date: today, authorId: person.staffId };
  const parts = pupilIds.flatMap((pupil) => {
    const pupilId = pupilIdSchema.parse(pupil);
    const mark = { ...about, pupilId, status: "here", intervals: [], reason: `r${model.next()}` };
    const note = { ...about, pupilId, text: `t${model.next()}`, recordedAt: at };
    const both = [put(records.mark, markId(sessionId, pupilId), mark, scope)];
    if (knows(tab, records.note) && chance.chance(0.5))
      both.push(put(records.note, noteId(sessionId, pupilId), note, scope));
    return both;
  });
  return [put(records.session, id, { ...sessionOf(scene, groupId), enrolledIds: pupilIds }), ...parts];
}

const logInGroup: Wisher = async (tab, scene) => {
  const groupId = scene.chance.pick(scene.school.groupIds);
  return {
    changes: await logged(tab, scene, scene.newId(), groupScope(groupId), groupId),
    seen: nothingSeen,
  };
};

/** Two adults may do this on two tablets: the session has the same id on both. */
const logPlanned: Wisher = async (tab, scene) => {
  const [groupId = ""] = scene.school.groupIds;
  const id = scene.chance.pick(scene.school.plannedIds);
  return { changes: await logged(tab, scene, id, groupScope(groupId), groupId), seen: nothingSeen };
};

const logAlone: Wisher = async (tab, scene) => {
  const scope = logScope(scene.person.staffId, schoolYearOf(scene.today));
  return { changes: await logged(tab, scene, scene.newId(), scope, undefined), seen: nothingSeen };
};

/** Changes one field, or two that are units of their own, of a record that is on the screen. */
function changeOf(kind: { readonly name: string }, fields: (model: Model, chance: Chance) => Fields): Wisher {
  return async (tab, { chance, model }) => {
    const untyped = kind as RecordKind;
    if (!knows(tab, kind)) return undefined;
    const found: Stored<unknown>[] = await readRecords(tab.device, untyped);
    if (found.length === 0) return undefined;
    // Few records are changed again and again: there people meet.
    const row = found[Math.min(found.length - 1, chance.int(0, 2))];
    if (row === undefined) return undefined;
    const shown = tagsOf(kind.name, row.record as Fields);
    const seen = new Map([...shown].map(([unit, tag]) => [`${kind.name}|${row.id}|${unit}`, tag]));
    return { changes: [{ kind: untyped, id: row.id, change: fields(model, chance), seen: row }], seen };
  };
}

const changeSession = changeOf(records.session, (model, chance) => {
  const [time, place] = [{ plannedSeconds: model.next() }, { className: `c${model.next()}` }];
  return chance.pick([time, place, { ...time, ...place }]);
});
const changeMark = changeOf(records.mark, (model, chance) => ({
  reason: `r${model.next()}`,
  ...(chance.chance(0.3) && { progress: chance.pick(["not-yet", "nearly", "got-it"]) }),
}));
const changeNote = changeOf(records.note, (model) => ({ text: `t${model.next()}` }));
const changePupil = changeOf(records.pupil, (model) => ({ knownAs: `k${model.next()}` }));
const changeGroup = changeOf(records.group, (model) => ({ name: `g${model.next()}` }));
const changeIntervention = changeOf(records.intervention, (model) => ({ name: `i${model.next()}` }));
const clearAway = changeOf(records.awayToday, (_model, chance) => ({ cleared: chance.chance(0.5) }));

const sayAway: Wisher = async (tab, { chance, person, today, newId }) => {
  if (!knows(tab, records.awayToday)) return undefined;
  const shown = await pupilsShown(tab);
  if (shown.length === 0) return undefined;
  const pupilId = chance.pick(shown);
  const away = { pupilId, date: today, half: chance.pick(["am", "pm"]), authorId: person.staffId };
  return { changes: [put(records.awayToday, newId(), away)], seen: nothingSeen };
};

const addPupil: Wisher = async (_tab, { model, newId }) => {
  const pupil = { knownAs: `k${model.next()}`, familyInitial: "N", initials: "NN", provisional: true };
  return { changes: [put(records.pupil, newId(), pupil)], seen: nothingSeen };
};

/** Somebody begins in a group, or ends there: what people may hold changes with it. */
const staffGroup: Wisher = async (tab, { chance, school, today, newId }) => {
  const found = await readRecords(tab.device, records.groupStaff);
  const open = found.filter(({ record }) => record.to === undefined || record.to === null);
  const ends = chance.chance(0.5) && open.length > 0 ? chance.pick(open) : undefined;
  const untyped = records.groupStaff as unknown as RecordKind;
  if (ends !== undefined) {
    const change = { to: "2026-11-20" };
    return { changes: [{ kind: untyped, id: ends.id, change, seen: ends }], seen: nothingSeen };
  }
  const staffId = chance.pick(school.people).staffId;
  const begins = { groupId: chance.pick(school.groupIds), staffId, role: "support", from: today };
  return { changes: [put(records.groupStaff, newId(), begins)], seen: nothingSeen };
};

/** A session that was logged alone is given to its group later: it moves, with all that lives in it. */
const attach: Wisher = async (tab, { chance, school }) => {
  const found = await readRecords(tab.device, records.session);
  const alone = found.filter(({ record }) => !record.groupId);
  if (alone.length === 0) return undefined;
  const row = chance.pick(alone);
  const untyped = records.session as unknown as RecordKind;
  const change = { groupId: chance.pick(school.groupIds) };
  return { changes: [{ kind: untyped, id: row.id, change, seen: row }], seen: nothingSeen };
};

/** A note longer than any record may be: the server refuses it alone. */
const writeTooMuch: Wisher = async (_tab, scene) => {
  const { person, model, newId } = scene;
  const scope = logScope(person.staffId, schoolYearOf(scene.today));
  const enrolledIds = Array.from({ length: 60 }, newId);
  const session = { ...sessionOf(scene, undefined), className: `c${model.next()}`, enrolledIds };
  const changes = Array.from({ length: 6 }, () => put(records.session, newId(), session, scope));
  return { changes: changes.slice(0, 1), seen: nothingSeen };
};

const wishers: readonly (readonly [Wisher, number])[] = [
  [logInGroup, 5],
  [logPlanned, 4],
  [logAlone, 3],
  [changeSession, 8],
  [changeMark, 4],
  [changeNote, 3],
  [changePupil, 3],
  [changeGroup, 3],
  [changeIntervention, 2],
  [sayAway, 1],
  [clearAway, 1],
  [addPupil, 1],
  [writeTooMuch, 1],
];

/** A wish of this person now; undefined when there is nothing on the screen to do it with. */
export async function wishOf(tab: SimTab, scene: Scene): Promise<Wish | undefined> {
  const isLead = scene.person.name === "lead" || scene.person.name === "other";
  const own: readonly (readonly [Wisher, number])[] = isLead
    ? [
        [staffGroup, 6],
        [attach, 4],
      ]
    : [];
  return await scene.chance.weighted([...wishers, ...own])(tab, scene);
}
