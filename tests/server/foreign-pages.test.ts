// What another site may bring a signed-in browser to do here: nothing. Every route of the server, as it lists them itself.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refusalCode, setUpSchool, startServer, type Person, type TestServer } from "./support/school.ts";
import { wholeDatabase } from "./support/whole-database.ts";

let server: TestServer;
let lead: Person;

beforeEach(async () => {
  server = await startServer();
  lead = await setUpSchool(server);
});
afterEach(() => server.close());

const json = { "content-type": "application/json" };
const own = { ...json, "x-alongside": "1" };

/** What a page of another site can send with the browser's cookies, and what it can make the browser send. */
const foreign: readonly (readonly [string, Record<string, string>])[] = [
  ["a form", { "content-type": "application/x-www-form-urlencoded", origin: "https://evil.example" }],
  ["a form with a file", { "content-type": "multipart/form-data; boundary=x" }],
  ["plain text that is JSON", { "content-type": "text/plain", "x-alongside": "1" }],
  ["no type at all", { "x-alongside": "1", "content-type": "" }],
  ["a type that begins like JSON", { "x-alongside": "1", "content-type": "application/jsonp" }],
  ["JSON without our header", json],
  ["JSON with another value in it", { ...json, "x-alongside": "0" }],
  ["everything right from another site", { ...own, origin: "https://evil.example" }],
  ["from a page without an origin", { ...own, origin: "null" }],
  ["from our name in another one", { ...own, origin: "http://localhost.evil.example" }],
  ["from another port", { ...own, origin: "http://localhost:81" }],
  ["from a subdomain", { ...own, origin: "http://a.localhost" }],
  ["as the browser itself says", { ...own, "sec-fetch-site": "cross-site" }],
  ["from a sister site", { ...own, "sec-fetch-site": "same-site" }],
];

const posts = () => server.app.routes.filter((route) => route.method === "post").map((route) => route.path);
const gets = () => server.app.routes.filter((route) => route.method === "get").map((route) => route.path);

function ask(method: string, path: string, headers: Record<string, string>): Promise<Response> {
  const body = ["GET", "HEAD"].includes(method) ? {} : { body: "{}" };
  const init = { method, headers: { cookie: lead.cookie, ...headers }, ...body };
  return Promise.resolve(server.app.hono.request(path, init));
}

describe("a page of another site", () => {
  it("changes nothing through any route that changes something", async () => {
    const before = await wholeDatabase(server.db);
    expect(posts().length).toBeGreaterThan(40);
    for (const path of posts()) {
      for (const [name, headers] of foreign) {
        const response = await ask("POST", path, headers);
        const refused = [path, name, 403, "forbidden"];
        expect([path, name, response.status, await refusalCode(response)]).toEqual(refused);
      }
    }
    expect(await wholeDatabase(server.db)).toBe(before);
  });

  it("is told nothing by a preflight, so that no browser sends what needs one", async () => {
    for (const path of [...posts(), ...gets()]) {
      const { headers } = await ask("OPTIONS", path, {
        origin: "https://evil.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "x-alongside",
      });
      expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });
});

describe("looking", () => {
  it("changes nothing: no route that is asked by GET or HEAD writes", async () => {
    const before = await wholeDatabase(server.db);
    expect(gets().length).toBeGreaterThan(10);
    for (const path of gets()) {
      for (const method of ["GET", "HEAD"]) {
        const response = await ask(method, path, {});
        expect([path, response.status < 500]).toEqual([path, true]);
        await response.body?.cancel();
      }
    }
    expect(await wholeDatabase(server.db)).toBe(before);
  });

  it("never stands for changing: what is to be posted is not there by any other method", async () => {
    const before = await wholeDatabase(server.db);
    const looked = new Set(gets());
    for (const path of posts()) {
      for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE"]) {
        if (looked.has(path) && ["GET", "HEAD"].includes(method)) continue;
        expect([method, path, (await ask(method, path, own)).status]).toEqual([method, path, 404]);
      }
      const pretended = await ask("GET", `${path}?_method=POST`, {
        ...own,
        "x-http-method-override": "POST",
      });
      if (!looked.has(path)) expect([path, pretended.status]).toEqual([path, 404]);
      await pretended.body?.cancel();
    }
    expect(await wholeDatabase(server.db)).toBe(before);
  });
});

it("takes from its own page what it refuses from others", async () => {
  for (const headers of [
    { origin: "http://localhost" },
    { origin: "http://localhost", "sec-fetch-site": "same-origin" },
    {},
  ]) {
    const response = await ask("POST", "/api/auth/sign-in", { ...own, ...headers });
    expect(response.status).toBe(400);
  }
  const changed = await server.post("/api/auth/sign-out", {}, lead.cookie, { origin: "http://localhost" });
  expect(changed.status).toBe(200);
  expect((await server.get("/api/auth/me", lead.cookie)).status).toBe(401);
});
