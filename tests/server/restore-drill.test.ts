// The restore drill: real tablets, a real server, last night's backup, and a machine that breaks in the morning. What a
// person was told is saved must be there afterwards, and nobody has to do anything on a tablet.
import "fake-indexeddb/auto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { v7 } from "uuid";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { staffIdSchema } from "../../src/domain/ids.ts";
import * as records from "../../src/domain/records.ts";
import { makeBackup } from "../../src/server/backup/make-backup.ts";
import { restoreBackup } from "../../src/server/backup/restore.ts";
import { systemRandom } from "../../src/server/random.ts";
import { readRecords } from "../../src/storage/read.ts";
import { change, make, saveChanges } from "../../src/storage/write.ts";
import { createMessenger } from "../../src/sync/messenger.ts";
import { syncRound } from "../../src/sync/round.ts";
import { testClock, testDevice } from "../support/device.ts";
import type { TestServer } from "./support/school.ts";
import { addPerson, everyoneIsBack, setUpSchool, type Person } from "./support/school.ts";
import { startPostgres } from "./support/postgres.ts";
import { dataFolder, serverOn, startOfTest, untilDone, type DataFolder } from "./support/server-on.ts";

let engine: Engine;
let folder: DataFolder;
let server: TestServer;
let tablets: readonly Tablet[];
/** What each child was last called by somebody who was told that it is saved. */
let saved: Map<string, string>;

interface Engine {
  readonly newFolder: () => Promise<DataFolder>;
  /** The machine is lost: nothing of the database is left. */
  readonly lose: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const engines: readonly { readonly name: string; readonly start: () => Promise<Engine> }[] = [
  {
    name: "SQLite",
    start: () =>
      Promise.resolve({
        newFolder: () => Promise.resolve(dataFolder()),
        lose: () => Promise.resolve(rmSync(join(folder.path, "alongside.sqlite"))),
        stop: () => Promise.resolve(),
      }),
  },
  {
    name: "PostgreSQL",
    start: async () => {
      const postgres = await startPostgres();
      const newUrl = async () => (await postgres.newDatabase()).url;
      return {
        newFolder: async () => dataFolder(await newUrl()),
        lose: async () => void (folder = { ...folder, url: await newUrl() }),
        stop: postgres.stop,
      };
    },
  },
];

type Tablet = Awaited<ReturnType<typeof tabletOf>>;

/** A tablet that talks to whichever server there is. */
async function tabletOf(person: Person) {
  const network: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("cookie", person.cookie);
    return await server.app.hono.request(String(input), { ...init, headers });
  };
  const messenger = createMessenger(network);
  const staffId = staffIdSchema.parse(person.staffId);
  const clock = testClock(new Date(startOfTest).toISOString());
  const device = await testDevice({ schoolId: person.schoolId, staffId, clock });
  const sync = async () => {
    expect(await syncRound(device, messenger, () => {})).toBeUndefined();
  };
  const children = async () => {
    const all = await readRecords(device, records.pupil);
    return new Map(all.map((one) => [one.id, one.record.knownAs]));
  };
  const admit = async (knownAs: string) => {
    const id = v7();
    const child = { knownAs, familyInitial: "K", initials: "AK" };
    expect(await saveChanges(device, v7(), [make(records.pupil, id, child)])).toMatchObject({ ok: true });
    saved.set(id, knownAs);
    return id;
  };
  const rename = async (id: string, knownAs: string) => {
    const child = (await readRecords(device, records.pupil)).find((one) => one.id === id);
    if (child === undefined) throw new Error("This tablet does not have the child.");
    const changed = change(records.pupil, child, { knownAs });
    expect(await saveChanges(device, v7(), [changed])).toMatchObject({ ok: true });
    saved.set(id, knownAs);
  };
  await sync();
  return { device, sync, children, admit, rename };
}

async function everyoneSyncs(): Promise<void> {
  // Twice: what the last one sends must reach the first one too.
  for (const tablet of [...tablets, ...tablets]) await tablet.sync();
}

function placeOf({ path, url }: DataFolder) {
  return { dataFolder: path, ...(url !== undefined && { databaseUrl: url }) };
}

async function backUp(atMs: number): Promise<{ path: string; seq: number }> {
  const made = await makeBackup({ ...placeOf(folder), keep: 14, program: "test" }, { nowMs: () => atMs });
  if (!made.ok) throw new Error(made.code);
  return { path: made.path, seq: made.schools[0]?.seq ?? 0 };
}

