// Schools on one server are apart: on every route that takes a school's ids, the administrator and SENCO of one, freshly proven
// and on a tablet of theirs, uses the ids of the other. Nothing of the other school changes and nothing of it comes back.
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { groupScope, schoolScope, sendScope } from "../../src/domain/scope.ts";
import { madeCodeSchema } from "../../src/protocol/tablet-messages.ts";
import { addSchool } from "./support/other-school.ts";
import {
  addPerson,
  groupPuts,
  newId,
  patch,
  put,
  setUpSchool,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "./support/school.ts";

let server: TestServer;
let stranger: Person;
let tabletCookie: string;
/** The lead of the other school, and a tablet of theirs. */
let home: Person;
let homeTablet: string;
/** Everything by which the other school could be asked about. */
let other: {
  readonly schoolId: string;
  readonly staffId: string;
  readonly pupilId: string;
  readonly groupId: string;
  readonly tabletId: string;
  readonly client: string;
  readonly badge: string;
  readonly helpCode: string;
};
let bodies: Readonly<Record<string, readonly object[]>>;

/** Routes whose questions hold no id of a school, by what they hold instead. */
const withoutIds: readonly string[] = [
  "/api/auth/sign-in",
  "/api/auth/sign-out",
  "/api/auth/demo",
  "/api/auth/second-factor",
  "/api/auth/factor/reset",
  "/api/auth/factor/begin",
  "/api/auth/factor/confirm",
  "/api/auth/join-school",
  "/api/auth/passkeys/ask-new",
  "/api/auth/passkeys/add",
  "/api/auth/passkeys/ask-sign-in",
  "/api/auth/passkeys/sign-in",
  "/api/auth/passkeys/ask-factor",
  "/api/auth/passkeys/factor",
  "/api/auth/passkeys/ask-prove",
  "/api/auth/passkeys/prove",
  "/api/auth/passkeys/remove",
  "/api/auth/provider/begin",
  "/api/auth/provider/finish",
  "/api/auth/provider/unlink",
  "/api/auth/prove",
  "/api/auth/set-up",
  "/api/auth/join",
  "/api/admin/people",
  "/api/auth/password",
  "/api/tablet/enrol",
  "/api/auth/pin/set",
  "/api/admin/tablets/code",
  "/api/admin/exports/full-names",
];

async function enrolledBy(person: Person): Promise<string> {
  const made = await server.post("/api/admin/tablets/code", { label: "Oak 2" }, person.cookie);
  const { code } = madeCodeSchema.parse(await made.json());
  const joined = await server.post("/api/tablet/enrol", { code });
  return joined.headers.get("set-cookie")?.split(";")[0] ?? "";
}

async function codeOf(path: string, body: object, cookie: string): Promise<string> {
  const made: unknown = await (await server.post(path, body, cookie)).json();
  return Object.values(made as Record<string, string>).find((text) => text.length > 12) ?? "";
}

beforeAll(async () => {
  server = await startServer();
  const lead = await setUpSchool(server);
  const assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
  const device = new TestDevice(server, lead);
  const [pupilId, groupId] = [newId(), newId()];
  // Gone for so long that even the decision to keep the record is asked for.
  const left = { knownAs: "Zanzibar", familyInitial: "K", initials: "ZK", leftOn: "1990-07-20" };
  const identity = { pupilId, legalForename: "Zanzibar", legalSurname: "King", dateOfBirth: "1979-04-09" };
  const said = await device.change(
    put("pupil", pupilId, schoolScope, left),
    put("pupilIdentity", newId(), sendScope(pupilId), identity),
    ...groupPuts(groupId, [assistant.staffId]),
  );
  if (said !== "ok") throw new Error(`The other school was not made: ${said}`);
  [home, homeTablet] = [lead, await enrolledBy(lead)];
  await server.post("/api/auth/pin/set", { pin: "482915" }, assistant.cookie);
  const tablet = await server.db
    .selectFrom("tablet")
    .select("id")
    .where("kind", "=", "shared")
    .executeTakeFirstOrThrow();
  const { staffId } = assistant;
  other = {
    schoolId: lead.schoolId,
    staffId,
    pupilId,
    groupId,
    tabletId: tablet.id,
    client: device.client,
    badge: await codeOf("/api/admin/badges", { staffId }, lead.cookie),
    helpCode: await codeOf("/api/admin/help-codes", { staffId }, lead.cookie),
  };
  stranger = await addSchool(server, "Oak Hill", ["senco", "administrator"]);
  tabletCookie = await enrolledBy(stranger);
  bodies = bodiesWith(other);
});
afterAll(() => server.close());

/** For each route that takes ids, every question that could reach the other school. */
function bodiesWith(ids: typeof other): Readonly<Record<string, readonly object[]>> {
  const { staffId, pupilId, tabletId, schoolId, client, groupId } = ids;
  const sentAt = new Date(server.now).toISOString();
  const forPerson = [{ staffId }];
  const pull = { proto: 1, schema: 1, scopesHash: "", ackN: 0, pending: 0, oldest: null };
  const place = { client, cursor: null };
  const mutation = (op: object) => ({ n: 1, id: newId(), v: 1, at: sentAt, ops: [op] });
  const push = (op: object) => ({
    proto: 1,
    schema: 1,
    client: newId(),
    seen: null,
    sentAt,
    muts: [mutation(op)],
  });
  const sealed = { n: 1, id: newId(), keyId: newId(), sealed: "AAAA" };
  return {
    "/api/admin/people/reset-factor": forPerson,
    "/api/admin/people/invite-again": forPerson,
    "/api/admin/people/close": forPerson,
    "/api/auth/help": [{ staffId, code: ids.helpCode, newPin: "482915" }],
    "/api/admin/help-codes": forPerson,
    "/api/admin/badges": forPerson,
    "/api/admin/badges/revoke": forPerson,
    "/api/admin/tablets/lost": [{ tabletId }],
    "/api/admin/tablets/remove": [{ tabletId }],
    "/api/admin/tablets/rename": [{ tabletId, label: "Mine now" }],
    "/api/admin/erase": [{ pupilId }],
    "/api/admin/retention/keep": [{ pupilId, why: "other" }],
    "/api/admin/pupil-pack": ["subject-access", "transfer"].map((purpose) => ({
      pupilId,
      purpose,
      why: "other",
    })),
    "/api/auth/choose-school": [{ pending: newId(), schoolId }],
    "/api/auth/change-school": [{ schoolId }],
    "/api/auth/pin": [{ staffId, pin: "482915" }],
    "/api/auth/badge": [{ token: ids.badge }],
    "/api/tablet/cards": [{ cards: [{ id: newId(), keyId: newId(), sealed: "AAAA" }] }],
    "/api/tablet/sealed": [
      {
        proto: 1,
        schema: 1,
        client,
        seen: null,
        durable: 0,
        afterId: null,
        sentAt,
        left: 0,
        items: [sealed],
      },
    ],
    "/api/sync/pull": [
      { ...pull, ...place },
      { ...pull, ...place, client: newId(), formerly: client },
      {
        ...pull,
        ...place,
        client: newId(),
        filling: { [groupScope(groupId)]: "", [sendScope(pupilId)]: "" },
      },
    ],
    "/api/sync/push": [
      push(patch("pupil", pupilId, 1, { knownAs: "Taken" })),
      push(put("pupil", pupilId, schoolScope, { knownAs: "Taken", familyInitial: "K", initials: "TK" })),
      push(put("staff", staffId, schoolScope, { name: "Taken", shortName: "T", roles: ["senco"] })),
      push({ op: "move", kind: "group", id: groupId, base: 1, scope: groupScope(groupId) }),
      { ...push(patch("pupil", pupilId, 1, { knownAs: "Taken" })), client },
      { ...push(patch("pupil", pupilId, 1, { knownAs: "Taken" })), formerly: client },
    ],
  };
}

/** Every row that belongs to the other school, and whatever names one of its ids, outside the school that asks. */
async function otherRows(): Promise<string> {
  const tables = await server.db.introspection.getTables();
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await sql`select * from ${sql.table(name)}`.execute(server.db);
    for (const row of found.rows.map((one) => JSON.stringify(one)))
      if (row.includes(other.schoolId) || row.includes("@meadow")) rows.push(`${name} ${row}`);
  }
  return rows.toSorted().join("\n");
}

