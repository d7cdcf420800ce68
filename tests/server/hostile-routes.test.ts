// Bodies made to do harm, on every route that takes one: each value in turn is something that no program expects. Sync has
// tests of its own besides; this one forgets no route, since the server lists them itself.
import { afterAll, beforeAll, expect, it } from "vitest";
import { refusalSchema } from "../../src/protocol/account-messages.ts";
import type { Route } from "../../src/server/route.ts";
import { eachReplaced, wellFormed } from "./support/bodies.ts";
import { signInAs } from "./support/other-school.ts";
import { addPerson, setUpSchool, startServer, type Person, type TestServer } from "./support/school.ts";

let server: TestServer;
let lead: Person;
let assistant: Person;
beforeAll(async () => {
  server = await startServer();
  lead = await setUpSchool(server);
  assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
});
afterAll(() => server.close());

/** As text, since some of them cannot be made from a value. */
const oddValues: readonly string[] = [
  "null",
  "-1",
  "1e308",
  "9007199254740993",
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '"__proto__"',
  '"\'; drop table record; --"',
  '"%\' or 1=1 --"',
  '"../../etc/passwd\\r\\nSet-Cookie: alongside=x"',
  '{"__proto__":{"roles":["administrator"],"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '[["a"],{"$ne":null}]',
];
const mark = "odd-value-goes-here";

const posts = (): readonly Route[] => server.app.routes.filter(({ method }) => method === "post");

async function send(path: string, body: string, cookie: string): Promise<{ status: number; text: string }> {
  const headers = { "content-type": "application/json", "x-alongside": "1", cookie };
  const response = await server.app.hono.request(path, { method: "POST", headers, body });
  return { status: response.status, text: await response.text() };
}

/** What is wrong with an answer: a fault, or a refusal without a closed code. */
function wrongWith(path: string, { status, text }: { status: number; text: string }): string[] {
  if (status === 200) return [];
  if (status >= 400 && status < 500 && refusalSchema.safeParse(JSON.parse(text)).success) return [];
  return [`${path}: ${status} ${text.slice(0, 200)}`];
}

const known = () => ({ staffId: assistant.staffId, schoolId: lead.schoolId, proto: 1, schema: 1 });

it("answers every value that no program expects, in every place of every body, properly or by a closed code", async () => {
  const before = server.logged.length;
  const wrong: string[] = [];
  const statuses = new Map<number, number>();
  for (const { path, request } of posts()) {
    // Signed in anew for each route, since some of them end the session.
    const { cookie } = await signInAs(server, lead.schoolId, lead.staffId);
    for (const body of eachReplaced(wellFormed(request, known()), mark))
      for (const odd of oddValues) {
        const answer = await send(
          path,
          JSON.stringify(body).replaceAll(`"${mark}"`, () => odd),
          cookie,
        );
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        wrong.push(...wrongWith(path, answer));
      }
  }
  expect(wrong).toEqual([]);
  expect(server.logged.slice(before).filter((line) => line.includes("fault"))).toEqual([]);
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1000);
  // Some of it was past the door: not everything is refused for its form.
  for (const status of [200, 400, 403, 404]) expect([status, statuses.has(status)]).toEqual([status, true]);
  expect("isAdmin" in {}).toBe(false);
}, 60_000);

it("answers text of nearly the largest size, in every place of every body", async () => {
  const before = server.logged.length;
  const wrong: string[] = [];
  for (const { path, request, maxBytes = 1_000_000 } of posts()) {
    const { cookie } = await signInAs(server, lead.schoolId, lead.staffId);
    for (const body of eachReplaced(wellFormed(request, known()), mark)) {
      const text = JSON.stringify(body);
      const long = "a@".repeat(Math.floor((maxBytes - text.length) / 2));
      wrong.push(
        ...wrongWith(
          path,
          await send(
            path,
            text.replace(mark, () => long),
            cookie,
          ),
        ),
      );
    }
  }
  expect(wrong).toEqual([]);
  expect(server.logged.slice(before).filter((line) => line.includes("fault"))).toEqual([]);
}, 60_000);

it("answers what stands in the address as words, never as anything else", async () => {
  const { cookie } = await signInAs(server, lead.schoolId, lead.staffId);
  const words = ["' or 1=1 --", "__proto__", "\u0000", "../..", "%ff", "<script>", "9".repeat(5000)];
  for (const { path } of server.app.routes.filter(
    (route) => route.method === "get" && !route.path.endsWith("/events"),
  ))
    for (const word of words) {
      const query = ["before", "from", "to", "person", "pupilId", word].map(
        (name) => `${encodeURIComponent(name)}=${encodeURIComponent(word)}`,
      );
      const answer = await server.get(`${path}?${query.join("&")}`, cookie);
      expect([path, word.slice(0, 20), answer.status < 500]).toEqual([path, word.slice(0, 20), true]);
      await answer.body?.cancel();
    }
});

it("is still whole afterwards", async () => {
  const { cookie } = await signInAs(server, lead.schoolId, lead.staffId);
  expect((await server.get("/api/auth/me", cookie)).status).toBe(200);
  const tables = await server.db.introspection.getTables();
  expect(tables.map((one) => one.name)).toContain("record");
});
