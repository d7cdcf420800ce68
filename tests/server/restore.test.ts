import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { registry } from "../../src/domain/records.ts";
import { erasureKeeper } from "../../src/server/backup/known-erasures.ts";
import { makeBackup } from "../../src/server/backup/make-backup.ts";
import { restoreBackup } from "../../src/server/backup/restore.ts";
import { runRestore } from "../../src/server/backup/run-restore.ts";
import { erasePupil } from "../../src/server/erase.ts";
import { systemRandom } from "../../src/server/random.ts";
import { openDatabase } from "../../src/server/storage/database.ts";
import type { TestServer } from "./support/school.ts";
import { newId, pupilPut, schoolOn, TestDevice, type Person } from "./support/school.ts";
import { signInWithCode } from "./support/second-factor.ts";
import { dataFolder, serverOn, startOfTest, type DataFolder } from "./support/server-on.ts";

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

const clock = { nowMs: () => startOfTest + 60_000 };
const by = { clock, random: systemRandom, registry };

async function backUp(): Promise<string> {
  const made = await makeBackup(
    { dataFolder: folder.path, keep: 14, program: "test" },
    { nowMs: () => startOfTest },
  );
  if (!made.ok) throw new Error(made.code);
  return made.path;
}

const restore = async (from: string, mayReplace = true) =>
  await restoreBackup({ dataFolder: folder.path, from, mayReplace }, by);

async function restart(): Promise<void> {
  server = await serverOn(folder);
}

async function childrenNow(): Promise<string[]> {
  const rows = await server.db.selectFrom("record").select("data").where("kind", "=", "pupil").execute();
  return rows.map((row) => JSON.parse(row.data).knownAs).toSorted();
}

async function say(args: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const command = {
    args,
    environment: { DATA_DIR: folder.path },
    calledFrom: folder.path,
    say: (line: string) => void lines.push(line),
  };
  return { code: await runRestore(command, clock, systemRandom), said: lines.join("\n") };
}

const asides = () => readdirSync(folder.path).filter((name) => name.includes("before-restore"));

it("puts back what was there, with the school's id, epoch and places in its history", async () => {
  await tablet.change(pupilPut(newId(), "Amara"));
  await tablet.pull();
  const { cursor } = tablet;
  const from = await backUp();
  await tablet.change(pupilPut(newId(), "Beth"));
  await server.close();
  const restored = await restore(from);
  expect(restored).toMatchObject({ ok: true, couldReadOld: true, erasedAgain: 0 });
  await restart();
  expect(await childrenNow()).toEqual(["Amara"]);
  const school = await server.db.selectFrom("school").selectAll().executeTakeFirstOrThrow();
  expect(school).toMatchObject({ id: lead.schoolId, epoch: cursor?.epoch, seq: cursor?.seq });
  expect(school).toMatchObject({ durable_seq: cursor?.seq, backed_up_ms: startOfTest });
  const who = await server.get("/api/auth/me", lead.cookie);
  expect(who.status).toBe(200);
});

it("keeps the database that was there under another name", async () => {
  await tablet.change(pupilPut(newId(), "Amara"));
  const from = await backUp();
  await tablet.change(pupilPut(newId(), "Beth"));
  await server.close();
  const restored = await restore(from);
  const name = "alongside-before-restore-2026-11-23T08-51-12Z.sqlite";
  expect(restored).toMatchObject({ aside: join(folder.path, name) });
  expect(readdirSync(folder.path).toSorted()).toEqual([name, "alongside.sqlite", "backups"].toSorted());
  const before = dataFolder();
  writeFileSync(join(before.path, "alongside.sqlite"), readFileSync(join(folder.path, name)));
  await restart();
  const old = await openDatabase(before.path);
  const rows = await old.selectFrom("record").select("data").where("kind", "=", "pupil").execute();
  expect(rows).toHaveLength(2);
  await old.destroy();
  before.remove();
});

it("clears away what a restore left that was killed", async () => {
  const from = await backUp();
  await server.close();
  mkdirSync(join(folder.path, "restoring-aBc123"));
  writeFileSync(join(folder.path, "restoring-aBc123", "alongside.sqlite"), "half of a school");
  expect(await restore(from)).toMatchObject({ ok: true });
  expect(readdirSync(folder.path).filter((name) => name.startsWith("restoring"))).toEqual([]);
  await restart();
});

it("restores onto a machine that has nothing", async () => {
  await tablet.change(pupilPut(newId(), "Amara"));
  const from = await backUp();
  const other = dataFolder();
  const restored = await restoreBackup({ dataFolder: other.path, from, mayReplace: false }, by);
  expect(restored).toMatchObject({ ok: true, couldReadOld: false });
  expect(restored).not.toHaveProperty("aside");
  const there = await serverOn(other);
  expect((await there.get("/api/auth/me", lead.cookie)).status).toBe(200);
  await there.close();
  other.remove();
});

