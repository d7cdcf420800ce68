// One simulated world: schools, people, devices, a server and the network between them, under one loop and one chance. It
// knows how to begin things, let them run, and make them die; what is to happen is said elsewhere.
import { rmSync } from "node:fs";
import { chanceOf, type Chance } from "../../src/demo/chance.ts";
import { dayInZone, daySchema, type Day } from "../../src/domain/calendar.ts";
import type { Registry } from "../../src/domain/record-kind.ts";
import { rules as rightRules, type Rules } from "../../src/protocol/rules.ts";
import { storageRefusal } from "../../src/storage/faults.ts";
import { AnswerCheck } from "./check-answer.ts";
import { checkCommit } from "./check-commit.ts";
import type { Disk } from "./disk.ts";
import { idsOf, randomOf } from "./ids.ts";
import { Loop, type Life } from "./loop.ts";
import type { Messenger } from "../../src/sync/messenger.ts";
import type { Lens } from "./gated-database.ts";
import { Model } from "./model.ts";
import { fairWeather, messengerOf, type Network } from "./network.ts";
import {
  copyTemplate,
  firstMs,
  simFolder,
  type SimPerson,
  type SimSchool,
  type Template,
} from "./school-template.ts";
import { SimDevice, freshImage, type DeviceWorld } from "./sim-device.ts";
import { SimServer } from "./sim-server.ts";
import { Violation } from "./violation.ts";

export interface Stage {
  readonly template: Template;
  /** Installed apps by version. */
  readonly apps: { readonly now: InstalledApp; readonly old: InstalledApp };
}

interface InstalledApp {
  readonly registry: Registry;
  readonly disk: Disk;
}

interface Activity {
  readonly name: string;
  readonly life: Life;
  isDone: boolean;
}

/** What a test may put in the place of a right part, to see that it is noticed. */
export interface Parts {
  readonly device?: Partial<Rules>;
  readonly server?: Partial<Rules>;
  /** Between the server and its database. */
  readonly lens?: Lens;
  /** Between a window and the network. */
  readonly messenger?: (right: Messenger) => Messenger;
  /** Whether every commit has the same tag. */
  readonly isTagless?: boolean;
  /** Whether a write on a device that is cut short leaves nothing. */
  readonly isAtomic?: boolean;
  /** false: devices keep no second copy of their outbox. */
  readonly hasSpare?: boolean;
}

export class World {
  readonly chance: Chance;
  readonly loop: Loop;
  readonly model = new Model();
  readonly server: SimServer;
  readonly network: Network;
  readonly schools: readonly [SimSchool, SimSchool];
  readonly devices: SimDevice[] = [];
  readonly log: string[] = [];
  nowMs = firstMs;
  readonly #stage: Stage;
  readonly #folder = simFolder();
  readonly #deviceWorld: DeviceWorld;
  #activities: Activity[] = [];
  #failure: Error | undefined;
  #devicesMade = 0;
  #day: { readonly atMs: number; readonly day: Day } | undefined;
  readonly #idsBySchool: ReadonlyMap<string, () => string>;

