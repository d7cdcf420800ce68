import { generateSync } from "otplib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { invitationSchema, signedInSchema } from "../../src/protocol/account-messages.ts";
import {
  factorBegunSchema,
  resetCodeSchema,
  securitySchema,
  signInAnswerSchema,
} from "../../src/protocol/sign-in-messages.ts";
import {
  addPerson,
  newId,
  password,
  pupilPut,
  refusalCode,
  setUpSchool,
  startServer,
  TestDevice,
  everyoneIsBack,
  type Person,
  type TestServer,
} from "./support/school.ts";
import {
  authenticator,
  cookieOf,
  pendingOf,
  setUpFactor,
  signInWithCode,
  tryPassword,
} from "./support/second-factor.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const minute = 60_000;
const wrongFor = (code: string) => (code === "000000" ? "000001" : "000000");

/** The first administrator as the server leaves them: signed in, with a second factor still to set up. */
async function newAdministrator(): Promise<Person & { mustSetUpFactor: boolean }> {
  const body = { schoolName: "Meadow Lane", name: "Sam Lead", signInName: "lead@meadow", password };
  const response = await server.post("/api/auth/set-up", { ...body, token: server.app.setUpCode });
  const cookie = cookieOf(response);
  return { ...signedInSchema.parse(await response.json()), cookie };
}

async function begin(cookie: string) {
  return factorBegunSchema.parse(await (await server.post("/api/auth/factor/begin", {}, cookie)).json());
}

describe("a role that asks for a second factor", () => {
  it("gets nothing before it is set up, but can hand in what was saved", async () => {
    const lead = await newAdministrator();
    expect(lead.mustSetUpFactor).toBe(true);
    for (const path of ["/api/admin/people", "/api/tablets", "/api/sync/events", "/api/auth/security"]) {
      const refused = await server.get(path, lead.cookie);
      expect([path, refused.status, await refusalCode(refused)]).toEqual([path, 401, "factor-needed"]);
    }
    const device = new TestDevice(server, lead);
    expect(await device.change(pupilPut(newId()))).toBe("ok");
    const pull = { proto: 1, schema: 1, client: device.client, cursor: null, have: [], sentAt: "" };
    expect(await refusalCode(await server.post("/api/sync/pull", pull, lead.cookie))).toBe("factor-needed");
    await setUpFactor(server, lead.cookie, "lead@meadow");
    expect((await server.get("/api/admin/people", lead.cookie)).status).toBe(200);
  });

  it("is met at the next request by somebody who is given it", async () => {
    const lead = await setUpSchool(server);
    const tia = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
    expect((await server.get("/api/auth/security", tia.cookie)).status).toBe(200);
    const device = new TestDevice(server, lead);
    await device.pull();
    const seq = device.rows.get(`staff|${tia.staffId}`)?.seq ?? 0;
    const roles = ["teaching-assistant", "senco"];
    expect(
      await device.change({ op: "patch", kind: "staff", id: tia.staffId, base: seq, fields: { roles } }),
    ).toBe("ok");
    expect(await refusalCode(await server.get("/api/auth/security", tia.cookie))).toBe("factor-needed");
  });

  it("is not asked of a teaching assistant, who may have one all the same", async () => {
    const lead = await setUpSchool(server);
    const tia = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
    expect(await tryPassword(server, "tia.adeyemi@meadow")).toMatchObject({ mustSetUpFactor: false });
    await setUpFactor(server, tia.cookie, "tia.adeyemi@meadow");
    expect(await tryPassword(server, "tia.adeyemi@meadow")).toMatchObject({ needs: "second-factor" });
  });
});

describe("setting up an authenticator", () => {
  it("shows an address that apps read, and takes it into use by a first code only", async () => {
    const lead = await newAdministrator();
    const { address, secret, pending } = await begin(lead.cookie);
    expect(decodeURIComponent(address)).toContain("otpauth://totp/Alongside Meadow Lane:lead@meadow?");
    expect(new URL(address).searchParams.get("secret")).toBe(secret);
    const code = generateSync({ secret, epoch: server.now / 1000 });
    const wrong = await server.post(
      "/api/auth/factor/confirm",
      { pending, code: wrongFor(code) },
      lead.cookie,
    );
    expect(await refusalCode(wrong)).toBe("wrong-code");
    expect(await refusalCode(await server.get("/api/admin/people", lead.cookie))).toBe("factor-needed");
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    const right = await server.post("/api/auth/factor/confirm", { pending, code: spaced }, lead.cookie);
    expect(await right.json()).toMatchObject({ mustSetUpFactor: false });
  });

  it("cannot be finished in another person's session", async () => {
    const lead = await setUpSchool(server);
    const tia = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
    const { secret, pending } = await begin(tia.cookie);
    const code = generateSync({ secret, epoch: server.now / 1000 });
    const taken = await server.post("/api/auth/factor/confirm", { pending, code }, lead.cookie);
    expect(await refusalCode(taken)).toBe("sign-in-again");
  });

  it("asks for a fresh proof, so that nobody changes it on a tablet that was left open", async () => {
    const lead = await setUpSchool(server);
    server.now += 10 * minute;
    const refused = await server.post("/api/auth/factor/begin", {}, lead.cookie);
    expect(await refusalCode(refused)).toBe("prove-again");
  });
});

