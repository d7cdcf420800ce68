// What may happen in a world: people save and sync, things break, the server is put back, grants change. Each run draws
// which of it happens and how often.
import type { SimDevice, SimTab } from "./sim-device.ts";
import { beginSave, beginSync, tabOf } from "./doings.ts";
import { mutationRows } from "./check-end.ts";
import { checkNoHole } from "./check-place.ts";
import { fairWeather, sealedPostOf, type Weather } from "./network.ts";
import type { ServerCopy } from "./sim-server.ts";
import type { World } from "./world.ts";

/** Copies of the server's file, oldest first, and which of them was last read back as a backup. */
export interface Backups {
  readonly copies: ServerCopy[];
  verified: number;
}

type Act = (world: World, backups: Backups) => Promise<void>;

const minuteMs = 60_000;

const bundle: Act = async (world) => {
  const { chance } = world;
  const device = chance.pick(world.devices);
  const count = chance.weighted([
    [1, 6],
    [2, 4],
    [3, 2],
  ]);
  const tabs: { device: SimDevice; tab: SimTab }[] = [];
  for (let at = 0; at < count; at += 1) {
    const on = at === 0 || chance.chance(0.5) ? device : chance.pick(world.devices);
    tabs.push({ device: on, tab: await tabOf(world, on) });
  }
  const isAccident = chance.chance(0.25);
  world.loop.isCalm = count === 1 && !isAccident;
  for (const { device: on, tab } of tabs) {
    if (chance.chance(0.45)) beginSave(world, on, tab);
    else beginSync(world, on, tab);
  }
  if (isAccident) planAccident(world, device);
  await world.run();
  world.loop.isCalm = false;
  world.server.diesAfterQueries = undefined;
  world.server.failingQueries = 0;
  if (!world.server.isUp && chance.chance(0.8)) world.server.start();
};

/** Something dies between two steps of what is going on. */
function planAccident(world: World, device: SimDevice): void {
  const { chance, loop, server } = world;
  const kind = chance.pick(["device", "tab", "server", "disk-cut", "database"] as const);
  world.say(`accident: ${kind} ${device.name}`);
  if (kind === "server") server.diesAfterQueries = chance.int(0, 30);
  else if (kind === "database") server.failingQueries = chance.int(1, 12);
  else {
    const at = loop.steps + chance.int(1, chance.pick([30, 200, 800]));
    loop.onStep = () => {
      if (loop.steps < at) return;
      loop.onStep = () => {};
      const [tab] = device.tabs;
      if (kind === "device") device.kill();
      else if (tab && kind === "tab") device.killTab(tab);
      else tab?.window.cut();
    };
  }
}

const timePasses: Act = async (world) => {
  const ms = world.chance.pick([1, 20, 90, 60 * 5, 60 * 26]) * minuteMs;
  world.nowMs += ms;
  world.say(`${ms / minuteMs} minutes pass`);
};

const setClock: Act = async (world) => {
  const device = world.chance.pick(world.devices);
  const years = 365 * 86_400_000;
  device.clock = world.chance.pick([
    { atMs: 0 },
    { offMs: 10 * years },
    { offMs: -90 * minuteMs },
    { offMs: 0 },
  ]);
  world.say(`${device.name} has its clock at ${JSON.stringify(device.clock)}`);
};

const changeWeather: Act = async (world) => {
  const { chance } = world;
  const bad = (): number => chance.pick([0, 0, 0.1, 0.4]);
  const weather: Weather = {
    loseRequest: bad(),
    loseAnswer: bad(),
    cutAnswer: bad(),
    twice: bad(),
    holdAnswer: bad(),
    largestBody: chance.pick([1_000_000, 1_000_000, 1500, 4000]),
  };
  Object.assign(world.network.weather, chance.chance(0.4) ? fairWeather : weather);
  world.say(`weather ${JSON.stringify(world.network.weather)}`);
};

const answerArrives: Act = async (world) => {
  const { loop, chance } = world;
  if (loop.held === 0) return;
  loop.release(chance.int(0, loop.held - 1));
  world.say("a held answer arrives");
  await world.run();
};

