// What every answer of the real program carries: over plain http, over its own https, behind a proxy.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addressOf, programFolder, type ProgramFolder } from "./support/program.ts";
import { password } from "./support/school.ts";
import { agreedVersion, ask, certificate } from "./support/tls.ts";

let folder: ProgramFolder;

beforeEach(() => {
  folder = programFolder();
  mkdirSync(join(folder.path, "dist/assets"));
  const files = {
    "sw.js": "1",
    "assets/app-1a.js": "1",
    "assets/app-1a.css": "p{}",
    "icon.svg": "<svg/>",
    "manifest.webmanifest": "{}",
    "assets/font.woff2": "font",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder.path, "dist", name), text);
});
afterEach(() => folder.remove());

const typeOf = {
  "/": "text/html; charset=utf-8",
  "/today": "text/html; charset=utf-8",
  "/sw.js": "text/javascript; charset=utf-8",
  "/assets/app-1a.js": "text/javascript; charset=utf-8",
  "/assets/app-1a.css": "text/css; charset=utf-8",
  "/icon.svg": "image/svg+xml; charset=utf-8",
  "/manifest.webmanifest": "application/manifest+json",
  "/assets/font.woff2": "font/woff2",
  "/healthz": "text/plain; charset=UTF-8",
  "/readyz": "text/plain; charset=UTF-8",
  "/api/health": "application/json; charset=utf-8",
  "/api/none": "application/json; charset=utf-8",
  "/missing.js": "application/json; charset=utf-8",
} as const;

/** The policy as directives and what each allows. */
function directivesOf(policy: string): Record<string, string> {
  return Object.fromEntries(
    policy.split(";").map((one) => {
      const [name = "", ...sources] = one.trim().split(" ");
      return [name, sources.join(" ")];
    }),
  );
}

describe("over plain http on this computer", () => {
  it("answers everything with a type, and with the headers that keep a page to itself", async () => {
    const address = await addressOf(folder.launch());
    for (const [path, type] of Object.entries(typeOf)) {
      const { headers } = await fetch(address + path);
      const seen = Object.fromEntries(headers);
      expect({ path, ...seen }).toMatchObject({
        path,
        "content-type": type,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
      });
      expect(directivesOf(seen["content-security-policy"] ?? "")).toEqual({
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "object-src": "'none'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "alongside",
      });
      // A browser would not believe it here, and the next server on this port may have no https.
      expect(seen).not.toHaveProperty("strict-transport-security");
      expect(seen).not.toHaveProperty("x-powered-by");
      if (path.startsWith("/api")) {
        expect({ path, ...seen }).toMatchObject({
          path,
          "cache-control": "no-store",
          "content-disposition": 'attachment; filename="alongside.json"',
        });
      }
    }
  });

  it("believes no word about https or addresses from whoever asks", async () => {
    const address = await addressOf(folder.launch());
    const { headers } = await fetch(address, { headers: { "x-forwarded-proto": "https" } });
    expect(headers.get("strict-transport-security")).toBeNull();
    // Five free tries, wherever they say that they come from.
    const statuses: number[] = [];
    for (let at = 0; at < 7; at += 1) statuses.push(await guess(address, `203.0.113.${at}`));
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });
});

/** One wrong password that says where it comes from. */
async function guess(address: string, from: string): Promise<number> {
  const response = await fetch(`${address}/api/auth/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-alongside": "1", "x-forwarded-for": from },
    body: JSON.stringify({ signInName: "lead@meadow", password: "nobody would know this" }),
  });
  return response.status;
}

describe("behind a proxy that is trusted", () => {
  it("promises https for two years with all subdomains, and gives cookies to https only", async () => {
    const program = folder.launch({ TRUST_PROXY: "127.0.0.1" });
    const address = await addressOf(program);
    const token = /one-time token: (\S+)/.exec(program.said())?.[1];
    const body = { token, schoolName: "Meadow", name: "Sam Lead", signInName: "lead@meadow", password };
    const secure = { "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7" };
    const response = await fetch(`${address}/api/auth/set-up`, {
      method: "POST",
      headers: {
        ...secure,
        "content-type": "application/json",
        "x-alongside": "1",
        origin: address.replace("http:", "https:"),
      },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("strict-transport-security")).toBe("max-age=63072000; includeSubDomains");
    const cookies = response.headers.getSetCookie();
    expect(cookies.length).toBe(2);
    for (const cookie of cookies)
      expect(cookie).toMatch(/^__Host-[\w-]+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; .*Secure$/);
    // Others of the school are not slowed down by one that guesses.
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1) statuses.push(await guess(address, "203.0.113.7"));
    expect(statuses.at(-1)).toBe(429);
    expect(await guess(address, "203.0.113.8, 203.0.113.9")).toBe(401);
  });

  it("tells whoever runs it that the proxy was not named", async () => {
    const address = await addressOf(folder.launch());
    const response = await fetch(`${address}/api/auth/sign-in`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-alongside": "1",
        "x-forwarded-proto": "https",
        origin: address.replace("http:", "https:"),
      },
      body: JSON.stringify({ signInName: "lead@meadow", password }),
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: "proxy-unknown" });
  });
});

describe("over its own https", () => {
  const first = certificate("first");
  const launch = (files = first) => folder.launch({ TLS_CERT: files.certFile, TLS_KEY: files.keyFile });

  it("promises https, and speaks TLS 1.2 and 1.3 but nothing older", async () => {
    const address = await addressOf(launch());
    const { status, headers } = await ask(address, first);
    expect(status).toBe(200);
    expect(headers["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
    const versions = ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const;
    expect(await Promise.all(versions.map((version) => agreedVersion(address, version)))).toEqual([
      undefined,
      undefined,
      "TLSv1.2",
      "TLSv1.3",
    ]);
  });

  it("takes a renewed certificate in while it runs, and keeps the old one while the files do not fit", async () => {
    const second = certificate("second");
    const own = { certFile: join(folder.path, "cert.pem"), keyFile: join(folder.path, "key.pem") };
    const copy = (from: string, to: string) => writeFileSync(to, readFileSync(from));
    copy(first.certFile, own.certFile);
    copy(first.keyFile, own.keyFile);
    const program = launch(own);
    const address = await addressOf(program);
    const said = async (event: string) =>
      await expect.poll(program.said, { timeout: 30_000 }).toContain(`"${event}"`);
    copy(second.certFile, own.certFile);
    await said("certificate-not-taken");
    expect((await ask(address, first)).status).toBe(200);
    copy(second.keyFile, own.keyFile);
    await said("certificate-taken");
    expect((await ask(address, second)).status).toBe(200);
    await expect(ask(address, first)).rejects.toThrow(/self-signed|unable to verify/);
  });
});
