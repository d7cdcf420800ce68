import { cpSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import * as records from "../../src/domain/records.ts";
import { unsentOf } from "../../src/storage/outbox.ts";
import { readRecord, readRecords } from "../../src/storage/read.ts";
import { addPerson, setUpSchool, type TestServer } from "../server/support/school.ts";
import { signInWithCode } from "../server/support/second-factor.ts";
import { dataFolder, serverOn, type DataFolder } from "../server/support/server-on.ts";
import { connect, newEngine, type Connected } from "../support/connected.ts";
import { copyDatabases } from "../support/copy-databases.ts";
import { addIntervention, setMinutes } from "../support/interventions.ts";

let server: TestServer;
let one: Connected;
let other: Connected;
let folders: DataFolder[];

beforeEach(async () => {
  const folder = dataFolder();
  folders = [folder];
  server = await serverOn(folder);
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
  for (const folder of folders) folder.remove();
});

/** A backup of the server as it is now, read back; putting it back is a restore that nobody announces. */
async function backUp(): Promise<DataFolder> {
  await server.db
    .updateTable("school")
    .set((row) => ({ durable_seq: row.ref("seq") }))
    .execute();
  return copyOfServer();
}

/** A copy that nobody has called a backup. */
function copyOfServer(): DataFolder {
  const copy = dataFolder();
  cpSync(folders[0]?.path ?? "", copy.path, { recursive: true });
  folders.push(copy);
  return copy;
}

async function putBack(copy: DataFolder): Promise<void> {
  const before = server;
  server = await serverOn(copy, before.now);
  await before.close();
  one.server = server;
  other.server = server;
}

const names = async (on: Connected) =>
  (await readRecords(on.device, records.intervention)).map((row) => row.record.name).toSorted();

it("is given again what it had accepted after the backup, from every device, with no operator", async () => {
  await addIntervention(one, "kept");
  await one.sync();
  const backup = copyOfServer();
  await addIntervention(one, "from one");
  await addIntervention(other, "from other");
  await one.sync();
  await other.sync();
  await one.sync();
  await putBack(backup);
  await addIntervention(one, "after it");
  for (const on of [one, other, one]) await on.sync();
  for (const on of [one, other]) {
    expect(await names(on)).toEqual(["after it", "from one", "from other", "kept"]);
    expect(await unsentOf(on.device)).toMatchObject({ count: 0 });
    expect(await on.device.db.problems.count()).toBe(0);
    expect(await on.device.db.shadow.count()).toBe(0);
  }
});

async function sharedIntervention(): Promise<string> {
  const id = await addIntervention(one, "Phonics");
  await one.sync();
  await other.sync();
  return id;
}

it("asks a person when one value was seen only in the days that are lost", async () => {
  const id = await sharedIntervention();
  const backup = await backUp();
  await setMinutes(one, id, 25);
  await one.sync();
  await other.sync();
  await setMinutes(other, id, 30);
  await other.sync();
  await one.sync();
  await putBack(backup);
  // The other device comes first: what it saw of the first one's change is no longer on the server.
  await other.sync();
  await one.sync();
  await other.sync();
  const stored = await readRecord(one.device, records.intervention, id);
  const lost = await server.db.selectFrom("conflict").select(["unit", "lost"]).execute();
  expect(stored?.record.usualMinutes).toBe(30);
  expect(lost).toEqual([{ unit: "usualMinutes", lost: JSON.stringify({ usualMinutes: 25 }) }]);
});

it("never writes over a value by a number of a history that is gone, also when nothing was called a backup", async () => {
  const id = await sharedIntervention();
  const copy = copyOfServer();
  await setMinutes(one, id, 25);
  await one.sync();
  await other.sync();
  await setMinutes(other, id, 30);
  await putBack(copy);
  // Other commits take the numbers that the lost days had.
  for (let at = 0; at < 5; at += 1) await addIntervention(one, `filler ${at}`);
  await one.sync();
  await other.sync();
  await one.sync();
  const lost = await server.db.selectFrom("conflict").select("lost").execute();
  const stored = await readRecord(other.device, records.intervention, id);
  const values = [
    JSON.stringify({ usualMinutes: stored?.record.usualMinutes }),
    ...lost.map((row) => row.lost),
  ];
  expect(values).toEqual([JSON.stringify({ usualMinutes: 25 }), JSON.stringify({ usualMinutes: 30 })]);
});

it("takes out what only the lost days knew and nobody had saved here", async () => {
  const backup = copyOfServer();
  // A record that the server itself made: no device keeps it.
  await addPerson(server, { ...(await leadOf()), schoolId: one.device.schoolId }, "Short Stay", ["head"]);
  await one.sync();
  expect(await readRecords(one.device, records.staff)).toHaveLength(3);
  await putBack(backup);
  await one.sync();
  expect(await readRecords(one.device, records.staff)).toHaveLength(2);
});

async function leadOf() {
  const cookie = await signInWithCode(server, "lead@meadow");
  return { cookie, staffId: String(one.device.staffId) };
}

it("loses nothing when a copy of the tablet comes first to a server that was put back", async () => {
  const lead = await leadOf();
  const before = copyOfServer();
  await addIntervention(one, "shared");
  await one.sync();
  const engine = newEngine();
  await copyDatabases(one.engine.indexedDB, engine.indexedDB);
  const copy = await connect(server, { ...lead, schoolId: one.device.schoolId }, { engine });
  const later = await addIntervention(one, "only on the original");
  await one.sync();
  await putBack(before);
  copy.server = server;
  await addIntervention(copy, "only on the copy");
  await copy.sync();
  await one.sync();
  await one.sync();
  const rows = await server.db
    .selectFrom("record")
    .select(["id"])
    .where("kind", "=", "intervention")
    .execute();
  expect(rows).toHaveLength(3);
  expect(rows.map((row) => row.id)).toContain(later);
  copy.close();
});
