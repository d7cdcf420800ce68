import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { registry } from "../../src/domain/records.ts";
import { makeBackup } from "../../src/server/backup/make-backup.ts";
import { restoreBackup } from "../../src/server/backup/restore.ts";
import { runBackup } from "../../src/server/backup/run-backup.ts";
import { runRestore } from "../../src/server/backup/run-restore.ts";
import { erasePupil } from "../../src/server/erase.ts";
import { systemRandom } from "../../src/server/random.ts";
import { startPostgres, type Postgres } from "./support/postgres.ts";
import type { TestServer } from "./support/school.ts";
import { newId, pupilPut, schoolOn, setUpSchool, TestDevice, type Person } from "./support/school.ts";
import { dataFolder, serverOn, startOfTest, type DataFolder } from "./support/server-on.ts";

let postgres: Postgres;
let folder: DataFolder;
let url: string;
let server: TestServer;
let lead: Person;
let tablet: TestDevice;

beforeAll(async () => void (postgres = await startPostgres()), 60_000);
afterAll(() => postgres.stop());
beforeEach(async () => {
  ({ url } = await postgres.newDatabase());
  folder = dataFolder(url);
  ({ server, lead, senco: tablet } = await schoolOn(await serverOn(folder)));
});
afterEach(async () => {
  await server.close();
  folder.remove();
});

const byAt = (atMs: number) => ({ clock: { nowMs: () => atMs }, random: systemRandom, registry });

async function backUp(of: DataFolder = folder): Promise<string> {
  const place = { dataFolder: of.path, ...(of.url !== undefined && { databaseUrl: of.url }) };
  const made = await makeBackup({ ...place, keep: 14, program: "test" }, { nowMs: () => startOfTest });
  if (!made.ok) throw new Error(made.code);
  return made.path;
}

const restore = async (from: string, { mayReplace = true, atMs = startOfTest + 60_000 } = {}) =>
  await restoreBackup({ dataFolder: folder.path, databaseUrl: url, from, mayReplace }, byAt(atMs));

async function childrenNow(): Promise<string[]> {
  const rows = await server.db
    .selectFrom("record")
    .select("data")
    .where("kind", "=", "pupil")
    .where("deleted", "=", 0)
    .execute();
  return rows.map((row) => JSON.parse(row.data).knownAs).toSorted();
}

/** What PostgreSQL itself answers: the values of the first column. */
async function ask(query: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url, application_name: "test" });
  await client.connect();
  const { rows } = await client.query({ text: query, rowMode: "array" });
  await client.end();
  return rows.map((row: unknown[]) => row[0]);
}

const ourSchemas = () =>
  ask("select schema_name from information_schema.schemata where schema_name like 'alongside%' order by 1");

it("keeps the tables that were there in a schema aside, more than once", async () => {
  await tablet.change(pupilPut(newId(), "Amara"));
  const from = await backUp();
  await tablet.change(pupilPut(newId(), "Beth"));
  await server.close();
  const aside = "alongside_before_restore_2026_11_23t08_51_12z";
  expect(await restore(from)).toMatchObject({ ok: true, aside, couldReadOld: true });
  server = await serverOn(folder);
  expect(await childrenNow()).toEqual(["Amara"]);
  expect(await ask(`select count(*)::int from ${aside}.record where kind = 'pupil'`)).toEqual([2]);
  expect((await server.get("/api/auth/me", lead.cookie)).status).toBe(200);
  expect(await new TestDevice(server, lead).change(pupilPut(newId(), "Cara"))).toBe("ok");
  const next = await backUp();
  await server.close();
  expect(await restore(next, { atMs: startOfTest + 120_000 })).toMatchObject({ ok: true });
  server = await serverOn(folder);
  expect(await childrenNow()).toEqual(["Amara", "Cara"]);
  expect(await ourSchemas()).toEqual([aside, "alongside_before_restore_2026_11_23t08_52_12z"]);
});

