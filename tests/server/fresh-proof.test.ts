// What lets others in or gives much away asks again who is there: with a proof that is older than ten minutes every such route
// says so, with a PIN it shows the way to a full sign-in, and nothing happens in either case.
import { afterEach, beforeEach, expect, it } from "vitest";
import { signInAs } from "./support/other-school.ts";
import {
  newId,
  patch,
  refusalCode,
  setUpSchool,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "./support/school.ts";
import { wholeDatabase } from "./support/whole-database.ts";

let server: TestServer;
let lead: Person;

beforeEach(async () => {
  server = await startServer();
  lead = await setUpSchool(server);
});
afterEach(() => server.close());

const somebody = newId();
const dear: readonly (readonly [path: string, body: object])[] = [
  ["/api/admin/people", { name: "Tia", roles: ["teaching-assistant"] }],
  ["/api/admin/people/invite-again", { staffId: somebody }],
  ["/api/admin/people/reset-factor", { staffId: somebody }],
  ["/api/admin/people/close", { staffId: somebody }],
  ["/api/admin/tablets/code", { label: "Oak 2" }],
  ["/api/admin/tablets/remove", { tabletId: newId() }],
  ["/api/admin/help-codes", { staffId: somebody }],
  ["/api/admin/badges", { staffId: somebody }],
  ["/api/admin/erase", { pupilId: newId() }],
  ["/api/admin/pupil-pack", { pupilId: newId(), purpose: "transfer", why: "other" }],
  ["/api/admin/exports/full-names", { what: "weekly-summary", why: "governors", rows: 1 }],
  ["/api/auth/password", { newPassword: "crumpet lantern meadow nine" }],
  ["/api/auth/passkeys/ask-new", {}],
  ["/api/auth/passkeys/remove", { id: "none" }],
  ["/api/auth/factor/begin", {}],
  ["/api/auth/provider/unlink", {}],
];
/** Routes of administration that change something and ask no more than the right, each for its reason. */
const withoutProof: readonly string[] = [
  // They shut out or look: the sooner the better, and it can be mended.
  "/api/admin/tablets/lost",
  "/api/admin/badges/revoke",
  // A word on a list.
  "/api/admin/tablets/rename",
  // It keeps what would be looked at again.
  "/api/admin/retention/keep",
];

it("is decided for every route of administration: one that is new is on one of the two lists", () => {
  const asked = server.app.routes
    .filter(({ method, path }) => method === "post" && path.startsWith("/api/admin/"))
    .map(({ path }) => path);
  const listed = [...dear.map(([path]) => path), ...withoutProof].filter((path) =>
    path.startsWith("/api/admin/"),
  );
  expect(asked.toSorted()).toEqual(listed.toSorted());
});

/** Changes of a session itself, and what its last use was: not what was asked for. */
const withoutSessions = async () =>
  (await wholeDatabase(server.db))
    .split("\n")
    .filter((line) => !line.includes("seen_ms"))
    .join("\n");

it.each([
  ["an old proof", { provenMs: -11 * 60_000 }, "prove-again"],
  ["a PIN", { proof: "pin" as const }, "needs-full-sign-in"],
])(
  "is asked of every such route: %s is not enough",
  async (_name, how: { provenMs?: number; proof?: "pin" }, code) => {
    const person = await signInAs(server, lead.schoolId, lead.staffId, {
      ...how,
      provenMs: server.now + (how.provenMs ?? 0),
    });
    const before = await withoutSessions();
    for (const [path, body] of dear)
      expect([path, await refusalCode(await server.post(path, body, person.cookie))]).toEqual([path, code]);
    expect([code, await refusalCode(await server.get("/api/admin/audit", person.cookie))]).toEqual([
      code,
      code,
    ]);
    expect(await withoutSessions()).toBe(before);
  },
);

it("is asked before a role is given by an ordinary change too, and loses nothing else of that work", async () => {
  const device = new TestDevice(server, lead);
  await device.pull();
  const seq = device.rows.get(`staff|${lead.staffId}`)?.seq ?? 0;
  const old = await signInAs(server, lead.schoolId, lead.staffId, { provenMs: server.now - 11 * 60_000 });
  const late = new TestDevice(server, old);
  expect(
    await late.change(patch("staff", lead.staffId, seq, { roles: ["senco", "administrator", "head"] })),
  ).toBe("forbidden");
  expect(await late.change(patch("staff", lead.staffId, seq, { name: "Sam L", shortName: "Sam" }))).toBe(
    "ok",
  );
});

it("is not asked in the demo school, where nobody has a password to show", async () => {
  const visitor = await signInAs(server, lead.schoolId, lead.staffId, { proof: "demo" });
  expect((await server.get("/api/auth/proof", visitor.cookie)).status).toBe(200);
  const device = new TestDevice(server, visitor);
  await device.pull();
  const seq = device.rows.get(`staff|${lead.staffId}`)?.seq ?? 0;
  const roles = ["senco", "administrator", "head"];
  expect(await device.change(patch("staff", lead.staffId, seq, { roles }))).toBe("ok");
});

it("is known before a form about rights is saved, with a minute to spare for sending it", async () => {
  const ask = async (cookie: string) => {
    const answer = await server.get("/api/auth/proof", cookie);
    return answer.status === 200 ? "ok" : await refusalCode(answer);
  };
  const provenAgo = async (ms: number) =>
    (await signInAs(server, lead.schoolId, lead.staffId, { provenMs: server.now - ms })).cookie;
  expect(await ask(await provenAgo(8 * 60_000))).toBe("ok");
  expect(await ask(await provenAgo(9 * 60_000))).toBe("prove-again");
  const byPin = await signInAs(server, lead.schoolId, lead.staffId, { proof: "pin" });
  expect(await ask(byPin.cookie)).toBe("needs-full-sign-in");
});

it("lets a lost tablet be reported at once: what shuts out needs no proof", async () => {
  const old = await signInAs(server, lead.schoolId, lead.staffId, { provenMs: server.now - 11 * 60_000 });
  const answer = await server.post("/api/admin/tablets/lost", { tabletId: newId() }, old.cookie);
  expect(await refusalCode(answer)).toBe("not-found");
});
