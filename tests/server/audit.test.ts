import { afterEach, beforeEach, expect, it } from "vitest";
import { groupScope, logScope } from "../../src/domain/scope.ts";
import { registry } from "../../src/domain/records.ts";
import { auditPageSchema, type AuditRow } from "../../src/protocol/audit-messages.ts";
import { audit } from "../../src/server/audit.ts";
import { makeBackup } from "../../src/server/backup/make-backup.ts";
import { restoreBackup } from "../../src/server/backup/restore.ts";
import { runVerify } from "../../src/server/backup/run-verify.ts";
import { systemRandom } from "../../src/server/random.ts";
import { openDatabase } from "../../src/server/storage/database.ts";
import type { Db } from "../../src/server/storage/tables.ts";
import { signInWithCode } from "./support/second-factor.ts";
import type { Person, TestServer } from "./support/school.ts";
import {
  addPerson,
  groupPuts,
  newId,
  password,
  patch,
  pupilPut,
  put,
  refusalCode,
  setUpSchool,
  TestDevice,
} from "./support/school.ts";
import { dataFolder, serverOn, startOfTest, type DataFolder } from "./support/server-on.ts";

let folder: DataFolder;
let server: TestServer;
let lead: Person;
let tablet: TestDevice;

beforeEach(async () => {
  folder = dataFolder();
  server = await serverOn(folder);
  lead = await setUpSchool(server);
  tablet = new TestDevice(server, lead);
});
afterEach(async () => {
  await server.close();
  folder.remove();
});

async function rowsNow(query = ""): Promise<AuditRow[]> {
  const answer = await server.get(`/api/admin/audit${query}`, lead.cookie);
  return auditPageSchema.parse(await answer.json()).rows.toReversed();
}

const eventsNow = async (query = "") => (await rowsNow(query)).map((row) => row.event);

async function verify(...args: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const environment = { DATA_DIR: folder.path };
  const say = (line: string) => void lines.push(line);
  const code = await runVerify({ args, environment, calledFrom: folder.path, say });
  return { code, said: lines.join("\n") };
}

async function withStopped(work: (db: Db) => Promise<void>): Promise<void> {
  await server.close();
  const db = await openDatabase(folder.path);
  await work(db);
  await db.destroy();
}

const restart = async () => {
  server = await serverOn(folder);
};

it("writes down who signed in and out, who was refused, and who was invited and joined", async () => {
  const helper = await addPerson(server, lead, "Terry Assistant", ["teaching-assistant"]);
  await server.post("/api/auth/sign-in", { signInName: "lead@meadow", password: "wrong wrong wrong" });
  await server.post("/api/auth/sign-in", { signInName: "nobody@meadow", password });
  await server.get("/api/admin/people", helper.cookie);
  await server.post("/api/auth/sign-out", {}, helper.cookie);
  const rows = (await rowsNow()).map(({ event, staffId, about }) => [event, staffId, about]);
  expect(rows).toEqual([
    ["school-added", lead.staffId, { account: expect.any(String) }],
    ["sign-in", lead.staffId, { what: "password" }],
    ["factor-set", lead.staffId, { account: expect.any(String) }],
    ["person-invited", lead.staffId, { person: helper.staffId, roles: "teaching-assistant" }],
    ["person-joined", helper.staffId, { account: expect.any(String) }],
    ["sign-in", helper.staffId, { what: "password" }],
    ["sign-in-refused", lead.staffId, { what: "password", account: expect.any(String) }],
    ["access-refused", helper.staffId, { route: "/api/admin/people" }],
    ["sign-out", helper.staffId, {}],
  ]);
});

it("writes down refused changes, values that were not taken, changed roles and leavers", async () => {
  const helper = await addPerson(server, lead, "Terry Assistant", ["teaching-assistant"]);
  const theirs = new TestDevice(server, helper);
  await theirs.pull();
  const pupil = newId();
  await tablet.change(pupilPut(pupil));
  await tablet.pull();
  const seen = tablet.rows.get(`pupil|${pupil}`)?.seq ?? 0;
  await tablet.change(patch("pupil", pupil, seen, { knownAs: "Amira" }));
  const other = new TestDevice(server, lead);
  await other.change(patch("pupil", pupil, seen, { knownAs: "Emara" }));
  await theirs.change(put("rate", "not an id at all", "money", { pence: 1 }));
  await theirs.change(put("rate", newId(), "money", { pence: 1 }));
  const staffSeq = tablet.rows.get(`staff|${helper.staffId}`)?.seq ?? 0;
  await tablet.change(patch("staff", helper.staffId, staffSeq, { roles: ["senco", "head"] }));
  await tablet.change(patch("staff", helper.staffId, staffSeq, { leftOn: "2026-12-18" }));
  const rows = (await rowsNow()).slice(6).map(({ event, about }) => [event, about]);
  expect(rows).toEqual([
    ["conflict", expect.objectContaining({ kind: "pupil", record: pupil, what: "knownAs" })],
    ["change-refused", expect.objectContaining({ why: "invalid-record" })],
    ["change-refused", expect.objectContaining({ kind: "rate" })],
    ["role-changed", expect.objectContaining({ person: helper.staffId, roles: "senco|head" })],
    ["person-left", expect.objectContaining({ person: helper.staffId, until: "2026-12-18" })],
  ]);
});

