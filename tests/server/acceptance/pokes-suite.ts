// Pokes on either engine: who hears of a change, what they hear, and how soon.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { registry } from "../../../src/domain/records.ts";
import { groupScope, moneyScope, schoolScope } from "../../../src/domain/scope.ts";
import type { Role } from "../../../src/domain/staff.ts";
import { createFactsCache } from "../../../src/server/facts.ts";
import { createPokes, type Pokes } from "../../../src/server/pokes.ts";
import { systemRandom } from "../../../src/server/random.ts";
import { staffRecord } from "../../../src/server/staff-record.ts";
import { inTransaction } from "../../../src/server/storage/database.ts";
import { insertSchool } from "../../../src/server/storage/school-rows.ts";
import type { Db } from "../../../src/server/storage/tables.ts";
import { writeNewRecords, type NewRecord } from "../../../src/server/write-records.ts";
import type { Engine, Place } from "../support/engines.ts";
import { listen, type Ear } from "../support/ear.ts";
import { newId } from "../support/school.ts";

const clock = { nowMs: () => Date.parse("2026-11-23T10:00:00Z") };
const school = "11111111-1111-4111-8111-111111111111";

interface Process {
  readonly db: Db;
  readonly pokes: Pokes;
  readonly logged: string[];
}

function poolOfProcesses(place: () => Place) {
  const running: Process[] = [];
  return {
    start: async (): Promise<Process> => {
      const db = await place().open();
      const logged: string[] = [];
      const log = (event: string) => void logged.push(event);
      const pokes = createPokes({ db, facts: createFactsCache(), clock, log });
      const started = { db, pokes, logged };
      running.push(started);
      return started;
    },
    stop: () => {
      for (const one of running.splice(0)) one.pokes.closeAll();
    },
  };
}

/** Writes records and pokes as a push does: for all but the session that sent them. */
async function write(by: Process, records: readonly NewRecord[], exceptTokenHash?: string): Promise<number> {
  const seq = await inTransaction(by.db, (tx) =>
    writeNewRecords(tx, { registry, random: systemRandom, clock }, school, null, records),
  );
  const scopes = [...new Set(records.map((one) => one.scope))];
  by.pokes.poke(school, seq, exceptTokenHash, scopes);
  return seq;
}

async function makeSchool(by: Process): Promise<void> {
  await insertSchool(by.db, { id: school, name: "S", isDemo: false, epoch: "e", atMs: 0 });
}

async function addStaff(by: Process, roles: Role[]): Promise<string> {
  const staffId = newId();
  await write(by, [staffRecord(staffId, "Sam Lead", roles)]);
  return staffId;
}

const hear = (by: Process, staffId: string, tokenHash = newId()): Ear =>
  listen(by.pokes.open({ tokenHash, school, staffId }));

function groupWith(groupId: string, staffIds: readonly string[]): NewRecord[] {
  const scope = groupScope(groupId);
  const staffing = (staffId: string) => ({ groupId, staffId, role: "lead", from: "2026-09-01" });
  return staffIds.map((staffId) => ({ kind: "groupStaff", id: newId(), scope, fields: staffing(staffId) }));
}

const pupil = (): NewRecord => {
  const fields = { knownAs: "Ada", familyInitial: "K", initials: "AK" };
  return { kind: "pupil", id: newId(), scope: schoolScope, fields };
};

