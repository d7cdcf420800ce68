// Shared tablets at the server: joining, PINs, help codes, badges, cards, and a tablet that is lost.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cardInfo, sealedCardsResponseSchema } from "../../src/protocol/card-messages.ts";
import { enrolledTabletsSchema, madeCodeSchema } from "../../src/protocol/tablet-messages.ts";
import { tabletPeopleSchema, type TabletPeople } from "../../src/protocol/unlock-messages.ts";
import { signedInSchema } from "../../src/protocol/account-messages.ts";
import { createServerSeal } from "../../src/vault/seal-to-server.ts";
import { recordsOfKind } from "../../src/server/storage/record-rows.ts";
import {
  addPerson,
  newId,
  refusalCode,
  setUpSchool,
  startServer,
  type Person,
  type TestServer,
} from "./support/school.ts";
import { wholeDatabase } from "./support/whole-database.ts";

let server: TestServer;
let senco: Person;
let ana: Person;
beforeEach(async () => {
  server = await startServer();
  senco = await setUpSchool(server);
  ana = await addPerson(server, senco, "Ana Reed", ["teaching-assistant"]);
});
afterEach(() => server.close());

const pin = "314159";
const minute = 60_000;

async function madeCode(path: string, body: object): Promise<string> {
  const made = await server.post(path, body, senco.cookie);
  return madeCodeSchema.parse(await made.json()).code;
}

/** @returns the tablet as it knows itself, with its cookie */
async function enrol(): Promise<{ cookie: string; about: TabletPeople }> {
  const code = await madeCode("/api/admin/tablets/code", { label: "Oak class 2" });
  const joined = await server.post("/api/tablet/enrol", { code });
  const cookie = joined.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return { cookie, about: tabletPeopleSchema.parse(await joined.json()) };
}

async function tryPin(tablet: string, tried: string): Promise<Response> {
  return await server.post("/api/auth/pin", { staffId: ana.staffId, pin: tried }, tablet);
}

describe("a shared tablet", () => {
  it("joins once with its code, within ten minutes, and knows the staff and no pupil", async () => {
    const code = await madeCode("/api/admin/tablets/code", { label: "Oak class 2" });
    const late = await madeCode("/api/admin/tablets/code", { label: "Oak class 3" });
    const joined = await server.post("/api/tablet/enrol", { code });
    const about = tabletPeopleSchema.parse(await joined.json());
    expect(about.people.map((one) => one.name).sort()).toEqual(["Ana Reed", "Sam Lead"]);
    expect(joined.headers.getSetCookie()[0]).toMatch(/^alongside-tablet=.*HttpOnly; SameSite=Strict/);
    expect(await refusalCode(await server.post("/api/tablet/enrol", { code }))).toBe("wrong-or-used-code");
    server.now += 10 * minute;
    expect(await refusalCode(await server.post("/api/tablet/enrol", { code: late }))).toBe(
      "wrong-or-used-code",
    );
  });

  it("has codes of 80 random bits, of which the server keeps a hash only", async () => {
    const code = await madeCode("/api/admin/tablets/code", { label: "Oak class 2" });
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const help = await madeCode("/api/admin/help-codes", { staffId: ana.staffId });
    const kept = await wholeDatabase(server.db);
    for (const one of [code, help])
      for (const form of [one, one.replaceAll("-", "")]) expect(kept).not.toContain(form);
    const many = new Set<string>();
    for (let at = 0; at < 50; at += 1)
      many.add(await madeCode("/api/admin/tablets/code", { label: "Oak class 2" }));
    expect(many.size).toBe(50);
  });

  it("is made by nobody but SENCO and administrator, and by them only after a fresh proof", async () => {
    const ask = (cookie: string) => server.post("/api/admin/tablets/code", { label: "Oak" }, cookie);
    expect(await refusalCode(await ask(ana.cookie))).toBe("forbidden");
    server.now += 11 * minute;
    expect(await refusalCode(await ask(senco.cookie))).toBe("prove-again");
  });
});

describe("a PIN", () => {
  beforeEach(async () => void (await server.post("/api/auth/pin/set", { pin }, ana.cookie)));

  it("lets its person in on an enrolled tablet, and nowhere else", async () => {
    expect(await refusalCode(await server.post("/api/auth/pin", { staffId: ana.staffId, pin }))).toBe(
      "not-enrolled",
    );
    const { cookie } = await enrol();
    const answer = await tryPin(cookie, pin);
    expect(signedInSchema.parse(await answer.json())).toMatchObject({ staffId: ana.staffId, proof: "pin" });
  });

  it("is refused when it is easy to guess", async () => {
    for (const weak of ["000000", "123456", "654321", "121212", "123123"]) {
      const answer = await server.post("/api/auth/pin/set", { pin: weak }, ana.cookie);
      expect([weak, await refusalCode(answer)]).toEqual([weak, "weak-pin"]);
    }
  });

  it("is blocked after five wrong ones, also for the right one, until a help code sets a new one", async () => {
    const { cookie } = await enrol();
    for (let tries = 1; tries <= 4; tries += 1)
      expect(await refusalCode(await tryPin(cookie, "141421"))).toBe("wrong-pin");
    expect(await refusalCode(await tryPin(cookie, "141421"))).toBe("pin-blocked");
    expect(await refusalCode(await tryPin(cookie, pin))).toBe("pin-blocked");
    const code = await madeCode("/api/admin/help-codes", { staffId: ana.staffId });
    const body = { staffId: ana.staffId, code, newPin: "271828" };
    expect((await server.post("/api/auth/help", body, cookie)).status).toBe(200);
    expect(await refusalCode(await server.post("/api/auth/help", body, cookie))).toBe("wrong-or-used-code");
    expect((await tryPin(cookie, "271828")).status).toBe(200);
  });

  it("pauses a tablet after twenty wrong ones, whoever's, for fifteen minutes and no longer", async () => {
    const { cookie } = await enrol();
    for (let round = 1; round <= 5; round += 1) {
      for (let tries = 1; tries <= 4; tries += 1) await tryPin(cookie, "141421");
      // Tries of the person begin again, as after a full sign-in and a new PIN.
      await server.post("/api/auth/pin/set", { pin }, ana.cookie);
    }
    const paused = await tryPin(cookie, pin);
    expect(await refusalCode(paused.clone())).toBe("tablet-paused");
    expect(paused.headers.get("retry-after")).toBe("900");
    server.now += 15 * minute;
    expect((await tryPin(cookie, pin)).status).toBe(200);
  });

  it("of a SENCO opens the day's work, not what lets others in, and no help code replaces it", async () => {
    await server.post("/api/auth/pin/set", { pin: "271828" }, senco.cookie);
    const { cookie } = await enrol();
    const answer = await server.post("/api/auth/pin", { staffId: senco.staffId, pin: "271828" }, cookie);
    const session = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect((await server.get("/api/admin/tablets", session)).status).toBe(200);
    const code = await server.post("/api/admin/tablets/code", { label: "Oak" }, session);
    expect(await refusalCode(code)).toBe("needs-full-sign-in");
    const help = await server.post("/api/admin/help-codes", { staffId: senco.staffId }, senco.cookie);
    expect(await refusalCode(help)).toBe("needs-full-sign-in");
  });
});

