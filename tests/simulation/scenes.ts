// Short plays for the cases that chance comes to too seldom: each brings a world to the one place where a rule decides.
import { markId, pupilIdSchema, sessionIdSchema } from "../../src/domain/ids.ts";
import type { RecordKind } from "../../src/domain/record-kind.ts";
import * as records from "../../src/domain/records.ts";
import { groupScope, logScope } from "../../src/domain/scope.ts";
import type { Fields } from "../../src/protocol/change.ts";
import type { StoredRow } from "../../src/storage/database.ts";
import { readRecord } from "../../src/storage/read.ts";
import { saveChanges, type Change } from "../../src/storage/write.ts";
import { beginSync, syncOnce, tabOf } from "./doings.ts";
import { tagsOf } from "./model.ts";
import type { SimDevice, SimTab } from "./sim-device.ts";
import type { World } from "./world.ts";

function device(world: World, name: string): SimDevice {
  const person = world.schools[0].people.find((one) => one.name === name);
  if (person === undefined) throw new Error(`Nobody is called ${name}.`);
  return world.addDevice(person);
}

async function sync(world: World, on: SimDevice): Promise<void> {
  const tab = await tabOf(world, on);
  await world.alone(`sync ${on.name}`, () => syncOnce(tab));
}

/** Begins to save; it goes on with the world. */
function beginSaving(
  world: World,
  tab: SimTab,
  on: SimDevice,
  changes: readonly Change[],
  seen = new Map(),
): void {
  world.begin(`save ${on.name}`, tab.life, async () => {
    const id = world.newIdOf(on.person);
    const begun = world.model.begin({ id, device: on.lifeName, startStep: world.loop.steps, seen });
    const result = await saveChanges(tab.device, id, changes);
    begun.heardStep = world.loop.steps;
    begun.answer = result.ok ? "saved" : "refused";
    world.say(`${on.name} saved ${changes[0]?.id}: ${JSON.stringify(result)}`);
  });
}

async function save(world: World, on: SimDevice, ...changes: readonly Change[]): Promise<void> {
  beginSaving(world, await tabOf(world, on), on, changes);
  await world.run();
}

/** Changes a record as it is shown. */
async function edit(
  world: World,
  on: SimDevice,
  kind: { readonly name: string },
  id: string,
  fields: Fields,
) {
  const tab = await tabOf(world, on);
  const untyped = kind as RecordKind;
  const row = await world.alone("read", () => readRecord(tab.device, untyped, id));
  if (row === undefined) throw new Error(`${on.name} has no ${kind.name} ${id}.`);
  const shown = tagsOf(kind.name, row.record as Fields);
  const seen = new Map([...shown].map(([unit, tag]) => [`${kind.name}|${id}|${unit}`, tag]));
  beginSaving(world, tab, on, [{ kind: untyped, id, change: fields, seen: row }], seen);
  await world.run();
}

/** A session with a mark; of a group, or the person's own log. */
function session(world: World, on: SimDevice, id: string, groupId?: string): Change[] {
  const { staffId } = on.person;
  const [pupil = ""] = world.schools[0].pupilIds;
  const scope = groupId === undefined ? logScope(staffId, 2026) : groupScope(groupId);
  const make = {
    type: "intervention",
    ...(groupId !== undefined && { groupId }),
    className: `c${world.model.next()}`,
    date: world.today,
    start: 32_400,
    plannedSeconds: world.model.next(),
    outcome: "delivered",
    adults: [{ staffId, from: 32_400, to: 34_200 }],
    rule: "present",
    enrolledIds: [],
    authorId: staffId,
    recordedAt: new Date(world.nowMs).toISOString(),
  };
  const about = { sessionId: id, pupilId: pupil, date: world.today, authorId: staffId };
  const mark = { ...about, status: "here", intervals: [], reason: `r${world.model.next()}` };
  const sessionMark = markId(sessionIdSchema.parse(id), pupilIdSchema.parse(pupil));
  return [
    { kind: records.session as unknown as RecordKind, id, make },
    { kind: records.mark as unknown as RecordKind, id: sessionMark, make: mark, within: scope },
  ];
}