export function pokesSuite(engine: () => Engine): void {
  let place: Place;
  let server: Process;
  const processes = poolOfProcesses(() => place);
  beforeEach(async () => {
    place = await engine().place();
    server = await processes.start();
    await makeSchool(server);
  });
  afterEach(async () => {
    vi.useRealTimers();
    processes.stop();
    await place.remove();
  });

  it("tells those who hold what was touched now, somebody who was just put into the group too, and nobody else", async () => {
    const [senco, inGroup, elsewhere] = [
      await addStaff(server, ["senco"]),
      await addStaff(server, ["teaching-assistant"]),
      await addStaff(server, ["teaching-assistant"]),
    ];
    const [one, two, three] = [hear(server, senco), hear(server, inGroup), hear(server, elsewhere)];
    const touched = await write(server, groupWith(newId(), [inGroup]));
    const forAll = await write(server, [pupil()]);
    expect([await one.next(), await one.next()]).toEqual([touched, forAll]);
    expect([await two.next(), await two.next()]).toEqual([touched, forAll]);
    // What comes first is what came first: the group was not told here.
    expect(await three.next()).toBe(forAll);
  });

  it("does not tell the session that made the change, carries a number only, and tells other sessions of that person", async () => {
    const senco = await addStaff(server, ["senco"]);
    const [own, other] = [hear(server, senco, "own"), hear(server, senco, "other")];
    const first = await write(server, [pupil()], "own");
    const second = await write(server, [pupil()], "other");
    expect(await other.next()).toBe(first);
    expect(await own.next()).toBe(second);
    expect(own.raw.concat(other.raw).filter((text) => text.includes("poke"))).toEqual([
      `event: poke\ndata: {"seq":${second}}\n\n`,
      `event: poke\ndata: {"seq":${first}}\n\n`,
    ]);
  });

  it("tells everybody of a change whose scopes are not known, and nobody of another school", async () => {
    const staffId = await addStaff(server, ["teaching-assistant"]);
    const here = hear(server, staffId);
    const there = listen(server.pokes.open({ tokenHash: newId(), school: "another", staffId }));
    server.pokes.poke(school, 7);
    expect(await here.next()).toBe(7);
    server.pokes.poke("another", 9);
    expect(await there.next()).toBe(9);
  });

  it("tells few at once, and many together after a quarter of a second, each with the newest number", async () => {
    const senco = await addStaff(server, ["senco"]);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const few = Array.from({ length: 20 }, (_, at) => hear(server, senco, `few ${at}`));
    server.pokes.poke(school, 1);
    expect(await Promise.all(few.map((ear) => ear.next()))).toEqual(few.map(() => 1));

    const ears = [...few, hear(server, senco, "one more")];
    for (const seq of [2, 3, 4]) server.pokes.poke(school, seq);
    await vi.advanceTimersByTimeAsync(249);
    expect(ears.flatMap((ear) => ear.waiting())).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await Promise.all(ears.map((ear) => ear.next()))).toEqual(ears.map(() => 4));
    expect(ears.flatMap((ear) => ear.waiting())).toEqual([]);
  });
}

export function pokesAcrossSuite(engine: () => Engine): void {
  let place: Place;
  const processes = poolOfProcesses(() => place);
  beforeEach(async () => {
    place = await engine().place();
  });
  afterEach(async () => {
    processes.stop();
    await place.remove();
  });

  it("tells the streams of another process within its next look, those that it concerns, and its own once", async () => {
    const [first, second] = [await processes.start(), await processes.start()];
    await makeSchool(first);
    const senco = await addStaff(first, ["senco"]);
    const assistant = await addStaff(first, ["teaching-assistant"]);
    const [near, far, farAssistant] = [hear(first, senco), hear(second, senco), hear(second, assistant)];
    await bothAreLooking([first, far], [second, near]);
    farAssistant.forget();

    const touched = await write(first, [payBand()]);
    expect(await far.next()).toBe(touched);
    const forAll = await write(second, [pupil()]);
    expect([await near.next(), await near.next()]).toEqual([touched, forAll]);
    expect(await far.next()).toBe(forAll);
    expect(await farAssistant.next()).toBe(forAll);
    expect([...first.logged, ...second.logged]).toEqual([]);
  }, 20_000);

  it("goes on looking after the database was away", async () => {
    const [first, second] = [await processes.start(), await processes.start()];
    await makeSchool(first);
    const senco = await addStaff(first, ["senco"]);
    const far = hear(second, senco);
    await untilLooking(first, far);
    await second.db.schema.alterTable("school").renameTo("away").execute();
    await expect.poll(() => second.logged, { timeout: 5000 }).toContain("poll-fault");
    await second.db.schema.alterTable("away").renameTo("school").execute();
    await untilHeard([far], await write(first, [pupil()]));
    expect(second.logged.filter((event) => event === "poll-fault").length).toBe(1);
  }, 20_000);
}

/** What a teaching assistant may not see. */
const payBand = (): NewRecord => {
  return { kind: "payBand", id: newId(), scope: moneyScope, fields: { name: "Band C" } };
};

/** A process tells what others wrote since it looked first; so something is written until that has happened. */
async function untilLooking(writer: Process, ear: Ear): Promise<void> {
  const heard = async () => {
    await write(writer, [pupil()]);
    return ear.waiting().length;
  };
  await expect.poll(heard, { timeout: 10_000 }).toBeGreaterThan(0);
}

/** Leaves both ears with nothing on its way to them. */
async function bothAreLooking([first, far]: [Process, Ear], [second, near]: [Process, Ear]): Promise<void> {
  await untilLooking(first, far);
  near.forget();
  await untilLooking(second, near);
  for (const writer of [first, second]) {
    await untilHeard([far, near], await write(writer, [pupil()]));
  }
}

async function untilHeard(ears: readonly Ear[], seq: number): Promise<void> {
  for (const ear of ears) while ((await ear.next()) < seq);
}