describe("signing in with a second factor", () => {
  it("lets nobody in by the password alone, and by each code once", async () => {
    await setUpSchool(server);
    const first = await server.post("/api/auth/sign-in", { signInName: "lead@meadow", password });
    expect(first.headers.get("set-cookie")).toBeNull();
    const answer = signInAnswerSchema.parse(await first.json());
    expect(answer).toMatchObject({ needs: "second-factor", ways: ["code"] });
    const pending = "pending" in answer ? answer.pending : "";
    const code = authenticator.code("lead@meadow", server.now);
    const second = await server.post("/api/auth/second-factor", { pending, code });
    expect(await second.json()).toMatchObject({ roles: ["administrator", "senco"], mustSetUpFactor: false });
    expect((await server.get("/api/admin/people", cookieOf(second))).status).toBe(200);
    // The same answer again: the step is used up, and so is the code.
    expect(await refusalCode(await server.post("/api/auth/second-factor", { pending, code }))).toBe(
      "sign-in-again",
    );
    const again = { pending: await pendingOf(server, "lead@meadow"), code };
    expect(await refusalCode(await server.post("/api/auth/second-factor", again))).toBe("used-code");
  });

  it("takes a code of half a minute ago from a phone whose clock is slow, and none of a minute ago", async () => {
    await setUpSchool(server);
    server.now += 10 * minute;
    const codeAt = (nowMs: number) => authenticator.code("lead@meadow", nowMs);
    const slow = { pending: await pendingOf(server, "lead@meadow"), code: codeAt(server.now - 30_000) };
    expect(await refusalCode(await server.post("/api/auth/second-factor", slow))).toBe("wrong-code");
    const right = { pending: await pendingOf(server, "lead@meadow"), code: codeAt(server.now) };
    expect((await server.post("/api/auth/second-factor", right)).status).toBe(200);
  });

  it("asks for the password again after five wrong codes, and slows the guessing down", async () => {
    await setUpSchool(server);
    const pending = await pendingOf(server, "lead@meadow");
    const codes: string[] = [];
    for (let at = 0; at < 5; at += 1)
      codes.push(
        await refusalCode(await server.post("/api/auth/second-factor", { pending, code: "000000" })),
      );
    expect(codes).toEqual(["wrong-code", "wrong-code", "wrong-code", "wrong-code", "sign-in-again"]);
    const next = { pending: await pendingOf(server, "lead@meadow"), code: "000000" };
    const slowed = await server.post("/api/auth/second-factor", next);
    expect([slowed.status, await refusalCode(slowed)]).toEqual([429, "too-many-tries"]);
    // Slowed down, not locked out: the same sign-in goes on when the wait is over.
    server.now += Number(slowed.headers.get("retry-after")) * 1000;
    const code = authenticator.code("lead@meadow", server.now);
    expect((await server.post("/api/auth/second-factor", { ...next, code })).status).toBe(200);
  });

  it("gives ten minutes from password to code", async () => {
    await setUpSchool(server);
    const pending = await pendingOf(server, "lead@meadow");
    server.now += 10 * minute;
    const code = authenticator.code("lead@meadow", server.now);
    expect(await refusalCode(await server.post("/api/auth/second-factor", { pending, code }))).toBe(
      "sign-in-again",
    );
  });

  it("is asked for too when an administrator's code gives a new password", async () => {
    const lead = await setUpSchool(server);
    const ben = await addPerson(server, lead, "Ben Okoro", ["senco"]);
    const again = await server.post("/api/admin/people/invite-again", { staffId: ben.staffId }, lead.cookie);
    const { code } = invitationSchema.parse(await again.json());
    const body = { code, signInName: "ben.okoro@meadow", password: "another fine long phrase" };
    const joined = await server.post("/api/auth/join", body);
    expect(joined.headers.get("set-cookie")).toBeNull();
    expect(await joined.json()).toMatchObject({ needs: "second-factor" });
  });
});

