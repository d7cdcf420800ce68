import { afterEach, beforeEach, expect, it } from "vitest";
import * as records from "../../src/domain/records.ts";
import { syncStateOf } from "../../src/storage/device.ts";
import { unsentOf } from "../../src/storage/outbox.ts";
import { readRecords } from "../../src/storage/read.ts";
import { setUpSchool, startServer, type Person, type TestServer } from "../server/support/school.ts";
import { connect, newEngine, type Connected } from "../support/connected.ts";
import { copyDatabases } from "../support/copy-databases.ts";
import { addIntervention } from "../support/interventions.ts";

let server: TestServer;
let lead: Person;
let tablet: Connected;
const open: Connected[] = [];

beforeEach(async () => {
  server = await startServer();
  lead = await setUpSchool(server);
  tablet = await connect(server, lead);
  open.push(tablet);
  await tablet.sync();
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await server.close();
});

async function copyOf(on: Connected): Promise<Connected> {
  const engine = newEngine();
  await copyDatabases(on.engine.indexedDB, engine.indexedDB);
  const copy = await connect(server, lead, { engine });
  open.push(copy);
  return copy;
}

const names = async (on: Connected) =>
  (await readRecords(on.device, records.intervention)).map((row) => row.record.name).toSorted();
const namesOnServer = async () => {
  const rows = await server.db
    .selectFrom("record")
    .select("data")
    .where("kind", "=", "intervention")
    .execute();
  return rows.map((row) => (JSON.parse(row.data) as { name: string }).name).toSorted();
};

it("goes on under a new id when its database was rolled back, and loses nothing of either time", async () => {
  await addIntervention(tablet, "before");
  const earlier = await copyOf(tablet);
  await addIntervention(tablet, "forgotten by the tablet");
  await tablet.sync();
  await addIntervention(earlier, "after the roll-back");
  await earlier.sync();
  await earlier.sync();
  expect(await names(earlier)).toEqual(["after the roll-back", "before", "forgotten by the tablet"]);
  expect(await namesOnServer()).toEqual(["after the roll-back", "before", "forgotten by the tablet"]);
  const [old, now] = [await syncStateOf(tablet.device.db), await syncStateOf(earlier.device.db)];
  expect(now.clientId).not.toBe(old.clientId);
  expect(await unsentOf(earlier.device)).toMatchObject({ count: 0 });
  const replaced = await server.db
    .selectFrom("client")
    .select("replaced_by")
    .where("id", "=", old.clientId)
    .execute();
  expect(replaced).toEqual([{ replaced_by: now.clientId }]);
});

it("keeps a copied database and its original apart once both have saved", async () => {
  await addIntervention(tablet, "shared");
  const copy = await copyOf(tablet);
  await addIntervention(tablet, "original");
  await addIntervention(copy, "copy");
  await tablet.sync();
  await copy.sync();
  await tablet.sync();
  for (const on of [tablet, copy]) expect(await names(on)).toEqual(["copy", "original", "shared"]);
  expect(await namesOnServer()).toEqual(["copy", "original", "shared"]);
});

it("never sends behind what a copy of it has sent, also when it sends one by one", async () => {
  await addIntervention(tablet, "shared");
  await tablet.sync();
  const copy = await copyOf(tablet);
  await addIntervention(tablet, "original");
  await addIntervention(copy, "copy 1");
  await addIntervention(copy, "copy 2");
  await tablet.sync();
  const real = copy.messenger.push;
  const refusal = { code: "too-large", message: "This is too much." } as const;
  Object.assign(copy.messenger, {
    push: async (request: Parameters<typeof real>[0]) =>
      request.muts.length > 1 ? { ok: false, fault: "refused", refusal, status: 413 } : await real(request),
  });
  await copy.sync();
  expect(await namesOnServer()).toEqual(["copy 1", "copy 2", "original", "shared"]);
});
