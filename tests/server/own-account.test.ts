import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { invitationSchema } from "../../src/protocol/account-messages.ts";
import {
  addPerson,
  newId,
  password,
  patch,
  pupilPut,
  refusalCode,
  setUpSchool,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "./support/school.ts";
import { authenticator, signInWithCode, tryPassword } from "./support/second-factor.ts";

let server: TestServer;
let lead: Person;
beforeEach(async () => {
  server = await startServer();
  lead = await setUpSchool(server);
});
afterEach(() => server.close());

const better = "another fine long phrase";
const codeOf = async (response: Response) => (response.status === 200 ? "ok" : await refusalCode(response));
const statusOf = async (one: { cookie: string }) => (await server.get("/api/auth/me", one.cookie)).status;

async function openStream(one: Person) {
  const reader = (await server.get("/api/sync/events", one.cookie)).body?.getReader();
  if (reader === undefined) throw new Error("There is no stream.");
  await reader.read();
  const isOver = async (): Promise<boolean> => {
    for (;;) {
      const { done } = await reader.read();
      if (done) return true;
    }
  };
  return isOver;
}

async function events(): Promise<string[]> {
  const rows = await server.db.selectFrom("audit").select("event").orderBy("n").execute();
  return rows.map((row) => row.event);
}

describe("a new password", () => {
  const change = (one: { cookie: string }, newPassword: string) =>
    server.post("/api/auth/password", { newPassword }, one.cookie);

  it("needs a fresh proof, ends the other sessions and keeps this one", async () => {
    const other = { cookie: await signInWithCode(server, "lead@meadow") };
    server.now += 11 * 60_000;
    expect(await codeOf(await change(lead, better))).toBe("prove-again");
    const code = authenticator.code("lead@meadow", server.now);
    expect((await server.post("/api/auth/prove", { password, code }, lead.cookie)).status).toBe(200);
    expect(await codeOf(await change(lead, better))).toBe("ok");
    expect([await statusOf(lead), await statusOf(other)]).toEqual([200, 401]);
    expect(
      await refusalCode(await server.post("/api/auth/sign-in", { signInName: "lead@meadow", password })),
    ).toBe("wrong-name-or-password");
    expect(await tryPassword(server, "lead@meadow", better)).toMatchObject({ needs: "second-factor" });
    expect(await events()).toContain("password-set");
  });

  it("may be as long as a person likes, and never one that is easily guessed", async () => {
    const weak = [
      "eleven char",
      "password2026!",
      "MeadowLane2026",
      "lead@meadow lead",
      "teacherteacher1",
      "111111111111",
    ];
    for (const tried of weak)
      expect([tried, await codeOf(await change(lead, tried))]).toEqual([tried, "weak-password"]);
    for (const good of [
      `${better} ${"lark ".repeat(20)}`.slice(0, 128),
      "zwölf ünicode zeichen",
      "plover kettle",
    ])
      expect(await codeOf(await change(lead, good))).toBe("ok");
  });
});

describe("the end of somebody's sign-in", () => {
  it("is at once: sessions, streams and the password are good for nothing", async () => {
    const tia = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
    const isOver = await openStream(tia);
    expect(
      await codeOf(await server.post("/api/admin/people/close", { staffId: tia.staffId }, lead.cookie)),
    ).toBe("ok");
    expect(await isOver()).toBe(true);
    expect(await statusOf(tia)).toBe(401);
    const body = { signInName: "tia.adeyemi@meadow", password };
    expect(await refusalCode(await server.post("/api/auth/sign-in", body))).toBe("wrong-name-or-password");
    expect(await events()).toContain("account-closed");
    // A mistake is mended by a new code.
    const again = await server.post("/api/admin/people/invite-again", { staffId: tia.staffId }, lead.cookie);
    const { code } = invitationSchema.parse(await again.json());
    expect((await server.post("/api/auth/join", { ...body, password: better, code })).status).toBe(200);
  });

  it("is an administrator's to bring about, freshly proven, and never one's own", async () => {
    const tia = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
    const close = (staffId: string, by: Person) =>
      server.post("/api/admin/people/close", { staffId }, by.cookie);
    expect(await codeOf(await close(lead.staffId, tia))).toBe("forbidden");
    expect(await codeOf(await close(lead.staffId, lead))).toBe("forbidden");
    expect(await codeOf(await close(newId(), lead))).toBe("not-found");
    server.now += 11 * 60_000;
    expect(await codeOf(await close(tia.staffId, lead))).toBe("prove-again");
    expect(await statusOf(tia)).toBe(200);
  });

  it("comes with the last day here, and late work is still taken", async () => {
    const tia = await addPerson(server, lead, "Tia Adeyemi", ["senco"]);
    const tablet = new TestDevice(server, tia);
    expect(await tablet.change(pupilPut(newId()))).toBe("ok");
    const isOver = await openStream(tia);
    const office = new TestDevice(server, lead);
    await office.pull();
    const seq = office.rows.get(`staff|${tia.staffId}`)?.seq ?? 0;
    expect(await office.change(patch("staff", tia.staffId, seq, { leftOn: "2026-11-22" }))).toBe("ok");
    expect(await isOver()).toBe(true);
    expect(await refusalCode(await server.get("/api/sync/events", tia.cookie))).toBe("account-closed");
    const pull = await server.post("/api/sync/pull", { client: tablet.client }, tia.cookie);
    expect(await refusalCode(pull)).toBe("account-closed");
    // Judged like any other: what was not theirs to write is refused by itself, and nothing is lost on the way.
    expect(await tablet.change(pupilPut(newId()))).toBe("forbidden");
    expect(await refusalCode(await server.post("/api/auth/sign-in", { signInName: "x@y", password }))).toBe(
      "wrong-name-or-password",
    );
  });

  it("lets somebody work on their last day, and in no more the day after", async () => {
    const tia = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
    const office = new TestDevice(server, lead);
    await office.pull();
    const seq = office.rows.get(`staff|${tia.staffId}`)?.seq ?? 0;
    await office.change(patch("staff", tia.staffId, seq, { leftOn: "2026-11-23" }));
    expect(await statusOf(tia)).toBe(200);
    server.now += 24 * 3_600_000;
    expect(await statusOf(tia)).toBe(401);
    const late = await server.post("/api/auth/sign-in", { signInName: "tia.adeyemi@meadow", password });
    expect(await refusalCode(late)).toBe("account-closed");
  });
});
