// Backups under a passphrase: nothing of them can be read without it, all of it comes back with it, and every way in which it
// can go wrong has its sentence.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Decrypter } from "age-encryption";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runBackup } from "../../src/server/backup/run-backup.ts";
import { readBackupFile } from "../../src/server/backup/read-backup-file.ts";
import { runRestore } from "../../src/server/backup/run-restore.ts";
import { systemRandom } from "../../src/server/random.ts";
import { openDatabase } from "../../src/server/storage/database.ts";
import { dataFolder, serverOn, startOfTest, type DataFolder } from "./support/server-on.ts";
import { newId, pupilPut, schoolOn, type TestServer } from "./support/school.ts";

const passphrase = "heron pencil thursday moss";
const clock = { nowMs: () => startOfTest };
let folder: DataFolder;
let server: TestServer;
const pupil = newId();

beforeEach(async () => {
  folder = dataFolder();
  const school = await schoolOn(await serverOn(folder));
  ({ server } = school);
  await school.senco.change(pupilPut(pupil, "Zanzibar"));
});
afterEach(async () => {
  await server.close();
  folder.remove();
});

/** Runs a command as it is typed. @param words in the passphrase's file; absent = none is set */
async function run(act: typeof runBackup, args: string[], words?: string) {
  const lines: string[] = [];
  const path = join(folder.path, "passphrase");
  if (words !== undefined) writeFileSync(path, `${words}\n`);
  const environment = { DATA_DIR: folder.path, ...(words !== undefined && { BACKUP_PASSPHRASE_FILE: path }) };
  const code = await act(
    { args, environment, calledFrom: folder.path, say: (line) => void lines.push(line) },
    clock,
  );
  return { code, said: lines.join("\n") };
}
const restore: typeof runBackup = (command, at) => runRestore(command, at, systemRandom);

async function lockedFile(): Promise<string> {
  const { code, said } = await run(runBackup, [], passphrase);
  expect([code, said]).toEqual([
    0,
    expect.stringContaining("It is locked: without the passphrase nobody can restore it."),
  ]);
  const [name = ""] = readdirSync(folder.backups);
  expect(name).toMatch(/\.backup\.gz\.age$/);
  return join(folder.backups, name);
}

it("is read by nobody without the passphrase, and comes back whole with it", async () => {
  const file = await lockedFile();
  const bytes = readFileSync(file);
  expect(bytes.includes("Zanzibar")).toBe(false);
  expect(() => gunzipSync(bytes)).toThrow("incorrect header check");
  await server.close();
  const restored = await run(restore, ["--from", file, "--yes"], passphrase);
  expect([restored.code, restored.said]).toEqual([0, expect.stringContaining("Restored the backup of")]);
  const db = await openDatabase(folder.path);
  const row = await db.selectFrom("record").selectAll().where("id", "=", pupil).executeTakeFirstOrThrow();
  await db.destroy();
  expect(JSON.stringify(row)).toContain("Zanzibar");
});

it("is in the open format, which another program reads", async () => {
  const file = await lockedFile();
  const other = new Decrypter();
  other.addPassphrase(passphrase);
  const text = gunzipSync(await other.decrypt(readFileSync(file))).toString("utf8");
  expect(text).toContain("Zanzibar");
});

it("says what to do without the passphrase, with another one, and with a file that was changed or cut", async () => {
  const file = await lockedFile();
  await server.close();
  const without = await run(restore, ["--from", file, "--yes"]);
  expect([without.code, without.said]).toEqual([
    1,
    expect.stringContaining("is locked. Put its passphrase into a file"),
  ]);
  const wrong = await run(restore, ["--from", file, "--yes"], "heron pencil thursday mosses");
  expect([wrong.code, wrong.said]).toEqual([1, expect.stringContaining("locked with another passphrase")]);
  const bytes = readFileSync(file);
  for (const damaged of [bytes.subarray(0, -40), flipped(bytes, bytes.length - 60), bytes.subarray(0, 30)]) {
    writeFileSync(file, damaged);
    const answer = await readBackupFile(file, undefined, passphrase);
    expect(answer).toMatchObject({ ok: false, code: "damaged" });
  }
  expect(readdirSync(folder.path).filter((name) => name.startsWith("restoring-"))).toEqual([]);
});

it("makes none with a passphrase that is missing or short, rather than an open one", async () => {
  const short = await run(runBackup, [], "too short");
  expect([short.code, short.said]).toEqual([2, expect.stringContaining("at least 12 characters")]);
  const command = {
    args: [],
    environment: { DATA_DIR: folder.path, BACKUP_PASSPHRASE_FILE: "/nowhere/at/all" },
  };
  const lines: string[] = [];
  const code = await runBackup(
    { ...command, calledFrom: folder.path, say: (line) => void lines.push(line) },
    clock,
  );
  expect([code, lines.join(" ")]).toEqual([2, expect.stringContaining("There is no file /nowhere/at/all")]);
  expect(readdirSync(folder.path).filter((name) => name === "backups")).toEqual([]);
});

it("says of an open one that it is open, and lets old ones of both kinds go", async () => {
  const open = await run(runBackup, []);
  expect(open.said).toContain("It is NOT locked");
  const { said } = await run(
    (command) => runBackup(command, { nowMs: () => startOfTest + 60_000 }),
    ["--keep", "1"],
    passphrase,
  );
  expect(said).toContain("older ones deleted: 1");
  expect(readdirSync(folder.backups)).toHaveLength(1);
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