const lateArrives: Act = async (world) => {
  const { late } = world.network;
  if (late.length === 0 || !world.server.isUp) return;
  const [packet] = late.splice(world.chance.int(0, late.length - 1), 1);
  if (packet === undefined) return;
  world.say(`a copy of ${packet.path} of ${packet.person.name} arrives late`);
  await world.alone("late", () => world.server.handle(packet));
};

const backUp: Act = async (world, backups) => {
  if (!world.server.isUp) return;
  const copy = await world.alone("copy", () => world.server.copy());
  backups.copies.push(copy);
  const isVerified = world.chance.chance(0.5);
  world.say(`copy ${backups.copies.length} of the server${isVerified ? ", a backup" : ""}`);
  if (!isVerified) return;
  await world.alone("backup", () => world.server.noteVerified(copy));
  backups.verified = backups.copies.length - 1;
};

const restore: Act = async (world, backups) => {
  const { chance, server, model } = world;
  const from = Math.max(0, backups.verified);
  if (backups.copies.length === 0) return;
  const at = chance.int(from, backups.copies.length - 1);
  const copy = backups.copies[at];
  if (copy === undefined) return;
  const isNoted = chance.chance(0.3);
  if (isNoted) backups.verified = at;
  world.say(`the server is put back to copy ${at + 1}${isNoted ? " by the command" : ""}`);
  await world.alone("restore", () => server.restore(copy, isNoted));
  const known = mutationRows(world);
  for (const save of model.saves.values())
    if (save.isOnlyOnServer && !known.has(save.id)) save.isLostWithDisk = true;
};

const takeImage: Act = async (world) => {
  const device = world.chance.pick(world.devices);
  if (isBusy(world, device)) return;
  device.images.push(device.image());
  world.say(`an image of ${device.name}`);
};

const rollBack: Act = async (world) => {
  const device = world.chance.pick(world.devices);
  const [image] = device.images.length > 0 ? [world.chance.pick(device.images)] : [];
  if (image === undefined) return;
  device.kill();
  const known = mutationRows(world);
  for (const id of device.memory.entries) {
    const save = world.model.saves.get(id);
    if (save === undefined || image.memory.entries.has(id)) continue;
    // Nothing but the server, if it has it, still holds what this disk held.
    // Of what was withheld the server has no more than the number; nor of a refused change that nobody can tell whose words
    // it brings, once somebody was erased.
    const onServer = known.get(id);
    const isNumberOnly = (row: { status: string; body: string }) =>
      row.body.includes('"withheld"') || (row.status === "rejected" && row.body === "");
    if (onServer !== undefined && !isNumberOnly(onServer)) save.isOnlyOnServer = true;
    else save.isLostWithDisk = true;
  }
  device.rollBack(image);
  world.say(`${device.name} is rolled back`);
};

const wipeDevice: Act = async (world) => {
  const device = world.chance.pick(world.devices);
  device.kill();
  const known = mutationRows(world);
  const copied = new Set([...device.spare.copies.values()].map((copy) => copy.id));
  for (const id of device.memory.entries) {
    const save = world.model.saves.get(id);
    // Everything else that was called saved must come back: it is in the second copy.
    if (save !== undefined && !copied.has(id) && known.has(id)) save.isOnlyOnServer = true;
  }
  device.wipe(world.emptyDisk(device.registry));
  world.say(`the browser throws away the database of ${device.name}`);
};

const cloneDevice: Act = async (world) => {
  const device = world.chance.pick(world.devices);
  if (isBusy(world, device) || world.devices.length > 7) return;
  const clone = world.addDeviceWith(device.person, device.registry, device.image());
  clone.isPristine = false;
  device.isPristine = false;
  world.say(`${device.name} is copied to ${clone.name}`);
};

const newDevice: Act = async (world) => {
  if (world.devices.length > 7) return;
  const [school] = world.schools;
  const device = world.addDevice(world.chance.pick(school.people), world.chance.pick(["now", "now", "old"]));
  world.say(`a new tablet ${device.name}`);
};

