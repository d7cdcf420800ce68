import { afterEach, beforeEach, expect, it } from "vitest";
import { sendScope, schoolScope } from "../../src/domain/scope.ts";
import { erasuresSchema } from "../../src/protocol/erasure-messages.ts";
import { retentionListSchema, type RetentionList } from "../../src/protocol/retention-messages.ts";
import { verifyAudit } from "../../src/server/verify-audit.ts";
import { signInWithCode } from "./support/second-factor.ts";
import type { Person, TestServer } from "./support/school.ts";
import { addPerson, newId, patch, put, setUpSchool, startServer, TestDevice } from "./support/school.ts";

let server: TestServer;
let lead: Person;
let tablet: TestDevice;
const [amara, ben, cleo] = [newId(), newId(), newId()];

beforeEach(async () => {
  server = await startServer();
  lead = await setUpSchool(server);
  tablet = new TestDevice(server, lead);
  for (const [id, knownAs, leftOn] of [
    [amara, "Amara", "2026-07-21"],
    [ben, "Ben", "2026-07-21"],
    [cleo, "Cleo", null],
  ] as const) {
    const initials = `${knownAs.slice(0, 1)}K`;
    await tablet.change(put("pupil", id, schoolScope, { knownAs, familyInitial: "K", initials, leftOn }));
  }
  const identity = {
    pupilId: amara,
    legalForename: "Amara",
    legalSurname: "King",
    dateOfBirth: "2015-04-09",
  };
  await tablet.change(put("pupilIdentity", newId(), sendScope(amara), identity));
  const status = { pupilId: amara, status: "K", from: "2023-01-01" };
  await tablet.change(put("senRecord", newId(), sendScope(amara), status));
});
afterEach(() => server.close());

/** Lets time pass: nobody stays signed in over years. */
async function onDay(instant: string): Promise<void> {
  server.now = Date.parse(instant);
  lead = { ...lead, cookie: await signInWithCode(server, "lead@meadow") };
}

async function listNow(): Promise<RetentionList> {
  return retentionListSchema.parse(await (await server.get("/api/admin/retention", lead.cookie)).json());
}

const statesNow = async () => (await listNow()).pupils.map(({ pupilId, state }) => [pupilId, state]);

it("lists who has left, says what it does not know, and puts nobody on the list who is here", async () => {
  expect(await listNow()).toMatchObject({ atSchool: 1, years: { sen: 31, pupil: 25 } });
  expect((await listNow()).pupils).toEqual([
    { pupilId: ben, state: "unknown-birth", leftOn: "2026-07-21", until: null, rule: null, why: null },
    { pupilId: amara, state: "kept", leftOn: "2026-07-21", until: "2046-04-09", rule: "sen", why: null },
  ]);
});

it("as years pass: due the day after, kept one more year by decision, and due again", async () => {
  await onDay("2046-04-09T22:59:00Z");
  expect(await statesNow()).toContainEqual([amara, "kept"]);
  await onDay("2046-04-09T23:01:00Z");
  expect(await statesNow()).toEqual([
    [amara, "due"],
    [ben, "unknown-birth"],
  ]);
  const keep = { pupilId: amara, why: "legal-claim" };
  const kept = retentionListSchema.parse(
    await (await server.post("/api/admin/retention/keep", keep, lead.cookie)).json(),
  );
  expect(kept.pupils).toContainEqual(
    expect.objectContaining({ pupilId: amara, state: "kept", until: "2047-04-10", why: "legal-claim" }),
  );
  expect((await server.post("/api/admin/retention/keep", keep, lead.cookie)).status).toBe(404);
  await onDay("2047-04-11T12:00:00Z");
  expect(await statesNow()).toContainEqual([amara, "due"]);
});

it("counts by the school's own years once an administrator has set them, and by none that make no sense", async () => {
  await tablet.pull();
  const seq = tablet.rows.get(`school|${lead.schoolId}`)?.seq ?? 0;
  const setYears = (retentionYears: object) =>
    tablet.change(patch("school", lead.schoolId, seq, { retentionYears }));
  for (const years of [
    { sen: 2, pupil: 25 },
    { sen: 31, pupil: 500 },
    { sen: 31.5, pupil: 25 },
    { sen: 31 },
  ]) {
    expect([years, await setYears(years)]).not.toEqual([years, "ok"]);
    expect((await listNow()).years).toEqual({ sen: 31, pupil: 25 });
  }
  expect(await setYears({ sen: 35, pupil: 25 })).toBe("ok");
  expect((await listNow()).pupils).toContainEqual(
    expect.objectContaining({ pupilId: amara, until: "2050-04-09" }),
  );
});

it("erases for good what was due, with a proof that stands in the audit", async () => {
  await onDay("2046-04-10T12:00:00Z");
  await server.post("/api/admin/retention/keep", { pupilId: amara, why: "other" }, lead.cookie);
  await server.post("/api/admin/erase", { pupilId: amara }, lead.cookie);
  expect(await statesNow()).toEqual([[ben, "unknown-birth"]]);
  const answer = await server.get("/api/admin/erasures", lead.cookie);
  const [erasure] = erasuresSchema.parse(await answer.json()).erasures;
  expect(erasure).toMatchObject({ subject: amara, proof: { staffId: lead.staffId } });
  expect(erasure?.proof?.records).toBeGreaterThanOrEqual(4);
  const anchor = { n: erasure?.proof?.row ?? 0, hash: erasure?.proof?.hash ?? "" };
  expect(await verifyAudit(server.db, lead.schoolId, [anchor])).toMatchObject({ ok: true });
  const left = JSON.stringify(await server.db.selectFrom("record").select("data").execute());
  for (const word of ["Amara", "King", "2015-04-09", amara]) expect(left).not.toContain(word);
});

it("is for the SENCO and the administrator; only the administrator erases", async () => {
  const helper = await addPerson(server, lead, "Terry Assistant", ["teaching-assistant"]);
  const senco = await addPerson(server, lead, "Nora Senco", ["senco"]);
  expect((await server.get("/api/admin/retention", helper.cookie)).status).toBe(403);
  expect((await server.get("/api/admin/retention", senco.cookie)).status).toBe(200);
  expect((await server.post("/api/admin/erase", { pupilId: amara }, senco.cookie)).status).toBe(403);
  const keep = { pupilId: amara, why: "other" };
  expect((await server.post("/api/admin/retention/keep", keep, helper.cookie)).status).toBe(403);
});
