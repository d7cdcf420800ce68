// A real server on a real file, in a world that may kill it before any query, cut its database off, or put an earlier copy
// of its file in place.
import { copyFileSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Chance } from "../../src/demo/chance.ts";
import { compactSchool } from "../../src/server/compact.ts";
import type { Registry } from "../../src/domain/record-kind.ts";
import type { Rules } from "../../src/protocol/rules.ts";
import { createApp, type App } from "../../src/server/app.ts";
import { eraseAgain } from "../../src/server/erase.ts";
import type { KeptErasure } from "../../src/server/parts.ts";
import type { Random } from "../../src/server/random.ts";
import { noteBackup, schoolPlaces, type SchoolPlace } from "../../src/server/storage/backup-rows.ts";
import { readErased } from "../../src/server/storage/erasure-rows.ts";
import { schoolIds } from "../../src/server/storage/school-rows.ts";
import type { Db } from "../../src/server/storage/tables.ts";
import { noRates } from "../support/no-rates.ts";
import { openGated, type GatedDatabase, type Lens } from "./gated-database.ts";
import type { Life, Loop } from "./loop.ts";
import { openSealedOpener } from "./open-seal.ts";
import { signEverybodyIn, type SimPerson } from "./school-template.ts";

export interface Packet {
  readonly path: string;
  readonly body: string;
  readonly person: SimPerson;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
}

export interface ServerCopy {
  readonly file: string;
  readonly places: readonly SchoolPlace[];
}

export interface ServerWorld {
  readonly loop: Loop;
  readonly chance: Chance;
  readonly random: Random;
  readonly clock: { readonly nowMs: () => number };
  readonly registry: Registry;
  readonly rules: Rules;
  readonly people: readonly SimPerson[];
  readonly lens: Lens | undefined;
  readonly onAnswer: (packet: Packet, reply: Reply) => void;
  readonly onRequest: (packet: Packet) => void;
  readonly onLog: (event: string, details: object) => void;
}

interface Running {
  readonly life: Life;
  readonly app: App;
  readonly gated: GatedDatabase;
  /** Requests on their way: their callers hear when the server dies. */
  readonly open: Set<(fault: Error) => void>;
}

export class SimServer {
  /** Queries left before it dies; undefined = it lives. */
  diesAfterQueries: number | undefined;
  /** Queries left that fail because the database cannot be written or read. */
  failingQueries = 0;
  readonly keptErasures: KeptErasure[] = [];
  readonly #world: ServerWorld;
  readonly #folder: string;
  readonly #file: string;
  #running: Running | undefined;
  #look: DatabaseSync | undefined;
  /** Rows an answer holds in this world: often few, so that everything comes in several pages. */
  readonly #pageRows: number;
  readonly #statements = new Map<string, StatementSync>();
  #copies = 0;
  #starts = 0;

  constructor(world: ServerWorld, folder: string, file: string) {
    this.#world = world;
    this.#pageRows = world.chance.pick([1, 3, 7, 20, 1000]);
    this.#folder = folder;
    this.#file = file;
  }

  get isUp(): boolean {
    return this.#running !== undefined;
  }

