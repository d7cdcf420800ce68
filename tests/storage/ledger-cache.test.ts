import "fake-indexeddb/auto";
import fc from "fast-check";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import { LEDGER_VERSION } from "../../src/domain/ledger.ts";
import type { LoggedSession } from "../../src/domain/logged-session.ts";
import { mark, session } from "../../src/domain/records.ts";
import type { Device } from "../../src/storage/device.ts";
import { readRecord, readRecords } from "../../src/storage/read.ts";
import { change, saveChanges } from "../../src/storage/write.ts";
import { giveRoles, testDevice } from "../support/device.ts";
import { hoursOn, saveSession } from "../support/hours.ts";
import * as plan from "../support/plan.ts";

const { hour, monday } = plan;
const weeks = [0, 7, 14].map((count) => addDays(monday, count));

async function senco(): Promise<Device> {
  const device = await testDevice();
  await giveRoles(device, "senco");
  return device;
}

function newSession(on = 0): LoggedSession {
  return { id: plan.sessionId(v7()), session: plan.sessionOf(addDays(monday, on)) };
}

function everybody(one: LoggedSession) {
  return plan.pupilNames.map((name) => plan.markOf(one, name));
}

async function edit(device: Device, id: string, fields: Parameters<typeof change<object>>[2]): Promise<void> {
  const seen = await readRecord(device, session, id);
  if (seen === undefined) throw new Error("The session to change is not here.");
  expect(await saveChanges(device, v7(), [change(session, seen, fields)])).toMatchObject({ ok: true });
}

async function cellsOf(device: Device) {
  const cells = await (await hoursOn(device)).weeklyCells({ weeks });
  return cells.sort((a, b) =>
    `${a.subject}|${a.week}|${a.part}` < `${b.subject}|${b.week}|${b.part}` ? -1 : 1,
  );
}

test("a save is in the next answer, and so is its correction and its undoing", async () => {
  const device = await senco();
  const hours = await hoursOn(device);
  const question = { pupilIds: [plan.pupilId("Amara")], from: monday, to: addDays(monday, 6) };
  expect((await hours.pupilHours(question)).totals.contactSeconds).toBe(0);
  const one = newSession();
  await saveSession(device, one, everybody(one));
  expect((await hours.pupilHours(question)).totals).toMatchObject({
    contactSeconds: hour,
    apportionedSeconds: 900,
  });
  const [seen] = (await readRecords(device, mark)).filter(
    (stored) => stored.record.pupilId === plan.pupilId("Dina"),
  );
  if (seen === undefined) throw new Error("Dina has no mark.");
  await saveChanges(device, v7(), [change(mark, seen, { status: "absent", intervals: [] })]);
  expect((await hours.pupilHours(question)).totals).toMatchObject({
    contactSeconds: hour,
    apportionedSeconds: 1200,
  });
  await edit(device, one.id, {
    voided: { reason: "undo", by: device.staffId, at: "2026-09-14T12:00:00.000Z" },
  });
  expect((await hours.pupilHours(question)).totals).toMatchObject({ contactSeconds: 0, delivered: 0 });
  expect(await hours.weeklyCells({ weeks })).toEqual([]);
});

test("a session opens to its division", async () => {
  const device = await senco();
  const one = newSession();
  await saveSession(device, one, everybody(one));
  const working = await (await hoursOn(device)).sessionWorking(one.id);
  expect(working?.working).toEqual([expect.objectContaining({ seconds: hour, adultCount: 2 })]);
  expect(await (await hoursOn(device)).sessionWorking(plan.sessionId("unknown"))).toBeUndefined();
});

test("two tabs that work at once come to the same figures", async () => {
  const device = await senco();
  const services = await Promise.all([hoursOn(device), hoursOn(device), hoursOn(device)]);
  for (let count = 0; count < 5; count += 1) {
    const one = newSession(count);
    await saveSession(device, one, everybody(one));
    const answers = await Promise.all(services.map((service) => service.weeklyContributions({ weeks })));
    expect(answers.map((answer) => answer.length)).toEqual([count + 1, count + 1, count + 1]);
  }
  const before = await cellsOf(device);
  await (await hoursOn(device)).rebuild();
  expect(await cellsOf(device)).toEqual(before);
});

test("a ledger of another version is built anew", async () => {
  const device = await senco();
  const one = newSession();
  await saveSession(device, one, everybody(one));
  const before = await cellsOf(device);
  await device.db.ledgerMeta.put({ key: "version", value: "an older one" });
  await device.db.cells.clear();
  expect(await cellsOf(device)).toEqual(before);
  expect((await device.db.ledgerMeta.get("version"))?.value).toBe(LEDGER_VERSION);
});

test("a ledger that lacks a session, or that cannot be right, is built anew", async () => {
  const device = await senco();
  const one = newSession();
  await saveSession(device, one, everybody(one));
  const before = await cellsOf(device);
  await device.db.ledger.clear();
  expect(await cellsOf(device)).toEqual(before);
  await device.db.cells.clear();
  await edit(device, one.id, { room: "Library" });
  expect(await cellsOf(device)).toEqual(before);
});

test("progress is told while many sessions are worked out", async () => {
  const device = await senco();
  const rows = await Promise.all(
    Array.from({ length: 450 }, async (_, at) => {
      const one = newSession(at % 20);
      const payload = await device.vault.seal(`session|${one.id}`, JSON.stringify(one.session));
      const about = { scope: "log:x:2026", seq: 1, pendingN: 0, rev: at + 1_000_000 };
      return { id: one.id, ...about, keys: session.keys(one.session), payload };
    }),
  );
  await device.db.table("session").bulkPut(rows);
  const told: unknown[] = [];
  const hours = await hoursOn(device, (progress) => told.push(progress));
  expect(await hours.weeklyContributions({ weeks })).toHaveLength(450);
  expect(told.at(-1)).toEqual({ doneSessions: 450, allSessions: 450 });
  expect(await hours.status()).toEqual({ sessions: 450, waiting: 0, isRebuildNeeded: false });
});

test("after any saves, corrections and undoings, the ledger is what a rebuild would make", async () => {
  const act = fc.record({
    what: fc.constantFrom("log", "log", "void", "lose", "move"),
    at: fc.nat({ max: 5 }),
    on: fc.integer({ min: 0, max: 18 }),
    isAsked: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 10 }), async (acts) => {
      const device = await senco();
      const hours = await hoursOn(device);
      const ids: string[] = [];
      for (const { what, at, on, isAsked } of acts) {
        const id = ids[at];
        if (what === "log" || id === undefined) {
          const one = newSession(on);
          ids.push(one.id);
          await saveSession(device, one, everybody(one));
        } else if (what === "void") {
          await edit(device, id, {
            voided: { reason: "mistake", by: device.staffId, at: "2026-09-14T12:00:00.000Z" },
          });
        } else if (what === "lose") {
          await edit(device, id, { outcome: "lost", lostReason: "room", adults: [] });
        } else {
          await edit(device, id, { date: addDays(monday, on) });
        }
        if (isAsked) await hours.weeklyCells({ weeks });
      }
      const before = await cellsOf(device);
      await hours.rebuild();
      expect(await cellsOf(device)).toEqual(before);
      device.db.close();
    }),
    { numRuns: 25 },
  );
});