async function restore(from: string, days = 1): Promise<void> {
  const nowMs = startOfTest + days * 86_400_000;
  const by = { clock: { nowMs: () => nowMs }, random: systemRandom, registry: records.registry };
  expect(await restoreBackup({ ...placeOf(folder), from, mayReplace: true }, by)).toMatchObject({ ok: true });
  server = await serverOn(folder, nowMs);
  await everyoneIsBack(server);
}

async function childrenOnServer(): Promise<Map<string, string>> {
  const rows = await server.db
    .selectFrom("record")
    .select(["id", "data"])
    .where("kind", "=", "pupil")
    .where("deleted", "=", 0)
    .execute();
  return new Map(rows.map((row) => [row.id, JSON.parse(row.data).knownAs]));
}

async function expectNothingLost(): Promise<void> {
  expect(await childrenOnServer()).toEqual(saved);
  for (const tablet of tablets) expect(await tablet.children()).toEqual(saved);
}

const durableSeq = async () =>
  (await server.db.selectFrom("school").select("durable_seq").executeTakeFirstOrThrow()).durable_seq;

describe.each(engines)("on $name", ({ start }) => {
  beforeAll(async () => void (engine = await start()), 60_000);
  afterAll(() => engine.stop());
  beforeEach(async () => {
    folder = await engine.newFolder();
    server = await serverOn(folder);
    const lead = await setUpSchool(server);
    const helper = await addPerson(server, lead, "Ana Reed", ["teaching-assistant", "senco"]);
    tablets = [await tabletOf(lead), await tabletOf(lead), await tabletOf(helper)];
    saved = new Map();
  });
  afterEach(async () => {
    await server.close();
    folder.remove();
  });

  it("a machine that dies loses nothing that was saved since last night's backup", async () => {
    const [first, second, third] = tablets as [Tablet, Tablet, Tablet];
    const early = await first.admit("Amara");
    await first.admit("Beth");
    await everyoneSyncs();
    const backingUp = untilDone(backUp(startOfTest));
    for (let count = 0; !backingUp.isDone() || count < 3; count += 1) {
      await second.admit(`During ${count}`);
      await second.sync();
      await setImmediate();
    }
    const backup = await backingUp.result;
    expect(await durableSeq()).toBe(backup.seq);
    await first.rename(early, "Mara");
    await first.admit("Cara");
    await third.admit("Dev");
    await everyoneSyncs();
    await third.admit("Elif, saved and sent, never heard of again");
    await third.sync();
    await second.admit("Farid, saved and not sent yet");
    const answered = await childrenOnServer();
    expect(answered.size).toBe(saved.size - 1);

    await server.close();
    await engine.lose();
    await restore(backup.path);
    expect((await childrenOnServer()).size).toBeLessThan(answered.size);
    expect(await durableSeq()).toBe(backup.seq);
    await everyoneSyncs();
    await expectNothingLost();

    await first.admit("Grace, after the restore");
    await everyoneSyncs();
    await expectNothingLost();
  });

  it("works twice: what came back after one restore outlives the next", async () => {
    const [first, second, third] = tablets as [Tablet, Tablet, Tablet];
    const monday = await backUp(startOfTest);
    await first.admit("Amara");
    await everyoneSyncs();
    await server.close();
    await restore(monday.path);
    await everyoneSyncs();
    await expectNothingLost();

    const tuesday = await backUp(startOfTest + 90_000_000);
    expect(tuesday.seq).toBeGreaterThan(monday.seq);
    await second.admit("Beth");
    await third.admit("Cara");
    await everyoneSyncs();
    await server.close();
    await restore(tuesday.path, 2);
    await everyoneSyncs();
    await expectNothingLost();
  });

  it("would notice: a server that says more is backed up than is loses work", async () => {
    const [first] = tablets as [Tablet, Tablet, Tablet];
    const backup = await backUp(startOfTest);
    await server.db.updateTable("school").set({ durable_seq: 1_000_000 }).execute();
    await first.admit("Amara");
    await everyoneSyncs();
    await server.close();
    await restore(backup.path);
    await everyoneSyncs();
    expect([...(await childrenOnServer()).values()]).not.toContain("Amara");
  });
});
