import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { invitationSchema, signedInSchema } from "../../src/protocol/account-messages.ts";
import { schoolsSchema, signInAnswerSchema } from "../../src/protocol/sign-in-messages.ts";
import { runAccounts } from "../../src/server/run-accounts.ts";
import { openDatabase } from "../../src/server/storage/database.ts";
import type { Db } from "../../src/server/storage/tables.ts";
import {
  addPerson,
  password,
  refusalCode,
  setUpSchool,
  startServer,
  type Person,
  type TestServer,
} from "./support/school.ts";
import { authenticator, cookieOf, pendingOf, setUpFactor, tryPassword } from "./support/second-factor.ts";

let folder: string;
let db: Db;
let server: TestServer;
let lead: Person;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "alongside-"));
  db = await openDatabase(folder);
  server = await startServer({ db });
  lead = await setUpSchool(server);
});
afterEach(async () => {
  await server.close();
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

/** The command that whoever runs the server types. */
async function command(...args: string[]): Promise<{ readonly exit: number; readonly said: string }> {
  const said: string[] = [];
  const environment = { DATA_DIR: folder };
  const say = (line: string) => void said.push(line);
  const exit = await runAccounts({ args, environment, calledFrom: folder, say }, { nowMs: () => server.now });
  return { exit, said: said.join("\n") };
}
const codeIn = (said: string) => /: ([0-9A-Z-]{19})/.exec(said)?.[1] ?? "";

async function addSecondSchool(signInName = "head@oak"): Promise<Person> {
  const token = codeIn((await command("add-school")).said);
  const body = { token, schoolName: "Oak Hill", name: "Olu Head", signInName, password };
  const response = await server.post("/api/auth/set-up", body);
  const who = signedInSchema.parse(await response.json());
  await setUpFactor(server, cookieOf(response), signInName);
  return { ...who, cookie: cookieOf(response) };
}

async function inviteTo(admin: Person, name: string): Promise<{ code: string; staffId: string }> {
  const body = { name, roles: ["teaching-assistant"] };
  return invitationSchema.parse(await (await server.post("/api/admin/people", body, admin.cookie)).json());
}

async function codeOf(response: Response): Promise<string> {
  return response.status === 200 ? "ok" : await refusalCode(response);
}

describe("a further school", () => {
  it("is made with a token that only whoever runs the server can print, once, within a day", async () => {
    const body = { schoolName: "Oak Hill", name: "Olu Head", signInName: "head@oak", password };
    const tries = async (token: string) =>
      await codeOf(await server.post("/api/auth/set-up", { ...body, token }));
    expect(await tries(server.app.setUpCode)).toBe("already-set-up");
    const late = codeIn((await command("add-school")).said);
    server.now += 86_400_000;
    expect(await tries(late)).toBe("already-set-up");
    const token = codeIn((await command("add-school")).said);
    expect(await codeOf(await server.post("/api/auth/set-up", { ...body, password: "short", token }))).toBe(
      "weak-password",
    );
    expect(await tries(token)).toBe("ok");
    expect(await codeOf(await server.post("/api/auth/set-up", { ...body, signInName: "b@oak", token }))).toBe(
      "already-set-up",
    );
  });

  it("sees nothing of the first, and its administrator has no say there", async () => {
    const oak = await addSecondSchool();
    expect(oak.schoolId).not.toBe(lead.schoolId);
    const path = "/api/admin/people/reset-factor";
    expect((await server.post(path, { staffId: lead.staffId }, oak.cookie)).status).toBe(404);
    expect((await server.post("/api/admin/people/close", { staffId: lead.staffId }, oak.cookie)).status).toBe(
      404,
    );
  });
});

describe("somebody who works in two schools", () => {
  let oak: Person;
  let tia: Person;
  beforeEach(async () => {
    oak = await addSecondSchool();
    tia = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
    const { code } = await inviteTo(oak, "Tia A");
    await server.post("/api/auth/join-school", { code }, tia.cookie);
  });

  it("sees both", async () => {
    const { schools } = schoolsSchema.parse(await (await server.get("/api/auth/schools", tia.cookie)).json());
    expect(schools.map((one) => one.schoolName)).toEqual(["Meadow Lane", "Oak Hill"]);
  });

  it("chooses at sign-in, and the session is bound to that school", async () => {
    const answer = await tryPassword(server, "tia.adeyemi@meadow");
    expect(answer).toMatchObject({ needs: "school" });
    const pending = "pending" in answer ? answer.pending : "";
    const choose = (schoolId: string) => server.post("/api/auth/choose-school", { pending, schoolId });
    expect(await refusalCode(await choose(crypto.randomUUID()))).toBe("forbidden");
    const chosen = await choose(oak.schoolId);
    expect(await chosen.clone().json()).toMatchObject({ schoolId: oak.schoolId, name: "Tia A" });
    const me = await server.get("/api/auth/me", cookieOf(chosen));
    expect(signedInSchema.parse(await me.json()).schoolId).toBe(oak.schoolId);
    expect(await refusalCode(await choose(oak.schoolId))).toBe("sign-in-again");
  });

  it("changes school from inside, which ends the session in the other one", async () => {
    const changed = await server.post("/api/auth/change-school", { schoolId: oak.schoolId }, tia.cookie);
    expect(await changed.clone().json()).toMatchObject({ schoolId: oak.schoolId });
    expect((await server.get("/api/auth/me", tia.cookie)).status).toBe(401);
    const none = await server.post(
      "/api/auth/change-school",
      { schoolId: crypto.randomUUID() },
      cookieOf(changed),
    );
    expect(await refusalCode(none)).toBe("forbidden");
  });

  it("cannot be taken over through one of them", async () => {
    const staffId = tia.staffId;
    for (const path of ["reset-factor", "invite-again"]) {
      const refused = await server.post(`/api/admin/people/${path}`, { staffId }, lead.cookie);
      expect([path, await refusalCode(refused)]).toEqual([path, "other-school-too"]);
    }
  });

  it("keeps the one when the other closes the sign-in", async () => {
    expect((await server.post("/api/admin/people/close", { staffId: tia.staffId }, lead.cookie)).status).toBe(
      200,
    );
    expect((await server.get("/api/auth/me", tia.cookie)).status).toBe(401);
    expect(await tryPassword(server, "tia.adeyemi@meadow")).toMatchObject({ schoolId: oak.schoolId });
  });

  it("uses a code once, and not where somebody of that name has a sign-in", async () => {
    const { code } = await inviteTo(oak, "Tia Again");
    const again = await server.post("/api/auth/join-school", { code }, tia.cookie);
    expect(await refusalCode(again)).toBe("linked-already");
    server.now += 11 * 60_000;
    expect(await refusalCode(await server.post("/api/auth/join-school", { code }, tia.cookie))).toBe(
      "prove-again",
    );
  });
});

describe("the command of whoever runs the server", () => {
  it("resets the second step of an only administrator, who still needs the password", async () => {
    const { exit, said } = await command("reset-second-step", "LEAD@meadow");
    expect(exit).toBe(0);
    const pending = await pendingOf(server, "lead@meadow");
    const reset = await server.post("/api/auth/factor/reset", { pending, code: codeIn(said) });
    expect(signInAnswerSchema.parse(await reset.json())).toMatchObject({ mustSetUpFactor: true });
    const rows = await db
      .selectFrom("audit")
      .select(["event", "about"])
      .where("event", "=", "factor-reset")
      .execute();
    expect(rows.map((row) => row.about).join()).toContain("code-made-at-server");
  });

  it("lets a person choose a new password, and asks for the second step all the same", async () => {
    const { said } = await command("reset-password", "lead@meadow");
    const body = { code: codeIn(said), signInName: "lead@meadow", password: "another fine long phrase" };
    const joined = await server.post("/api/auth/join", body);
    expect(await joined.json()).toMatchObject({ needs: "second-factor" });
    const pending = await pendingOf(server, "lead@meadow", body.password);
    const code = authenticator.code("lead@meadow", server.now);
    expect((await server.post("/api/auth/second-factor", { pending, code })).status).toBe(200);
  });

  it("says what it can do, and when nobody has the name", async () => {
    expect(await command()).toMatchObject({ exit: 2 });
    expect(await command("reset-password")).toMatchObject({ exit: 2 });
    const unknown = await command("reset-password", "nobody@meadow");
    expect(unknown.exit).toBe(1);
    expect(unknown.said).toContain("Nobody signs in with this name.");
  });
});

it("gives every school a new key for sealing, keeps the old ones, and notes it", async () => {
  const keys = async () =>
    await db.selectFrom("sealing_key").select(["school", "id", "retired_ms"]).execute();
  const before = await keys();
  const { exit, said } = await command("new-sealing-keys");
  expect([exit, said.split("\n")[0]]).toEqual([
    0,
    "1 school has a new key. Tablets use it from their next contact.",
  ]);
  const after = await keys();
  expect(after).toHaveLength(before.length + 1);
  expect(after.filter((key) => key.retired_ms === null)).toHaveLength(1);
  const events = await db.selectFrom("audit").select("event").where("school", "=", lead.schoolId).execute();
  expect(events.map((row) => row.event)).toContain("sealing-key-made");
});
