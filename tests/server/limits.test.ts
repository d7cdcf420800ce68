// Limits that keep one caller from taking what belongs to all: size, rate, guesses. Each says when to come back, and nobody
// else notices.
import { afterEach, describe, expect, it } from "vitest";
import { usualMaxBytes } from "../../src/server/read-request.ts";
import { usualRates, type RateName } from "../../src/server/rates.ts";
import {
  addPerson,
  newId,
  password,
  pupilPut,
  refusalCode,
  setUpSchool,
  startServer,
  TestDevice,
  type TestServer,
} from "./support/school.ts";
import { noRates } from "../support/no-rates.ts";

let server: TestServer;
afterEach(() => server.close());

/** The status, and how long the server asks to wait. */
async function outcome(asked: Response | Promise<Response>): Promise<[number, number]> {
  const response = await asked;
  await response.body?.cancel();
  return [response.status, Number(response.headers.get("retry-after") ?? 0)];
}

/** Asks until it is too much. @returns how many were answered, and the seconds to wait */
async function untilTooMuch(
  ask: () => Promise<Response>,
): Promise<{ answered: number; waitSeconds: number }> {
  for (let answered = 0; answered < 5000; answered += 1) {
    const [status, waitSeconds] = await outcome(ask());
    if (status === 429) return { answered, waitSeconds };
  }
  throw new Error("It was never too much.");
}

describe("how often one caller may ask", () => {
  const few = { burst: 3, perSecond: 0.1 };

  it("ends for sync, exports and everything else with a time to wait, and leaves others alone", async () => {
    // What came before in the same test, setting up and joining, has its own caller or its own rate.
    server = await startServer({ rates: { ...noRates, sync: few, export: few } });
    const lead = await setUpSchool(server);
    const other = await addPerson(server, lead, "Ana Reed", ["teaching-assistant"]);
    const device = new TestDevice(server, lead);
    const others = new TestDevice(server, other);
    const exported = () => server.get("/api/admin/retention", lead.cookie);
    for (const ask of [() => device.ask(), exported]) {
      const { answered, waitSeconds } = await untilTooMuch(ask);
      expect([answered, waitSeconds]).toEqual([3, 10]);
      expect(await refusalCode(await ask())).toBe("too-many-tries");
    }
    expect((await others.ask()).status).toBe(200);
    expect(await others.change(pupilPut(newId()))).toBe("ok");
    expect((await server.get("/api/auth/me", lead.cookie)).status).toBe(200);
    server.now += 10_000;
    expect((await device.ask()).status).toBe(200);
    expect((await device.ask()).status).toBe(429);
  });

  it("keeps what was refused for being too often: the next push takes it", async () => {
    server = await startServer({ rates: { ...noRates, sync: { burst: 1, perSecond: 1 } } });
    const device = new TestDevice(server, await setUpSchool(server));
    const first = device.mutation(pupilPut(newId()));
    expect((await device.send([first])).status).toBe(200);
    const second = device.mutation(pupilPut(newId()));
    expect(await outcome(device.send([second]))).toEqual([429, 1]);
    server.now += 1000;
    expect(await device.push(second)).toMatchObject({ lastN: 2 });
  });

  it("counts people who are not signed in by their address", async () => {
    server = await startServer({ rates: { ...noRates, "sign-in": few }, trustedProxies: { count: 1 } });
    const from = (address: string) => () =>
      server.get("/api/auth/state", undefined, { "x-forwarded-for": address });
    expect(await untilTooMuch(from("203.0.113.1"))).toEqual({ answered: 3, waitSeconds: 10 });
    expect((await from("203.0.113.2")()).status).toBe(200);
  });

  it("covers every route: none is without a rate", async () => {
    const one = { burst: 1, perSecond: 0.001 };
    server = await startServer({ rates: { "sign-in": one, sync: one, export: one, usual: one } });
    for (const route of server.app.routes) {
      const ask = () =>
        route.method === "get" ? server.get(route.path) : server.post(route.path, { nothing: true });
      await outcome(ask());
      expect([route.path, (await outcome(ask()))[0]]).toEqual([route.path, 429]);
    }
  });

  it("is far above what a school does on its busiest morning", () => {
    const perMorning: Record<RateName, number> = {
      // Sixty adults behind one address, each with ten requests before they are in, all in the same minute.
      "sign-in": 600,
      // One tablet that gets a large school for the first time, a thousand records a page.
      sync: 200,
      export: 10,
      usual: 60,
    };
    for (const name of ["sign-in", "sync", "export", "usual"] as const)
      expect(usualRates[name].burst).toBeGreaterThanOrEqual(perMorning[name]);
  });
});