it("touches nothing while a server is connected, without leave, or with a file that is not good", async () => {
  await tablet.change(pupilPut(newId(), "Amara"));
  const from = await backUp();
  expect(await restore(from)).toMatchObject({ ok: false, code: "server-runs" });
  await server.close();
  expect(await restore(from, { mayReplace: false })).toMatchObject({ ok: false, code: "would-replace" });
  const cut = join(folder.path, "file");
  const good = readFileSync(from);
  writeFileSync(cut, good.subarray(0, good.length - 50));
  expect(await restore(cut)).toMatchObject({ ok: false, code: "damaged" });
  expect(await ourSchemas()).toEqual([]);
  server = await serverOn(folder);
  expect(await childrenNow()).toEqual(["Amara"]);
});

it("erases again who was erased since the backup", async () => {
  const amara = newId();
  await tablet.push(tablet.mutation(pupilPut(amara, "Amara")), tablet.mutation(pupilPut(newId(), "Beth")));
  const from = await backUp();
  await erasePupil(server.db, byAt(startOfTest), lead.schoolId, amara, lead.staffId);
  await server.close();
  expect(await restore(from)).toMatchObject({ ok: true, erasedAgain: 1 });
  server = await serverOn(folder);
  expect(await childrenNow()).toEqual(["Beth"]);
});

it("takes a school that outgrew its machine: from SQLite to PostgreSQL and back", async () => {
  const small = dataFolder();
  const before = await serverOn(small);
  const head = await setUpSchool(before);
  const device = new TestDevice(before, head);
  for (let at = 0; at < 30; at += 1)
    await device.push(
      ...Array.from({ length: 50 }, () => device.mutation(pupilPut(newId(), "Žofie ’O\u2028"))),
    );
  await device.pull();
  const from = await backUp(small);
  await before.close();
  await server.close();
  expect(await restore(from)).toMatchObject({ ok: true });
  server = await serverOn(folder);
  const moved = Object.assign(new TestDevice(server, head), { client: device.client, n: device.n });
  moved.cursor = device.cursor;
  moved.grants = device.grants;
  expect(await moved.change(pupilPut(newId(), "Amara"))).toBe("ok");
  const pages = await moved.pull();
  // It goes on where it was: nothing comes again, and its own change by name only.
  expect(pages.flatMap((page) => page.rows)).toEqual([]);
  expect(pages.flatMap((page) => page.kept ?? [])).toHaveLength(1);
  expect(await childrenNow()).toHaveLength(1501);
  const back = await backUp();
  const request = { dataFolder: small.path, from: back, mayReplace: true };
  expect(await restoreBackup(request, byAt(startOfTest + 60_000))).toMatchObject({ ok: true });
  small.remove();
});

it("says in plain words when PostgreSQL is not there or has no such database", async () => {
  const lines: string[] = [];
  const wrong = new URL(url);
  wrong.pathname = "nothing_of_that_name";
  const command = (args: string[], address: string) => ({
    args,
    environment: { DATA_DIR: folder.path, DATABASE_URL: address },
    calledFrom: folder.path,
    say: (line: string) => void lines.push(line),
  });
  const clock = { nowMs: () => startOfTest };
  expect(await runBackup(command([], wrong.href), clock)).toBe(1);
  expect(lines.splice(0).join()).toMatch(/^No backup was made\. .*has no database "nothing_of_that_name"/);
  expect(await runBackup(command([], "mysql://elsewhere"), clock)).toBe(1);
  expect(lines.splice(0).join()).toContain("DATABASE_URL must look like");
  const from = await backUp();
  expect(await runRestore(command(["--from", from], wrong.href), clock, systemRandom)).toBe(1);
  expect(lines.splice(0).join()).toMatch(/^Nothing was restored; .*has no database/);
  expect(await runRestore(command(["--from", from, "--yes"], url), clock, systemRandom)).toBe(1);
  expect(lines.join()).toContain("Stop it, then run this again.");
});
