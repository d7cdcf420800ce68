// What whoever runs the server sees of it: is it well, how is it doing, what does it log, and does it stop in good order.
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { signedInSchema } from "../../src/protocol/account-messages.ts";
import { welcome } from "../../src/server/listen.ts";
import { noProxies } from "../../src/server/proxies.ts";
import { usualRates } from "../../src/server/rates.ts";
import type { Settings } from "../../src/server/settings.ts";
import { createAuthenticator, setUpFactorBy } from "../support/authenticator.ts";
import { addressOf, programFolder, type Program, type ProgramFolder } from "./support/program.ts";
import { newId, password, pupilPut, startServer } from "./support/school.ts";
import { certificate } from "./support/tls.ts";

let folder: ProgramFolder;
beforeEach(() => {
  folder = programFolder();
});
afterEach(() => folder.remove());

function post(address: string, path: string, body: unknown, cookie = ""): Promise<Response> {
  const headers = { "content-type": "application/json", "x-alongside": "1", origin: address, cookie };
  return fetch(address + path, { method: "POST", body: JSON.stringify(body), headers });
}

const canaries = ["Quillfeather", "quillfeather", "Zebedee", "Marrowbone", password];

/** A school whose every name is one that stands nowhere else. */
async function setUp(program: Program, address: string): Promise<string> {
  const token = /one-time token: (\S+)/.exec(program.said())?.[1];
  const name = { schoolName: "Quillfeather School", name: "Zebedee Lead", signInName: "lead@quillfeather" };
  const response = await post(address, "/api/auth/set-up", { token, ...name, password });
  const [cookie = ""] = response.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
  signedInSchema.parse(await response.json());
  const ask = (path: string, sent: unknown) => post(address, path, sent, cookie);
  await setUpFactorBy(ask, createAuthenticator(), name.signInName, Date.now());
  return cookie;
}

function pushOf(client: string, n: number, pupil: string) {
  const at = new Date().toISOString();
  const muts = [{ n, id: newId(), v: 1, at, ops: [pupilPut(pupil, "Marrowbone")] }];
  return { proto: 1, schema: 1, client, epoch: null, sentAt: at, muts };
}

describe("health", () => {
  it("is told by the process, and by its database apart", async () => {
    const server = await startServer();
    const asked = async (path: string) => {
      const response = await server.get(path);
      return [response.status, await response.text(), response.headers.get("cache-control")];
    };
    expect(await asked("/healthz")).toEqual([200, "ok", "no-store"]);
    expect(await asked("/readyz")).toEqual([200, "ready", "no-store"]);
    await sql`alter table school rename to elsewhere`.execute(server.db);
    expect(await asked("/readyz")).toEqual([503, "no database", "no-store"]);
    expect(await asked("/healthz")).toEqual([200, "ok", "no-store"]);
    await sql`alter table elsewhere rename to school`.execute(server.db);
    expect(await asked("/readyz")).toEqual([200, "ready", "no-store"]);
    await server.close();
  });
});