it("touches nothing while the server runs, without leave, or with a file that is not good", async () => {
  await tablet.change(pupilPut(newId(), "Amara"));
  const from = await backUp();
  const good = readFileSync(from);
  expect(await restore(from)).toMatchObject({ ok: false, code: "server-runs" });
  expect(await tablet.change(pupilPut(newId(), "Beth"))).toBe("ok");
  await server.close();
  expect(await restore(from, false)).toMatchObject({ ok: false, code: "would-replace" });
  const file = join(folder.path, "file");
  const of = async (bytes: Uint8Array) => {
    writeFileSync(file, bytes);
    return await restore(file);
  };
  expect(await of(good.subarray(0, 500))).toMatchObject({ ok: false, code: "damaged" });
  const text = gunzipSync(good).toString("utf8");
  expect(await of(resealed(text.replace(/"schema":"[^"]*"/, '"schema":"9999-later"')))).toMatchObject({
    ok: false,
    code: "newer-program",
  });
  expect(readdirSync(folder.path).toSorted()).toEqual(["alongside.sqlite", "backups", "file"]);
  await restart();
  expect(await childrenNow()).toEqual(["Amara", "Beth"]);
});

/** The text of a backup under a seal that fits it. */
function resealed(text: string): Buffer {
  const lines = text.trimEnd().split("\n");
  const seal = JSON.parse(lines.pop() ?? "");
  const body = `${lines.join("\n")}\n`;
  const sha256 = createHash("sha256").update(body).digest("hex");
  return gzipSync(`${body}${JSON.stringify({ ...seal, sha256 })}\n`);
}

it("takes the place of a database that is damaged beyond reading", async () => {
  await tablet.change(pupilPut(newId(), "Amara"));
  const from = await backUp();
  await server.close();
  const live = join(folder.path, "alongside.sqlite");
  writeFileSync(live, "not a database at all".repeat(500));
  writeFileSync(`${live}-wal`, "nor a log");
  expect(await restore(from)).toMatchObject({ ok: true, couldReadOld: false });
  expect(asides().toSorted()).toEqual([
    "alongside-before-restore-2026-11-23T08-51-12Z.sqlite",
    "alongside-before-restore-2026-11-23T08-51-12Z.sqlite-wal",
  ]);
  await restart();
  expect(await childrenNow()).toEqual(["Amara"]);
});

it("erases again who was erased since, from the old database and from the list beside it", async () => {
  const [amara, beth, cara] = [newId(), newId(), newId()];
  await tablet.push(
    tablet.mutation(pupilPut(amara, "Amara")),
    tablet.mutation(pupilPut(beth, "Beth")),
    tablet.mutation(pupilPut(cara, "Cara")),
  );
  const from = await backUp();
  await erasePupil(server.db, by, lead.schoolId, amara, lead.staffId);
  await server.close();
  const line = { school: lead.schoolId, subject: beth, participant: newId(), atMs: startOfTest };
  const keep = erasureKeeper(folder.path);
  keep({ ...line, school: newId() });
  appendFileSync(join(folder.path, "erasures.jsonl"), '{"school":"cut off with the pow');
  keep(line);
  expect(await restore(from)).toMatchObject({ ok: true, erasedAgain: 2, unreadableErasures: 1 });
  const bytes = readFileSync(join(folder.path, "alongside.sqlite")).toString("latin1");
  expect(bytes).toContain("Cara");
  expect(bytes).not.toMatch(/Amara|Beth/);
  await restart();
  expect((await childrenNow()).filter((name) => name !== undefined)).toEqual(["Cara"]);
  const erased = await server.db.selectFrom("erasure").select(["subject", "participant"]).execute();
  expect(erased.map((one) => one.subject).toSorted()).toEqual([amara, beth].toSorted());
  expect(erased.find((one) => one.subject === beth)?.participant).toBe(line.participant);
});

it("lets nobody in again who signed out since, and keeps in who signed in since", async () => {
  const from = await backUp();
  const cookie = await signInWithCode(server, "lead@meadow");
  expect((await server.post("/api/auth/sign-out", {}, lead.cookie)).status).toBe(200);
  await server.close();
  expect(await restore(from)).toMatchObject({ ok: true });
  await restart();
  expect((await server.get("/api/auth/me", lead.cookie)).status).toBe(401);
  expect((await server.get("/api/auth/me", cookie)).status).toBe(200);
});

it("says in plain words what to do", async () => {
  const from = await backUp();
  expect(await say([])).toEqual({ code: 2, said: expect.stringContaining("--from FILE") });
  expect(await say(["--from", "nowhere"])).toEqual({
    code: 1,
    said: expect.stringContaining("There is no file"),
  });
  expect(await say(["--from", from])).toEqual({ code: 1, said: expect.stringContaining("Stop it") });
  await server.close();
  const asked = await say(["--from", from]);
  expect(asked).toEqual({ code: 1, said: expect.stringContaining("with --yes at the end") });
  const done = await say(["--from", from, "--yes"]);
  expect(done).toEqual({ code: 0, said: expect.stringContaining("Now start the server.") });
  expect(existsSync(join(folder.path, asides()[0] ?? "none"))).toBe(true);
  await restart();
});