  get db(): Db {
    if (this.#running === undefined) throw new Error("The server is down.");
    return this.#running.gated.db;
  }

  start(): void {
    if (this.#running) return;
    const { loop, clock, random, registry, rules, onLog, lens } = this.#world;
    this.#starts += 1;
    const life: Life = { name: `server${this.#starts}`, isDead: false };
    this.diesAfterQueries = undefined;
    this.failingQueries = 0;
    const gated = openGated(this.#file, (sql) => this.#gate(life, sql), lens);
    const app = createApp({
      db: gated.db,
      clock,
      random,
      registry,
      rules,
      rates: noRates,
      sealedOpener: openSealedOpener(),
      pageLimits: { rows: this.#pageRows, bytes: 1_000_000 },
      log: (event, details) => (life.isDead ? undefined : onLog(event, details ?? {})),
      inventDemo: () => Promise.reject(new Error("There is no demo school here.")),
      keepErasure: (erasure) => void this.keptErasures.push(erasure),
    });
    this.#running = { life, app, gated, open: new Set() };
    loop.note(life.name);
  }

  /** Every request that was on its way hears nothing more of it. */
  kill(): void {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    running.life.isDead = true;
    running.gated.close();
    for (const fail of running.open) fail(new TypeError("The connection was lost."));
  }

  async handle(packet: Packet): Promise<Reply> {
    const running = this.#running;
    if (running === undefined) throw new TypeError("Nobody answers.");
    this.#world.onRequest(packet);
    return await new Promise<Reply>((resolve, reject) => {
      running.open.add(reject);
      const answer = async () => {
        const reply = await ask(running.app, packet);
        this.#world.onAnswer(packet, reply);
        await this.#world.loop.gate(running.life, "answers");
        running.open.delete(reject);
        resolve(reply);
      };
      answer().catch(reject);
    });
  }

  async #gate(life: Life, sql: string): Promise<void> {
    await this.#world.loop.gate(life, "query");
    if (this.diesAfterQueries !== undefined) {
      this.diesAfterQueries -= 1;
      if (this.diesAfterQueries < 0) {
        this.kill();
        await new Promise(() => {});
      }
    }
    if (this.failingQueries > 0 && sql !== "rollback") {
      this.failingQueries -= 1;
      throw Object.assign(new Error("database or disk is full"), { code: "ERR_SQLITE_ERROR", errcode: 13 });
    }
  }

  /** A copy of the file as it is; nothing may be running. */
  async copy(): Promise<ServerCopy> {
    this.#copies += 1;
    const file = join(this.#folder, `copy-${this.#copies}`);
    copyFileSync(this.#file, file);
    if (existsSync(`${this.#file}-wal`)) copyFileSync(`${this.#file}-wal`, `${file}-wal`);
    return { file, places: await schoolPlaces(this.db) };
  }

  /** Notes that a copy was read back: devices need not keep what it holds. */
  async noteVerified(copy: ServerCopy): Promise<void> {
    await noteBackup(this.db, copy.places, this.#world.clock.nowMs());
  }

  /** The copy takes the file's place; what was erased since is erased again, as the restore command does. */
  async restore(copy: ServerCopy, isNoted: boolean): Promise<void> {
    this.kill();
    this.#stopLooking();
    for (const end of ["", "-wal", "-shm"]) rmSync(`${this.#file}${end}`, { force: true });
    copyFileSync(copy.file, this.#file);
    if (existsSync(`${copy.file}-wal`)) copyFileSync(`${copy.file}-wal`, `${this.#file}-wal`);
    this.start();
    if (isNoted) await noteBackup(this.db, copy.places, this.#world.clock.nowMs());
    const { registry, random, clock, people } = this.#world;
    for (const school of await schoolIds(this.db)) {
      const already = await readErased(this.db, school);
      const missing = this.keptErasures.filter((one) => one.school === school && !already.has(one.subject));
      const erased = new Map(missing.map(({ subject, participant }) => [subject, participant]));
      await eraseAgain(this.db, { registry, random, clock }, school, erased);
    }
    await signEverybodyIn(this.db, people, clock.nowMs());
  }

  async compact(school: string): Promise<void> {
    await compactSchool(this.db, school, this.#world.clock.nowMs());
  }

  /** What is committed, seen from outside, without asking the server. */
  rows<Row>(sql: string, ...values: (string | number)[]): Row[] {
    this.#look ??= new DatabaseSync(this.#file);
    const statement = this.#statements.get(sql) ?? this.#look.prepare(sql);
    this.#statements.set(sql, statement);
    return statement.all(...values) as Row[];
  }

  #stopLooking(): void {
    this.#statements.clear();
    this.#look?.close();
    this.#look = undefined;
  }

  close(): void {
    this.kill();
    this.#stopLooking();
  }
}

async function ask(app: App, { path, body, person }: Packet): Promise<Reply> {
  const response = await app.hono.request(path, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-alongside": "1",
      cookie: `alongside=${person.token}; alongside-tablet=${person.tablet.token}`,
    },
  });
  return { status: response.status, text: await response.text() };
}
