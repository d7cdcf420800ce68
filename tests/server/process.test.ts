import { createServer } from "node:http";
import { join } from "node:path";
import { once } from "node:events";
import { afterEach, beforeEach, expect, it } from "vitest";
import { signedInSchema } from "../../src/protocol/account-messages.ts";
import { hashGrants, pullPageSchema, pushResponseSchema } from "../../src/protocol/messages.ts";
import { addressOf, programFolder, type Program, type ProgramFolder } from "./support/program.ts";
import { newId, password, pupilPut } from "./support/school.ts";
import { createAuthenticator, setUpFactorBy } from "../support/authenticator.ts";

let folder: ProgramFolder;

beforeEach(() => {
  folder = programFolder();
});
afterEach(() => folder.remove());

interface Started extends Program {
  readonly address: string;
}

/** Starts the real program and waits until it has said all that it says before it is asked something. */
async function start(): Promise<Started> {
  const program = folder.launch();
  return { ...program, address: await addressOf(program) };
}

function post(address: string, path: string, body: unknown, cookie = ""): Promise<Response> {
  const headers = { "content-type": "application/json", "x-alongside": "1", origin: address, cookie };
  return fetch(address + path, { method: "POST", body: JSON.stringify(body), headers });
}

function cookieOf(response: Response): string {
  return response.headers.get("set-cookie")?.split(";")[0] ?? "";
}

async function setUp(server: Started): Promise<{ cookie: string }> {
  const token = /one-time token: (\S+)/.exec(server.said())?.[1];
  const body = { token, schoolName: "Meadow Lane", name: "Sam Lead", signInName: "lead@meadow", password };
  const response = await post(server.address, "/api/auth/set-up", body);
  expect(signedInSchema.parse(await response.json()).schoolName).toBe("Meadow Lane");
  const cookie = cookieOf(response);
  const ask = (path: string, sent: unknown) => post(server.address, path, sent, cookie);
  await setUpFactorBy(ask, createAuthenticator(), body.signInName, Date.now());
  return { cookie };
}

it("keeps every acknowledged push when it is killed in the middle of its work, and starts again", async () => {
  const client = newId();
  const acknowledged: string[] = [];
  let server = await start();
  const { cookie } = await setUp(server);
  let n = 0;
  for (let round = 0; round < 3; round += 1) {
    for (let at = 0; at < 15; at += 1) {
      const pupil = newId();
      const muts = [{ n: n + 1, id: newId(), v: 1, at: "2026-11-23T10:00:00.000Z", ops: [pupilPut(pupil)] }];
      const body = { proto: 1, schema: 1, client, epoch: null, sentAt: "2026-11-23T10:00:00.000Z", muts };
      const sending = post(server.address, "/api/sync/push", body, cookie);
      if (at === 14) {
        // The last one is in flight while the process dies: it may or may not count, and is not sent again.
        server.child.kill("SIGKILL");
        await sending.then((response) => response.text()).catch(() => "cut");
        break;
      }
      const answer = pushResponseSchema.parse(await (await sending).json());
      if ("problem" in answer) throw new Error(answer.problem);
      n = answer.lastN;
      acknowledged.push(pupil);
    }
    server = await start();
    expect(server.said()).not.toContain("token");
    const request = {
      proto: 1,
      schema: 1,
      client,
      cursor: null,
      ackN: 0,
      pending: 0,
      oldest: null,
      filling: { school: "" },
    };
    const ask = async (scopesHash: string) =>
      pullPageSchema.parse(
        await (await post(server.address, "/api/sync/pull", { ...request, scopesHash }, cookie)).json(),
      );
    const page = await ask(hashGrants((await ask("")).allow ?? []));
    const held = new Set(page.rows.map((row) => row[1]));
    expect(acknowledged.filter((pupil) => !held.has(pupil))).toEqual([]);
    expect(page.lastN).toBeGreaterThanOrEqual(n);
    n = page.lastN;
  }
  expect(acknowledged.length).toBe(42);
}, 60_000);

it("ends in good order on SIGTERM although an event stream is open", async () => {
  const server = await start();
  const { cookie } = await setUp(server);
  const events = await fetch(`${server.address}/api/sync/events`, { headers: { cookie } });
  expect(events.headers.get("content-type")).toContain("text/event-stream");
  const exit = once(server.child, "exit");
  server.child.kill("SIGTERM");
  expect(await exit).toEqual([0, null]);
}, 20_000);

it("says in one sentence what is wrong and stops", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const bound = taken.address();
  const port = typeof bound === "object" && bound ? String(bound.port) : "";
  const cases: [Record<string, string>, RegExp][] = [
    [{ PORT: port }, /^Port \d+ is taken by another program\..*\n$/],
    [{ PORT: "many" }, /^PORT must be a number.*\n$/],
    [{ APP_DIR: join(folder.path, "none") }, /^The app has not been built yet\. Run "npm start".*\n$/],
    [{ DATA_DIR: join(folder.path, "dist/index.html") }, /^The data folder .* cannot be written\..*\n$/],
  ];
  for (const [environment, sentence] of cases) {
    const { child, said } = folder.launch(environment);
    const [code] = await once(child, "close");
    expect([code, said()]).toEqual([1, expect.stringMatching(sentence)]);
  }
  taken.close();
}, 20_000);
