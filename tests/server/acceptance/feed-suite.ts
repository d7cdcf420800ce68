// Sequence numbers under truly parallel writers: no reader that follows its cursor ever misses one, nothing is lost and
// nothing happens twice. The last tests put a wrong way to number in the place of the right one: it must be found out.
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { advanceSequence } from "../../../src/server/storage/school-rows.ts";
import type { Db } from "../../../src/server/storage/tables.ts";
import type { Engine, Place } from "../support/engines.ts";
import { tryFeed, type Numbering } from "../support/feed.ts";
import { addSchool } from "../support/other-school.ts";
import {
  newId,
  pupilPut,
  setUpSchool,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "../support/school.ts";

const writersPerSchool = 10;
const pushesOfWriter = 8;

export function parallelWritersSuite(engine: () => Engine): void {
  let place: Place;
  let servers: TestServer[];
  beforeEach(async () => {
    place = await engine().place();
    const opened = await Promise.all([place.open(), place.open(), place.open()]);
    servers = await Promise.all(opened.map((db) => startServer({ db })));
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await place.remove();
  });
  const serverAt = (at: number): TestServer => {
    const server = servers[at % servers.length];
    if (server === undefined) throw new Error("There is no server.");
    return server;
  };

  /** Each push is sent twice at once, by way of two servers, as after a lost answer. */
  async function writeAll(person: Person, writer: number): Promise<string[]> {
    const device = new TestDevice(serverAt(writer), person);
    const twin = new TestDevice(serverAt(writer + 1), person);
    const made: string[] = [];
    for (let push = 0; push < pushesOfWriter; push += 1) {
      const pupils = Array.from({ length: 1 + (push % 3) }, () => newId());
      const muts = pupils.map((id) => device.mutation(pupilPut(id)));
      const sent = [device.send(muts), twin.send(muts, { client: device.client })];
      for (const answer of await Promise.all(sent)) expect(answer.status).toBe(200);
      made.push(...pupils);
    }
    return made;
  }

  async function readUntil(done: () => boolean, reader: TestDevice): Promise<void> {
    while (!done()) await reader.pull();
    await reader.pull();
  }

  async function storm(person: Person, base: number): Promise<{ made: Set<string>; readers: TestDevice[] }> {
    const readers = [0, 1].map((at) => new TestDevice(serverAt(base + at), person));
    for (const reader of readers) await reader.pull();
    let isDone = false;
    const writing = Promise.all(
      Array.from({ length: writersPerSchool }, (_, at) => writeAll(person, base + at)),
    ).finally(() => (isDone = true));
    await Promise.all(readers.map((reader) => readUntil(() => isDone, reader)));
    return { made: new Set((await writing).flat()), readers };
  }

  it("skips no number, takes each mutation once, and keeps two busy schools apart", async () => {
    const lead = await setUpSchool(serverAt(0));
    const other = await addSchool(serverAt(0), "Hill Top");
    const storms = await Promise.all([storm(lead, 0), storm(other, 1)]);
    for (const [at, person] of [lead, other].entries()) {
      const { made, readers } = storms[at] ?? { made: new Set(), readers: [] };
      const { stored, counter, mutations } = await storedIn(serverAt(0).db, person.schoolId);
      expect(new Set(stored.keys())).toEqual(made);
      expect(mutations.length).toBe(made.size);
      expect(new Set(mutations).size).toBe(made.size);
      const newest = await serverAt(0)
        .db.selectFrom("commit")
        .select((row) => row.fn.max("seq").as("seq"))
        .where("school", "=", person.schoolId)
        .executeTakeFirst();
      expect(newest?.seq).toBe(counter);
      expect(counter).toBeGreaterThanOrEqual(Math.max(...stored.values()));
      for (const reader of readers) {
        const got = [...reader.rows].filter(([key]) => key.startsWith("pupil|"));
        expect(new Map(got.map(([key, row]) => [key.slice("pupil|".length), row.seq]))).toEqual(stored);
      }
    }
  }, 60_000);
}

async function storedIn(db: Db, school: string) {
  const rows = await db
    .selectFrom("record")
    .select(["id", "seq"])
    .where("school", "=", school)
    .where("kind", "=", "pupil")
    .execute();
  const mutations = await db.selectFrom("mutation").select("id").where("school", "=", school).execute();
  const counter = await db.selectFrom("school").select("seq").where("id", "=", school).executeTakeFirst();
  return {
    stored: new Map(rows.map((row) => [row.id, row.seq])),
    counter: counter?.seq ?? 0,
    mutations: mutations.map((row) => row.id),
  };
}

/** The right way: the counter first, which holds the others back until the commit. */
const counterFirst: Numbering = {
  first: (tx, school) => advanceSequence(tx, school, 1),
  afterReading: () => Promise.reject(new Error("It has a number already.")),
  last: () => Promise.resolve(),
};

/** Wrong: numbers of an identity column, which are given out before the commit and hold nobody back. */
const identityColumn: Numbering = {
  ...counterFirst,
  first: async (tx) => {
    const query = sql<{ n: number }>`insert into other_numbers (x) values (0) returning n`;
    return (await query.execute(tx)).rows[0]?.n ?? 0;
  },
  last: async (tx, school, seq) => {
    await sql`update school set seq = greatest(seq, ${seq}) where id = ${school}`.execute(tx);
  },
};

/** Wrong: the counter only after what is changed was read. */
const counterAfterReading: Numbering = {
  ...counterFirst,
  first: () => Promise.resolve(undefined),
  afterReading: (tx, school) => advanceSequence(tx, school, 1),
};

export function numberingSuite(engine: () => Engine): void {
  let place: Place;
  beforeEach(async () => {
    place = await engine().place();
  });
  afterEach(() => place.remove());

  it("loses nothing when the counter is the first write", async () => {
    expect(await tryFeed(place, counterFirst)).toEqual({ skipped: [], lost: [], counterOff: 0 });
  });

  describe("a wrong way to number is found out", () => {
    it("an identity column: a reader steps over a number whose transaction is still open", async () => {
      expect((await tryFeed(place, identityColumn)).skipped).toContain(1);
    });

    it("the counter after the reads: a change is laid over what was read before it", async () => {
      expect((await tryFeed(place, counterAfterReading)).lost).toEqual(["quick"]);
    });
  });
}