/** The lead takes somebody out of a group, as from yesterday. */
async function endStaffing(world: World, lead: SimDevice, of: SimDevice): Promise<void> {
  const staffing = lead.disk.rows<StoredRow>("groupStaff");
  const own = staffing.find((row) => row.keys["staffId"] === of.person.staffId);
  await edit(world, lead, records.groupStaff, own?.id ?? "", { to: "2026-11-20" });
}

/** Answers are held up until they are released. */
async function whileAnswersWait(world: World, tab: SimTab, on: SimDevice, meanwhile: () => Promise<void>) {
  world.network.weather.holdAnswer = 1;
  beginSync(world, on, tab);
  await world.run();
  world.network.weather.holdAnswer = 0;
  await meanwhile();
  while (world.loop.held > 0) world.loop.release(0);
  await world.run();
}

function idOf(world: World): string {
  const [lead] = world.schools[0].people;
  return lead === undefined ? "" : world.newIdOf(lead);
}

/** Rule 1: the window dies at some step of a save. */
export async function killedWhileSaving(world: World): Promise<void> {
  const ana = device(world, "ana");
  await sync(world, ana);
  beginSaving(world, await tabOf(world, ana), ana, session(world, ana, idOf(world)));
  const at = world.loop.steps + world.chance.int(1, 40);
  world.loop.onStep = () => (world.loop.steps >= at ? ana.kill() : undefined);
  await world.run();
}

/** Rule 2: the server is put back while a device sends one mutation after another. */
export async function putBackBetweenTwoPushes(world: World): Promise<void> {
  const ana = device(world, "ana");
  await sync(world, ana);
  const copy = await world.alone("copy", () => world.server.copy());
  for (let left = 3; left > 0; left -= 1) await save(world, ana, ...session(world, ana, idOf(world)));
  world.network.weather.largestBody = 2000;
  await whileAnswersWait(world, await tabOf(world, ana), ana, async () => {
    await world.alone("restore", () => world.server.restore(copy, false));
  });
}

/** Rule 4: a row comes while something unsent lies over it. */
export async function rowComesUnderUnsent(world: World): Promise<void> {
  const [one, other] = [device(world, "lead"), device(world, "lead")];
  const id = idOf(world);
  await save(world, one, ...session(world, one, id));
  await sync(world, one);
  await sync(world, other);
  await edit(world, other, records.session, id, { plannedSeconds: world.model.next() });
  await sync(world, other);
  await whileAnswersWait(world, await tabOf(world, one), one, () =>
    edit(world, one, records.session, id, { className: `c${world.model.next()}` }),
  );
}

/** Rule 5: two people change the same thing, and neither has seen what the other did. */
export async function twoChangeTheSame(world: World): Promise<void> {
  const [one, other] = [device(world, "lead"), device(world, "head")];
  const second = device(world, "lead");
  const id = idOf(world);
  await save(world, one, ...session(world, one, id));
  for (const each of [one, second, other]) await sync(world, each);
  await edit(world, one, records.session, id, { plannedSeconds: world.model.next() });
  await edit(world, second, records.session, id, { plannedSeconds: world.model.next() });
  for (const each of [one, second, other]) await sync(world, each);
}

/** Rule 9: the server is put back to a day before a device's work came, and that device has nothing new to send. */
export async function putBackAfterSending(world: World): Promise<void> {
  const ana = device(world, "ana");
  await sync(world, ana);
  const copy = await world.alone("copy", () => world.server.copy());
  await save(world, ana, ...session(world, ana, idOf(world)));
  for (let left = 2; left > 0; left -= 1) await sync(world, ana);
  await world.alone("restore", () => world.server.restore(copy, true));
}

/** Rule 17: a pupil is erased while a tablet holds unsent words about that pupil. */
export async function erasedWhileAway(world: World): Promise<void> {
  const [ana, lead] = [device(world, "ana"), device(world, "lead")];
  const [pupilId = ""] = world.schools[0].pupilIds;
  for (const each of [ana, lead]) await sync(world, each);
  await save(world, ana, ...session(world, ana, idOf(world)));
  await edit(world, lead, records.pupil, pupilId, { knownAs: `k${world.model.next()}` });
  const packet = { path: "/api/admin/erase", body: JSON.stringify({ pupilId }), person: lead.person };
  await world.alone("erase", () => world.server.handle(packet));
  world.model.erasedPupils.add(pupilId);
}

