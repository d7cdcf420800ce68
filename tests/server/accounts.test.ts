import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inventSchool } from "../../src/demo/school.ts";
import {
  accountsSchema,
  invitationSchema,
  serverStateSchema,
  signedInSchema,
} from "../../src/protocol/account-messages.ts";
import {
  addPerson,
  password,
  refusalCode,
  setUpSchool,
  startServer,
  TestDevice,
  type TestServer,
} from "./support/school.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const setUpBody = { schoolName: "Meadow Lane", name: "Sam Lead", signInName: "lead@meadow", password };

async function state() {
  return serverStateSchema.parse(await (await server.get("/api/auth/state")).json());
}

describe("set-up", () => {
  it("makes the first administrator once, with the printed token", async () => {
    expect(await state()).toEqual({ needsSetUp: true, offersDemo: true, offersProvider: false });
    const wrong = await server.post("/api/auth/set-up", { ...setUpBody, token: "AAAA-AAAA-AAAA-AAAA" });
    expect(await refusalCode(wrong)).toBe("wrong-or-used-code");
    const typed = server.app.setUpCode.toLowerCase().replaceAll("-", " ");
    const made = await server.post("/api/auth/set-up", { ...setUpBody, token: typed });
    expect(await made.json()).toMatchObject({
      roles: ["administrator", "senco"],
      schoolName: "Meadow Lane",
      isDemo: false,
    });
    expect(await state()).toEqual({ needsSetUp: false, offersDemo: false, offersProvider: false });
    const again = await server.post("/api/auth/set-up", { ...setUpBody, token: server.app.setUpCode });
    expect(await refusalCode(again)).toBe("already-set-up");
  });

  it("refuses a weak password without using up the token", async () => {
    for (const weak of ["short", "Password2026!", "123456789012", "lead-lead-lead", "MeadowLane2026"]) {
      const body = { ...setUpBody, password: weak, token: server.app.setUpCode };
      expect(await refusalCode(await server.post("/api/auth/set-up", body))).toBe("weak-password");
    }
    expect(
      (await server.post("/api/auth/set-up", { ...setUpBody, token: server.app.setUpCode })).status,
    ).toBe(200);
  });

  it("makes one school of two attempts at once", async () => {
    const attempt = () => server.post("/api/auth/set-up", { ...setUpBody, token: server.app.setUpCode });
    const statuses = (await Promise.all([attempt(), attempt(), attempt()])).map((one) => one.status);
    expect(statuses.filter((status) => status === 200).length).toBe(1);
  });
});