describe("what leaves the program besides answers", () => {
  it("holds no name, in the log and in the figures, after people did all they do", async () => {
    const program = folder.launch({ METRICS_PORT: "0" });
    const address = await addressOf(program);
    const cookie = await setUp(program, address);
    const person = { name: "Marrowbone Reed", roles: ["teaching-assistant"] };
    expect((await post(address, "/api/admin/people", person, cookie)).status).toBe(200);
    expect((await post(address, "/api/sync/push", pushOf(newId(), 1, newId()), cookie)).status).toBe(200);
    // What goes wrong is where names slip out.
    await post(address, "/api/sync/push", { Marrowbone: "Zebedee" }, cookie);
    await post(address, "/api/auth/sign-in", {
      signInName: "lead@quillfeather",
      password: "Zebedee Zebedee",
    });
    await post(address, "/api/Marrowbone", {}, cookie);
    await fetch(`${address}/pupils/Marrowbone?name=Zebedee`, { headers: { cookie } });
    const port = /"event":"metrics","port":(\d+)/.exec(program.said())?.[1] ?? "";
    const figures = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(figures).toContain(
      'alongside_answer_seconds_count{route="/api/sync/push",method="post",status="200"} 1',
    );
    expect(figures).toContain('route="/api/sync/push",method="post",status="400"} 1');
    expect(figures).toContain("alongside_event_streams 0");
    expect(figures).toContain("process_resident_memory_bytes");
    const exit = once(program.child, "exit");
    program.child.kill("SIGTERM");
    await exit;
    const lines = program.said().trimEnd().split("\n");
    const plain = lines.filter((line) => !line.startsWith("{"));
    expect(plain.length).toBe(3);
    const events = lines
      .filter((line) => line.startsWith("{"))
      .map((line) => z.object({ at: z.string(), event: z.string() }).parse(JSON.parse(line)).event);
    expect(events).toEqual(["metrics", "stopping", "stopped"]);
    const text = `${figures}\n${program.said()}`;
    expect(canaries.filter((one) => text.includes(one))).toEqual([]);
    // Figures are by declared route: no id, no address of a page.
    expect(figures).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it("gives figures to this computer only, and only where they are asked for", async () => {
    const program = folder.launch({ METRICS_PORT: "0" });
    const address = await addressOf(program);
    expect((await fetch(`${address}/metrics`)).headers.get("content-type")).toContain("text/html");
    const port = /"event":"metrics","port":(\d+)/.exec(program.said())?.[1] ?? "";
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/metrics`, { method: "POST" })).status).toBe(404);
    const quiet = folder.launch({ DATA_DIR: join(folder.path, "other") });
    await addressOf(quiet);
    expect(quiet.said()).not.toContain("metrics");
  });
});

describe("stopping", () => {
  it("finishes the push that is on its way, takes nothing new, and leaves a whole database", async () => {
    const program = folder.launch();
    const address = await addressOf(program);
    const cookie = await setUp(program, address);
    const events = await fetch(`${address}/api/sync/events`, { headers: { cookie } });
    const reader = events.body?.getReader();
    await reader?.read();
    const pupil = newId();
    const body = JSON.stringify(pushOf(newId(), 1, pupil));
    const half = body.slice(0, body.length / 2);
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname);
    const answer = textOf(socket);
    const headers = [
      "POST /api/sync/push HTTP/1.1",
      `Host: ${hostname}:${port}`,
      "Content-Type: application/json",
      "X-Alongside: 1",
      `Cookie: ${cookie}`,
      `Content-Length: ${body.length}`,
    ];
    socket.write(`${headers.join("\r\n")}\r\n\r\n${half}`);
    // The server has the beginning of it when it has answered something that was sent later.
    await fetch(`${address}/healthz`);
    const exit = once(program.child, "exit");
    program.child.kill("SIGTERM");
    await expect.poll(program.said).toContain('"stopping"');
    expect((await reader?.read())?.done).toBe(true);
    await expect(fetch(`${address}/healthz`)).rejects.toThrow("fetch failed");
    socket.write(body.slice(half.length));
    expect(await answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*"status":"ok"/);
    expect(await exit).toEqual([0, null]);
    expect(program.said()).toContain('"stopped"');
    const data = join(folder.path, "data");
    // The journal has been worked in: the one file is the whole school.
    expect(existsSync(join(data, "alongside.sqlite-wal"))).toBe(false);
    const database = new DatabaseSync(join(data, "alongside.sqlite"), { readOnly: true });
    expect(database.prepare("select count(*) as n from record where id = ?").get(pupil)).toEqual({ n: 1 });
    expect(database.prepare("pragma integrity_check").get()).toEqual({ integrity_check: "ok" });
    database.close();
  });
});

async function textOf(socket: Socket): Promise<string> {
  let text = "";
  for await (const chunk of socket) text += String(chunk);
  return text;
}

describe("starting", () => {
  const settings: Settings = {
    port: 8080,
    host: "192.168.1.20",
    dataFolder: "data",
    trustedProxies: noProxies,
    rates: usualRates,
  };

  it("says in one sentence that tablets refuse an address without https, where they could reach it", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const said = (more: Partial<Settings>) =>
      welcome(server, { ...settings, ...more }, undefined).split("\n");
    const [ready, warning, ...rest] = said({});
    expect(ready).toMatch(/^Alongside is ready at http:\/\/192\.168\.1\.20:\d+$/);
    expect(warning).toMatch(/^Tablets refuse the app at this address, because it is not https: .*\.$/);
    expect(rest).toEqual([]);
    expect(said({ host: "0.0.0.0" }).length).toBe(2);
    for (const host of ["127.0.0.1", "localhost", "::1"]) expect(said({ host }).length).toBe(1);
    expect(said({ tls: certificate("first") }).length).toBe(1);
    expect(said({ trustedProxies: { count: 1 } }).length).toBe(1);
    server.close();
  });

  it("says in one sentence what is wrong with the settings of the network, and stops", async () => {
    const { certFile, keyFile } = certificate("first");
    const notPem = join(folder.path, "not.pem");
    mkdirSync(folder.path, { recursive: true });
    writeFileSync(notPem, "no certificate");
    const cases: [Record<string, string>, RegExp][] = [
      [{ TLS_CERT: certFile }, /^TLS_CERT and TLS_KEY belong together.*\n$/],
      [{ TLS_CERT: join(folder.path, "none"), TLS_KEY: keyFile }, /^The file .*none cannot be read.*\n$/],
      [{ TLS_CERT: notPem, TLS_KEY: keyFile }, /^TLS_CERT and TLS_KEY do not hold a certificate.*\n$/],
      [
        { TLS_CERT: certFile, TLS_KEY: certificate("second").keyFile },
        /^TLS_CERT and TLS_KEY do not hold a certificate.*\n$/,
      ],
      [{ TRUST_PROXY: "all" }, /^TRUST_PROXY must be the number of proxies.*\n$/],
      [{ RATE_FACTOR: "0" }, /^RATE_FACTOR must be.*\n$/],
      [{ METRICS_PORT: "many" }, /^METRICS_PORT must be.*\n$/],
    ];
    for (const [environment, sentence] of cases) {
      const { child, said } = folder.launch(environment);
      const [code] = await once(child, "close");
      expect([code, said()]).toEqual([1, expect.stringMatching(sentence)]);
    }
  });
});