describe("a lost phone", () => {
  const resetFor = async (lead: Person, staffId: string) => {
    const made = await server.post("/api/admin/people/reset-factor", { staffId }, lead.cookie);
    return resetCodeSchema.parse(await made.json()).code;
  };

  it("is mended by an administrator's code after the password, and ends in a new factor", async () => {
    const lead = await setUpSchool(server);
    const ben = await addPerson(server, lead, "Ben Okoro", ["senco"]);
    const code = await resetFor(lead, ben.staffId);
    // Until the code is used the old factor stands.
    await signInWithCode(server, "ben.okoro@meadow");
    const pending = await pendingOf(server, "ben.okoro@meadow");
    const wrong = await server.post("/api/auth/factor/reset", { pending, code: "AAAA-AAAA-AAAA-AAAA" });
    expect(await refusalCode(wrong)).toBe("wrong-or-used-code");
    const reset = await server.post("/api/auth/factor/reset", { pending, code });
    const who = signedInSchema.parse(await reset.json());
    expect(who.mustSetUpFactor).toBe(true);
    expect(await refusalCode(await server.get("/api/tablets", cookieOf(reset)))).toBe("factor-needed");
    await setUpFactor(server, cookieOf(reset), "ben.okoro@meadow");
    expect((await server.get("/api/tablets", cookieOf(reset))).status).toBe(200);
  });

  it("gives a code that works once, for one day, for one person, and replaces the one before", async () => {
    const lead = await setUpSchool(server);
    const ben = await addPerson(server, lead, "Ben Okoro", ["senco"]);
    await addPerson(server, lead, "Una Reid", ["senco"]);
    const early = await resetFor(lead, ben.staffId);
    const code = await resetFor(lead, ben.staffId);
    const tryReset = async (signInName: string, typed: string) => {
      const body = { pending: await pendingOf(server, signInName), code: typed };
      const response = await server.post("/api/auth/factor/reset", body);
      return response.status === 200 ? "ok" : await refusalCode(response);
    };
    expect(await tryReset("ben.okoro@meadow", early)).toBe("wrong-or-used-code");
    expect(await tryReset("una.reid@meadow", code)).toBe("wrong-or-used-code");
    server.now += 24 * 60 * minute;
    await everyoneIsBack(server);
    expect(await tryReset("ben.okoro@meadow", code)).toBe("wrong-or-used-code");
    // By now the administrator has to prove afresh who they are.
    const path = "/api/admin/people/reset-factor";
    expect(await refusalCode(await server.post(path, { staffId: ben.staffId }, lead.cookie))).toBe(
      "prove-again",
    );
    const fresh = { ...lead, cookie: await signInWithCode(server, "lead@meadow") };
    expect(await tryReset("ben.okoro@meadow", await resetFor(fresh, ben.staffId))).toBe("ok");
  });

  it("is no way round for others: only administrators make the code, for people of their own school", async () => {
    const lead = await setUpSchool(server);
    const ben = await addPerson(server, lead, "Ben Okoro", ["senco"]);
    const path = "/api/admin/people/reset-factor";
    expect((await server.post(path, { staffId: lead.staffId }, ben.cookie)).status).toBe(403);
    expect((await server.post(path, { staffId: newId() }, lead.cookie)).status).toBe(404);
  });
});

describe("proving afresh who one is", () => {
  it("needs the password and a code, and makes a session fresh for ten minutes", async () => {
    const lead = await setUpSchool(server);
    server.now += 20 * minute;
    const begins = async () => (await server.post("/api/auth/factor/begin", {}, lead.cookie)).status;
    const prove = async (body: object) => {
      const response = await server.post("/api/auth/prove", body, lead.cookie);
      return response.status === 200 ? "ok" : await refusalCode(response);
    };
    expect(await begins()).toBe(403);
    expect(await prove({ password: "something else" })).toBe("wrong-name-or-password");
    expect(await prove({ password })).toBe("code-needed");
    expect(await prove({ password, code: "000000" })).toBe("wrong-code");
    expect(await begins()).toBe(403);
    expect(await prove({ password, code: authenticator.code("lead@meadow", server.now) })).toBe("ok");
    server.now += 9 * minute;
    expect(await begins()).toBe(200);
    server.now += minute;
    expect(await begins()).toBe(403);
  });

  it("tells a person how their sign-in is kept safe", async () => {
    const lead = await setUpSchool(server);
    const security = securitySchema.parse(await (await server.get("/api/auth/security", lead.cookie)).json());
    expect(security).toMatchObject({ signInName: "lead@meadow", hasAuthenticator: true, needsFactor: true });
  });
});