/** Rule 7: a person leaves a group. */
export async function leavesGroup(world: World): Promise<void> {
  const [ana, lead] = [device(world, "ana"), device(world, "lead")];
  for (const each of [ana, lead]) await sync(world, each);
  await endStaffing(world, lead, ana);
  for (const each of [lead, ana]) await sync(world, each);
}

/** Rule 9: what was seen after the backup is not in the history that goes on from it. */
export async function editsWhatTheBackupLacks(world: World): Promise<void> {
  const [one, second, third] = [device(world, "lead"), device(world, "lead"), device(world, "lead")];
  const id = idOf(world);
  await save(world, one, ...session(world, one, id));
  for (const each of [one, second, third]) await sync(world, each);
  const copy = await world.alone("copy", () => world.server.copy());
  await edit(world, second, records.session, id, { plannedSeconds: world.model.next() });
  await sync(world, second);
  await sync(world, one);
  await edit(world, one, records.session, id, { plannedSeconds: world.model.next() });
  await world.alone("restore", () => world.server.restore(copy, true));
  await edit(world, third, records.session, id, { plannedSeconds: world.model.next() });
  await sync(world, third);
  await sync(world, one);
}

/** Rule 9: after the server was put back, as much has happened again as a device had seen before. */
export async function historyGrowsAgain(world: World): Promise<void> {
  const [reader, writer] = [device(world, "lead"), device(world, "lead")];
  for (const each of [reader, writer]) await sync(world, each);
  const copy = await world.alone("copy", () => world.server.copy());
  await save(world, writer, ...session(world, writer, idOf(world)));
  for (const each of [writer, reader]) await sync(world, each);
  await world.alone("restore", () => world.server.restore(copy, true));
  const other = device(world, "ana");
  for (let left = 3; left > 0; left -= 1) {
    await save(world, other, ...session(world, other, idOf(world)));
    await sync(world, other);
  }
  await sync(world, reader);
}

/** Rule 10: a disk is rolled back behind what it has sent, asks first and saves then. */
export async function rolledBackDeviceGoesOn(world: World): Promise<void> {
  const ana = device(world, "ana");
  await sync(world, ana);
  const image = ana.image();
  await save(world, ana, ...session(world, ana, idOf(world)));
  await sync(world, ana);
  ana.rollBack(image);
  await sync(world, ana);
  await save(world, ana, ...session(world, ana, idOf(world)));
  await sync(world, ana);
}

/** Rule 1: the browser finds its log torn and throws the database away, with what was saved and not sent. */
export async function databaseThrownAway(world: World): Promise<void> {
  const ana = device(world, "ana");
  await sync(world, ana);
  await save(world, ana, ...session(world, ana, idOf(world)));
  await sync(world, ana);
  await save(world, ana, ...session(world, ana, idOf(world)));
  ana.wipe(world.emptyDisk(ana.registry));
  await sync(world, ana);
}

/** Rule 11: an answer comes after another window has got a newer one, and after the person has left the group. */
export async function oldAnswerAfterLeaving(world: World): Promise<void> {
  const [ana, ben, lead] = [device(world, "ana"), device(world, "ben"), device(world, "lead")];
  const [groupId = ""] = world.schools[0].groupIds;
  for (const each of [ana, ben, lead]) await sync(world, each);
  await save(world, ben, ...session(world, ben, idOf(world), groupId));
  await sync(world, ben);
  const slow = await tabOf(world, ana);
  const quick = await world.alone("open", () => ana.openTab());
  await whileAnswersWait(world, slow, ana, async () => {
    await endStaffing(world, lead, ana);
    await sync(world, lead);
    await world.alone("sync", () => syncOnce(quick));
  });
}

/** Rule 12: what left a scope is forgotten, and a tablet comes that has not heard of it. */
export async function comesFromBelowTheFloor(world: World): Promise<void> {
  const [ana, lead] = [device(world, "ana"), device(world, "lead")];
  const [, groupId = ""] = world.schools[0].groupIds;
  const id = idOf(world);
  await sync(world, ana);
  await save(world, ana, ...session(world, ana, id));
  await sync(world, ana);
  const image = ana.image();
  await sync(world, lead);
  await edit(world, lead, records.session, id, { groupId });
  for (const each of [lead, ana, lead, ana]) await sync(world, each);
  await world.alone("compact", () => world.server.compact(world.schools[0].id));
  ana.rollBack(image);
}
