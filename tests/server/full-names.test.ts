// A file with full names is not made that nobody knows of.
import { afterEach, beforeEach, expect, it } from "vitest";
import { signInAs } from "./support/other-school.ts";
import {
  addPerson,
  refusalCode,
  setUpSchool,
  startServer,
  type Person,
  type TestServer,
} from "./support/school.ts";

const path = "/api/admin/exports/full-names";
const asked = { what: "weekly-summary", why: "governors", rows: 42 };
let server: TestServer;
let lead: Person;

beforeEach(async () => {
  server = await startServer();
  lead = await setUpSchool(server);
});
afterEach(() => server.close());

const rows = async () =>
  await server.db
    .selectFrom("audit")
    .select(["about", "staff_id"])
    .where("event", "=", "export-full-names")
    .execute();

it("is written into the audit with its reason before leave is given", async () => {
  expect((await server.post(path, asked, lead.cookie)).status).toBe(200);
  const [row] = await rows();
  expect([row?.staff_id, JSON.parse(row?.about ?? "")]).toEqual([
    lead.staffId,
    { ...asked, fullNames: true },
  ]);
});

it("needs a fresh proof, and a reason from the list", async () => {
  const old = await signInAs(server, lead.schoolId, lead.staffId, { provenMs: server.now - 11 * 60_000 });
  expect(await refusalCode(await server.post(path, asked, old.cookie))).toBe("prove-again");
  const byPin = await signInAs(server, lead.schoolId, lead.staffId, { proof: "pin" });
  expect(await refusalCode(await server.post(path, asked, byPin.cookie))).toBe("needs-full-sign-in");
  for (const why of ["because Amara's mother asked", ""])
    expect(await refusalCode(await server.post(path, { ...asked, why }, lead.cookie))).toBe("bad-request");
  expect(await rows()).toEqual([]);
});

it("is for SENCO and head; somebody else's wish is written down too", async () => {
  const head = await addPerson(server, lead, "Hana Head", ["head"]);
  expect((await server.post(path, asked, head.cookie)).status).toBe(200);
  const assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
  expect(await refusalCode(await server.post(path, asked, assistant.cookie))).toBe("forbidden");
  const refused = await server.db
    .selectFrom("audit")
    .select("about")
    .where("event", "=", "access-refused")
    .execute();
  expect(refused.map((row) => JSON.parse(row.about))).toEqual([{ route: path }]);
});
