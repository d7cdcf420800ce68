// A simulated device: a disk, one or two windows of the real storage and sync code over it, a clock that may be wrong, and
// what the oracle remembers of it.
import { IDBKeyRange } from "fake-indexeddb";
import type { Registry } from "../../src/domain/record-kind.ts";
import type { Rules } from "../../src/protocol/rules.ts";
import { createDatabase, type SyncState } from "../../src/storage/database.ts";
import { closeDevice, deviceDatabaseName, openDevice, type Device } from "../../src/storage/device.ts";
import { adoptOthers } from "../../src/storage/others.ts";
import { openSealedWork } from "../../src/storage/sealed-work.ts";
import type { SpareCopies } from "../../src/storage/spare-copies.ts";
import { recoverLost } from "../../src/storage/spare-outbox.ts";
import type { Messenger, SealedPost } from "../../src/sync/messenger.ts";
import { sendSealedWork, type SealedOutcome } from "../../src/sync/sealed-push.ts";
import type { Vault } from "../../src/vault/vault.ts";
import { SpareShelf } from "../support/spare-shelf.ts";
import { createUnsealedVault } from "../support/unsealed-vault.ts";
import { openServerSeal } from "./open-seal.ts";
import { Disk, type Fullness, type OpenWindow } from "./disk.ts";
import type { Life, Loop } from "./loop.ts";
import type { SimPerson } from "./school-template.ts";

/** What the oracle knows of a device; it is copied and rolled back with the disk. */
export interface Memory {
  /** "kind|id|unit" -> the last value that was written here. */
  readonly own: Map<string, string>;
  /** Mutations that were seen in the outbox. */
  readonly entries: Set<string>;
  /** Those of them that the server has acknowledged at some time. */
  readonly acknowledged: Set<string>;
}

export interface Image {
  readonly disk: Disk;
  /** The second copy of the outbox, beside the database. */
  readonly spare: SpareShelf;
  readonly memory: Memory;
}

export interface SimTab {
  readonly life: Life;
  readonly window: OpenWindow;
  readonly device: Device;
  readonly messenger: Messenger;
  isSyncing: boolean;
}

export interface DeviceWorld {
  readonly loop: Loop;
  readonly nowMs: () => number;
  readonly newIdOf: (person: SimPerson) => string;
  readonly rules: Rules;
  readonly messengerOf: (life: Life, person: SimPerson) => Messenger;
  readonly onCommit: (device: SimDevice) => void;
  readonly isAtomic: boolean;
  readonly hasSpare: boolean;
}

export class SimDevice {
  readonly name: string;
  readonly person: SimPerson;
  registry: Registry;
  disk: Disk;
  spare: SpareShelf;
  memory: Memory;
  tabs: SimTab[] = [];
  fullness: Fullness = undefined;
  /** Its clock: so far off, or stopped at an instant. */
  clock: { readonly offMs: number } | { readonly atMs: number } = { offMs: 0 };
  /** Neither rolled back nor copied from another. */
  isPristine = true;
  readonly images: Image[] = [];
  readonly #world: DeviceWorld;
  #windows = 0;
  #rollbacks = 0;

  constructor(world: DeviceWorld, name: string, person: SimPerson, registry: Registry, image: Image) {
    this.#world = world;
    this.name = name;
    this.person = person;
    this.registry = registry;
    this.disk = image.disk;
    this.spare = image.spare;
    this.memory = image.memory;
  }

  /** Its name in this life: between two rollbacks what it makes has one order. */
  get lifeName(): string {
    return this.#rollbacks === 0 ? this.name : `${this.name}~${this.#rollbacks}`;
  }

  /** The disk is as it was when the image was taken. */
  rollBack(image: Image): void {
    this.kill();
    this.#become(copyOfImage(image));
  }

  /** The browser throws the database away; what lies beside it stays. */
  wipe(empty: Disk): void {
    this.kill();
    this.#become({ ...freshImage(empty, this.person), spare: this.spare });
  }

