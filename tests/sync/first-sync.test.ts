import { afterEach, beforeEach, expect, it } from "vitest";
import { v7 } from "uuid";
import * as records from "../../src/domain/records.ts";
import { rowsOf } from "../../src/storage/database.ts";
import { syncStateOf } from "../../src/storage/device.ts";
import { make, saveChanges } from "../../src/storage/write.ts";
import { syncRound } from "../../src/sync/round.ts";
import {
  groupPuts,
  newId,
  pupilPut,
  sessionPut,
  setUpSchool,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "../server/support/school.ts";
import { connect, type Connected } from "../support/connected.ts";

let server: TestServer;
let lead: Person;
let tablet: Connected;
const [pupils, sessions] = [300, 2400];

beforeEach(async () => {
  server = await startServer();
  lead = await setUpSchool(server);
  const senco = new TestDevice(server, lead);
  const group = newId();
  await senco.change(...groupPuts(group, [lead.staffId]));
  await senco.change(...Array.from({ length: pupils }, () => pupilPut(newId())));
  for (let at = 0; at < sessions; at += 100) {
    const ops = Array.from({ length: 100 }, () => sessionPut(newId(), lead.staffId, "2026-11-20", group));
    await senco.change(...ops);
  }
  tablet = await connect(server, lead);
});
afterEach(async () => {
  tablet.close();
  await server.close();
});

const count = (kind: string) => rowsOf(tablet.device.db, kind).count();
/** The network goes away after so many answers to a pull. */
function cutAfter(answers: number): void {
  const real = tablet.messenger.pull;
  let left = answers;
  Object.assign(tablet.messenger, {
    pull: async (request: Parameters<typeof real>[0]) => {
      left -= 1;
      return left >= 0 ? await real(request) : { ok: false, fault: "offline" };
    },
  });
}

it("has the school and its plans after the first pages, and goes on where it was cut", async () => {
  cutAfter(2);
  await expect(tablet.sync()).rejects.toThrow("offline");
  expect(await count("pupil")).toBe(pupils);
  expect(await count("group")).toBe(1);
  const before = await count("session");
  expect(before).toBeLessThan(sessions);
  expect(Object.keys((await syncStateOf(tablet.device.db)).filling)).not.toEqual([]);

  tablet.close();
  const asked = tablet.sent.length;
  tablet = await connect(server, lead, { engine: tablet.engine });
  await tablet.sync();
  expect(await count("session")).toBe(sessions);
  expect(asked).toBeGreaterThan(0);
  // What was there already did not come again.
  expect(tablet.sent.filter((one) => one.path.endsWith("pull")).length).toBeLessThan(8);
});

it("says how far it has come, from nothing to all", async () => {
  const parts: number[] = [];
  expect(await syncRound(tablet.device, tablet.messenger, (part) => parts.push(part))).toBeUndefined();
  expect(parts.length).toBeGreaterThan(2);
  expect(parts).toEqual(parts.toSorted((a, b) => a - b));
  expect(parts.at(-1)).toBe(1);
});

it("sends what is saved while the school is still coming, without waiting for the end", async () => {
  const { pull: real, push } = { ...tablet.messenger };
  let pulls = 0;
  let sentAtPull = 0;
  Object.assign(tablet.messenger, {
    pull: async (request: Parameters<typeof real>[0]) => {
      pulls += 1;
      if (pulls === 2) {
        const away = { pupilId: newId(), date: "2026-11-23", half: "day", authorId: lead.staffId };
        const wish = make(records.awayToday, v7(), records.awayToday.schema.parse(away));
        expect(await saveChanges(tablet.device, v7(), [wish])).toMatchObject({ ok: true });
      }
      return await real(request);
    },
    push: async (request: Parameters<typeof push>[0]) => {
      sentAtPull ||= pulls;
      return await push(request);
    },
  });
  await tablet.sync();
  expect(sentAtPull).toBeGreaterThan(0);
  expect(sentAtPull).toBeLessThan(pulls);
});
