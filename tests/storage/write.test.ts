import "fake-indexeddb/auto";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import * as records from "../../src/domain/records.ts";
import { pupilIdSchema } from "../../src/domain/ids.ts";
import type { AwayToday } from "../../src/domain/pupil.ts";
import { daySchema } from "../../src/domain/calendar.ts";
import { syncStateOf, type Device } from "../../src/storage/device.ts";
import { nextMutations, unsentOf } from "../../src/storage/outbox.ts";
import { readRecord } from "../../src/storage/read.ts";
import { change, make, saveChanges } from "../../src/storage/write.ts";
import { giveRoles, pageOf, receive, testDevice } from "../support/device.ts";

function away(device: Device): AwayToday {
  return {
    pupilId: pupilIdSchema.parse(v7()),
    date: daySchema.parse("2026-09-14"),
    half: "day",
    authorId: device.staffId,
  };
}

async function deviceOf(...roles: Parameters<typeof giveRoles>[1][]): Promise<Device> {
  const device = await testDevice();
  await giveRoles(device, ...roles);
  return device;
}

test("a save puts the record and the mutation in the same commit", async () => {
  const device = await deviceOf("teaching-assistant");
  const id = v7();
  const result = await saveChanges(device, v7(), [make(records.awayToday, id, away(device))]);
  expect(result).toEqual({ ok: true, n: 1 });
  const stored = await readRecord(device, records.awayToday, id);
  expect(stored).toMatchObject({ seq: 0, pendingN: 1, scope: "school", record: { half: "day" } });
  const [mutation] = (await nextMutations(device, 0, 10)).muts;
  expect(mutation).toMatchObject({ n: 1, ops: [{ op: "put", kind: "awayToday", id, scope: "school" }] });
});

test("saving again with the same mutation id writes nothing more", async () => {
  const device = await deviceOf("teaching-assistant");
  const mutationId = v7();
  const changes = [make(records.awayToday, v7(), away(device))];
  expect(await saveChanges(device, mutationId, changes)).toEqual({ ok: true, n: 1 });
  expect(await saveChanges(device, mutationId, changes)).toEqual({ ok: true, n: 1 });
  expect(await unsentOf(device)).toMatchObject({ count: 1 });
});

test("a record that is already here is refused as such, and nothing changes", async () => {
  const device = await deviceOf("teaching-assistant");
  const id = v7();
  await saveChanges(device, v7(), [make(records.awayToday, id, away(device))]);
  const again = await saveChanges(device, v7(), [make(records.awayToday, id, away(device))]);
  expect(again).toEqual({ ok: false, refusal: { code: "exists", about: ["awayToday", id] } });
  expect(await unsentOf(device)).toMatchObject({ count: 1 });
});

test("a teaching assistant may not make an intervention, a SENCO may", async () => {
  const wish = () => make(records.intervention, v7(), { name: "Precision teaching", usualMinutes: 15 });
  const assistant = await deviceOf("teaching-assistant");
  expect(await saveChanges(assistant, v7(), [wish()])).toMatchObject({
    ok: false,
    refusal: { code: "forbidden" },
  });
  const senco = await deviceOf("senco");
  expect(await saveChanges(senco, v7(), [wish()])).toMatchObject({ ok: true });
});

test("several changes are saved together or not at all", async () => {
  const device = await deviceOf("senco");
  const good = make(records.intervention, v7(), { name: "Lego therapy", usualMinutes: 30 });
  const bad = make(records.intervention, v7(), { name: "", usualMinutes: 30 });
  expect(await saveChanges(device, v7(), [good, bad])).toMatchObject({
    ok: false,
    refusal: { code: "invalid" },
  });
  expect(await readRecord(device, records.intervention, good.id)).toBeUndefined();
  expect(await unsentOf(device)).toMatchObject({ count: 0 });
});

test("a patch carries whole merge units and the sequence number that the person saw", async () => {
  const device = await deviceOf("senco");
  const id = v7();
  const group = { name: "Readers", interventionId: v7(), schoolYear: 2026, rule: "present" };
  await receive(device, pageOf([["group", id, `group:${id}`, 7, group]]));
  const seen = await readRecord(device, records.group, id);
  if (seen === undefined) throw new Error("The group did not arrive.");
  const pupilId = pupilIdSchema.parse(v7());
  await saveChanges(device, v7(), [change(records.group, seen, { namedPupilId: pupilId })]);
  const [mutation] = (await nextMutations(device, 0, 10)).muts;
  expect(mutation?.ops).toEqual([
    { op: "patch", kind: "group", id, base: 7, fields: { rule: "present", namedPupilId: pupilId } },
  ]);
});