describe("signing in", () => {
  it("gives a cookie that scripts and other sites cannot use, and ends it on signing out", async () => {
    await addPerson(server, await setUpSchool(server), "Tia Adeyemi", ["teaching-assistant"]);
    const body = { signInName: " Tia.Adeyemi@Meadow ", password };
    const response = await server.post("/api/auth/sign-in", body);
    const [session = "", tablet = ""] = response.headers.getSetCookie();
    expect(session).toMatch(/^alongside=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    expect(tablet).toMatch(/^alongside-tablet=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    const cookie = session.split(";")[0] ?? "";
    expect((await server.get("/api/auth/me", cookie)).status).toBe(200);
    await server.post("/api/auth/sign-out", {}, cookie);
    expect((await server.get("/api/auth/me", cookie)).status).toBe(401);
  });

  it("uses a __Host- cookie with Secure when the page came by https", async () => {
    await addPerson(server, await setUpSchool(server), "Tia Adeyemi", ["teaching-assistant"]);
    const body = { signInName: "tia.adeyemi@meadow", password };
    const response = await server.post("https://localhost/api/auth/sign-in", body);
    const cookies = response.headers.getSetCookie();
    expect(cookies.map((one) => one.slice(0, one.indexOf("=")))).toEqual([
      "__Host-alongside",
      "__Host-alongside-tablet",
    ]);
    for (const cookie of cookies)
      expect(cookie).toMatch(/=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/);
  });

  it("answers a wrong password and an unknown name alike", async () => {
    await setUpSchool(server);
    const wrong = await server.post("/api/auth/sign-in", {
      signInName: "lead@meadow",
      password: "something else",
    });
    const unknown = await server.post("/api/auth/sign-in", {
      signInName: "nobody@meadow",
      password: "something else",
    });
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(wrong.status).toBe(401);
  });

  it("ends a session 12 hours after it began, used or not", async () => {
    const { cookie } = await setUpSchool(server);
    const hour = 3_600_000;
    for (let hours = 0; hours < 11; hours += 1) {
      server.now += hour;
      expect((await server.get("/api/auth/me", cookie)).status).toBe(200);
    }
    server.now += hour;
    expect((await server.get("/api/auth/me", cookie)).status).toBe(401);
  });

  it("slows guessing down, says for how long, and never locks for good", async () => {
    await setUpSchool(server);
    const guess = (tried: string) =>
      server.post("/api/auth/sign-in", { signInName: "lead@meadow", password: tried });
    for (let at = 0; at < 5; at += 1) expect((await guess("wrong guess")).status).toBe(401);
    const slowed = await guess(password);
    expect([slowed.status, await refusalCode(slowed)]).toEqual([429, "too-many-tries"]);
    const waitSeconds = Number(slowed.headers.get("retry-after"));
    expect(waitSeconds).toBeGreaterThan(0);
    expect(waitSeconds).toBeLessThanOrEqual(60);
    server.now += waitSeconds * 1000;
    expect((await guess(password)).status).toBe(200);
  });
});

describe("people", () => {
  it("lets an invited person join once, within seven days", async () => {
    const lead = await setUpSchool(server);
    const invite = async () => {
      const body = { name: "Tia Adeyemi", roles: ["teaching-assistant"] };
      return invitationSchema.parse(await (await server.post("/api/admin/people", body, lead.cookie)).json());
    };
    const { code, staffId } = await invite();
    const joined = await server.post("/api/auth/join", { code, signInName: "tia@meadow", password });
    expect(await joined.json()).toMatchObject({
      staffId,
      name: "Tia Adeyemi",
      roles: ["teaching-assistant"],
    });
    const again = await server.post("/api/auth/join", { code, signInName: "tia2@meadow", password });
    expect(await refusalCode(again)).toBe("wrong-or-used-code");

    const late = await invite();
    server.now += 7 * 86_400_000;
    const tooLate = await server.post("/api/auth/join", {
      code: late.code,
      signInName: "late@meadow",
      password,
    });
    expect(await refusalCode(tooLate)).toBe("wrong-or-used-code");
  });

  it("does not use up a code when the name is taken or the password weak", async () => {
    const lead = await setUpSchool(server);
    const body = { name: "Ben Okoro", roles: ["teaching-assistant"] };
    const { code } = invitationSchema.parse(
      await (await server.post("/api/admin/people", body, lead.cookie)).json(),
    );
    const taken = await server.post("/api/auth/join", { code, signInName: "LEAD@meadow", password });
    expect(await refusalCode(taken)).toBe("name-taken");
    const weak = await server.post("/api/auth/join", {
      code,
      signInName: "ben@meadow",
      password: "benbenbenben",
    });
    expect(await refusalCode(weak)).toBe("weak-password");
    expect((await server.post("/api/auth/join", { code, signInName: "ben@meadow", password })).status).toBe(
      200,
    );
  });

  it("gives a new password by a new code and ends the old sessions", async () => {
    const lead = await setUpSchool(server);
    const assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
    const response = await server.post(
      "/api/admin/people/invite-again",
      { staffId: assistant.staffId },
      lead.cookie,
    );
    const { code } = invitationSchema.parse(await response.json());
    await server.post("/api/auth/join", {
      code,
      signInName: "tia.adeyemi@meadow",
      password: "another fine long phrase",
    });
    expect((await server.get("/api/auth/me", assistant.cookie)).status).toBe(401);
    const old = await server.post("/api/auth/sign-in", { signInName: "tia.adeyemi@meadow", password });
    expect(old.status).toBe(401);
  });

  it("shows who can sign in to administrators only", async () => {
    const lead = await setUpSchool(server);
    const assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
    expect((await server.get("/api/admin/people", assistant.cookie)).status).toBe(403);
    const invite = { name: "Eve", roles: ["administrator"] };
    expect((await server.post("/api/admin/people", invite, assistant.cookie)).status).toBe(403);
    const { accounts } = accountsSchema.parse(
      await (await server.get("/api/admin/people", lead.cookie)).json(),
    );
    expect(accounts.map((one) => one.signInName).toSorted()).toEqual(["lead@meadow", "tia.adeyemi@meadow"]);
  });
});

it("opens the demo school as a teaching assistant with groups or as the SENCO, making it once", async () => {
  const demo = await startServer({
    inventDemo: (today) =>
      Promise.resolve(inventSchool({ seed: 1, pupils: 30, years: 1, today, sessionsFrom: today })),
  });
  const [first, second] = await Promise.all([
    demo.post("/api/auth/demo", { as: "teaching-assistant" }),
    demo.post("/api/auth/demo", { as: "senco" }),
  ]);
  const [assistant, senco] = [
    signedInSchema.parse(await first.json()),
    signedInSchema.parse(await second.json()),
  ];
  expect(assistant).toMatchObject({ isDemo: true, schoolId: senco.schoolId });
  expect(senco.roles).toContain("senco");
  const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? "";
  const tablet = new TestDevice(demo, { cookie, schoolId: assistant.schoolId, staffId: assistant.staffId });
  await tablet.pull();
  expect(tablet.grants.some((grant) => grant.startsWith("group:"))).toBe(true);
  expect(serverStateSchema.parse(await (await demo.get("/api/auth/state")).json())).toEqual({
    needsSetUp: true,
    offersDemo: true,
    offersProvider: false,
  });
  await demo.close();
});

it("closes the demo school once there is a real one", async () => {
  await setUpSchool(server);
  expect(await refusalCode(await server.post("/api/auth/demo", { as: "senco" }))).toBe("demo-closed");
});
