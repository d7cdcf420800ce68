// The things that are done on a device: a person saves, and the app syncs, by the very functions that the app uses.
import { instantOf } from "../../src/protocol/clock.ts";
import { saveChanges } from "../../src/storage/write.ts";
import { storageRefusal } from "../../src/storage/faults.ts";
import { isReopened } from "../../src/storage/reopen.ts";
import { syncRound } from "../../src/sync/round.ts";
import type { Fault } from "../../src/sync/fault.ts";
import type { SimDevice, SimTab } from "./sim-device.ts";
import { wishOf, type Scene } from "./wishes.ts";
import type { World } from "./world.ts";

/** A window of a device that is open, or opened now. */
export async function tabOf(world: World, device: SimDevice): Promise<SimTab> {
  if (device.tabs.length > 0) return world.chance.pick(device.tabs);
  // A disk without room for a new database lets nobody in; that is no matter of sync.
  if (device.state === undefined) device.fullness = undefined;
  world.loop.isCalm = true;
  const tab = await world.alone(`open ${device.name}`, () => device.openTab());
  world.loop.isCalm = false;
  return tab;
}

export function beginSave(world: World, device: SimDevice, tab: SimTab): void {
  const { chance, model, loop } = world;
  const school = world.schools.find((one) => one.id === device.person.school) ?? world.schools[0];
  const scene: Scene = {
    chance,
    model,
    school,
    person: device.person,
    newId: () => world.newIdOf(device.person),
    today: world.today,
    at: instantOf({ nowMs: () => world.nowMs }),
  };
  world.begin(`save on ${tab.life.name}`, tab.life, async () => {
    const wish = await wishOf(tab, scene);
    if (wish === undefined) return;
    // The form is open for a while: what comes meanwhile, the person has not seen.
    await loop.gate(tab.life, "thinks", chance.chance(0.1));
    const id = scene.newId();
    const save = model.begin({ id, device: device.lifeName, startStep: loop.steps, seen: wish.seen });
    const result = await saveChanges(tab.device, id, wish.changes);
    save.heardStep = loop.steps;
    // A database that was cut off or is stuck may have committed after all; every other refusal has written nothing.
    const isOpen = !result.ok && ["storage-closed", "storage-stuck"].includes(result.refusal.code);
    save.answer = result.ok ? "saved" : isOpen ? "unknown" : "refused";
    const [first] = wish.changes;
    world.say(`${tab.life.name} saved ${first?.kind.name} ${first?.id}: ${JSON.stringify(result)} as ${id}`);
  });
}

export function beginSync(world: World, device: SimDevice, tab: SimTab): void {
  if (tab.isSyncing) return;
  tab.isSyncing = true;
  world.begin(`sync on ${tab.life.name}`, tab.life, async () => {
    try {
      const fault = await syncOnce(tab);
      const { cursor, lastN } = device.state ?? {};
      world.say(
        `${tab.life.name} synced: ${JSON.stringify(fault ?? "up to date")} at ${cursor?.seq} n ${lastN}`,
      );
    } finally {
      tab.isSyncing = false;
    }
  });
}

/** A round as the engine runs it: a fault of the device's own database is passing, and the connection is opened again. */
export async function syncOnce(tab: SimTab): Promise<Fault | undefined> {
  try {
    return await syncRound(tab.device, tab.messenger, () => {});
  } catch (fault) {
    const code = storageRefusal(fault);
    if (code === undefined) throw fault;
    if (code === "storage-closed") await isReopened(tab.device);
    return { ok: false, fault: "storage" };
  }
}
