import { afterEach, beforeEach, expect, it } from "vitest";
import { v7 } from "uuid";
import * as records from "../../src/domain/records.ts";
import { rowsOf } from "../../src/storage/database.ts";
import { syncStateOf } from "../../src/storage/device.ts";
import { readRecord, readRecords } from "../../src/storage/read.ts";
import { change, saveChanges } from "../../src/storage/write.ts";
import { addPerson, setUpSchool, startServer, type TestServer } from "../server/support/school.ts";
import { connect, type Connected } from "../support/connected.ts";
import { addIntervention, minutesOn, setMinutes } from "../support/interventions.ts";

let server: TestServer;
let one: Connected;
let other: Connected;

beforeEach(async () => {
  server = await startServer();
  const lead = await setUpSchool(server);
  const second = await addPerson(server, lead, "Noor Second", ["senco"]);
  one = await connect(server, lead);
  other = await connect(server, second);
  await one.sync();
  await other.sync();
});
afterEach(async () => {
  one.close();
  other.close();
  await server.close();
});

it("gets its own records back by name, a few bytes each, and calls them sent", async () => {
  const ids = [];
  for (let at = 0; at < 30; at += 1)
    ids.push(await addIntervention(one, `A name that is long enough to be seen ${at}`));
  const before = one.sent.length;
  await one.sync();
  const [pushed, pulled] = one.sent.slice(before);
  expect(pulled?.answerBytes).toBeLessThan((pushed?.bytes ?? 0) / 2 + 6000);
  const rows = await rowsOf(one.device.db, "intervention").bulkGet(ids);
  expect(rows.every((row) => row !== undefined && row.seq > 0 && row.pendingN === 0)).toBe(true);
  expect(await one.device.db.shadow.count()).toBe(0);
  await other.sync();
  expect(await readRecords(other.device, records.intervention)).toHaveLength(30);
});

it("keeps a newer change over what comes back by name, and the server's value below it", async () => {
  const id = await addIntervention(one, "Phonics");
  expect(await one.push()).toBeUndefined();
  await setMinutes(one, id, 25);
  // The answer holds the first mutation only: the second was saved after the push.
  expect(await one.pull()).toBeUndefined();
  expect(await minutesOn(one, id)).toBe(25);
  expect(await one.device.db.shadow.get(["intervention", id])).toMatchObject({ kind: "intervention" });
  await one.sync();
  await other.sync();
  expect(await minutesOn(other, id)).toBe(25);
  expect(await one.device.db.shadow.count()).toBe(0);
});

it("gets the whole record when somebody else has changed it too", async () => {
  const id = await addIntervention(one, "Phonics");
  await one.sync();
  await other.sync();
  const seen = await readRecord(other.device, records.intervention, id);
  if (seen === undefined) throw new Error("The intervention is not here.");
  await saveChanges(other.device, v7(), [change(records.intervention, seen, { name: "Phonics catch-up" })]);
  await other.sync();
  await setMinutes(one, id, 25);
  await one.sync();
  const stored = await readRecord(one.device, records.intervention, id);
  expect(stored?.record).toMatchObject({ name: "Phonics catch-up", usualMinutes: 25 });
});

it("gets a scope whole when a record is named that is not here", async () => {
  const id = await addIntervention(one, "Phonics");
  expect(await one.push()).toBeUndefined();
  await rowsOf(one.device.db, "intervention").delete(id);
  await one.sync();
  expect((await readRecord(one.device, records.intervention, id))?.record.name).toBe("Phonics");
  expect((await syncStateOf(one.device.db)).filling).toEqual({});
});
