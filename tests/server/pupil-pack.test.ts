import { afterEach, beforeEach, expect, it } from "vitest";
import { groupScope, schoolScope, sendScope } from "../../src/domain/scope.ts";
import { pupilPackSchema, type PupilPack } from "../../src/domain/pupil-pack.ts";
import type { Person, TestServer } from "./support/school.ts";
import {
  addPerson,
  groupPuts,
  markPut,
  newId,
  patch,
  put,
  sessionPut,
  setUpSchool,
  startServer,
  TestDevice,
} from "./support/school.ts";

let server: TestServer;
let lead: Person;
let tablet: TestDevice;
const [amara, ben, group, session] = [newId(), newId(), newId(), newId()];

beforeEach(async () => {
  server = await startServer();
  lead = await setUpSchool(server);
  tablet = new TestDevice(server, lead);
  for (const [id, knownAs] of [
    [amara, "Amara"],
    [ben, "Benedikt"],
  ] as const) {
    const initials = knownAs === "Amara" ? "AK" : "BW";
    await tablet.change(put("pupil", id, schoolScope, { knownAs, familyInitial: "K", initials }));
    const identity = { pupilId: id, legalForename: knownAs, legalSurname: `${knownAs}son` };
    await tablet.change(put("pupilIdentity", newId(), sendScope(id), identity));
  }
  await tablet.change(...groupPuts(group, [lead.staffId]));
  await tablet.change(sessionPut(session, lead.staffId, "2026-11-20", group));
  const scope = groupScope(group);
  await tablet.change(markPut(session, amara, lead.staffId, "2026-11-20", scope));
  await tablet.change(markPut(session, ben, lead.staffId, "2026-11-20", scope));
  for (const [pupilId, text] of [
    [amara, "Shared with Benedikt and BW"],
    [ben, "Only about himself"],
  ] as const) {
    const about = { sessionId: session, pupilId, date: "2026-11-20", text, authorId: lead.staffId };
    const recordedAt = "2026-11-20T10:00:00.000Z";
    await tablet.change(put("note", newId(), scope, { ...about, recordedAt }));
  }
});
afterEach(() => server.close());

async function packOf(purpose: PupilPack["purpose"], pupilId = amara): Promise<PupilPack> {
  const asked = { pupilId, purpose, why: "parent-asked" };
  const answer = await server.post("/api/admin/pupil-pack", asked, lead.cookie);
  return pupilPackSchema.parse(await answer.json());
}

it("gives everything that is held about one child, with the share worked out from all marks and nobody else in it", async () => {
  const pack = await packOf("subject-access");
  expect(pack.sessions).toMatchObject([
    {
      contactSeconds: 1800,
      apportionedSeconds: 900,
      others: 1,
      adults: ["Sam Lead"],
      notes: [{ text: "Shared with [another child] and [another child]", by: "Sam Lead" }],
    },
  ]);
  const text = JSON.stringify(pack);
  for (const word of [ben, "Benedikt", "BW", "Only about himself"]) expect(text).not.toContain(word);
  expect(pack.takenOut).toBe(2);
});

it("holds what was refused and what another one won over, and what was done with the record", async () => {
  await tablet.pull();
  const seen = tablet.rows.get(`pupil|${amara}`)?.seq ?? 0;
  await tablet.change(patch("pupil", amara, seen, { knownAs: "Amira" }));
  await new TestDevice(server, lead).change(patch("pupil", amara, seen, { knownAs: "Emara" }));
  const refused = { pupilId: amara, status: "Z", from: "2026-01-01" };
  expect(await tablet.change(put("senRecord", newId(), sendScope(amara), refused))).toBe("invalid-record");
  await packOf("transfer");
  const { more, deeds, pupil } = await packOf("subject-access");
  expect(pupil.knownAs).toBe("Amira");
  const notTaken = more
    .filter((one) => one.state === "not-taken")
    .map(({ kind, fields }) => ({ kind, fields }));
  expect(notTaken).toEqual([
    { kind: "senRecord", fields: refused },
    { kind: "pupil", fields: { record: amara, knownAs: "Emara" } },
  ]);
  expect(deeds.map((one) => one.event)).toEqual(["transfer"]);
});

it("is for the SENCO only and stands in the audit", async () => {
  await packOf("subject-access");
  const asked = { pupilId: amara, purpose: "subject-access", why: "parent-asked" };
  const others = [
    await addPerson(server, lead, "Terry Assistant", ["teaching-assistant"]),
    await addPerson(server, lead, "Ada Admin", ["administrator"]),
  ];
  for (const one of others)
    expect((await server.post("/api/admin/pupil-pack", asked, one.cookie)).status).toBe(403);
  const unknown = { ...asked, pupilId: newId() };
  expect((await server.post("/api/admin/pupil-pack", unknown, lead.cookie)).status).toBe(404);
  expect((await server.post("/api/admin/pupil-pack", { ...asked, why: "curious" }, lead.cookie)).status).toBe(
    400,
  );
  const rows = await server.db.selectFrom("audit").select(["event", "about"]).orderBy("n").execute();
  const about = rows.filter((one) => ["subject-access", "access-refused"].includes(one.event));
  expect(about.map((one) => [one.event, JSON.parse(one.about)])).toEqual([
    ["subject-access", { subject: amara, why: "parent-asked", rows: 1 }],
    ["access-refused", { route: "/api/admin/pupil-pack" }],
    ["access-refused", { route: "/api/admin/pupil-pack" }],
  ]);
});
