// One run: a world is made from a seed, things happen in it, faults stop, everybody syncs until nothing changes any more, and
// then nothing may be missing.
import { hasNoBroadcast } from "./no-broadcast.ts";
import { registryOf } from "../../src/domain/records.ts";
import * as records from "../../src/domain/records.ts";
import type { Registry } from "../../src/domain/record-kind.ts";
import { checkConvergence, checkErased, checkNothingLost, checkOrder, checkToldOf } from "./check-end.ts";
import { syncOnce, tabOf } from "./doings.ts";
import { fairWeather } from "./network.ts";
import { play } from "./play.ts";
import { makeTemplate } from "./school-template.ts";
import { installed, type SimDevice } from "./sim-device.ts";
import { Violation } from "./violation.ts";
import { World, type Parts, type Stage } from "./world.ts";

const planKinds = [
  records.staff,
  records.classTeacher,
  records.intervention,
  records.pupil,
  records.enrolment,
  records.group,
  records.groupMember,
  records.groupStaff,
  records.nurturePlacement,
  records.session,
  records.mark,
];
const newKinds = [records.awayToday, records.note];

export async function makeStage(): Promise<Stage> {
  if (!hasNoBroadcast) throw new Error("Broadcast channels would bring in moments that no seed repeats.");
  const app = async (registry: Registry) => ({ registry, disk: await installed(registry) });
  const now = await app(registryOf(...planKinds, ...newKinds));
  const old = await app(registryOf(...planKinds));
  const stage = { template: await makeTemplate(), apps: { now, old } };
  // What libraries do only once in a process happens here, so that a first run is like any other.
  await simulate(stage, 0);
  return stage;
}

export interface RunResult {
  readonly seed: number;
  readonly steps: number;
  /** Fingerprint of everything that happened, in order. */
  readonly hash: string;
  readonly violation?: { readonly invariant: string; readonly words: string };
  readonly lastWords: readonly string[];
}

export type Script = (world: World) => Promise<void>;

/** @param script what happens before the faults stop; by default what the seed draws */
export async function simulate(
  stage: Stage,
  seed: number,
  parts: Parts = {},
  script: Script = play,
): Promise<RunResult> {
  const world = new World(stage, seed, parts);
  try {
    await script(world);
    await comeToRest(world);
    return resultOf(world, seed);
  } catch (fault) {
    return { ...resultOf(world, seed), violation: violationOf(fault) };
  } finally {
    await world.close();
  }
}

function resultOf(world: World, seed: number): RunResult {
  return { seed, steps: world.loop.steps, hash: world.loop.hash, lastWords: world.log.slice(-60) };
}

function violationOf(fault: unknown): { invariant: string; words: string } {
  if (fault instanceof Violation) return { invariant: fault.invariant, words: fault.message };
  return {
    invariant: "fault",
    words: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault),
  };
}

/** Rounds of everybody that must be enough, whatever happened before. */
const mostRounds = 8;

async function comeToRest(world: World): Promise<void> {
  world.say("faults stop");
  await stopFaults(world);
  await settle(world);
  checkEnd(world);
  // A day later old apps are updated, a tablet is new, and every device compares its rows with the server's.
  world.nowMs += 25 * 3_600_000;
  await updateApps(world);
  const [school] = world.schools;
  const fresh = world.addDevice(world.chance.pick(school.people));
  for (const device of world.devices) await syncAlone(world, device);
  for (const device of world.devices) checkConvergence(world, device);
  checkErased(world);
  if (fresh.disk.rows("others").length > 0)
    throw new Violation("I13", "a new tablet keeps rows that it knows aside.");
}

async function stopFaults(world: World): Promise<void> {
  const { loop, network, server } = world;
  Object.assign(network.weather, fairWeather);
  server.start();
  server.failingQueries = 0;
  server.diesAfterQueries = undefined;
  while (loop.held > 0) loop.release(0);
  await world.run();
  for (const packet of network.late.splice(0)) await world.alone("late", () => server.handle(packet));
  for (const device of world.devices) {
    device.fullness = undefined;
    device.clock = { offMs: 0 };
  }
}

/** Everybody syncs in turn until nothing changes any more. */
async function settle(world: World): Promise<void> {
  let before = "";
  for (let round = 1; round <= mostRounds; round += 1) {
    for (const device of world.devices) await syncAlone(world, device);
    const now = standing(world);
    if (now === before) return;
    before = now;
    world.nowMs += 61_000;
  }
  throw new Violation("I12", `the world still changes after ${mostRounds} rounds.`);
}

async function syncAlone(world: World, device: SimDevice): Promise<void> {
  const tab = await tabOf(world, device);
  world.loop.isCalm = true;
  const fault = await world.alone(`sync ${device.name}`, () => syncOnce(tab));
  world.loop.isCalm = false;
  world.say(`${device.name} synced at ${device.state?.cursor?.seq} n ${device.state?.lastN}`);
  if (fault !== undefined && fault.fault !== "storage")
    throw new Violation("I12", `${device.name} cannot sync in fair weather: ${JSON.stringify(fault)}`);
}

function standing(world: World): string {
  const seqs = world.server.rows<{ seq: number }>("select seq from school order by id").map((row) => row.seq);
  const places = world.devices.map(({ state }) => [
    state?.cursor?.seq,
    state?.lastN,
    Object.keys(state?.filling ?? {}),
  ]);
  return JSON.stringify([seqs, places]);
}

function checkEnd(world: World): void {
  for (const device of world.devices) checkConvergence(world, device);
  checkOrder(world);
  for (const device of world.devices) checkToldOf(world, device);
  checkNothingLost(world);
  checkErased(world);
}

async function updateApps(world: World): Promise<void> {
  for (const device of world.devices) {
    if (device.registry === world.newestRegistry) continue;
    device.close();
    device.registry = world.newestRegistry;
    await tabOf(world, device);
    checkConvergence(world, device);
  }
}