  #become({ disk, spare, memory }: Image): void {
    this.disk = disk;
    this.spare = spare;
    this.memory = memory;
    this.isPristine = false;
    this.#rollbacks += 1;
  }

  get state(): SyncState | undefined {
    return this.disk.row("meta", "sync") as SyncState | undefined;
  }

  get nowMs(): number {
    return "atMs" in this.clock ? this.clock.atMs : this.#world.nowMs() + this.clock.offMs;
  }

  async openTab(): Promise<SimTab> {
    const { loop, newIdOf, rules, messengerOf, onCommit } = this.#world;
    this.#windows += 1;
    const life: Life = { name: `${this.name}.${this.#windows}`, isDead: false };
    const window = this.disk.openWindow({
      onCommit: () => onCommit(this),
      fullness: () => this.fullness,
      isAtomic: this.#world.isAtomic,
    });
    const device = await openDevice({
      registry: this.registry,
      vault: gatedVault(loop, life),
      serverSeal: openServerSeal(loop, life, () => newIdOf(this.person)),
      clock: { nowMs: () => this.nowMs },
      newId: () => newIdOf(this.person),
      schoolId: this.person.school,
      staffId: this.person.staffId,
      otherWindows: this.#otherWindows(life),
      rules,
      engine: { indexedDB: window.indexedDB, IDBKeyRange },
      ...(this.#world.hasSpare && { spare: gatedSpare(loop, life, this.spare) }),
    });
    const tab: SimTab = { life, window, device, messenger: messengerOf(life, this.person), isSyncing: false };
    this.tabs.push(tab);
    await adoptOthers(device);
    await recoverLost(device);
    return tab;
  }

  readonly #listeners = new Map<Life, (stores: readonly string[]) => void>();

  #otherWindows(life: Life) {
    return {
      tell: (stores: readonly string[]) => {
        for (const [other, heard] of this.#listeners) {
          if (other !== life) setTimeout(() => (other.isDead ? undefined : heard(stores)));
        }
      },
      listen: (onStores: (stores: readonly string[]) => void) => void this.#listeners.set(life, onStores),
      close: () => void this.#listeners.delete(life),
    };
  }

  /** One window dies at once. */
  killTab(tab: SimTab): void {
    tab.life.isDead = true;
    tab.window.kill();
    this.#listeners.delete(tab.life);
    this.tabs = this.tabs.filter((one) => one !== tab);
  }

  kill(): void {
    for (const tab of this.tabs) this.killTab(tab);
  }

  /** Closes as a person would; nothing may be running. */
  close(): void {
    for (const tab of this.tabs) {
      closeDevice(tab.device);
      tab.life.isDead = true;
    }
    this.tabs = [];
  }

  /** What lies sealed on the disk leaves, while nobody has it open. */
  async sendSealed(post: SealedPost): Promise<SealedOutcome> {
    const window = this.disk.openWindow({
      onCommit: () => {},
      fullness: () => this.fullness,
      isAtomic: this.#world.isAtomic,
    });
    const engine = { indexedDB: window.indexedDB, IDBKeyRange };
    const name = deviceDatabaseName(this.person.school, this.person.staffId);
    const work = await openSealedWork(name, this.registry, engine);
    if (work === undefined) return "sent";
    const outcome = await sendSealedWork(work, { nowMs: () => this.nowMs }, post);
    work.close();
    return outcome;
  }

  /** A copy of the disk as it is; nothing may be running. */
  image(): Image {
    return copyOfImage({ disk: this.disk, spare: this.spare, memory: this.memory });
  }
}

function copyOfImage({ disk, spare, memory }: Image): Image {
  const { own, entries, acknowledged } = memory;
  return {
    disk: disk.copy(),
    spare: new SpareShelf(spare.copies),
    memory: { own: new Map(own), entries: new Set(entries), acknowledged: new Set(acknowledged) },
  };
}

/** An installed app that has not been opened yet: made once for each version of the app, and copied. */
export async function installed(registry: Registry): Promise<Disk> {
  const disk = new Disk();
  const db = createDatabase("installed", registry, { indexedDB: disk.factory, IDBKeyRange });
  await db.open();
  db.close();
  return disk;
}

export function freshImage(app: Disk, person: SimPerson): Image {
  const name = deviceDatabaseName(person.school, person.staffId);
  return {
    disk: app.copy(name),
    spare: new SpareShelf(),
    memory: { own: new Map(), entries: new Set(), acknowledged: new Set() },
  };
}

function gatedSpare(loop: Loop, life: Life, shelf: SpareShelf): SpareCopies {
  const gated =
    <In extends unknown[], Out>(what: string, work: (...given: In) => Promise<Out>) =>
    async (...given: In) => {
      await loop.gate(life, what);
      return await work(...given);
    };
  return {
    keep: gated("copies", shelf.keep),
    keys: gated("lists copies", shelf.keys),
    read: gated("reads a copy", shelf.read),
    drop: gated("drops a copy", shelf.drop),
  };
}

function gatedVault(loop: Loop, life: Life): Vault {
  const plain = createUnsealedVault();
  return {
    seal: async (address, text) => {
      await loop.gate(life, "seals");
      return await plain.seal(address, text);
    },
    open: async (address, sealed) => {
      await loop.gate(life, "opens");
      return await plain.open(address, sealed);
    },
  };
}
