// A sign-in that an administrator closes: no other way in stays open beside it, tablets drop the name, and whoever works at
// that moment hears it at once.
import { beforeEach, afterEach, describe, expect, it } from "vitest";
import { invitationSchema } from "../../src/protocol/account-messages.ts";
import { madeCodeSchema } from "../../src/protocol/tablet-messages.ts";
import { tabletPeopleSchema } from "../../src/protocol/unlock-messages.ts";
import { addSchool } from "./support/other-school.ts";
import {
  addPerson,
  newId,
  password,
  pupilPut,
  refusalCode,
  setUpSchool,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "./support/school.ts";

let server: TestServer;
let lead: Person;
let tia: Person;
let tablet: string;
const pin = "314159";

beforeEach(async () => {
  server = await startServer();
  lead = await setUpSchool(server);
  tia = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
  await server.post("/api/auth/pin/set", { pin }, tia.cookie);
  await new TestDevice(server, tia).change(pupilPut(newId()));
  const made = await server.post("/api/admin/tablets/code", { label: "Oak 2" }, lead.cookie);
  const { code } = madeCodeSchema.parse(await made.json());
  tablet = (await server.post("/api/tablet/enrol", { code })).headers.getSetCookie()[0]?.split(";")[0] ?? "";
});
afterEach(() => server.close());

const codeFor = async (path: string) =>
  madeCodeSchema.parse(await (await server.post(path, { staffId: tia.staffId }, lead.cookie)).json()).code;
const close = () => server.post("/api/admin/people/close", { staffId: tia.staffId }, lead.cookie);
const names = async () => {
  const answer = await server.get("/api/tablet/people", tablet);
  return tabletPeopleSchema.parse(await answer.json()).people.map((one) => one.name);
};

async function worksElsewhereToo(): Promise<void> {
  const other = await addSchool(server, "Oak Hill", ["administrator"]);
  const invited = await server.post(
    "/api/admin/people",
    { name: "Tia A", roles: ["teaching-assistant"] },
    other.cookie,
  );
  const { code } = invitationSchema.parse(await invited.json());
  expect((await server.post("/api/auth/join-school", { code }, tia.cookie)).status).toBe(200);
}

describe.each([
  ["of the only school", () => Promise.resolve()],
  ["of one of two schools", worksElsewhereToo],
])("a closed sign-in %s", (_name, begin) => {
  beforeEach(begin);

  it("leaves no PIN, badge or help code that opens the school", async () => {
    const [badge, help] = [await codeFor("/api/admin/badges"), await codeFor("/api/admin/help-codes")];
    const { staffId } = tia;
    expect((await server.post("/api/auth/pin", { staffId, pin }, tablet)).status).toBe(200);
    expect((await server.post("/api/auth/badge", { token: badge }, tablet)).status).toBe(200);
    await close();
    for (const [path, body] of [
      ["/api/auth/pin", { staffId, pin }],
      ["/api/auth/badge", { token: badge }],
      ["/api/auth/help", { staffId, code: help, newPin: "271828" }],
    ] as const)
      expect([path, (await server.post(path, body, tablet)).status >= 400]).toEqual([path, true]);
  });

  it("takes the name off the tablets, so that they drop the key", async () => {
    expect(await names()).toContain("Tia Adeyemi");
    await close();
    expect(await names()).toEqual(["Sam Lead"]);
  });

  it("is heard at once on an open stream: it does not just end, which a browser takes seconds to notice", async () => {
    const stream = await server.get("/api/sync/events", tia.cookie);
    await close();
    expect(await stream.text()).toMatch(/event: poke\ndata: \{\}\n\n$/);
    expect((await server.get("/api/auth/me", tia.cookie)).status).toBe(401);
  });
});

it("can be opened again by a new code, with a new PIN", async () => {
  await close();
  const again = await server.post("/api/admin/people/invite-again", { staffId: tia.staffId }, lead.cookie);
  const { code } = invitationSchema.parse(await again.json());
  const joined = await server.post("/api/auth/join", { code, signInName: "tia.adeyemi@meadow", password });
  expect(await joined.json()).toMatchObject({ hasPin: false });
  expect(await names()).toContain("Tia Adeyemi");
  expect(await refusalCode(await server.post("/api/auth/pin", { staffId: tia.staffId, pin }, tablet))).toBe(
    "no-pin",
  );
});

it("is not what somebody has who was added and has not joined yet", async () => {
  await server.post(
    "/api/admin/people",
    { name: "Ned Newcomer", roles: ["teaching-assistant"] },
    lead.cookie,
  );
  expect(await names()).toContain("Ned Newcomer");
});
