import { afterEach, beforeEach, expect, it } from "vitest";
import { v7 } from "uuid";
import * as records from "../../src/domain/records.ts";
import { problemOps } from "../../src/storage/problems.ts";
import { readRecord } from "../../src/storage/read.ts";
import { change, make, saveChanges } from "../../src/storage/write.ts";
import {
  addPerson,
  setUpSchool,
  startServer,
  type Person,
  type TestServer,
} from "../server/support/school.ts";
import { connect, type Connected } from "../support/connected.ts";
import { addIntervention, minutesOn, setMinutes } from "../support/interventions.ts";

let server: TestServer;
let one: Connected;
let other: Connected;
let second: Person;
let id: string;

beforeEach(async () => {
  server = await startServer();
  const lead = await setUpSchool(server);
  second = await addPerson(server, lead, "Noor Second", ["senco"]);
  one = await connect(server, lead);
  other = await connect(server, second);
  await one.sync();
  id = await addIntervention(one);
  await one.sync();
  await other.sync();
});
afterEach(async () => {
  one.close();
  other.close();
  await server.close();
});

it("keeps the first value, and tells the second person both values, who and when", async () => {
  await setMinutes(one, id, 25);
  await setMinutes(other, id, 30);
  server.now += 60_000;
  await one.sync();
  await other.sync();
  expect([await minutesOn(one, id), await minutesOn(other, id)]).toEqual([25, 25]);
  const [problem] = await other.device.db.problems.toArray();
  expect(problem).toMatchObject({
    status: "conflict",
    conflicts: [{ kind: "intervention", id, unit: "usualMinutes", by: one.device.staffId }],
  });
  if (problem === undefined) throw new Error("no problem");
  expect(problem.conflicts[0]?.at).toBe(new Date(server.now).toISOString());
  expect((await problemOps(other.device, problem))[0]?.fields).toMatchObject({ usualMinutes: 30 });
  expect(await one.device.db.problems.count()).toBe(0);
});

it("puts one's own value in the place of theirs when it is saved again over what stands there", async () => {
  await setMinutes(one, id, 25);
  await setMinutes(other, id, 30);
  await one.sync();
  await other.sync();
  await setMinutes(other, id, 30);
  await other.sync();
  await one.sync();
  expect([await minutesOn(one, id), await minutesOn(other, id)]).toEqual([30, 30]);
});

it("joins changes of different things without asking anybody", async () => {
  await setMinutes(one, id, 25);
  const seen = await readRecord(other.device, records.intervention, id);
  if (seen === undefined) throw new Error("The intervention is not here.");
  await saveChanges(other.device, v7(), [change(records.intervention, seen, { name: "Phonics catch-up" })]);
  await one.sync();
  await other.sync();
  await one.sync();
  for (const on of [one, other]) {
    const stored = await readRecord(on.device, records.intervention, id);
    expect(stored?.record).toMatchObject({ name: "Phonics catch-up", usualMinutes: 25 });
    expect(await on.device.db.problems.count()).toBe(0);
  }
});

it("never writes over a value that one's own unsent change has hidden", async () => {
  const shared = v7();
  const put = (on: Connected, usualMinutes: number) =>
    saveChanges(on.device, v7(), [
      make(records.intervention, shared, { name: "Lego therapy", usualMinutes }),
    ]);
  await put(one, 25);
  await put(other, 30);
  await one.sync();
  // The other one's device learns of 25 below its own 30, which it still shows.
  expect(await other.pull()).toBeUndefined();
  const seen = await readRecord(other.device, records.intervention, shared);
  if (seen === undefined) throw new Error("The intervention is not here.");
  expect(seen.record.usualMinutes).toBe(30);
  await saveChanges(other.device, v7(), [change(records.intervention, seen, { usualMinutes: 35 })]);
  await other.sync();
  const stored = await readRecord(other.device, records.intervention, shared);
  expect(stored?.record.usualMinutes).toBe(25);
  const lost = await server.db.selectFrom("conflict").select("lost").execute();
  expect(lost.map((row) => row.lost)).toContain(JSON.stringify({ usualMinutes: 35 }));
});

it("does not take an edit for one that has seen what came while its form was open", async () => {
  const form = await readRecord(one.device, records.intervention, id);
  if (form === undefined) throw new Error("The intervention is not here.");
  await setMinutes(other, id, 30);
  await other.sync();
  await one.sync();
  // The form was opened before the colleague's value came, and hides it when it is saved.
  await saveChanges(one.device, v7(), [change(records.intervention, form, { usualMinutes: 25 })]);
  await setMinutes(one, id, 35);
  await one.sync();
  await other.sync();
  expect(await minutesOn(other, id)).toBe(30);
  expect((await one.device.db.problems.toArray()).map((problem) => problem.status)).toEqual([
    "conflict",
    "conflict",
  ]);
});