describe("a badge", () => {
  it("works on school days in school hours, for a teaching assistant, until it is revoked", async () => {
    const { cookie } = await enrol();
    const token = await madeCode("/api/admin/badges", { staffId: ana.staffId });
    const show = () => server.post("/api/auth/badge", { token }, cookie);
    expect(signedInSchema.parse(await (await show()).json())).toMatchObject({ proof: "badge" });
    const evening = 9 * 60 * minute;
    server.now += evening;
    expect(await refusalCode(await show())).toBe("badge-not-now");
    server.now -= evening;
    await server.post("/api/admin/badges/revoke", { staffId: ana.staffId }, senco.cookie);
    expect(await refusalCode(await show())).toBe("wrong-badge");
    const forSenco = await server.post("/api/admin/badges", { staffId: senco.staffId }, senco.cookie);
    expect(await refusalCode(forSenco)).toBe("forbidden");
  });
});

describe("a lost tablet", () => {
  it("is let in nowhere, its sessions end at once, and it hears why", async () => {
    await server.post("/api/auth/pin/set", { pin }, ana.cookie);
    const { cookie, about } = await enrol();
    const session = (await tryPin(cookie, pin)).headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect((await server.get("/api/auth/me", session)).status).toBe(200);
    // No fresh proof: the first minutes count, and it can only shut out.
    server.now += 60 * minute;
    await server.post("/api/admin/tablets/lost", { tabletId: about.tabletId }, senco.cookie);
    expect((await server.get("/api/auth/me", session)).status).toBe(401);
    expect(await refusalCode(await tryPin(cookie, pin))).toBe("tablet-lost");
    expect(await refusalCode(await server.get("/api/tablet/people", cookie))).toBe("tablet-lost");
    const listed = enrolledTabletsSchema.parse(
      await (await server.get("/api/admin/tablets", senco.cookie)).json(),
    );
    expect(listed.tablets.find((one) => one.id === about.tabletId)?.lostAt).not.toBeNull();
  });
});

describe("a card", () => {
  const noted = {
    date: "2026-11-23",
    start: 36_000,
    minutes: 20,
    children: 3,
    line: "Phonics",
    at: "2026-11-23T10:20:00.000Z",
  };

  async function seal(about: TabletPeople, id: string, staffId: string, info = cardInfo(about.schoolId, id)) {
    const plain = JSON.stringify({ ...noted, staffId });
    const sealed = await createServerSeal().seal(about.sealingKey.publicKey, info, plain);
    return { id, keyId: about.sealingKey.id, sealed: Buffer.from(sealed).toString("base64") };
  }

  async function send(cookie: string, cards: object[]): Promise<string[]> {
    const answer = await server.post("/api/tablet/cards", { cards }, cookie);
    return sealedCardsResponseSchema.parse(await answer.json()).settled;
  }

  const kept = () => recordsOfKind(server.db, ana.schoolId, "unfinished");

  it("waits in its person's log to be finished, once, however often it is sent", async () => {
    const { cookie, about } = await enrol();
    const id = newId();
    const card = await seal(about, id, ana.staffId);
    expect(await send(cookie, [card])).toEqual([id]);
    expect(await send(cookie, [card])).toEqual([id]);
    const [one, ...others] = await kept();
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      id,
      fields: { authorId: ana.staffId, minutes: 20, children: 3, line: "Phonics" },
    });
  });

  it("for nobody of this school, or sealed as another one, is dropped and keeps nothing", async () => {
    const { cookie, about } = await enrol();
    const [stranger, moved] = [newId(), newId()];
    const cards = [
      await seal(about, stranger, newId()),
      await seal(about, moved, ana.staffId, cardInfo(about.schoolId, newId())),
    ];
    expect(await send(cookie, cards)).toEqual([stranger, moved]);
    expect(await kept()).toEqual([]);
  });

  it("is taken from enrolled tablets only", async () => {
    const { about } = await enrol();
    const card = await seal(about, newId(), ana.staffId);
    expect(await refusalCode(await server.post("/api/tablet/cards", { cards: [card] }, ana.cookie))).toBe(
      "not-enrolled",
    );
  });
});
