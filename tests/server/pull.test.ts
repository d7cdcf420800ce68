import { afterEach, beforeEach, expect, it } from "vitest";
import { groupScope, moneyScope, sendScope } from "../../src/domain/scope.ts";
import { maxRowsPerPage } from "../../src/protocol/messages.ts";
import {
  addPerson,
  groupPuts,
  newId,
  password,
  patch,
  pupilPut,
  put,
  refusalCode,
  schoolOn,
  sessionPut,
  setUpSchool,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "./support/school.ts";

let server: TestServer;
let lead: Person;
let senco: TestDevice;

beforeEach(async () => {
  ({ server, lead, senco } = await schoolOn(await startServer()));
});
afterEach(() => server.close());

async function addPupils(device: TestDevice, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 250) {
    const ops = Array.from({ length: Math.min(250, left) }, () => pupilPut(newId()));
    expect(await device.change(...ops)).toBe("ok");
  }
}

it("hands the grants over first, without rows, with the place from which changes will be told", async () => {
  const page = await senco.page();
  expect(page.allow).toContain("send:*");
  expect(page).toMatchObject({ more: true, rows: [], upTo: { seq: 1 } });
});

it("gives a teaching assistant the school and their own groups, never other groups, pupils' needs or money", async () => {
  const assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
  const [own, other, pupil] = [newId(), newId(), newId()];
  await senco.change(...groupPuts(own, [assistant.staffId]));
  await senco.change(
    ...groupPuts(other, [lead.staffId]),
    sessionPut(newId(), lead.staffId, "2026-11-20", other),
  );
  const identity = { pupilId: pupil, legalForename: "Amara", legalSurname: "Kovacs" };
  expect(await senco.change(pupilPut(pupil), put("pupilIdentity", newId(), sendScope(pupil), identity))).toBe(
    "ok",
  );
  expect(await senco.change(put("payBand", newId(), moneyScope, { name: "Band C" }))).toBe("ok");

  const tablet = new TestDevice(server, assistant);
  await tablet.pull();
  const scopes = new Set([...tablet.rows.values()].map((row) => row.scope));
  expect([...scopes].toSorted()).toEqual([groupScope(own), "school"].toSorted());

  const whole = new TestDevice(server, lead);
  await whole.pull();
  expect([...whole.rows.values()].some((row) => row.scope === moneyScope)).toBe(true);
});

it("does not give rows of a grant that a device only claims to hold or to be filling", async () => {
  const assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
  const group = newId();
  await senco.change(...groupPuts(group, [lead.staffId]));
  const tablet = new TestDevice(server, assistant);
  await tablet.pull();
  const page = await tablet.page({ filling: { "group:*": "", [groupScope(group)]: "", "": "", "*": "" } });
  expect(page.filled).toBeUndefined();
  expect(page.rows.filter(([, , scope]) => scope !== "school")).toEqual([]);
});

it("tells of a new group when somebody is put into it, and fills it on its own", async () => {
  const assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
  const [group, session] = [newId(), newId()];
  await senco.change(
    ...groupPuts(group, [lead.staffId]),
    sessionPut(session, lead.staffId, "2026-11-20", group),
  );
  const tablet = new TestDevice(server, assistant);
  await tablet.pull();
  expect(tablet.has("session", session)).toBe(false);

  const staffing = { groupId: group, staffId: assistant.staffId, role: "support", from: "2026-11-23" };
  const staffingId = newId();
  await senco.change(put("groupStaff", staffingId, groupScope(group), staffing));
  const [allow, filled] = await tablet.pull();
  expect(allow?.allow).toContain(groupScope(group));
  expect(filled?.filled).toEqual([{ scope: groupScope(group), place: null, part: 1 }]);
  expect(tablet.has("session", session)).toBe(true);

  await senco.change(patch("groupStaff", staffingId, 99, { to: "2026-11-22" }));
  const [revoked] = await tablet.pull();
  expect(revoked?.allow).not.toContain(groupScope(group));
});

it("gives 2,500 rows in pages that fit, each once, and then nothing more", async () => {
  await addPupils(senco, 2500);
  const other = new TestDevice(server, lead);
  const pages = (await other.pull()).filter((page) => page.allow === undefined);
  expect(pages.length).toBe(3);
  expect(pages.every((page) => page.rows.length <= maxRowsPerPage)).toBe(true);
  expect(other.rows.size).toBe(2500 + 2);
  const [again] = await other.pull();
  expect(again).toMatchObject({ rows: [], more: false, upTo: other.cursor });
});

