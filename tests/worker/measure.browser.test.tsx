import { v7 } from "uuid";
import { test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import { markId, plannedSessionId } from "../../src/domain/ids.ts";
import { mark, session } from "../../src/domain/records.ts";
import { openRows } from "../../src/storage/read.ts";
import { change, saveChanges } from "../../src/storage/write.ts";
import { readRecord } from "../../src/storage/read.ts";
import { startHours } from "../../src/worker/client.ts";
import { giveRoles, testDevice } from "../support/device.ts";
import * as plan from "../support/plan.ts";

test("measure", { timeout: 400_000 }, async () => {
  const device = await testDevice();
  await giveRoles(device, "senco");
  const enc = new TextEncoder();
  const n = 30_000;
  const sessions: any[] = [],
    marks: any[] = [];
  let rev = 1_000_000;
  for (let i = 0; i < n; i += 1) {
    const g = i % 80;
    const d = addDays(plan.monday, Math.floor(i / 80));
    const slot = plan.slotId(`s${g}`);
    const id = plannedSessionId(slot, d);
    const gid = plan.groupId(`g${g}`);
    const names = [0, 1, 2, 3].map((k) => `p${(g * 4 + k) % 320}`);
    const one = {
      id,
      session: plan.sessionOf(d, {
        slotId: slot,
        groupId: gid,
        enrolledIds: names.map(plan.pupilId),
        interventionId: plan.interventionId(`i${g % 12}`),
        adults: [{ staffId: plan.staffId(`t${g % 30}`), from: 36000, to: 39600 }],
      }),
    };
    sessions.push({
      id,
      scope: `group:${gid}`,
      seq: 1,
      pendingN: 0,
      rev: rev++,
      keys: session.keys(one.session),
      payload: enc.encode(JSON.stringify(one.session)),
    });
    for (const name of names) {
      const m = plan.markOf(one, name);
      marks.push({
        id: markId(id, m.pupilId),
        scope: `group:${gid}`,
        seq: 1,
        pendingN: 0,
        rev: rev++,
        keys: mark.keys(m),
        payload: enc.encode(JSON.stringify(m)),
      });
    }
  }
  for (let i = 0; i < n; i += 5000) await device.db.table("session").bulkPut(sessions.slice(i, i + 5000));
  for (let i = 0; i < marks.length; i += 5000)
    await device.db.table("mark").bulkPut(marks.slice(i, i + 5000));
  let t = performance.now();
  const rs = await device.db.table("session").toArray();
  const ms = await device.db.table("mark").toArray();
  const rawRead = performance.now() - t;
  t = performance.now();
  await openRows({ ...device, opened: new Map() }, session, rs);
  await openRows({ ...device, opened: new Map() }, mark, ms);
  const openOnly = performance.now() - t;
  let last: any; console.log(JSON.stringify({rawRead, openOnly}));
  const hours = startHours({ databaseName: device.db.name, onProgress: (p) => { last = p; }});
  t = performance.now();
  await hours.catchUp();
  const rebuild = performance.now() - t;
  const times: number[] = [],
    saves: number[] = [],
    weekly: number[] = [];
  for (let i = 0; i < 20; i += 1) {
    const seen = await readRecord(device, session, sessions[i * 100].id);
    t = performance.now();
    await saveChanges(device, v7(), [change(session, seen!, { plannedSeconds: 1800 + i })]);
    saves.push(performance.now() - t);
    t = performance.now();
    await hours.catchUp();
    times.push(performance.now() - t);
  }
  t = performance.now();
  const ph = await hours.pupilHours({
    pupilIds: [plan.pupilId("p5")],
    from: plan.monday,
    to: addDays(plan.monday, 400),
  });
  const pupil = performance.now() - t;
  for (let w = 0; w < 5; w += 1) {
    t = performance.now();
    await hours.weeklyContributions({ weeks: [addDays(plan.monday, 7 * w)] });
    weekly.push(performance.now() - t);
  }
  const med = (a: number[]) => a.toSorted((x, y) => x - y)[Math.floor(a.length / 2)];
  console.log(
    JSON.stringify({
      rawRead,
      openOnly,
      rebuild,
      drain: med(times),
      drainMax: Math.max(...times),
      save: med(saves),
      pupil,
      pupilSessions: ph.sessions.length,
      weekly: med(weekly),
      last,
      cells: await device.db.cells.count(),
      ledger: await device.db.ledger.count(),
    }),
  );
  hours.stop();
});
