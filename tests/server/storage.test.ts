import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { inTransaction, openDatabase } from "../../src/server/storage/database.ts";
import { pageOfRows } from "../../src/server/storage/page-rows.ts";
import { upsertRecords } from "../../src/server/storage/record-rows.ts";
import { advanceSequence, insertSchool, readSchool } from "../../src/server/storage/school-rows.ts";
import type { Db } from "../../src/server/storage/tables.ts";

let folder: string;
let db: Db;
const school = { name: "S", isDemo: false, epoch: "e", atMs: 0 };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "alongside-"));
  db = await openDatabase(folder);
  await insertSchool(db, { ...school, id: "a" });
  await insertSchool(db, { ...school, id: "b" });
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

it("lets a statement outside a transaction wait for the open one", async () => {
  const order: string[] = [];
  const inside = inTransaction(db, async (tx) => {
    await advanceSequence(tx, "a", 5);
    await readSchool(tx, "a");
    order.push("inside");
  });
  const outside = readSchool(db, "a").then((row) => order.push(`outside sees ${row?.seq}`));
  await Promise.all([inside, outside]);
  expect(order).toEqual(["inside", "outside sees 5"]);
});

it("keeps nothing of a transaction that fails", async () => {
  const failing = inTransaction(db, async (tx) => {
    await advanceSequence(tx, "a", 1);
    throw new Error("stop");
  });
  await expect(failing).rejects.toThrow("stop");
  expect((await readSchool(db, "a"))?.seq).toBe(0);
});

it("gives each of many writers at once its own sequence numbers, without a hole", async () => {
  const take = () => inTransaction(db, (tx) => advanceSequence(tx, "a", 1));
  const taken = await Promise.all(Array.from({ length: 50 }, take));
  expect(taken.toSorted((x, y) => x - y)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
});

it("is there again after closing, and counts only the school that was asked for", async () => {
  const row = { kind: "pupil", id: "1", scope: "school", seq: 1, fields: { knownAs: "Ada" }, versions: {} };
  await upsertRecords(db, "a", [row]);
  await db.destroy();
  db = await openDatabase(folder);
  const page = (id: string) =>
    pageOfRows(db, id, ["school"], { after: 0, upTo: 9 }, { rows: 10, bytes: 1000 });
  expect((await page("a")).rows).toEqual([
    { kind: "pupil", id: "1", scope: "school", seq: 1, json: '{"knownAs":"Ada"}' },
  ]);
  expect((await page("b")).rows).toEqual([]);
});

it("ends a page by size too, at a whole sequence number, and always moves on", async () => {
  const rows = Array.from({ length: 30 }, (_, at) => {
    return {
      kind: "pupil",
      id: String(at),
      scope: "school",
      seq: 1 + Math.floor(at / 10),
      fields: { at },
      versions: {},
    };
  });
  await upsertRecords(db, "a", rows);
  const first = await pageOfRows(db, "a", ["school"], { after: 0, upTo: 3 }, { rows: 4, bytes: 1_000_000 });
  expect([first.rows.length, first.reached, first.isLast]).toEqual([10, 1, false]);
  const second = await pageOfRows(db, "a", ["school"], { after: 1, upTo: 3 }, { rows: 1000, bytes: 1500 });
  expect([second.rows.length, second.reached, second.isLast]).toEqual([10, 2, false]);
  const third = await pageOfRows(
    db,
    "a",
    ["school"],
    { after: 2, upTo: 3 },
    { rows: 1000, bytes: 1_000_000 },
  );
  expect([third.rows.length, third.reached, third.isLast]).toEqual([10, 3, true]);
});

it("takes a pattern as the beginning of a scope and nothing else in it as special", async () => {
  const at = (scope: string, id: string) => ({ kind: "pupil", id, scope, seq: 1, fields: {}, versions: {} });
  await upsertRecords(db, "a", [at("group:1", "1"), at("groups", "2"), at("xgroup:1", "3"), at("%", "4")]);
  const ids = async (grants: string[]) => {
    const page = await pageOfRows(db, "a", grants, { after: 0, upTo: 9 }, { rows: 10, bytes: 10_000 });
    return page.rows.map((row) => row.id).toSorted();
  };
  expect(await ids(["group:*"])).toEqual(["1"]);
  expect(await ids(["%"])).toEqual(["4"]);
  expect(await ids([])).toEqual([]);
});
