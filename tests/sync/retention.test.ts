import { afterEach, beforeEach, expect, it } from "vitest";
import { v7 } from "uuid";
import * as records from "../../src/domain/records.ts";
import { make, saveChanges } from "../../src/storage/write.ts";
import { everyoneIsBack, setUpSchool, startServer, type TestServer } from "../server/support/school.ts";
import { connect, type Connected } from "../support/connected.ts";
import { addIntervention } from "../support/interventions.ts";

let server: TestServer;
let tablet: Connected;
const dayMs = 86_400_000;

beforeEach(async () => {
  server = await startServer();
  tablet = await connect(server, await setUpSchool(server));
  await tablet.sync();
});
afterEach(async () => {
  tablet.close();
  await server.close();
});

const kept = () => tablet.device.db.outbox.count();

it("keeps accepted work until a backup holds it, and lets it go then", async () => {
  await addIntervention(tablet);
  await tablet.sync();
  expect(await kept()).toBe(1);
  await server.db
    .updateTable("school")
    .set((row) => ({ durable_seq: row.ref("seq") }))
    .execute();
  await addIntervention(tablet);
  await tablet.sync();
  expect(await kept()).toBe(1);
});

it("lets accepted work go after a month by the server's clock, whatever this tablet's says", async () => {
  await addIntervention(tablet);
  await tablet.sync();
  server.now += 29 * dayMs;
  await everyoneIsBack(server);
  await tablet.sync();
  expect(await kept()).toBe(1);
  server.now += 2 * dayMs;
  await everyoneIsBack(server);
  await tablet.sync();
  expect(await kept()).toBe(0);
});

it("answers a save that was sent long ago as saved, without doing it again", async () => {
  const mutationId = v7();
  const wish = make(records.intervention, v7(), { name: "Phonics", usualMinutes: 20 });
  await saveChanges(tablet.device, mutationId, [wish]);
  await tablet.sync();
  expect(await saveChanges(tablet.device, mutationId, [wish])).toEqual({ ok: true, n: 1 });
});
