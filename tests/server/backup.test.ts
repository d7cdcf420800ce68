import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { backupStateSchema } from "../../src/protocol/backup-messages.ts";
import { sentenceOfFault } from "../../src/server/backup/command.ts";
import { makeBackup } from "../../src/server/backup/make-backup.ts";
import { readBackupFile } from "../../src/server/backup/read-backup-file.ts";
import { runBackup } from "../../src/server/backup/run-backup.ts";
import { backupTables } from "../../src/server/storage/backup-tables.ts";
import { isOfThisProgram, noteBackup } from "../../src/server/storage/backup-rows.ts";
import type { TestServer } from "./support/school.ts";
import { addPerson, newId, pupilPut, schoolOn, TestDevice, type Person } from "./support/school.ts";
import { dataFolder, serverOn, startOfTest, untilDone, type DataFolder } from "./support/server-on.ts";

let folder: DataFolder;
let server: TestServer;
let lead: Person;
let tablet: TestDevice;

beforeEach(async () => {
  folder = dataFolder();
  ({ server, lead, senco: tablet } = await schoolOn(await serverOn(folder)));
});
afterEach(async () => {
  await server.close();
  folder.remove();
});

async function backUp(over: { to?: string; keep?: number; atMs?: number } = {}) {
  const { atMs = startOfTest, ...rest } = over;
  const request = { dataFolder: folder.path, keep: 14, program: "test", ...rest };
  return await makeBackup(request, { nowMs: () => atMs });
}

async function goodBackup(over: Parameters<typeof backUp>[0] = {}) {
  const made = await backUp(over);
  if (!made.ok) throw new Error(made.code);
  return made;
}

async function say(args: string[], dataPath = folder.path): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const command = {
    args,
    environment: { DATA_DIR: dataPath },
    calledFrom: folder.path,
    say: (line: string) => void lines.push(line),
  };
  const code = await runBackup(command, { nowMs: () => startOfTest });
  return { code, said: lines.join("\n") };
}

const schoolRow = async () =>
  await server.db
    .selectFrom("school")
    .select(["seq", "durable_seq", "backed_up_ms"])
    .where("id", "=", lead.schoolId)
    .executeTakeFirstOrThrow();

it("knows every table and column of the database, and sees one that it does not know", async () => {
  expect(await isOfThisProgram(server.db)).toBe(true);
  await server.db.schema.alterTable("moved").addColumn("later", "text").execute();
  expect(await isOfThisProgram(server.db)).toBe(false);
  expect(await backUp()).toEqual({ ok: false, code: "other-program" });
  expect(readdirSync(folder.backups)).toEqual([]);
});

it("holds every row, whatever people typed", async () => {
  const names = [
    "Zoë\u2028O\u2019Neil",
    '"quoted"',
    "back\\slash",
    "\u0000?".slice(1),
    "李",
    "🙂",
    "a\nb\r\nc",
  ];
  await tablet.push(...names.map((name) => tablet.mutation(pupilPut(newId(), name))));
  for (let at = 0; at < 25; at += 1)
    await tablet.push(...Array.from({ length: 50 }, () => tablet.mutation(pupilPut(newId()))));
  const made = await goodBackup();
  const expected = await Promise.all(
    backupTables.map(async ({ name }) => {
      const rows = await server.db
        .selectFrom(name as "record")
        .selectAll()
        .execute();
      // The backup itself is written into the audit once it has been read back, so it is not in its own file.
      return [name, name === "audit" ? rows.length - 1 : rows.length];
    }),
  );
  expect(made.tables.map(({ name, rows }) => [name, rows])).toEqual(expected);
  expect(made.tables.find(({ name }) => name === "record")?.rows).toBeGreaterThan(1250);
  const known: unknown[] = [];
  await readBackupFile(made.path, {
    begin: () => Promise.resolve(),
    rows: async (table, columns, rows) => {
      if (table !== "record") return;
      for (const row of rows) known.push(JSON.parse(String(row[columns.indexOf("data")])).knownAs);
      await Promise.resolve();
    },
  });
  for (const name of names) expect(known).toContain(name.trim());
});