const anotherTab: Act = async (world) => {
  const device = world.chance.pick(world.devices);
  if (device.tabs.length !== 1) return;
  world.say(`${device.name} opens another window`);
  await world.alone("open", () => device.openTab());
};

const restartDevice: Act = async (world) => {
  const device = world.chance.pick(world.devices);
  if (isBusy(world, device)) device.kill();
  else device.close();
  if (world.chance.chance(0.5)) device.registry = world.newestRegistry;
  world.say(`${device.name} starts again`);
};

/** The tablet is locked, or another person uses it: what lies there sealed leaves without its author. */
const sealedLeaves: Act = async (world) => {
  const device = world.chance.pick(world.devices);
  if (device.state === undefined) return;
  if (isBusy(world, device)) device.kill();
  else device.close();
  const life = { name: `${device.name} sealed`, isDead: false };
  const post = sealedPostOf(world.network, life, device.person);
  const outcome = await world.alone("sealed work", () => device.sendSealed(post));
  world.say(`${device.name} sent what was sealed: ${JSON.stringify(outcome)}`);
};

const fillDisk: Act = async (world) => {
  const device = world.chance.pick(world.devices);
  device.fullness = device.fullness ? undefined : world.chance.pick(["at-commit", "at-request"] as const);
  world.say(`the disk of ${device.name} is full ${device.fullness ?? "no more"}`);
};

const compact: Act = async (world) => {
  if (!world.server.isUp) return;
  const [{ id }] = world.schools;
  world.say("compaction");
  await world.alone("compact", () => world.server.compact(id));
};

const erase: Act = async (world) => {
  const { chance, server, model, schools } = world;
  const [school] = schools;
  const [lead] = school.people;
  if (!server.isUp || lead === undefined || model.erasedPupils.size > 1) return;
  const pupilId = chance.pick(school.pupilIds);
  world.say(`pupil ${pupilId} is erased`);
  const packet = { path: "/api/admin/erase", body: JSON.stringify({ pupilId }), person: lead };
  if (model.erasedPupils.has(pupilId)) return;
  const { status } = await world.alone("erase", () => server.handle(packet));
  if (status === 200) model.erasedPupils.add(pupilId);
};

const serverComesAndGoes: Act = async (world) => {
  if (world.server.isUp) world.server.kill();
  else world.server.start();
  world.say(`the server is ${world.server.isUp ? "up" : "down"}`);
};

/** What is in the middle of something cannot be copied as it stands. */
function isBusy(_world: World, device: SimDevice): boolean {
  return device.tabs.some((tab) => tab.isSyncing);
}

const always: readonly (readonly [Act, number])[] = [
  [bundle, 30],
  [timePasses, 3],
];

const sometimes: readonly (readonly [Act, number])[] = [
  [setClock, 1],
  [changeWeather, 3],
  [answerArrives, 4],
  [lateArrives, 2],
  [backUp, 3],
  [restore, 1.5],
  [takeImage, 2],
  [rollBack, 1],
  [wipeDevice, 1],
  [cloneDevice, 0.7],
  [newDevice, 1],
  [anotherTab, 1.5],
  [restartDevice, 1.5],
  [sealedLeaves, 2.5],
  [fillDisk, 0.6],
  [compact, 1],
  [erase, 0.7],
  [serverComesAndGoes, 1],
];

/** Which things happen in this run: each run leaves some of them out, so that the others meet more often. */
export async function play(world: World): Promise<void> {
  const { chance } = world;
  const [school, other] = world.schools;
  const people = chance.shuffle(school.people).slice(0, chance.int(1, 3));
  for (const person of people) world.addDevice(person, chance.pick(["now", "now", "now", "old"]));
  const [lead] = school.people;
  if (lead && chance.chance(0.7)) world.addDevice(lead);
  const [stranger] = other.people;
  if (stranger && chance.chance(0.3)) world.addDevice(stranger);
  const acts = [...always, ...sometimes.filter(() => chance.chance(0.6))];
  const backups: Backups = { copies: [], verified: -1 };
  for (let left = chance.int(15, 50); left > 0; left -= 1) {
    const act = chance.weighted(acts);
    await act(world, backups);
    for (const device of world.devices) checkNoHole(world, device);
  }
}