  constructor(stage: Stage, seed: number, parts: Parts = {}) {
    this.#stage = stage;
    this.chance = chanceOf("simulation", seed);
    this.loop = new Loop(chanceOf("loop", seed));
    this.schools = stage.template.schools;
    const [school] = this.schools;
    this.#idsBySchool = new Map(
      this.schools.map(({ id, mark }) => [id, idsOf(chanceOf("ids", mark, seed), mark)]),
    );
    const { loop, model } = this;
    const answers = new AnswerCheck(
      this.schools,
      (sql, ...values) => this.server.rows(sql, ...values),
      () => this.today,
    );
    this.server = new SimServer(
      {
        loop,
        chance: this.chance,
        random: {
          ...randomOf(chanceOf("server", seed), school.mark),
          ...(parts.isTagless === true && { bytes: (count: number) => new Uint8Array(count) }),
        },
        clock: { nowMs: () => this.nowMs },
        registry: stage.apps.now.registry,
        rules: { ...rightRules, ...parts.server },
        people: this.schools.flatMap((one) => one.people),
        lens: parts.lens,
        onRequest: (packet) => this.watch(() => answers.before(packet)),
        onAnswer: (packet, reply) => this.watch(() => answers.after(packet, reply)),
        onLog: (event, details) => this.#onServerLog(event, details),
      },
      this.#folder,
      copyTemplate(stage.template, this.#folder),
    );
    this.network = { loop, chance: this.chance, server: this.server, weather: { ...fairWeather }, late: [] };
    this.#deviceWorld = {
      loop,
      nowMs: () => this.nowMs,
      newIdOf: (person) => this.newIdOf(person),
      rules: { ...rightRules, ...parts.device },
      messengerOf: (life, person) => {
        const right = messengerOf(this.network, life, person);
        return parts.messenger?.(right) ?? right;
      },
      isAtomic: parts.isAtomic ?? true,
      hasSpare: parts.hasSpare ?? true,
      onCommit: (device) => this.watch(() => checkCommit(model, device)),
    };
    loop.takeOver(() => this.nowMs);
    this.server.start();
  }

  get today(): Day {
    if (this.#day?.atMs !== this.nowMs)
      this.#day = { atMs: this.nowMs, day: daySchema.parse(dayInZone(this.nowMs)) };
    return this.#day.day;
  }

  newIdOf({ school }: SimPerson): string {
    return this.#idsBySchool.get(school)?.() ?? "";
  }

  say(line: string): void {
    this.log.push(`${this.loop.steps}: ${line}`);
    this.loop.note(line);
  }

  addDevice(person: SimPerson, version: "now" | "old" = "now"): SimDevice {
    const { registry, disk } = this.#stage.apps[version];
    return this.addDeviceWith(person, registry, freshImage(disk, person));
  }

  addDeviceWith(person: SimPerson, registry: Registry, image: ReturnType<typeof freshImage>): SimDevice {
    this.#devicesMade += 1;
    const device = new SimDevice(
      this.#deviceWorld,
      `${person.name}${this.#devicesMade}`,
      person,
      registry,
      image,
    );
    this.devices.push(device);
    return device;
  }

  /** The database of an app of this version that was only just installed. */
  emptyDisk(registry: Registry): Disk {
    const { now, old } = this.#stage.apps;
    return registry === old.registry ? old.disk : now.disk;
  }

  get newestRegistry(): Registry {
    return this.#stage.apps.now.registry;
  }

  /** Begins something that goes on as the loop runs; it ends with its life. */
  begin(name: string, life: Life, work: () => Promise<unknown>): void {
    const activity: Activity = { name, life, isDone: false };
    this.#activities.push(activity);
    work().then(
      () => (activity.isDone = true),
      (fault: unknown) => {
        activity.isDone = true;
        if (life.isDead || storageRefusal(fault) !== undefined) return;
        this.#failure ??= fault instanceof Error ? fault : new Error(String(fault));
      },
    );
  }

  /** Runs everything that was begun until it has ended, is dead, or waits for an answer that is held up. */
  async run(): Promise<void> {
    const lives = () => this.#activities.filter((one) => !one.isDone && !one.life.isDead);
    await this.loop.untilIdle(() => lives().length > 0 && this.loop.held === 0);
    this.loop.onStep = () => {};
    if (this.#failure) throw this.#failure;
    this.#activities = lives();
    const stuck = this.#activities[0];
    if (stuck && this.loop.held === 0)
      throw new Violation("I12", `${stuck.name} on ${stuck.life.name} never ends.`);
  }

  /** Does one thing alone. */
  async alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    const ends: { value?: T; fault?: Error } = {};
    this.begin(name, { name, isDead: false }, async () => {
      try {
        ends.value = await work();
      } catch (fault) {
        ends.fault = fault instanceof Error ? fault : new Error(String(fault));
      }
    });
    await this.run();
    if (ends.fault) throw ends.fault;
    if (!("value" in ends)) throw new Violation("I12", `${name} never ends.`);
    return ends.value;
  }

  /** Keeps the first thing that was found wrong, from wherever it was seen. */
  watch(look: () => void): void {
    try {
      look();
    } catch (fault) {
      this.#failure ??= fault instanceof Error ? fault : new Error(String(fault));
    }
  }

  #onServerLog(event: string, details: object): void {
    const line = `server says ${event} ${JSON.stringify(details)}`;
    this.say(line);
    if (event === "device-differs")
      this.watch(() => wrong("I1", `a device differed from the server unnoticed: ${line}`));
    if (event === "fault" || event === "mutation-fault")
      this.watch(() => wrong("I12", `the program failed: ${line}`));
  }

  /** Everything dies; what was still to be run for it is run, so that nothing reaches into the next world. */
  async close(): Promise<void> {
    for (const device of this.devices) device.kill();
    this.server.close();
    await this.loop.runOut();
    this.loop.giveBack();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function wrong(invariant: string, words: string): never {
  throw new Violation(invariant, words);
}