test("an unsent change survives the server's older row, and goes when the server has taken it", async () => {
  const device = await deviceOf("senco");
  const id = v7();
  await receive(device, pageOf([["intervention", id, "school", 5, { name: "Phonics", usualMinutes: 20 }]]));
  const seen = await readRecord(device, records.intervention, id);
  if (seen === undefined) throw new Error("The intervention did not arrive.");
  const mutationId = v7();
  await saveChanges(device, mutationId, [change(records.intervention, seen, { usualMinutes: 25 })]);
  await receive(
    device,
    pageOf([["intervention", id, "school", 6, { name: "Phonics catch-up", usualMinutes: 20 }]]),
  );
  // Nobody has seen the server's newer number of minutes: the next change of them must not claim so.
  expect(await readRecord(device, records.intervention, id)).toMatchObject({
    seq: 5,
    pendingN: 1,
    record: { name: "Phonics catch-up", usualMinutes: 25 },
  });
  const taken = { name: "Phonics catch-up", usualMinutes: 25 };
  await receive(device, pageOf([["intervention", id, "school", 8, taken]], { lastN: 1, lastId: mutationId }));
  expect(await readRecord(device, records.intervention, id)).toMatchObject({
    seq: 8,
    pendingN: 0,
    record: taken,
  });
  expect(await unsentOf(device)).toEqual({ count: 0, oldest: null });
  expect(await device.db.shadow.count()).toBe(0);
});

test("a refused change goes back to the server's row and is kept as a problem", async () => {
  const device = await deviceOf("senco");
  const id = v7();
  await receive(device, pageOf([["intervention", id, "school", 5, { name: "Phonics", usualMinutes: 20 }]]));
  const seen = await readRecord(device, records.intervention, id);
  if (seen === undefined) throw new Error("The intervention did not arrive.");
  const mutationId = v7();
  await saveChanges(device, mutationId, [change(records.intervention, seen, { usualMinutes: 25 })]);
  const results = [{ n: 1, status: "rejected" as const, why: "forbidden" as const }];
  await receive(
    device,
    pageOf([], { lastN: 1, lastId: mutationId, results, upTo: { epoch: "test", seq: 9, tag: "t9" } }),
  );
  expect(await readRecord(device, records.intervention, id)).toMatchObject({
    pendingN: 0,
    record: { usualMinutes: 20 },
  });
  expect(await device.db.problems.get(mutationId)).toMatchObject({
    n: 1,
    status: "rejected",
    why: "forbidden",
  });
});

test("a scope that is no longer granted goes from the device, and the unsent change stays in the outbox", async () => {
  const device = await deviceOf("senco");
  const id = v7();
  await receive(
    device,
    pageOf([
      ["group", id, `group:${id}`, 3, { name: "A", interventionId: v7(), schoolYear: 2026, rule: "present" }],
    ]),
  );
  const seen = await readRecord(device, records.group, id);
  if (seen === undefined) throw new Error("The group did not arrive.");
  await saveChanges(device, v7(), [change(records.group, seen, { name: "B" })]);
  await receive(device, pageOf([], { allow: ["school"], more: true }));
  expect(await readRecord(device, records.group, id)).toBeUndefined();
  expect(await device.db.shadow.count()).toBe(0);
  expect(await unsentOf(device)).toMatchObject({ count: 1 });
});

test("a cut connection is opened again and the save happens once", async () => {
  const device = await deviceOf("teaching-assistant");
  device.db.close({ disableAutoOpen: true });
  const id = v7();
  expect(await saveChanges(device, v7(), [make(records.awayToday, id, away(device))])).toEqual({
    ok: true,
    n: 1,
  });
  expect(await unsentOf(device)).toMatchObject({ count: 1 });
});

test("a full disk is said, and loses nothing that was there", async () => {
  const device = await deviceOf("teaching-assistant");
  await saveChanges(device, v7(), [make(records.awayToday, v7(), away(device))]);
  const full = () => {
    throw new DOMException("The disk is full.", "QuotaExceededError");
  };
  device.db.outbox.hook("creating", full);
  const refused = await saveChanges(device, v7(), [make(records.awayToday, v7(), away(device))]);
  expect(refused).toEqual({ ok: false, refusal: { code: "storage-full" } });
  device.db.outbox.hook("creating").unsubscribe(full);
  expect(await unsentOf(device)).toMatchObject({ count: 1 });
  expect((await syncStateOf(device.db)).nextN).toBe(2);
  expect(await device.db.table("awayToday").count()).toBe(1);
});