it("tells the tablets what is backed up, and never less than before", async () => {
  await tablet.change(pupilPut(newId()));
  const first = await goodBackup();
  const { seq } = await schoolRow();
  expect(await schoolRow()).toEqual({ seq, durable_seq: seq, backed_up_ms: startOfTest });
  expect(first.noted).toEqual([lead.schoolId]);
  await tablet.change(pupilPut(newId()));
  expect((await schoolRow()).durable_seq).toBe(seq);
  await server.db.updateTable("school").set({ durable_seq: 9999 }).execute();
  await goodBackup({ atMs: startOfTest + 1000 });
  expect((await schoolRow()).durable_seq).toBe(9999);
});

it("sees one moment, while tablets go on saving", async () => {
  const backingUp = untilDone(goodBackup());
  let saved = 0;
  for (; !backingUp.isDone(); saved += 1) {
    expect(await tablet.change(pupilPut(newId()), pupilPut(newId()))).toBe("ok");
    await setImmediate(); // The backup in this same process needs a turn.
  }
  const made = await backingUp.result;
  expect(saved).toBeGreaterThan(0);
  const rows: Record<string, number> = Object.fromEntries(made.tables.map((one) => [one.name, one.rows]));
  const [place] = made.schools;
  // Every mutation here makes two children in one commit: a moment holds both or none.
  const setUpRecords = 2;
  expect((rows["record"] ?? 0) - setUpRecords).toBe(2 * (rows["mutation"] ?? 0));
  expect((await schoolRow()).durable_seq).toBe(place?.seq);
  expect((await schoolRow()).seq).toBeGreaterThan(place?.seq ?? 0);
});

it("does not count for a school whose history became another one meanwhile", async () => {
  await tablet.change(pupilPut(newId()));
  const { seq } = await schoolRow();
  const { schools } = await goodBackup();
  await server.db.updateTable("school").set({ durable_seq: 0, backed_up_ms: null }).execute();
  await server.db.updateTable("commit").set({ tag: "another" }).where("seq", "=", seq).execute();
  expect(await noteBackup(server.db, schools, startOfTest)).toEqual([]);
  expect(await schoolRow()).toEqual({ seq, durable_seq: 0, backed_up_ms: null });
});

it("finds any damage", async () => {
  await tablet.change(pupilPut(newId(), "Amara"));
  const { path } = await goodBackup();
  const good = readFileSync(path);
  const lines = gunzipSync(good).toString("utf8").split("\n");
  const withoutRow = lines.filter((line) => !line.includes("Amara"));
  const changed = lines.map((line) => line.replace("Amara", "Amira"));
  const newer = lines.map((line) => line.replace('"format":1', '"format":2'));
  const flipped = Buffer.from(good);
  flipped[good.length >> 1] = (flipped[good.length >> 1] ?? 0) ^ 1;
  const file = join(folder.path, "file");
  const codeOf = async (bytes: Uint8Array | string) => {
    writeFileSync(file, bytes);
    const read = await readBackupFile(file);
    return read.ok ? "ok" : read.code;
  };
  expect(await codeOf(good)).toBe("ok");
  expect(await codeOf(flipped)).toBe("damaged");
  expect(await codeOf(good.subarray(0, good.length - 100))).toBe("damaged");
  expect(await codeOf(gzipSync(withoutRow.join("\n")))).toBe("damaged");
  expect(await codeOf(gzipSync(changed.join("\n")))).toBe("damaged");
  expect(await codeOf(gzipSync(lines.slice(0, -2).join("\n")))).toBe("damaged");
  expect(await codeOf(gzipSync(lines.join("\n") + lines.join("\n")))).toBe("damaged");
  expect(await codeOf(gzipSync(newer.join("\n")))).toBe("newer-format");
  expect(await codeOf("a letter home")).toBe("damaged");
  expect(await codeOf("")).toBe("damaged");
  expect(await readBackupFile(join(folder.path, "elsewhere"))).toMatchObject({ code: "no-backup-file" });
  expect(await readBackupFile(folder.path)).toMatchObject({ code: "no-backup-file" });
});

it("keeps the newest, and keeps what is not its own", async () => {
  mkdirSync(folder.backups);
  writeFileSync(join(folder.backups, "letter.txt"), "");
  for (let hour = 0; hour < 5; hour += 1) await goodBackup({ keep: 3, atMs: startOfTest + hour * 3_600_000 });
  expect(readdirSync(folder.backups).toSorted()).toEqual([
    "alongside-2026-11-23T10-50-12Z.backup.gz",
    "alongside-2026-11-23T11-50-12Z.backup.gz",
    "alongside-2026-11-23T12-50-12Z.backup.gz",
    "letter.txt",
  ]);
});