describe("how much one caller may send", () => {
  it("is limited on every route, also when the length is not told before", async () => {
    server = await startServer();
    const lead = await setUpSchool(server);
    const before = server.logged.length;
    for (const route of server.app.routes.filter(({ method }) => method === "post")) {
      const tooMuch = (route.maxBytes ?? usualMaxBytes) + 1;
      const body = new ReadableStream({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode(`"${"x".repeat(tooMuch)}"`));
          controller.close();
        },
      });
      const response = await server.app.hono.request(route.path, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", "x-alongside": "1", cookie: lead.cookie },
        duplex: "half",
      } as RequestInit);
      const refused = [route.path, 413, "too-large"];
      expect([route.path, response.status, await refusalCode(response)]).toEqual(refused);
    }
    expect(server.logged.slice(before)).toEqual([]);
  });
});

describe("guessing a password", () => {
  const signIn = (name: string, tried: string, from: string, cookie?: string) =>
    server.post("/api/auth/sign-in", { signInName: name, password: tried }, cookie, {
      "x-forwarded-for": from,
    });

  it("a thousand times does not keep its owner from signing in on their own device", async () => {
    server = await startServer({ trustedProxies: { count: 1 } });
    const lead = await setUpSchool(server);
    await addPerson(server, lead, "Ana Reed", ["teaching-assistant"]);
    const name = "ana.reed@meadow";
    const first = await signIn(name, password, "192.0.2.1");
    const [, tablet = ""] = first.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
    expect(tablet).toMatch(/^alongside-tablet=/);
    let reached = 0;
    for (let at = 0; at < 1000; at += 1) {
      // From everywhere, and from the school's own address too.
      const from = at % 4 === 0 ? "192.0.2.1" : `203.0.${at % 256}.${at % 100}`;
      const { status } = await signIn(name, `wrong guess ${at}`, from);
      if (status === 401) reached += 1;
      else expect(status).toBe(429);
      server.now += 100;
    }
    // In these hundred seconds few of the guesses were looked at.
    expect(reached).toBeLessThan(40);
    expect((await signIn(name, password, "192.0.2.1", tablet)).status).toBe(200);
    // Somebody without that device waits, and not for long.
    const [status, waitSeconds] = await outcome(signIn(name, password, "198.51.100.1"));
    expect(status).toBe(429);
    expect(waitSeconds).toBeLessThanOrEqual(30);
    // Other people notice nothing.
    expect((await signIn("lead@meadow", password, "198.51.100.2")).status).toBe(200);
  });

  it("on that device is slowed down as well, and only for that person", async () => {
    server = await startServer({ trustedProxies: { count: 1 } });
    const lead = await setUpSchool(server);
    await addPerson(server, lead, "Ana Reed", ["teaching-assistant"]);
    const name = "ana.reed@meadow";
    const first = await signIn(name, password, "192.0.2.1");
    const [, tablet = ""] = first.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
    const tries: number[] = [];
    for (let at = 0; at < 7; at += 1)
      tries.push((await outcome(signIn(name, `wrong guess ${at}`, `203.0.113.${at}`, tablet)))[0]);
    expect(tries).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await signIn(name, password, "192.0.2.1")).status).toBe(200);
  });

  it("a device of somebody else counts as none: no number of tablets gives more guesses", async () => {
    server = await startServer({ trustedProxies: { count: 1 } });
    const lead = await setUpSchool(server);
    await addPerson(server, lead, "Ana Reed", ["teaching-assistant"]);
    await addPerson(server, lead, "Ben Cole", ["teaching-assistant"]);
    let reached = 0;
    for (let at = 0; at < 12; at += 1) {
      const own = await signIn("ben.cole@meadow", password, `192.0.2.${at}`);
      const [, tablet = ""] = own.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
      for (let more = 0; more < 4; more += 1) {
        const { status } = await signIn("ana.reed@meadow", `wrong ${more}`, `203.0.113.${at}`, tablet);
        if (status === 401) reached += 1;
      }
    }
    expect(reached).toBe(20);
  });
});