it("knows for every route whether it takes ids of a school", () => {
  const posts = server.app.routes.filter((route) => route.method === "post").map((route) => route.path);
  expect(posts.toSorted()).toEqual([...withoutIds, ...Object.keys(bodies)].toSorted());
});

it("refuses every question about an id that is not of one's own school", async () => {
  const own = new Set(["/api/sync/push", "/api/sync/pull", "/api/tablet/cards"]);
  for (const [path, questions] of Object.entries(bodies)) {
    if (own.has(path)) continue;
    for (const question of questions) {
      const answer = await server.post(path, question, `${stranger.cookie}; ${tabletCookie}`);
      expect([path, answer.status >= 400 && answer.status < 500, answer.status]).toEqual([
        path,
        true,
        answer.status,
      ]);
    }
  }
});

it("gives nothing of the other school to whoever looks", async () => {
  const secrets = [
    "Zanzibar",
    "Fischer",
    "Tia",
    "Meadow",
    other.schoolId,
    other.pupilId,
    other.staffId,
    other.tabletId,
  ];
  for (const { path } of server.app.routes.filter(
    (route) => route.method === "get" && !route.path.endsWith("/events"),
  )) {
    const answer = await server.get(
      `${path}?staffId=${other.staffId}&pupilId=${other.pupilId}`,
      `${stranger.cookie}; ${tabletCookie}`,
    );
    const text = await answer.text();
    expect([path, secrets.filter((secret) => text.includes(secret))]).toEqual([path, []]);
  }
  const device = new TestDevice(server, stranger);
  await device.pull();
  expect(JSON.stringify([...device.rows])).not.toMatch(/Zanzibar|Fischer|Tia/);
});

