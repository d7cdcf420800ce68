// The real program on PostgreSQL: two processes that serve one school, and what it says when DATABASE_URL is wrong.
import { once } from "node:events";
import { afterEach, beforeEach, expect, it } from "vitest";
import { signedInSchema } from "../../../src/protocol/account-messages.ts";
import { pushResponseSchema } from "../../../src/protocol/messages.ts";
import { answerFactorBy, createAuthenticator, setUpFactorBy } from "../../support/authenticator.ts";
import { listen } from "../support/ear.ts";
import type { Engine, Place } from "../support/engines.ts";
import { addressOf, programFolder, type Program, type ProgramFolder } from "../support/program.ts";
import { newId, password, pupilPut } from "../support/school.ts";

const at = "2026-11-23T10:00:00.000Z";

async function post(address: string, path: string, body: unknown, cookie = ""): Promise<Response> {
  const headers = { "content-type": "application/json", "x-alongside": "1", origin: address, cookie };
  return await fetch(address + path, { method: "POST", body: JSON.stringify(body), headers });
}

async function cookieFrom(response: Response): Promise<string> {
  signedInSchema.parse(await response.json());
  return response.headers.get("set-cookie")?.split(";")[0] ?? "";
}

function setUp(address: string, program: Program): Promise<Response> {
  const token = /one-time token: (\S+)/.exec(program.said())?.[1];
  const school = { schoolName: "Meadow Lane", name: "Sam Lead", signInName: "lead@meadow", password };
  return post(address, "/api/auth/set-up", { token, ...school });
}

export function programsSuite(engine: () => Engine): void {
  let place: Place;
  let programs: ProgramFolder;
  const url = () => place.url ?? "";
  beforeEach(async () => {
    place = await engine().place();
    programs = programFolder();
  });
  afterEach(async () => {
    await programs.remove();
    await place.remove();
  });

  it("serves one school from two processes: what is pushed to one pokes a stream of the other", async () => {
    const [one, two] = [programs.launch({ DATABASE_URL: url() }), programs.launch({ DATABASE_URL: url() })];
    const [here, there] = await Promise.all([addressOf(one), addressOf(two)]);
    const cookie = await cookieFrom(await setUp(here, one));
    const [phone, name] = [createAuthenticator(), "lead@meadow"];
    await setUpFactorBy((path, body) => post(here, path, body, cookie), phone, name, Date.now());
    const ask = (path: string, body: unknown) => post(there, path, body);
    const first = await ask("/api/auth/sign-in", { signInName: name, password });
    const listening = await cookieFrom(await answerFactorBy(ask, phone, name, Date.now(), first));
    const stream = await fetch(`${there}/api/sync/events`, { headers: { cookie: listening } });
    if (stream.body === null) throw new Error("There is no stream.");
    const ear = listen(stream.body);
    const client = newId();
    let n = 0;
    const heard = async () => {
      n += 1;
      const muts = [{ n, id: newId(), v: 1, at, ops: [pupilPut(newId())] }];
      const body = { proto: 1, schema: 1, client, seen: null, sentAt: at, muts };
      const answer = await post(here, "/api/sync/push", body, cookie);
      expect(pushResponseSchema.parse(await answer.json())).toMatchObject({ lastN: n });
      return ear.waiting().length;
    };
    await expect.poll(heard, { timeout: 15_000, interval: 200 }).toBeGreaterThan(0);

    const endings = [one, two].map(({ child }) => once(child, "exit"));
    for (const { child } of [one, two]) child.kill("SIGTERM");
    expect(await Promise.all(endings)).toEqual([
      [0, null],
      [0, null],
    ]);
  }, 40_000);

  it("says in one sentence what is wrong with DATABASE_URL, without the password, and stops", async () => {
    const wrong = (change: (address: URL) => void) => {
      const address = new URL(url());
      address.password = "very-secret";
      change(address);
      return address.href;
    };
    const right = new URL(url()).password;
    const cases: [string, RegExp][] = [
      ["mysql://alongside:very-secret@127.0.0.1/school", /^DATABASE_URL must look like postgres:.*\n$/],
      ["nonsense very-secret", /^DATABASE_URL must look like postgres:.*\n$/],
      [
        wrong(() => {}),
        /^PostgreSQL at 127\.0\.0\.1:\d+ refuses the user or the password in DATABASE_URL\..*\n$/,
      ],
      [wrong((address) => (address.port = "1")), /^No PostgreSQL answers at 127\.0\.0\.1:1\. .*\n$/],
      [
        wrong((address) => ([address.password, address.pathname] = [right, "/nowhere"])),
        /^PostgreSQL at 127\.0\.0\.1:\d+ has no database "nowhere"\..*\n$/,
      ],
    ];
    for (const [databaseUrl, sentence] of cases) {
      const { child, said } = programs.launch({ DATABASE_URL: databaseUrl });
      const [code] = await once(child, "close");
      expect([code, said()]).toEqual([1, expect.stringMatching(sentence)]);
      expect(said()).not.toContain("very-secret");
      expect(said()).not.toContain(right);
    }
  }, 40_000);
}