it.runIf(process.platform !== "win32")("is for its owner's eyes only", async () => {
  const { path } = await goodBackup();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(folder.backups).mode & 0o777).toBe(0o700);
  const given = join(folder.path, "given");
  mkdirSync(given);
  chmodSync(given, 0o755);
  await goodBackup({ to: given });
  expect(statSync(given).mode & 0o777).toBe(0o755);
});

it("leaves nothing half-done and counts nothing when it fails", async () => {
  const inTheWay = join(folder.path, "file");
  writeFileSync(inTheWay, "");
  const { code, said } = await say(["--to", "file/backups"]);
  expect([code, said]).toEqual([1, expect.stringMatching(/^No backup was made\. .* is not a folder\./)]);
  expect((await schoolRow()).durable_seq).toBe(0);
  const full = Object.assign(new Error("no space"), { code: "ENOSPC" });
  expect(sentenceOfFault(full, "/backups")).toMatch(/^The disk of \/backups is full/);
  const closed = Object.assign(new Error("no right"), { code: "EACCES" });
  expect(sentenceOfFault(closed, "/backups")).toMatch(/^\/backups cannot be written/);
  expect(sentenceOfFault(new Error("a fault of ours"), "/backups")).toBeUndefined();
});

it("cleans up after a run that was killed, once it is surely over", async () => {
  const left = "alongside-2026-11-22T08-50-12Z.backup.gz.17.unfinished";
  const running = "alongside-2026-11-23T08-50-11Z.backup.gz.18.unfinished";
  mkdirSync(folder.backups);
  for (const name of [left, running]) writeFileSync(join(folder.backups, name), "");
  const yesterday = startOfTest / 1000 - 90_000;
  utimesSync(join(folder.backups, left), yesterday, yesterday);
  utimesSync(join(folder.backups, running), startOfTest / 1000 - 60, startOfTest / 1000 - 60);
  await goodBackup();
  expect(readdirSync(folder.backups).toSorted()).toEqual(
    [running, "alongside-2026-11-23T08-50-12Z.backup.gz"].toSorted(),
  );
});

it("never lets the one go that was just made, though the clock fell back to 1970", async () => {
  await goodBackup();
  await goodBackup({ keep: 1, atMs: 1000 });
  expect(readdirSync(folder.backups)).toEqual(["alongside-1970-01-01T00-00-01Z.backup.gz"]);
});

it("says in plain words what it did and what it could not do", async () => {
  const made = await say(["--keep", "2"]);
  expect(made.code).toBe(0);
  expect(made.said).toContain("alongside-2026-11-23T08-50-12Z.backup.gz");
  expect(made.said).toContain("The newest 2 backups in the folder are kept.");
  expect(made.said).toContain("NOT locked");
  expect(made.said).not.toContain("Meadow");
  expect(await say(["--keep", "0"])).toEqual({ code: 2, said: expect.stringContaining("--keep takes") });
  expect(await say(["--where", "x"])).toEqual({ code: 2, said: expect.stringContaining("Use: npm run") });
  const nowhere = await say([], join(folder.path, "nowhere"));
  expect(nowhere).toEqual({ code: 1, said: expect.stringContaining("There is no database in") });
});

it("tells an administrator, and nobody else, when the last one was", async () => {
  const ask = async (who: Person) => await server.get("/api/admin/backup", who.cookie);
  const state = async () => backupStateSchema.parse(await (await ask(lead)).json());
  expect((await state()).lastAt).toBeNull();
  await goodBackup({ atMs: startOfTest + 5000 });
  expect(await state()).toEqual({
    lastAt: "2026-11-23T08:50:17.000Z",
    schoolSince: "2026-11-23T08:50:12.000Z",
    serverAt: "2026-11-23T08:50:12.000Z",
  });
  const senco = await addPerson(server, lead, "Ana Reed", ["senco", "teaching-assistant"]);
  expect((await ask(senco)).status).toBe(403);
  expect((await server.get("/api/admin/backup")).status).toBe(401);
});
