// What a transaction promises on PostgreSQL: tried again when the engine asks for it, one moment for reads, and a
// connection that is cut does no harm.
import { sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { inTransaction, isDatabaseError, isDuplicateError } from "../../../src/server/storage/database.ts";
import {
  advanceSequence,
  inSnapshot,
  insertSchool,
  readSchool,
} from "../../../src/server/storage/school-rows.ts";
import type { Db } from "../../../src/server/storage/tables.ts";
import type { Engine, Place } from "../support/engines.ts";
import { setUpSchool, startServer, TestDevice, pupilPut, newId } from "../support/school.ts";

const school = { name: "S", isDemo: false, epoch: "e", atMs: 0 };
const askForAnotherTry = sql`do $$ begin raise sqlstate '40001'; end $$`;
const cutAllOthers = sql`select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

export function transactionsSuite(engine: () => Engine): void {
  let place: Place;
  let db: Db;
  let other: Db;

  beforeEach(async () => {
    place = await engine().place();
    db = await place.open();
    other = await place.open();
    await insertSchool(db, { ...school, id: "a" });
    await insertSchool(db, { ...school, id: "b" });
  });
  afterEach(() => place.remove());

  it("runs a whole transaction again when two of them wait for each other", async () => {
    let runs = 0;
    const both = (first: string, second: string, on: Db, barrier: { readonly arrive: () => Promise<void> }) =>
      inTransaction(on, async (tx) => {
        runs += 1;
        await advanceSequence(tx, first, 1);
        await barrier.arrive();
        await advanceSequence(tx, second, 1);
      });
    const barrier = barrierOf(2);
    await Promise.all([both("a", "b", db, barrier), both("b", "a", other, barrier)]);
    expect(runs).toBeGreaterThan(2);
    expect([(await readSchool(db, "a"))?.seq, (await readSchool(db, "b"))?.seq]).toEqual([2, 2]);
  });

  it("runs it again a bounded number of times, keeps nothing of the failed ones, and then says so", async () => {
    let runs = 0;
    const failing = (failures: number) =>
      inTransaction(db, async (tx) => {
        runs += 1;
        await advanceSequence(tx, "a", 1);
        if (runs <= failures) await askForAnotherTry.execute(tx);
        return "done";
      });
    expect(await failing(3)).toBe("done");
    expect([runs, (await readSchool(db, "a"))?.seq]).toEqual([4, 1]);
    runs = 0;
    const fault = await failing(Number.POSITIVE_INFINITY).catch((error: unknown) => error);
    expect([runs, isDatabaseError(fault), (await readSchool(db, "a"))?.seq]).toEqual([6, true, 1]);
  });

  it("does not run a transaction again that failed for another reason", async () => {
    let runs = 0;
    const failing = inTransaction(db, async (tx) => {
      runs += 1;
      await insertSchool(tx, { ...school, id: "a" });
    });
    const fault = await failing.catch((error: unknown) => error);
    expect([runs, isDuplicateError(fault), isDatabaseError(fault)]).toEqual([1, true, true]);
    expect([isDuplicateError(new Error("x")), isDatabaseError(new Error("x"))]).toEqual([false, false]);
  });

  it("reads one moment in a snapshot, which a transaction for writing does not", async () => {
    const twice = async (tx: Db) => {
      const before = (await readSchool(tx, "a"))?.seq ?? 0;
      await inTransaction(other, (another) => advanceSequence(another, "a", 1));
      return ((await readSchool(tx, "a"))?.seq ?? 0) - before;
    };
    expect(await inSnapshot(db, twice)).toBe(0);
    expect(await inTransaction(db, twice)).toBe(1);
  });

  it("refuses to write in a snapshot", async () => {
    const writing = inSnapshot(db, (tx) => advanceSequence(tx, "a", 1));
    await expect(writing).rejects.toThrow("read-only");
  });

  it("lives on when unused connections are cut, and counts a cut in the middle as the database's fault", async () => {
    await Promise.all([readSchool(db, "a"), readSchool(db, "b")]);
    await cutAllOthers.execute(other);
    await expect.poll(() => place.lost()).toBeGreaterThan(0);
    const seqOrAgain = async () => {
      const row = await readSchool(db, "a").catch((fault: unknown) => fault);
      return row instanceof Error ? isDatabaseError(row) && "again" : row;
    };
    await expect.poll(seqOrAgain).toMatchObject({ seq: 0 });

    const cut = inTransaction(db, async (tx) => {
      await advanceSequence(tx, "a", 1);
      await cutAllOthers.execute(other);
      await readSchool(tx, "a");
    });
    expect(isDatabaseError(await cut.catch((error: unknown) => error))).toBe(true);
    expect((await readSchool(db, "a"))?.seq).toBe(0);
  });

  it("has a device try again later when its push is cut, and takes it once", async () => {
    await db.deleteFrom("school").execute();
    const server = await startServer({ db });
    const lead = await setUpSchool(server);
    const device = new TestDevice(server, lead);
    const mutation = device.mutation(pupilPut(newId()));
    const holding = barrierOf(2);
    const held = inTransaction(other, async (tx) => {
      await advanceSequence(tx, lead.schoolId, 1);
      await holding.arrive();
      await expect.poll(() => waitingForLocks(tx)).toBe(1);
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(tx);
    });
    await holding.arrive();
    const refused = await device.send([mutation]);
    await held;
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await device.push(mutation)).toMatchObject({ lastN: 1, results: [{ status: "ok" }] });
    await server.close();
  });
}

async function waitingForLocks(db: Db): Promise<number> {
  const query = sql<{ count: number }>`select count(*) as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return (await query.execute(db)).rows[0]?.count ?? 0;
}

/** Lets all go on once so many have arrived; who comes later does not wait. */
function barrierOf(count: number): { readonly arrive: () => Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return {
    arrive: () => {
      arrived += 1;
      if (arrived >= count) resolve();
      return promise;
    },
  };
}
