// The browser throws the database away: what was called saved is in the second copy, and comes to the server once.
import { afterEach, beforeEach, expect, it } from "vitest";
import * as records from "../../src/domain/records.ts";
import { rowsOf } from "../../src/storage/database.ts";
import { unsentOf } from "../../src/storage/outbox.ts";
import { readRecord } from "../../src/storage/read.ts";
import { setUpSchool, startServer, type Person, type TestServer } from "../server/support/school.ts";
import { connect, type Connected } from "../support/connected.ts";
import { addIntervention, minutesOn, setMinutes } from "../support/interventions.ts";
import { SpareShelf } from "../support/spare-shelf.ts";

let server: TestServer;
let lead: Person;
let spare: SpareShelf;
let tablet: Connected;
const opened: Connected[] = [];

async function open(on: SpareShelf = spare): Promise<Connected> {
  const made = await connect(server, lead, { spare: on });
  opened.push(made);
  return made;
}

beforeEach(async () => {
  server = await startServer();
  lead = await setUpSchool(server);
  spare = new SpareShelf();
  tablet = await open();
  await tablet.sync();
});
afterEach(async () => {
  for (const one of opened.splice(0)) one.close();
  await server.close();
});

const onServer = async () =>
  (await server.db.selectFrom("record").select("id").where("kind", "=", "intervention").execute()).map(
    ({ id }) => id,
  );

it("puts back what was saved and not sent, shows it at once, and sends it once, in its order", async () => {
  const sent = await addIntervention(tablet, "Sent");
  await tablet.sync();
  const id = await addIntervention(tablet, "Saved and not sent");
  await setMinutes(tablet, id, 35);
  await setMinutes(tablet, sent, 45);
  tablet.close();
  const fresh = await open();
  expect((await unsentOf(fresh.device)).count).toBeGreaterThanOrEqual(3);
  expect((await readRecord(fresh.device, records.intervention, id))?.record.name).toBe("Saved and not sent");
  await fresh.sync();
  expect((await onServer()).toSorted()).toEqual([sent, id].toSorted());
  expect([await minutesOn(fresh, id), await minutesOn(fresh, sent)]).toEqual([35, 45]);
  expect(await unsentOf(fresh.device)).toEqual({ count: 0, oldest: null });
  expect(await fresh.device.db.problems.count()).toBe(0);
});

it("does not take twice what the server had taken before the database was lost", async () => {
  const id = await addIntervention(tablet, "Sent, and the answer was lost");
  expect(await tablet.push()).toBeUndefined();
  tablet.close();
  const fresh = await open();
  await fresh.sync();
  expect(await onServer()).toEqual([id]);
  expect(await rowsOf(fresh.device.db, "intervention").count()).toBe(1);
  const rows = await server.db.selectFrom("mutation").select("id").where("status", "=", "ok").execute();
  expect(rows).toHaveLength(1);
});

it("holds the same as the outbox, whatever becomes of that", async () => {
  const held = () => [...spare.copies.values()].map((copy) => copy.id).toSorted();
  const outbox = async () => (await tablet.device.db.outbox.toArray()).map((entry) => entry.id).toSorted();
  await addIntervention(tablet);
  expect(held()).toHaveLength(1);
  await tablet.sync();
  expect(held()).toEqual(await outbox());
  await server.db.updateTable("school").set({ durable_seq: 1_000 }).execute();
  await addIntervention(tablet);
  await tablet.sync();
  expect(await outbox()).toEqual([]);
  expect(held()).toEqual([]);
});

it("saves all the same when no second copy can be made, and makes it at the next start", async () => {
  const full = new SpareShelf();
  const broken = Object.assign(Object.create(full) as SpareShelf, {
    keep: () => Promise.reject(new DOMException("no room", "QuotaExceededError")),
  });
  const away = await open(broken);
  await away.sync();
  const id = await addIntervention(away, "Saved once");
  expect((await unsentOf(away.device)).count).toBe(1);
  expect(full.copies.size).toBe(0);
  away.close();
  const again = await connect(server, lead, { engine: away.engine, spare: full });
  opened.push(again);
  expect(full.copies.size).toBe(1);
  await again.sync();
  expect(await onServer()).toEqual([id]);
});
