// The proof of the house: a record kind that only this test knows is saved on one device, pushed to the real server,
// pulled by another device and shown live there, without a line changed in server, sync or storage.
import "fake-indexeddb/auto";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { staffIdSchema } from "../src/domain/ids.ts";
import { recordKind } from "../src/domain/record-kind.ts";
import { recordKinds, registryOf } from "../src/domain/records.ts";
import { watch } from "../src/storage/live.ts";
import { readRecords } from "../src/storage/read.ts";
import { make, saveChanges } from "../src/storage/write.ts";
import { createMessenger } from "../src/sync/messenger.ts";
import { pullAll } from "../src/sync/pull.ts";
import { pushAll } from "../src/sync/push.ts";
import { testDevice } from "./support/device.ts";
import {
  addPerson,
  setUpSchool,
  startServer,
  type Person,
  type TestServer,
} from "./server/support/school.ts";

const throwaway = recordKind({
  name: "throwaway",
  schema: z.object({ words: z.string().check(z.maxLength(80)), date: z.string() }),
  scope: () => "school",
  keys: (one) => ({ date: one.date }),
  indexes: ["date"],
  create: ["any-staff"],
  edit: ["any-staff"],
});
const registry = registryOf(...recordKinds, throwaway);

/** The network of one signed-in person: straight into the real server. */
function networkOf(server: TestServer, person: Person): typeof fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("cookie", person.cookie);
    return await server.app.hono.request(String(input), { ...init, headers });
  };
}

async function deviceOf(server: TestServer, person: Person) {
  const messenger = createMessenger(networkOf(server, person));
  const staffId = staffIdSchema.parse(person.staffId);
  const device = await testDevice({ registry, schoolId: person.schoolId, staffId });
  const push = async () => expect(await pushAll(device, messenger)).toBeUndefined();
  const pull = async () => expect(await pullAll(device, messenger, () => {})).toBeUndefined();
  await pull();
  return { device, push, pull };
}

test("a kind that is only registered is saved, pushed, pulled and shown live", async () => {
  const server = await startServer({ registry });
  const lead = await setUpSchool(server);
  const first = await deviceOf(server, lead);
  const second = await deviceOf(server, await addPerson(server, lead, "Ana Reed", ["teaching-assistant"]));

  const seen: string[][] = [];
  const faults: unknown[] = [];
  const stop = watch(
    second.device,
    [throwaway.name],
    () => readRecords(second.device, throwaway, { index: "date", equals: "2026-09-14" }),
    (shown) => seen.push(shown.map((one) => one.record.words)),
    (fault) => faults.push(fault),
  );
  const record = { words: "hello", date: "2026-09-14" };
  expect(await saveChanges(first.device, v7(), [make(throwaway, v7(), record)])).toMatchObject({ ok: true });
  await first.push();
  await second.pull();
  await expect.poll(() => seen.at(-1)).toEqual(["hello"]);
  expect(faults).toEqual([]);
  stop();
  await server.close();
});
