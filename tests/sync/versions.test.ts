import * as z from "zod/mini";
import { afterEach, beforeEach, expect, it } from "vitest";
import { v7 } from "uuid";
import { recordKind } from "../../src/domain/record-kind.ts";
import { recordKinds, registryOf } from "../../src/domain/records.ts";
import * as records from "../../src/domain/records.ts";
import { syncStateOf } from "../../src/storage/device.ts";
import { readRecord, readRecords } from "../../src/storage/read.ts";
import { change, make, saveChanges } from "../../src/storage/write.ts";
import { setUpSchool, startServer, type Person, type TestServer } from "../server/support/school.ts";
import { connect, type Connected } from "../support/connected.ts";

const strategy = recordKind({
  name: "strategy",
  schema: z.object({ name: z.string(), colour: z.optional(z.string()) }),
  scope: () => "school",
  keys: () => ({}),
  create: ["senco"],
  edit: ["senco"],
});
const newer = registryOf(...recordKinds, strategy);

let server: TestServer;
let lead: Person;
const open: Connected[] = [];

beforeEach(async () => {
  server = await startServer({ registry: newer });
  lead = await setUpSchool(server);
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await server.close();
});

async function app(options: Parameters<typeof connect>[2] = {}): Promise<Connected> {
  const one = await connect(server, lead, options);
  open.push(one);
  return one;
}

it("keeps rows of a kind that it does not know, and shows them once a later version does", async () => {
  const [later, old] = [await app({ registry: newer }), await app()];
  await later.sync();
  const id = v7();
  await saveChanges(later.device, v7(), [make(strategy, id, { name: "Visual timetable" })]);
  await later.sync();
  await old.sync();
  expect(await old.device.db.others.toArray()).toMatchObject([{ kind: "strategy", id, scope: "school" }]);

  // The update adds the store to the database, as a raised database version does.
  const { name, verno } = old.device.db;
  old.close();
  await addStore(old, name, verno, "strategy");
  const updated = await app({ registry: newer, engine: old.engine });
  expect((await readRecord(updated.device, strategy, id))?.record).toEqual({ name: "Visual timetable" });
  expect(await updated.device.db.others.count()).toBe(0);
});

async function addStore(on: Connected, name: string, version: number, store: string): Promise<void> {
  // Dexie stores ten times its version number; a browser upgrade inside one keeps the same Dexie version.
  const request = on.engine.indexedDB.open(name, version * 10 + 1);
  request.addEventListener("upgradeneeded", () => {
    request.result.createObjectStore(store, { keyPath: "id" }).createIndex("scope", "scope");
  });
  await new Promise<void>((resolve, reject) => {
    request.addEventListener("success", () => resolve());
    request.addEventListener("error", () => reject(request.error ?? new Error("No upgrade.")));
  });
  request.result.close();
}

it("never wipes a field that only a newer app knows", async () => {
  const [later, old] = [await app({ registry: newer }), await app({ registry: oldRegistry() })];
  await later.sync();
  const id = v7();
  await saveChanges(later.device, v7(), [make(strategy, id, { name: "Now and next", colour: "green" })]);
  await later.sync();
  await old.sync();
  const [seen] = await readRecords(old.device, oldStrategy);
  if (seen === undefined) throw new Error("The strategy did not arrive.");
  await saveChanges(old.device, v7(), [change(oldStrategy, seen, { name: "Now and next board" })]);
  await old.sync();
  await later.sync();
  expect((await readRecord(later.device, strategy, id))?.record).toEqual({
    name: "Now and next board",
    colour: "green",
  });
});

const oldStrategy = recordKind({ ...strategy, schema: z.object({ name: z.string() }) });
const oldRegistry = () => registryOf(...recordKinds, oldStrategy);

it("takes what an app sends that is too old to pull, and asks it to update itself", async () => {
  const old = await app();
  await old.sync();
  await saveChanges(old.device, v7(), [
    make(records.intervention, v7(), { name: "Sent before the update", usualMinutes: 20 }),
  ]);
  const real = old.messenger.pull;
  Object.assign(old.messenger, {
    pull: (request: Parameters<typeof real>[0]) => real({ ...request, schema: 0 }),
  });
  await expect(old.sync()).rejects.toThrow("upgrade-needed");
  expect((await syncStateOf(old.device.db)).upgradeNeeded).toBe(true);
  const rows = await server.db.selectFrom("record").select("id").where("kind", "=", "intervention").execute();
  expect(rows).toHaveLength(1);
});

it("quarantines a kind that the server does not know, and tells the person, and the rest goes on", async () => {
  await server.close();
  server = await startServer();
  lead = await setUpSchool(server);
  const later = await app({ registry: newer });
  await later.sync();
  await saveChanges(later.device, v7(), [make(strategy, v7(), { name: "Too new" })]);
  await saveChanges(later.device, v7(), [
    make(records.intervention, v7(), { name: "Known", usualMinutes: 5 }),
  ]);
  await later.sync();
  expect(await later.device.db.problems.toArray()).toMatchObject([
    { status: "rejected", why: "unknown-kind" },
  ]);
  const body = await server.db
    .selectFrom("mutation")
    .select("body")
    .where("status", "=", "rejected")
    .executeTakeFirst();
  expect(body?.body).toContain("Too new");
});
