import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import {
  password,
  pupilPut,
  newId,
  refusalCode,
  setUpSchool,
  startServer,
  TestDevice,
  type TestServer,
} from "./support/school.ts";
import { signInWithCode } from "./support/second-factor.ts";

let server: TestServer;
let dist: string;

beforeEach(async () => {
  dist = mkdtempSync(join(tmpdir(), "alongside-dist-"));
  mkdirSync(join(dist, "assets"));
  writeFileSync(join(dist, "index.html"), "<!doctype html><title>Alongside</title>");
  writeFileSync(join(dist, "sw.js"), "self.skipWaiting();");
  writeFileSync(join(dist, "assets/app-1a2b.js"), "export const app = 1;");
  writeFileSync(join(dist, "assets/app-1a2b.js.br"), brotliCompressSync("export const app = 1;"));
  server = await startServer({ staticFolder: dist });
});
afterEach(async () => {
  await server.close();
  rmSync(dist, { recursive: true, force: true });
});

describe("the built app", () => {
  it("answers every screen's address with the page, never stored without asking", async () => {
    for (const path of ["/", "/today", "/pupils/5b0c7a52-2f0e-4f0a-9a6e-3d6c1f6f9a11"]) {
      const response = await server.get(path);
      expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-cache"]);
      expect(await response.text()).toContain("<title>Alongside");
    }
    expect((await server.get("/sw.js")).headers.get("cache-control")).toBe("no-cache");
  });

  it("keeps hashed files for ever and sends them packed", async () => {
    const response = await server.get("/assets/app-1a2b.js", undefined, { "accept-encoding": "br, gzip" });
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(response.headers.get("content-encoding")).toBe("br");
    expect(response.headers.get("content-type")).toContain("javascript");
  });

  it("does not answer a missing file with the page, nor leave its folder", async () => {
    for (const path of [
      "/assets/gone.js",
      "/../package.json",
      "/..%2fpackage.json",
      "/assets/..%5c..%5cpackage.json",
    ]) {
      expect((await server.get(path)).status).toBe(404);
    }
  });

  it("carries the security headers everywhere", async () => {
    for (const path of ["/", "/assets/app-1a2b.js", "/api/health", "/api/none"]) {
      const { headers } = await server.get(path);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      if (path.startsWith("/api")) expect(headers.get("cache-control")).toBe("no-store");
    }
  });
});

describe("the API", () => {
  it("answers an unknown address with a refusal, not with the page", async () => {
    const response = await server.get("/api/nothing");
    expect([response.status, await refusalCode(response)]).toEqual([404, "not-found"]);
  });

  it("refuses a change that did not come from our own page", async () => {
    const body = JSON.stringify({ signInName: "lead@meadow", password });
    const json = { "content-type": "application/json" };
    const cases: Record<string, string>[] = [
      json,
      { "x-alongside": "1", "content-type": "text/plain" },
      { ...json, "x-alongside": "1", origin: "http://evil.example" },
      { ...json, "x-alongside": "1", origin: "null" },
    ];
    for (const headers of cases) {
      const response = await server.app.hono.request("/api/auth/sign-in", { method: "POST", body, headers });
      expect([response.status, await refusalCode(response)]).toEqual([403, "forbidden"]);
    }
    const own = await server.post("/api/auth/sign-in", { signInName: "a@b", password }, undefined, {
      origin: "http://localhost",
    });
    expect(own.status).toBe(401);
  });

  it("takes packed bodies, and refuses ones that unpack to too much or are no gzip", async () => {
    const lead = await setUpSchool(server);
    const device = new TestDevice(server, lead);
    const muts = [device.mutation(pupilPut(newId()))];
    const sentAt = new Date(server.now).toISOString();
    const text = JSON.stringify({ proto: 1, schema: 1, client: device.client, epoch: null, sentAt, muts });
    const send = (body: Uint8Array<ArrayBuffer>) =>
      server.app.hono.request("/api/sync/push", {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json",
          "x-alongside": "1",
          "content-encoding": "gzip",
          cookie: lead.cookie,
        },
      });
    expect((await send(Uint8Array.from(gzipSync(text)))).status).toBe(200);
    const bomb = await send(Uint8Array.from(gzipSync(Buffer.alloc(5_000_000, 32))));
    expect([bomb.status, await refusalCode(bomb)]).toEqual([413, "too-large"]);
    expect((await send(Uint8Array.from(Buffer.from("not gzip at all")))).status).toBe(400);
  });

  it("answers a body over the limit, and one nested too deeply, with a refusal", async () => {
    const lead = await setUpSchool(server);
    const large = await server.post("/api/sync/push", { text: "x".repeat(1_100_000) }, lead.cookie);
    expect([large.status, await refusalCode(large)]).toEqual([413, "too-large"]);
    const deep = await server.app.hono.request("/api/sync/push", {
      method: "POST",
      body: "[".repeat(100_000) + "]".repeat(100_000),
      headers: { "content-type": "application/json", "x-alongside": "1", cookie: lead.cookie },
    });
    expect(deep.status).toBe(400);
  });

  it("packs long answers for who can read them", async () => {
    const response = await server.get("/api/openapi.json", undefined, { "accept-encoding": "gzip, br" });
    expect(response.headers.get("content-encoding")).toBe("gzip");
    const text = gunzipSync(Buffer.from(await response.arrayBuffer())).toString();
    expect(text).toContain('"openapi":"3.1.0"');
  });

  it("describes every route that it serves", async () => {
    const schema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
    const { paths } = schema.parse(await (await server.get("/api/openapi.json")).json());
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((one) => `${one} ${path}`),
    );
    const served = server.app.hono.routes
      .filter((route) => route.path.startsWith("/api/") && !route.path.includes("*"))
      .map((route) => `${route.method.toLowerCase()} ${route.path}`);
    expect(described.toSorted()).toEqual([...new Set(served)].toSorted());
    expect(described).toContain("post /api/sync/push");
  });

  it("answers a fault of its own without telling what was sent, and logs neither name nor body", async () => {
    const broken = await startServer({ inventDemo: () => Promise.reject(new Error("secret Amara")) });
    const response = await broken.post("/api/auth/demo", { as: "senco" });
    expect([response.status, await refusalCode(response)]).toEqual([500, "try-again"]);
    expect(broken.logged.length).toBe(1);
    expect(broken.logged.join()).not.toContain("Amara");
    await broken.close();
  });
});

describe("events", () => {
  it("pokes the other browsers of the school after a commit, with a number only, and ends on signing out", async () => {
    const lead = await setUpSchool(server);
    expect((await server.get("/api/sync/events")).status).toBe(401);
    const listening = await signInWithCode(server, "lead@meadow");
    const reader = (await server.get("/api/sync/events", listening)).body?.getReader();
    if (reader === undefined) throw new Error("no stream");
    const next = async () => new TextDecoder().decode((await reader.read()).value);
    expect(await next()).toContain("retry:");
    await new TestDevice(server, lead).change(pupilPut(newId()));
    expect(await next()).toMatch(/^event: poke\ndata: \{"seq":\d+\}\n\n$/);
    await server.post("/api/auth/sign-out", {}, listening);
    // A last word, so that the browser asks at once and hears why its stream ended.
    expect(await next()).toBe("event: poke\ndata: {}\n\n");
    expect((await reader.read()).done).toBe(true);
  });
});