it("takes an export that was made offline into the audit once, and lets nobody change or forge it", async () => {
  const helper = await addPerson(server, lead, "Terry Assistant", ["teaching-assistant"]);
  const theirs = new TestDevice(server, helper);
  const deed = {
    authorId: lead.staffId,
    date: "2026-11-20",
    recordedAt: "2026-11-20T15:00:00.000Z",
    event: "export-full-names",
    what: "weekly-summary",
    rows: 31,
    why: "governors",
  };
  const scope = logScope(lead.staffId, 2026);
  const made = tablet.mutation(put("deed", newId(), scope, deed));
  await tablet.push(made);
  await tablet.push(made);
  expect(await tablet.change(patch("deed", made.ops[0]?.id ?? "", 1, { rows: 1 }))).toBe("forbidden");
  expect(await theirs.change(put("deed", newId(), scope, deed))).toBe("forbidden");
  const rows = (await rowsNow()).filter((row) => row.event === "export-full-names");
  expect(rows.map(({ staffId, about }) => ({ staffId, about }))).toEqual([
    {
      staffId: lead.staffId,
      about: {
        what: "weekly-summary",
        rows: 31,
        why: "governors",
        doneAt: "2026-11-20T15:00:00.000Z",
        client: tablet.client,
      },
    },
  ]);
});

it("says on which tablet a deed was done that came with other work", async () => {
  const { id } = await server.db
    .selectFrom("tablet")
    .select("id")
    .where("school", "=", lead.schoolId)
    .executeTakeFirstOrThrow();
  const deed = { authorId: lead.staffId, date: "2026-11-20", recordedAt: "2026-11-20T15:00:00.000Z" };
  const done = [
    { ...deed, event: "print", what: "weekly-summary", rows: 4 },
    { ...deed, event: "import", what: "class-list", rows: 31 },
    { ...deed, event: "import-undone", what: "class-list", rows: 31 },
  ];
  for (const one of done)
    expect(await tablet.change(put("deed", newId(), logScope(lead.staffId, 2026), one))).toBe("ok");
  const rows = (await rowsNow()).slice(-3);
  expect(rows.map(({ event, tablet: on, about }) => [event, on, about.what, about.rows])).toEqual([
    ["print", id, "weekly-summary", 4],
    ["import", id, "class-list", 31],
    ["import-undone", id, "class-list", 31],
  ]);
});

it("holds no name and nothing that was typed", async () => {
  const helper = await addPerson(server, lead, "Terry Assistant", ["teaching-assistant"]);
  const theirs = new TestDevice(server, helper);
  await theirs.change(put("Terry is here", newId(), "school", { knownAs: "Amara" }));
  await tablet.change(pupilPut(newId(), "Amara"));
  await server.post("/api/auth/sign-in", { signInName: "terry.assistant@meadow", password: "no such word" });
  const text = JSON.stringify(await server.db.selectFrom("audit").selectAll().execute());
  for (const word of ["Terry", "Assistant", "Amara", "meadow", "Sam", "Lead", password])
    expect(text).not.toContain(word);
});

it("shows the audit to the administrator only, by person and by the school's own day", async () => {
  const helper = await addPerson(server, lead, "Terry Assistant", ["teaching-assistant"]);
  expect((await server.get("/api/admin/audit", helper.cookie)).status).toBe(403);
  // Half past midnight in summer time is still the day before in Greenwich.
  server.now = Date.parse("2027-06-14T23:30:00Z");
  expect((await server.get("/api/admin/audit", lead.cookie)).status).toBe(401);
  lead = { ...lead, cookie: await signInWithCode(server, "lead@meadow") };
  expect(await eventsNow("?day=2027-06-15")).toEqual(["sign-in"]);
  expect(await eventsNow("?day=2027-06-14")).toEqual([]);
  expect(await eventsNow(`?person=${helper.staffId}`)).toEqual([
    "person-invited",
    "person-joined",
    "sign-in",
    "access-refused",
  ]);
  expect((await server.get("/api/admin/audit?day=today", lead.cookie)).status).toBe(400);
});

