import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sql } from "kysely";
import * as z from "zod/mini";
import { recordKind } from "../../src/domain/record-kind.ts";
import { recordKinds, registryOf } from "../../src/domain/records.ts";
import { groupScope, schoolScope } from "../../src/domain/scope.ts";
import {
  addPerson,
  groupPuts,
  markPut,
  newId,
  patch,
  pupilPut,
  put,
  refusalCode,
  schoolOn,
  sessionFields,
  sessionPut,
  setUpSchool,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "./support/school.ts";
import { setUpFactor } from "./support/second-factor.ts";

let server: TestServer;
let lead: Person;
let senco: TestDevice;

beforeEach(async () => {
  ({ server, lead, senco } = await schoolOn(await startServer()));
});
afterEach(() => server.close());

describe("order and idempotence", () => {
  it("takes mutations and gives their records to another device", async () => {
    const [group, session, pupil] = [newId(), newId(), newId()];
    const answer = await senco.push(
      senco.mutation(pupilPut(pupil)),
      senco.mutation(...groupPuts(group, [lead.staffId])),
      senco.mutation(
        sessionPut(session, lead.staffId, "2026-11-20", group),
        markPut(session, pupil, lead.staffId, "2026-11-20", groupScope(group)),
      ),
    );
    expect(answer).toMatchObject({
      lastN: 3,
      results: [{ status: "ok" }, { status: "ok" }, { status: "ok" }],
    });

    const other = new TestDevice(server, lead);
    await other.pull();
    expect(other.has("session", session)).toBe(true);
    expect(other.has("pupil", pupil)).toBe(true);
    expect([...other.rows.keys()].some((key) => key.startsWith("mark|"))).toBe(true);
  });

  it("gives each mutation one effect, however often it is sent", async () => {
    const pupil = newId();
    const first = senco.mutation(pupilPut(pupil));
    const once = await senco.push(first);
    const twice = await senco.push(first);
    expect(twice).toMatchObject({ lastN: 1, lastId: first.id, results: [{ n: 1, status: "ok" }] });
    expect("problem" in once).toBe(false);

    const other = new TestDevice(server, lead);
    const [, page] = await other.pull();
    const seq = other.rows.get(`pupil|${pupil}`)?.seq;
    expect(page?.upTo.seq).toBe(seq);
  });

  it("takes the new ones of a batch whose beginning it knows", async () => {
    const [first, second] = [senco.mutation(pupilPut(newId())), senco.mutation(pupilPut(newId()))];
    await senco.push(first);
    const answer = await senco.push(first, second);
    expect(answer).toMatchObject({ lastN: 2, lastId: second.id });
  });

  it("answers a gap with where the client stands, keeping what came before it", async () => {
    const first = senco.mutation(pupilPut(newId()));
    const skipped = senco.mutation(pupilPut(newId()));
    const third = senco.mutation(pupilPut(newId()));
    expect(await senco.push(first, third)).toMatchObject({ problem: "gap", lastN: 1, lastId: first.id });
    expect(await senco.push(skipped, third)).toMatchObject({ lastN: 3 });
  });

  it("tells a client whose number was used for something else that it has forked", async () => {
    const first = senco.mutation(pupilPut(newId()));
    await senco.push(first);
    senco.n = 0;
    expect(await senco.push(senco.mutation(pupilPut(newId())))).toMatchObject({
      problem: "forked",
      lastN: 1,
      lastId: first.id,
    });
  });

  it("skips a known mutation that comes again from a renewed client, and goes on", async () => {
    const known = senco.mutation(pupilPut(newId()));
    await senco.push(known);
    const renewed = new TestDevice(server, lead);
    renewed.n = 1;
    const answer = await renewed.push({ ...known, n: 1 }, renewed.mutation(pupilPut(newId())));
    expect(answer).toMatchObject({
      lastN: 2,
      results: [
        { n: 1, status: "ok" },
        { n: 2, status: "ok" },
      ],
    });
  });

  it("refuses another person's use of a client id", async () => {
    await senco.change(pupilPut(newId()));
    const assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
    const thief = new TestDevice(server, assistant);
    const response = await thief.send([thief.mutation(pupilPut(newId()))], { client: senco.client });
    expect(response.status).toBe(403);
  });
});

describe("one bad mutation delays nobody", () => {
  it("refuses it alone, keeps its body, and takes the next", async () => {
    const [good, later] = [newId(), newId()];
    const answer = await senco.push(
      senco.mutation(pupilPut(good)),
      senco.mutation(put("pupil", newId(), schoolScope, { knownAs: 7 })),
      senco.mutation(pupilPut(later)),
    );
    expect(answer).toMatchObject({
      lastN: 3,
      results: [{ status: "ok" }, { status: "rejected", why: "invalid-record" }, { status: "ok" }],
    });
    const pages = await senco.pull();
    expect(pages.at(-1)).toMatchObject({
      lastN: 3,
      results: [{ n: 2, status: "rejected", why: "invalid-record" }],
    });
    expect(senco.has("pupil", good) && senco.has("pupil", later)).toBe(true);
  });

  it("refuses a mutation that it cannot read at all, and takes the next", async () => {
    const unreadable = { ...senco.mutation(pupilPut(newId())), ops: "none" };
    const answer = await senco.push(unreadable, senco.mutation(pupilPut(newId())));
    expect(answer).toMatchObject({ lastN: 2, results: [{ status: "rejected" }, { status: "ok" }] });
  });

  it("takes a mutation whole or not at all", async () => {
    const pupil = newId();
    expect(await senco.change(pupilPut(pupil), patch("pupil", newId(), 0, { knownAs: "Ada" }))).toBe(
      "unknown-record",
    );
    await senco.pull();
    expect(senco.has("pupil", pupil)).toBe(false);
  });

  it("names unknown kinds and wrong scopes", async () => {
    expect(await senco.change(put("spaceship", newId(), schoolScope, {}))).toBe("unknown-kind");
    expect(
      await senco.change(put("pupil", newId(), "money", { knownAs: "A", familyInitial: "", initials: "A" })),
    ).toBe("wrong-scope");
  });

  it("withstands field names that every object has", async () => {
    const pupil = newId();
    await senco.change(pupilPut(pupil));
    const other = new TestDevice(server, lead);
    const odd = { constructor: "x", toString: "y", hasOwnProperty: 1, valueOf: null };
    expect(await other.change(patch("pupil", pupil, 99, odd))).toBe("ok");
    expect(server.logged).toEqual([]);
  });
});

describe("conflicts", () => {
  it("keeps the stored value when another client changed it meanwhile, and says so", async () => {
    const pupil = newId();
    await senco.change(pupilPut(pupil));
    await senco.pull();
    const seq = senco.rows.get(`pupil|${pupil}`)?.seq ?? 0;
    const other = new TestDevice(server, lead);
    expect(await other.change(patch("pupil", pupil, seq, { provisional: true }))).toBe("ok");
    expect(await other.change(patch("pupil", pupil, seq, { leftOn: "2026-10-01" }))).toBe("ok");
    expect(await senco.change(patch("pupil", pupil, seq, { leftOn: "2026-10-02" }))).toBe(
      "changed-by-another",
    );
    await senco.pull();
    expect(senco.rows.get(`pupil|${pupil}`)?.fields).toMatchObject({
      leftOn: "2026-10-01",
      provisional: true,
    });
  });

  it("keeps the first when two adults tap Done on the same planned session", async () => {
    const [group, session] = [newId(), newId()];
    const one = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
    const two = await addPerson(server, lead, "Ben Okoro", ["teaching-assistant"]);
    await senco.change(...groupPuts(group, [one.staffId, two.staffId]));
    const [tabletOne, tabletTwo] = [new TestDevice(server, one), new TestDevice(server, two)];
    expect(await tabletOne.change(sessionPut(session, one.staffId, "2026-11-23", group))).toBe("ok");
    const second = { ...sessionFields(two.staffId, "2026-11-23", group), plannedSeconds: 900 };
    expect(await tabletTwo.change(put("session", session, groupScope(group), second))).toBe(
      "changed-by-another",
    );
    await tabletTwo.pull();
    expect(tabletTwo.rows.get(`session|${session}`)?.fields).toMatchObject({
      authorId: one.staffId,
      plannedSeconds: 1800,
    });
  });
});

describe("rights", () => {
  let group: string;
  let assistant: Person;
  let tablet: TestDevice;

  beforeEach(async () => {
    group = newId();
    assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
    tablet = new TestDevice(server, assistant);
    await senco.change(...groupPuts(group, [assistant.staffId], "2026-09-01", "2026-11-22"));
  });

  it("lets nobody but the SENCO make an intervention", async () => {
    const intervention = put("intervention", newId(), schoolScope, { name: "Phonics", usualMinutes: 20 });
    expect(await tablet.change(intervention)).toBe("forbidden");
    expect(await senco.change(intervention)).toBe("ok");
  });

  it("takes Friday's session from somebody who was moved on Monday, and not today's", async () => {
    expect(await tablet.change(sessionPut(newId(), assistant.staffId, "2026-11-20", group))).toBe("ok");
    expect(await tablet.change(sessionPut(newId(), assistant.staffId, "2026-11-23", group))).toBe(
      "forbidden",
    );
  });

  it("lets nobody log in another's name or in a group that is not theirs", async () => {
    expect(await tablet.change(sessionPut(newId(), lead.staffId, "2026-11-20", group))).toBe("forbidden");
    expect(await tablet.change(sessionPut(newId(), assistant.staffId, "2026-11-20", newId()))).toBe(
      "forbidden",
    );
    expect(await tablet.change(sessionPut(newId(), assistant.staffId, "2026-11-20"))).toBe("ok");
  });

  it("lets nobody hand a record to another author", async () => {
    const session = newId();
    await tablet.change(sessionPut(session, assistant.staffId, "2026-11-20", group));
    expect(await tablet.change(patch("session", session, 99, { authorId: lead.staffId }))).toBe("forbidden");
  });

  it("does not take a mark on another day than its session's", async () => {
    const session = newId();
    await senco.change(sessionPut(session, lead.staffId, "2026-11-23", group));
    const mark = markPut(session, newId(), assistant.staffId, "2026-11-20", groupScope(group));
    expect(await tablet.change(mark)).toBe("invalid-record");
  });

  it("counts what came earlier in the same push: who gives up a role has it no more", async () => {
    const intervention = () =>
      put("intervention", newId(), schoolScope, { name: "Phonics", usualMinutes: 20 });
    const answer = await senco.push(
      senco.mutation(intervention()),
      senco.mutation(patch("staff", lead.staffId, 99, { roles: ["administrator"] })),
      senco.mutation(intervention()),
    );
    expect(answer).toMatchObject({ results: [{ status: "ok" }, { status: "ok" }, { why: "forbidden" }] });
  });

  it("lets only administrators change roles", async () => {
    const promote = patch("staff", assistant.staffId, 99, { roles: ["administrator", "senco"] });
    expect(await tablet.change(promote)).toBe("forbidden");
    expect(await senco.change(promote)).toBe("ok");
    const early = await server.get("/api/admin/people", assistant.cookie);
    expect(await refusalCode(early)).toBe("factor-needed");
    await setUpFactor(server, assistant.cookie, "the new administrator");
    expect((await server.get("/api/admin/people", assistant.cookie)).status).toBe(200);
  });

  it("lets only the SENCO move a record to another scope, and takes it from who holds the old one only", async () => {
    const session = newId();
    await tablet.change(sessionPut(session, assistant.staffId, "2026-11-20"));
    await tablet.pull();
    expect(tablet.has("session", session)).toBe(true);
    const move = {
      op: "move",
      kind: "session",
      id: session,
      scope: groupScope(group),
      fields: { groupId: group },
      base: 99,
    } as const;
    expect(await tablet.change(move)).toBe("forbidden");
    expect(await senco.change(move)).toBe("ok");
    await tablet.pull();
    expect(tablet.has("session", session)).toBe(false);
  });
});

it("moves what lives within a session along with it, also what the mover had not seen, and what comes later", async () => {
  const [group, session, pupil] = [newId(), newId(), newId()];
  const assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
  const tablet = new TestDevice(server, assistant);
  await senco.change(...groupPuts(group, [assistant.staffId]));
  const log = `log:${assistant.staffId}:2026`;
  const mark = markPut(session, pupil, assistant.staffId, "2026-11-20", log);
  await tablet.change(sessionPut(session, assistant.staffId, "2026-11-20"), mark);
  const fields = { groupId: group };
  const move = {
    op: "move",
    kind: "session",
    id: session,
    scope: groupScope(group),
    fields,
    base: 99,
  } as const;
  expect(await senco.change(move)).toBe("ok");
  const late = markPut(session, newId(), assistant.staffId, "2026-11-20", log);
  expect(await tablet.change(late)).toBe("ok");
  await tablet.pull();
  for (const one of [mark, late]) expect(tablet.rows.get(`mark|${one.id}`)?.scope).toBe(groupScope(group));
});

it("takes and gives a kind that only the registry knows", async () => {
  const postcard = recordKind({
    name: "postcard",
    schema: z.object({ text: z.string() }),
    scope: () => schoolScope,
    keys: () => ({}),
    indexes: [],
    stamps: () => [],
    units: [],
    create: ["any-staff"],
    edit: ["nobody"],
  });
  const house = await startServer({ registry: registryOf(...recordKinds, postcard) });
  const device = new TestDevice(house, await setUpSchool(house));
  const id = newId();
  expect(await device.change(put("postcard", id, schoolScope, { text: "Greetings" }))).toBe("ok");
  await device.pull();
  expect(device.has("postcard", id)).toBe(true);
  expect(await device.change(patch("postcard", id, 99, { text: "Changed" }))).toBe("forbidden");
  await house.close();
});

it("keeps nothing of a push when the disk is full, says to try again, and takes it later", async () => {
  const long = { knownAs: "Ada", familyInitial: "K", initials: "AK", later: "x".repeat(8000) };
  const muts = Array.from({ length: 60 }, () => senco.mutation(put("pupil", newId(), schoolScope, long)));
  await sql`pragma max_page_count = 60`.execute(server.db);
  const full = await senco.send(muts);
  expect([full.status, await refusalCode(full)]).toEqual([503, "try-again"]);
  expect(Number(full.headers.get("retry-after"))).toBeGreaterThan(0);
  const whole = new TestDevice(server, lead);
  await whole.pull();
  expect([...whole.rows.keys()].filter((key) => key.startsWith("pupil|"))).toEqual([]);
  await sql`pragma max_page_count = 100000`.execute(server.db);
  expect(await senco.push(...muts)).toMatchObject({ lastN: 60 });
});

it("answers a request without a sign-in, and a body that is no JSON, with a closed code", async () => {
  const out = await server.post("/api/sync/push", {});
  expect([out.status, await refusalCode(out)]).toEqual([401, "not-signed-in"]);
  const bad = await senco.send([]);
  expect([bad.status, await refusalCode(bad)]).toEqual([400, "bad-request"]);
});
