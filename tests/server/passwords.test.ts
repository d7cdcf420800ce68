// Which passwords are taken: long ones of any kind; not what is guessed first, in a school too. And nobody but its owner ever
// has one in hand.
import { afterEach, beforeEach, expect, it } from "vitest";
import { hashPassword, isPassword, isWeakPassword } from "../../src/server/passwords.ts";
import { systemRandom } from "../../src/server/random.ts";
import {
  addPerson,
  password,
  refusalCode,
  setUpSchool,
  startServer,
  type TestServer,
} from "./support/school.ts";
import { wholeDatabase } from "./support/whole-database.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const known = { signInName: "tia@meadowlane.example", schoolName: "Meadow Lane Primary" };

it.each([
  ["eleven characters", "plover kett"],
  ["a common word with decoration", "P@ssw0rd2026!"],
  ["a keyboard row", "qwertyuiop12"],
  ["figures only", "192837465019"],
  ["one piece again and again", "plumplumplumplum"],
  ["two common words", "sunshine-monkey1"],
  ["a word of schools", "Headteacher2026"],
  ["another word of schools", "classroom-teacher!"],
  ["the app's own name", "alongside2026!"],
  ["the school's name", "MeadowLane#2026"],
  ["the sign-in name", "tia@meadowlane1"],
])("refuses %s", (_what, tried) => {
  expect(isWeakPassword(tried, known)).toBe(true);
});

it.each([
  ["twelve lower-case letters, no figure and no sign", "ploverkettle"],
  ["words with spaces", "plover kettle orbit seven"],
  ["64 characters", "heron ".repeat(8).concat("lantern quarry mist")],
  [
    "128 characters",
    Array.from({ length: 16 }, (_, at) => `w${at}ridge`)
      .join("-")
      .slice(0, 128),
  ],
  ["letters of other languages", "zwölf ünicode zeichen"],
  ["signs and emoji", "≠kettle🦆plover≈∑"],
])("takes %s: no rule says which signs must be in it", async (_what, tried) => {
  expect(isWeakPassword(tried, known)).toBe(false);
  const hash = await hashPassword(tried, systemRandom);
  expect(await isPassword(tried, hash)).toBe(true);
  expect(await isPassword(`${tried} `, hash)).toBe(false);
});

it("begins with no account at all: nothing that people try first opens a new server", async () => {
  expect(await server.db.selectFrom("account").selectAll().execute()).toEqual([]);
  for (const signInName of ["admin", "administrator", "senco", "demo"])
    for (const tried of ["admin", "password", "changeme", ""])
      expect((await server.post("/api/auth/sign-in", { signInName, password: tried })).status).not.toBe(200);
  const token = server.app.setUpCode;
  expect(token).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
  await setUpSchool(server);
  const again = { token, schoolName: "Oak Hill", name: "Olu", signInName: "olu@oak", password };
  expect(await refusalCode(await server.post("/api/auth/set-up", again))).toBe("already-set-up");
});

it("is never in anybody else's hands: no answer to an administrator, no row and no log holds a password or a PIN", async () => {
  const lead = await setUpSchool(server);
  const tia = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
  const own = "heron lantern quarry mist";
  await server.post("/api/auth/password", { newPassword: own }, tia.cookie);
  await server.post("/api/auth/pin/set", { pin: "314159" }, tia.cookie);
  const hashes = await server.db.selectFrom("account").select("password_hash").execute();
  const pins = await server.db.selectFrom("pin").select("hash").execute();
  const secrets = [own, password, ...[...hashes, ...pins].flatMap((row) => Object.values(row))];
  expect(secrets.length).toBeGreaterThan(4);
  for (const { path, method } of server.app.routes) {
    if (method !== "get" || path.endsWith("/events")) continue;
    const text = await (await server.get(path, lead.cookie)).text();
    expect([path, secrets.filter((one) => text.includes(one))]).toEqual([path, []]);
  }
  for (const path of ["invite-again", "reset-factor"]) {
    const answer = await server.post(`/api/admin/people/${path}`, { staffId: tia.staffId }, lead.cookie);
    const text = await answer.text();
    expect(secrets.filter((one) => text.includes(one))).toEqual([]);
  }
  const kept = await wholeDatabase(server.db);
  const typed = [own, password, "314159"];
  expect(typed.filter((one) => kept.includes(`"${one}"`))).toEqual([]);
  expect(typed.filter((one) => server.logged.join().includes(one))).toEqual([]);
});