it("never splits the rows of one mutation over two pages", async () => {
  await addPupils(senco, 2000);
  const other = new TestDevice(server, lead);
  const pages = (await other.pull()).filter((page) => page.rows.length > 0);
  const seqs = pages.map((page) => new Set(page.rows.map((row) => row[3])));
  const all = seqs.flatMap((one) => [...one]);
  expect(new Set(all).size).toBe(all.length);
});

it("gives what was changed while a device was paging before it says that there is no more", async () => {
  const other = new TestDevice(server, lead);
  await other.pull();
  await addPupils(senco, 1500);
  const first = await other.page();
  expect(first.more).toBe(true);
  const late = newId();
  const change = other.mutation(pupilPut(late));
  await other.push(change);
  const last = await other.page({ after: first.after });
  expect(last).toMatchObject({ more: false, lastN: 1, lastId: change.id });
  // Its own change comes by name: a push is not sent back to its sender.
  expect(last.kept?.map((row) => row[1])).toEqual([late]);
  expect(last.rows.map((row) => row[1])).not.toContain(late);
});

it("fills what plans are made of before what grows with every day, and that the newest first", async () => {
  const group = newId();
  const sessions = [newId(), newId()];
  await senco.change(...groupPuts(group, [lead.staffId]));
  for (const id of sessions) await senco.change(sessionPut(id, lead.staffId, "2026-11-20", group));
  await senco.change(pupilPut(newId()));
  const other = new TestDevice(server, lead);
  const kinds = (await other.pull()).flatMap((page) => page.rows.map(([kind, id]) => [kind, id]));
  const firstHistory = kinds.findIndex(([kind]) => kind === "session");
  expect(kinds.slice(0, firstHistory).map(([kind]) => kind)).toContain("groupStaff");
  expect(kinds.slice(firstHistory).map(([, id]) => id)).toEqual(sessions.toReversed());
});

it("answers a cursor of another history with a reset", async () => {
  await senco.pull();
  const { cursor } = senco;
  if (cursor === null) throw new Error("no cursor");
  const wrong = [
    { ...cursor, epoch: newId() },
    { ...cursor, tag: "0000000000000000" },
    { ...cursor, seq: cursor.seq + 50 },
  ];
  for (const one of wrong)
    expect(await (await senco.ask({ cursor: one })).json()).toMatchObject({ reset: "history-differs" });
  expect((await senco.page()).rows).toEqual([]);
});

it("shows a second school nothing of the first", async () => {
  const pupil = newId();
  await senco.change(pupilPut(pupil));
  const neighbour = await startServer({
    inventDemo: () => {
      const staffId = newId();
      const roles = ["administrator", "senco"] as const;
      const fields = { name: "Noor Demo", shortName: "Noor", roles: [...roles] };
      const records = [{ kind: "staff", id: staffId, scope: "school", fields }];
      return Promise.resolve({ schoolName: "Demo", people: [{ staffId, roles: [...roles] }], records });
    },
  });
  const demo = await neighbour.post("/api/auth/demo", { as: "senco" });
  const cookie = (demo.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const real = await setUpSchool(neighbour);
  const own = new TestDevice(neighbour, real);
  await own.change(pupilPut(pupil, "Real"));

  const visitor = new TestDevice(neighbour, { cookie, schoolId: "", staffId: "" });
  await visitor.pull();
  expect([...visitor.rows.values()].map((row) => row.fields)).toEqual([
    expect.objectContaining({ name: "Noor Demo" }),
  ]);
  expect(await visitor.change(patch("pupil", pupil, 99, { knownAs: "Mine" }))).toBe("unknown-record");
  const theirs = await visitor.ask({ client: own.client });
  expect(await theirs.json()).toMatchObject({ lastN: 0 });
  await neighbour.close();
});

it("gives nothing more to somebody whose session has ended, and pulls nobody else's acknowledgements", async () => {
  const assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
  await senco.change(pupilPut(newId()));
  const thief = new TestDevice(server, assistant);
  expect((await thief.ask({ client: senco.client })).status).toBe(403);
  await server.post("/api/auth/sign-out", {}, assistant.cookie);
  const out = await thief.ask();
  expect([out.status, await refusalCode(out)]).toEqual([401, "not-signed-in"]);
  const back = await server.post("/api/auth/sign-in", { signInName: "tia.adeyemi@meadow", password });
  expect(back.status).toBe(200);
});
