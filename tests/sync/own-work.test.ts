import { afterEach, beforeEach, expect, it } from "vitest";
import { v7 } from "uuid";
import { pupilIdSchema, sessionIdSchema } from "../../src/domain/ids.ts";
import * as records from "../../src/domain/records.ts";
import { groupScope, logScope } from "../../src/domain/scope.ts";
import { rowsOf } from "../../src/storage/database.ts";
import { syncStateOf } from "../../src/storage/device.ts";
import { readRecord, readRecords, type Stored } from "../../src/storage/read.ts";
import { change, make, saveChanges } from "../../src/storage/write.ts";
import {
  addPerson,
  groupPuts,
  newId,
  put,
  schoolOn,
  sessionFields,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "../server/support/school.ts";
import { connect, type Connected } from "../support/connected.ts";

let server: TestServer;
let lead: Person;
let senco: TestDevice;
let one: Connected;
let other: Connected;

beforeEach(async () => {
  ({ server, lead, senco } = await schoolOn(await startServer()));
  one = await connect(server, lead);
  other = await connect(server, lead);
  await one.sync();
  await other.sync();
});
afterEach(async () => {
  one.close();
  other.close();
  await server.close();
});

function here<T>(stored: Stored<T> | undefined): Stored<T> {
  if (stored === undefined) throw new Error("The record is not on this device.");
  return stored;
}

async function saved(on: Connected, ...changes: Parameters<typeof saveChanges>[2]): Promise<void> {
  expect(await saveChanges(on.device, v7(), changes)).toMatchObject({ ok: true });
}

it("keeps its own edits when they come back by name on a page that is not the last", async () => {
  const ids = Array.from({ length: 1200 }, () => v7());
  const batches = Array.from({ length: 12 }, (_, at) => ids.slice(at * 100, (at + 1) * 100));
  for (const batch of batches)
    await saved(one, ...batch.map((id) => make(records.intervention, id, { name: id, usualMinutes: 20 })));
  await one.sync();
  for (const batch of batches) {
    const seen = await Promise.all(batch.map((id) => readRecord(one.device, records.intervention, id)));
    await saved(one, ...seen.map((row) => change(records.intervention, here(row), { usualMinutes: 45 })));
  }
  await one.sync();
  const minutes = (await readRecords(one.device, records.intervention)).map((row) => row.record.usualMinutes);
  expect(new Set(minutes)).toEqual(new Set([45]));
  expect(await one.device.db.shadow.count()).toBe(0);
  expect((await syncStateOf(one.device.db)).filling).toEqual({});
}, 60_000);

it("keeps a record that went to another scope and came back between two pulls", async () => {
  const [group, session] = [newId(), newId()];
  await senco.change(...groupPuts(group, [lead.staffId]));
  const log = logScope(lead.staffId, 2026);
  await senco.change(put("session", session, log, sessionFields(lead.staffId, "2026-11-20")));
  await other.sync();
  const move = { op: "move", kind: "session", id: session, base: 999 } as const;
  await senco.change({ ...move, scope: groupScope(group), fields: { groupId: group } });
  await senco.change({ ...move, scope: log, fields: { groupId: null } });
  await other.sync();
  expect(await rowsOf(other.device.db, "session").get(session)).toMatchObject({ scope: log });
});

it("lets go of a record that left while a change of it was unsent, once that change is refused", async () => {
  const assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
  const [own, theirs, session] = [newId(), newId(), newId()];
  await senco.change(...groupPuts(own, [assistant.staffId]), ...groupPuts(theirs, [lead.staffId]));
  await senco.change(
    put("session", session, groupScope(own), sessionFields(lead.staffId, "2026-11-20", own)),
  );
  const tablet = await connect(server, assistant);
  await tablet.sync();
  const seen = here(await readRecord(tablet.device, records.session, session));
  await saved(tablet, change(records.session, seen, { className: "Oak" }));
  const scope = groupScope(theirs);
  await senco.change({
    op: "move",
    kind: "session",
    id: session,
    scope,
    fields: { groupId: theirs },
    base: 999,
  });
  await tablet.pull();
  await tablet.sync();
  expect(await rowsOf(tablet.device.db, "session").get(session)).toBeUndefined();
  expect(await tablet.device.db.problems.toArray()).toMatchObject([{ status: "rejected" }]);
  tablet.close();
});

it("keeps its name while saves and pushes run into each other", async () => {
  const { clientId } = await syncStateOf(one.device.db);
  const saving = (async () => {
    for (let at = 0; at < 60; at += 1)
      await saved(one, make(records.intervention, v7(), { name: `${at}`, usualMinutes: 20 }));
  })();
  for (let at = 0; at < 30; at += 1) expect(await one.push()).toBeUndefined();
  await saving;
  await one.sync();
  expect((await syncStateOf(one.device.db)).clientId).toBe(clientId);
});

it("does not quarrel with itself over a session in which somebody was erased meanwhile", async () => {
  const [group, erased] = [newId(), pupilIdSchema.parse(v7())];
  const card = { knownAs: "Z", familyInitial: "Q", initials: "ZQ" };
  await senco.change(put("pupil", erased, "school", card), ...groupPuts(group, [lead.staffId]));
  await one.sync();
  const id = sessionIdSchema.parse(v7());
  const fields = { ...sessionFields(lead.staffId, "2026-11-20", group), enrolledIds: [erased] };
  await saved(one, make(records.session, id, records.session.schema.parse(fields)));
  for (const className of ["Oak", "Elm"]) {
    const seen = here(await readRecord(one.device, records.session, id));
    await saved(one, change(records.session, seen, { className }));
  }
  expect((await server.post("/api/admin/erase", { pupilId: erased }, lead.cookie)).status).toBe(200);
  await one.sync();
  expect(await one.device.db.problems.toArray()).toEqual([]);
  expect((await readRecord(one.device, records.session, id))?.record.className).toBe("Elm");
});

it("says how far it has come only of what it holds, while everything is got again", async () => {
  await senco.change(
    ...Array.from({ length: 390 }, () =>
      put("intervention", newId(), "school", { name: "x", usualMinutes: 20 }),
    ),
  );
  await one.sync();
  await server.db.updateTable("school").set({ epoch: "another history" }).execute();
  const real = one.messenger.pull;
  let pulls = 0;
  Object.assign(one.messenger, {
    pull: async (request: Parameters<typeof real>[0]) => {
      pulls += 1;
      server.now += 61_000;
      return pulls > 3 ? { ok: false, fault: "offline" } : await real(request);
    },
  });
  await expect(one.sync()).rejects.toThrow("offline");
  const { clientId, cursor } = await syncStateOf(one.device.db);
  const row = await server.db
    .selectFrom("client")
    .select("cursor_seq")
    .where("id", "=", clientId)
    .executeTakeFirst();
  expect(row?.cursor_seq).toBeLessThan(cursor?.seq ?? 0);
});