it("asks for a fresh proof before it shows anything", async () => {
  server.now += 11 * 60_000;
  const refused = await server.get("/api/admin/audit", lead.cookie);
  expect([refused.status, await refusalCode(refused)]).toEqual([403, "prove-again"]);
});

it("gives a long audit page by page, each row once", async () => {
  const clock = { nowMs: () => server.now };
  const { schoolId: school, staffId } = lead;
  for (let at = 0; at < 450; at += 1) await audit({ clock }, server.db, { school, staffId, event: "export" });
  const seen: number[] = [];
  for (let before: number | null = 1_000_000; before !== null;) {
    const answer = await server.get(`/api/admin/audit?before=${before}`, lead.cookie);
    const page = auditPageSchema.parse(await answer.json());
    seen.push(...page.rows.map((row) => row.n));
    before = page.next;
  }
  expect(seen).toEqual(Array.from({ length: 453 }, (_, at) => 453 - at));
});

it("says that the audit is whole, and which row is not", async () => {
  expect(await verify()).toMatchObject({ code: 0, said: expect.stringContaining("is whole, 3 rows") });
  await withStopped(async (db) => {
    await db.updateTable("audit").set({ staff_id: null }).where("n", "=", 2).execute();
  });
  expect(await verify()).toMatchObject({ code: 1, said: expect.stringContaining("broken at row 2") });
  expect(await verify("--at", "2")).toMatchObject({ code: 2 });
  await restart();
});

it("finds by a backup that the end was cut off and the count set back", async () => {
  const made = await makeBackup(
    { dataFolder: folder.path, keep: 14, program: "test" },
    { nowMs: () => startOfTest },
  );
  if (!made.ok) throw new Error(made.code);
  expect(await verify("--backup", made.path)).toMatchObject({ code: 0 });
  await withStopped(async (db) => {
    await db.deleteFrom("audit").where("n", ">=", 2).execute();
    await db.updateTable("school").set({ audit_n: 1 }).execute();
  });
  expect(await verify()).toMatchObject({ code: 0 });
  expect(await verify("--backup", made.path)).toMatchObject({
    code: 1,
    said: expect.stringContaining("broken at row 2: it and all that came after it were cut off"),
  });
  await restart();
});

it("loses nothing to a restore, and writes it down", async () => {
  const clock = { nowMs: () => startOfTest };
  const made = await makeBackup({ dataFolder: folder.path, keep: 14, program: "test" }, clock);
  if (!made.ok) throw new Error(made.code);
  await addPerson(server, lead, "Terry Assistant", ["teaching-assistant"]);
  await server.close();
  const by = { clock, random: systemRandom, registry };
  await restoreBackup({ dataFolder: folder.path, from: made.path, mayReplace: true }, by);
  expect(await verify("--backup", made.path)).toMatchObject({ code: 0 });
  await restart();
  expect(await eventsNow()).toEqual([
    "school-added",
    "sign-in",
    "factor-set",
    "backup",
    "person-invited",
    "person-joined",
    "sign-in",
    "restore",
  ]);
  expect((await rowsNow()).at(-1)?.about).toMatchObject({ row: 3, count: 4 });
});

it("writes down who was given cover of a group, and imports and prints as they were done", async () => {
  const helper = await addPerson(server, lead, "Terry Assistant", ["teaching-assistant"]);
  const [groupId, until] = [newId(), "2026-11-23"];
  const cover = { groupId, staffId: helper.staffId, role: "cover", from: until, to: until };
  const done = { authorId: lead.staffId, date: until, recordedAt: "2026-11-23T10:00:00.000Z" };
  const scope = logScope(lead.staffId, 2026);
  expect(
    await tablet.change(
      ...groupPuts(groupId, [lead.staffId]),
      put("groupStaff", newId(), groupScope(groupId), cover),
      put("deed", newId(), scope, { ...done, event: "import", what: "class-list", rows: 20 }),
      put("deed", newId(), scope, { ...done, event: "print", what: "weekly-summary", rows: 3 }),
    ),
  ).toBe("ok");
  const { client } = tablet;
  const events = ["cover-taken", "import", "print"];
  const rows = (await rowsNow())
    .filter((row) => events.includes(row.event))
    .map(({ event, about }) => [event, about]);
  const doneAt = "2026-11-23T10:00:00.000Z";
  expect(new Map(rows as [string, object][])).toEqual(
    new Map<string, object>([
      ["cover-taken", { person: helper.staffId, record: groupId, until, client }],
      ["import", { what: "class-list", rows: 20, doneAt, client }],
      ["print", { what: "weekly-summary", rows: 3, doneAt, client }],
    ]),
  );
});
