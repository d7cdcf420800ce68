// Sign-ins, the same on either engine: what is refused because it is there already, and what works once.
import { afterEach, beforeEach, expect, it } from "vitest";
import { invitationSchema } from "../../../src/protocol/account-messages.ts";
import type { Engine, Place } from "../support/engines.ts";
import {
  addPerson,
  password,
  refusalCode,
  setUpSchool,
  startServer,
  type TestServer,
} from "../support/school.ts";
import { signInWithCode } from "../support/second-factor.ts";

export function accountsSuite(engine: () => Engine): void {
  let place: Place;
  let server: TestServer;

  beforeEach(async () => {
    place = await engine().place();
    server = await startServer({ db: await place.open() });
  });
  afterEach(async () => {
    await server.close();
    await place.remove();
  });

  it("sets the school up once, signs in, and signs out", async () => {
    const lead = await setUpSchool(server);
    expect(lead.cookie).not.toBe("");
    const again = await server.post("/api/auth/set-up", {
      token: server.app.setUpCode,
      schoolName: "Meadow Lane",
      name: "Sam Lead",
      signInName: "other@meadow",
      password,
    });
    expect(await refusalCode(again)).toBe("already-set-up");
    const cookie = await signInWithCode(server, "lead@meadow");
    expect((await server.get("/api/auth/me", cookie)).status).toBe(200);
    await server.post("/api/auth/sign-out", {}, lead.cookie);
    expect((await server.get("/api/sync/events", lead.cookie)).status).toBe(401);
  });

  it("refuses a name that is taken and keeps nothing of the attempt, so the code still works", async () => {
    const lead = await setUpSchool(server);
    const invited = await server.post(
      "/api/admin/people",
      { name: "Ana Reed", roles: ["teaching-assistant"] },
      lead.cookie,
    );
    const { code } = invitationSchema.parse(await invited.json());
    const join = (signInName: string) => server.post("/api/auth/join", { code, signInName, password });
    expect(await refusalCode(await join("lead@meadow"))).toBe("name-taken");
    expect((await join("ana@meadow")).status).toBe(200);
    expect(await refusalCode(await join("bea@meadow"))).toBe("wrong-or-used-code");
  });

  it("gives one account to one of many who use the same code at once", async () => {
    const lead = await setUpSchool(server);
    const invited = await server.post(
      "/api/admin/people",
      { name: "Ana Reed", roles: ["head"] },
      lead.cookie,
    );
    const { code } = invitationSchema.parse(await invited.json());
    const join = (at: number) =>
      server.post("/api/auth/join", { code, signInName: `ana${at}@meadow`, password });
    const answers = await Promise.all([1, 2, 3].map(join));
    expect(answers.map((one) => one.status).toSorted()).toEqual([200, 403, 403]);
    const accounts = await server.db.selectFrom("account").select("sign_in_name").execute();
    expect(accounts.length).toBe(2);
  });

  it("lists who was here when, in milliseconds as numbers", async () => {
    const lead = await setUpSchool(server);
    await addPerson(server, lead, "Ana Reed", ["teaching-assistant"]);
    const people = await server.db.selectFrom("session").select("seen_ms").execute();
    expect(people.map((one) => one.seen_ms)).toEqual([server.now, server.now]);
  });
}
