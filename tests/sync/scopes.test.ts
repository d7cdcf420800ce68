import { afterEach, beforeEach, expect, it } from "vitest";
import { v7 } from "uuid";
import * as records from "../../src/domain/records.ts";
import { groupScope } from "../../src/domain/scope.ts";
import { tabletsSchema } from "../../src/protocol/tablet-messages.ts";
import { compactSchool } from "../../src/server/compact.ts";
import { rowsOf } from "../../src/storage/database.ts";
import { syncStateOf } from "../../src/storage/device.ts";
import { readRecord } from "../../src/storage/read.ts";
import { change, saveChanges } from "../../src/storage/write.ts";
import {
  addPerson,
  groupPuts,
  newId,
  patch,
  put,
  schoolOn,
  sessionPut,
  startServer,
  TestDevice,
  everyoneIsBack,
  type Person,
  type TestServer,
} from "../server/support/school.ts";
import { connect, type Connected } from "../support/connected.ts";

let server: TestServer;
let lead: Person;
let senco: TestDevice;
let assistant: Person;
let tablet: Connected;
const [group, session] = [newId(), newId()];
let staffing: string;

beforeEach(async () => {
  ({ server, lead, senco } = await schoolOn(await startServer()));
  assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
  staffing = newId();
  const member = { groupId: group, staffId: assistant.staffId, role: "support", from: "2026-09-01" };
  await senco.change(
    ...groupPuts(group, [lead.staffId]),
    put("groupStaff", staffing, groupScope(group), member),
  );
  await senco.change(sessionPut(session, lead.staffId, "2026-11-20", group));
  tablet = await connect(server, assistant);
  await tablet.sync();
});
afterEach(async () => {
  tablet.close();
  await server.close();
});

const isHere = async (kind: string, id: string) =>
  (await rowsOf(tablet.device.db, kind).get(id)) !== undefined;

async function rowsInScope(scope: string): Promise<number> {
  let count = 0;
  for (const kind of tablet.device.registry.keys())
    count += await rowsOf(tablet.device.db, kind).where("scope").equals(scope).count();
  return count + (await tablet.device.db.shadow.filter((one) => one.scope === scope).count());
}

it("holds nothing of a group after the pull that follows the end of the person's time there", async () => {
  expect(await isHere("session", session)).toBe(true);
  const seen = await readRecord(tablet.device, records.session, session);
  if (seen === undefined) throw new Error("no session");
  await saveChanges(tablet.device, v7(), [change(records.session, seen, { className: "Oak" })]);
  await senco.change(patch("groupStaff", staffing, 99, { to: "2026-11-22" }));
  await tablet.pull();
  expect(await rowsInScope(groupScope(group))).toBe(0);
  // What was saved before stays in the outbox and is judged by the server: it was this person's no longer.
  expect(await tablet.device.db.outbox.where("ackSeq").equals(0).count()).toBe(1);
  await tablet.sync();
  expect(await tablet.device.db.problems.toArray()).toMatchObject([{ status: "rejected", why: "forbidden" }]);
});

it("gets a group whole when somebody is put into it, and knows who had which grant when", async () => {
  const late = newId();
  await senco.change(
    ...groupPuts(late, [lead.staffId]),
    sessionPut(newId(), lead.staffId, "2026-11-20", late),
  );
  await tablet.sync();
  expect(await rowsInScope(groupScope(late))).toBe(0);
  const member = { groupId: late, staffId: assistant.staffId, role: "cover", from: "2026-11-23" };
  await senco.change(put("groupStaff", newId(), groupScope(late), member));
  await tablet.sync();
  expect(await rowsInScope(groupScope(late))).toBe(4);
  const { clientId } = await syncStateOf(tablet.device.db);
  const held = await server.db
    .selectFrom("held")
    .select(["scope", "until_ms"])
    .where("client", "=", clientId)
    .execute();
  expect(held).toContainEqual({ scope: groupScope(late), until_ms: null });
});

it("takes a record out that moved to a scope the person does not hold", async () => {
  const other = newId();
  await senco.change(...groupPuts(other, [lead.staffId]));
  await senco.change({
    op: "move",
    kind: "session",
    id: session,
    scope: groupScope(other),
    fields: { groupId: other },
    base: 99,
  });
  await tablet.sync();
  expect(await isHere("session", session)).toBe(false);
});

it("sends everything again to a device that was away for longer than departures are remembered", async () => {
  const other = newId();
  await senco.change(...groupPuts(other, [lead.staffId]));
  const move = { op: "move", kind: "session", id: session, scope: groupScope(other), base: 99 } as const;
  await senco.change({ ...move, fields: { groupId: other } });
  const dayMs = 86_400_000;
  // A year and more later only the SENCO's device has been here.
  await server.db
    .updateTable("client")
    .set({ seen_ms: server.now - 401 * dayMs })
    .execute();
  await senco.pull();
  await senco.page();
  const floor = await compactSchool(server.db, lead.schoolId, server.now);
  expect(floor).toBeGreaterThan((await syncStateOf(tablet.device.db)).cursor?.seq ?? 0);
  expect(await server.db.selectFrom("moved").selectAll().execute()).toEqual([]);
  await tablet.sync();
  expect(await isHere("session", session)).toBe(false);
  expect(await isHere("group", group)).toBe(true);
});

it("finds a silent difference by the daily comparison and gets only that scope again", async () => {
  await rowsOf(tablet.device.db, "session").delete(session);
  await tablet.sync();
  expect(await isHere("session", session)).toBe(false);
  server.now += 25 * 3_600_000;
  await everyoneIsBack(server);
  await tablet.sync();
  expect(await isHere("session", session)).toBe(true);
  expect(server.logged.filter((line) => line.includes("device-differs"))).toHaveLength(1);
  const before = tablet.sent.length;
  server.now += 25 * 3_600_000;
  await everyoneIsBack(server);
  await tablet.sync();
  expect(server.logged.filter((line) => line.includes("device-differs"))).toHaveLength(1);
  expect(tablet.sent.length).toBeGreaterThan(before);
});

it("throws away an answer that comes when the device has gone on", async () => {
  const real = tablet.messenger.pull;
  let first = true;
  Object.assign(tablet.messenger, {
    pull: async (request: Parameters<typeof real>[0]) => {
      const answer = await real(request);
      if (first) {
        first = false;
        await senco.change(sessionPut(newId(), lead.staffId, "2026-11-21", group));
        await tablet.sync();
      }
      return answer;
    },
  });
  await senco.change(sessionPut(newId(), lead.staffId, "2026-11-19", group));
  await tablet.sync();
  expect(await rowsOf(tablet.device.db, "session").count()).toBe(3);
});

it("tells those who must know which tablets have unsent work, and nobody else", async () => {
  const seen = await readRecord(tablet.device, records.session, session);
  if (seen === undefined) throw new Error("no session");
  await saveChanges(tablet.device, v7(), [change(records.session, seen, { className: "Oak" })]);
  await tablet.pull();
  const answer = await server.get("/api/tablets", lead.cookie);
  const { tablets } = tabletsSchema.parse(await answer.json());
  expect(tablets.map((one) => [one.staffId, one.pending])).toContainEqual([assistant.staffId, 1]);
  expect((await server.get("/api/tablets", assistant.cookie)).status).toBe(403);
});