it("changes nothing of the other school and hears nothing of it, on any route", async () => {
  const before = await otherRows();
  const secrets = ["Zanzibar", "Fischer", "Tia", "Meadow", other.groupId];
  const { schoolId } = stranger;
  for (const [path, questions] of Object.entries(bodies))
    for (const question of questions) {
      const answer = await server.post(path, question, `${stranger.cookie}; ${tabletCookie}`);
      const text = await answer.text();
      expect([path, secrets.filter((secret) => text.includes(secret)), answer.status < 500]).toEqual([
        path,
        [],
        true,
      ]);
    }
  expect(await otherRows()).toBe(before);
  // What the stranger made under ids that were taken from there stands in their own school alone.
  const rows = await server.db
    .selectFrom("record")
    .select(["school", "id"])
    .where("id", "=", other.pupilId)
    .execute();
  expect(rows.filter((row) => row.school !== schoolId)).toHaveLength(1);
});

it("was asked what is answered at home: nothing but the school is in the way", async () => {
  // These need more than an id, and have tests of their own: somebody of two schools, and what was really sealed.
  const elsewhere = ["/api/auth/choose-school", "/api/auth/change-school", "/api/tablet/sealed"];
  // Pushed and pulled at home all through the tests of sync.
  const sync = ["/api/sync/pull", "/api/sync/push"];
  const shutsOut = ["/api/admin/badges/revoke", "/api/admin/tablets/lost", "/api/admin/tablets/remove"];
  const last = [...shutsOut, "/api/admin/people/close", "/api/admin/erase"];
  const paths = Object.keys(bodies).filter((path) => ![...elsewhere, ...sync, ...last].includes(path));
  const answered: [string, number][] = [];
  for (const path of [...paths, ...last])
    for (const question of bodies[path] ?? [])
      answered.push([path, (await server.post(path, question, `${home.cookie}; ${homeTablet}`)).status]);
  expect(answered.filter(([, status]) => status !== 200)).toEqual([]);
  expect(answered.length).toBeGreaterThan(15);
});
