import { afterEach, beforeEach, expect, it } from "vitest";
import { markId } from "../../src/domain/ids.ts";
import * as records from "../../src/domain/records.ts";
import { sharesOf } from "../../src/domain/session-shares.ts";
import { strands } from "../../src/domain/boxall.ts";
import { boxallScope, groupScope, nurtureScope } from "../../src/domain/scope.ts";
import { rowsOf } from "../../src/storage/database.ts";
import { readRecord } from "../../src/storage/read.ts";

import { newId, patch, put, TestDevice } from "../server/support/school.ts";
import {
  canary,
  date,
  erased,
  erasureWorld,
  everythingOn,
  group,
  sessionId,
  stays,
  type ErasureWorld,
} from "../support/erasure-world.ts";

let world: ErasureWorld;
beforeEach(async () => {
  world = await erasureWorld();
});
afterEach(() => world.close());

it("leaves no word of the pupil on the server, and other children's figures as they were", async () => {
  const { tablet, erase, everythingOnServer } = world;
  await erase();
  expect(await everythingOnServer()).not.toContain(canary);
  await tablet.sync();
  expect(await everythingOn(tablet)).not.toContain(canary);
  const session = await readRecord(tablet.device, records.session, sessionId);
  const marks = await rowsOf(tablet.device.db, "mark").where("keys.sessionId").equals(sessionId).toArray();
  expect(marks).toHaveLength(2);
  expect(session?.record.enrolledIds).toHaveLength(2);
  expect(session?.record.enrolledIds).toContain(stays);
  expect(session?.record.enrolledIds).not.toContain(erased);
  if (session === undefined) throw new Error("The session went with the pupil.");
  const open = await Promise.all(marks.map((row) => readRecord(tablet.device, records.mark, row.id)));
  const shares = sharesOf(
    session.record,
    open.flatMap((one) => (one ? [one.record] : [])),
  );
  expect(shares?.pupils.find((one) => one.pupilId === stays)?.apportionedSeconds).toBe(900);
});

it("takes the pupil's place, half-days, assessment, score and measure whole, and leaves another child's", async () => {
  const { server, lead, tablet, erase, everythingOnServer } = world;
  const senco = new TestDevice(server, lead);
  const made = { date, authorId: lead.staffId, recordedAt: "2026-11-20T10:00:00.000Z" };
  const line = { value: 3, min: 0, max: 10, direction: "more" };
  const about = (pupilId: string, word: string) => [
    put("nurturePlacement", newId(), nurtureScope(group), { groupId: group, pupilId, word }),
    put("halfDayGrid", newId(), groupScope(group), {
      groupId: group,
      pupilId,
      from: date,
      halfDays: ["1am"],
      word,
    }),
    put("boxallAssessment", newId(), boxallScope(pupilId), {
      ...made,
      pupilId,
      version: "children_2017",
      kind: "baseline",
      assessorIds: [lead.staffId],
      word,
      scores: Object.fromEntries(strands.map((strand) => [strand, 1])),
    }),
    put("namedScore", newId(), boxallScope(pupilId), {
      ...made,
      pupilId,
      instrument: "own",
      answeredBy: "staff",
      values: [{ ...line, name: word }],
    }),
    put("interventionMeasure", newId(), groupScope(group), {
      ...made,
      ...line,
      groupId: group,
      pupilId,
      moment: "baseline",
      name: word,
    }),
  ];
  expect(await senco.change(...about(erased, `${canary} calm`), ...about(stays, "Stays calm"))).toBe("ok");
  await tablet.sync();
  expect(await everythingOn(tablet)).toContain(`${canary} calm`);
  await erase();
  const left = await everythingOnServer();
  expect(left).not.toContain(canary);
  await tablet.sync();
  const here = await everythingOn(tablet);
  expect(here).not.toContain(canary);
  for (const kind of [
    "nurturePlacement",
    "halfDayGrid",
    "boxallAssessment",
    "namedScore",
    "interventionMeasure",
  ])
    expect([kind, await rowsOf(tablet.device.db, kind).count()]).toEqual([kind, 1]);
  expect(here).toContain("Stays calm");
});

it("keeps nothing of how an erased child was on coming in", async () => {
  const { server, lead, tablet, erase } = world;
  const senco = new TestDevice(server, lead);
  await senco.pull();
  const seen = senco.rows.get(`mark|${markId(sessionId, erased)}`)?.seq ?? 0;
  expect(await senco.change(patch("mark", markId(sessionId, erased), seen, { checkIn: 2 }))).toBe("ok");
  await erase();
  await tablet.sync();
  const rows = await rowsOf(tablet.device.db, "mark").where("keys.sessionId").equals(sessionId).toArray();
  const marks = await Promise.all(rows.map((row) => readRecord(tablet.device, records.mark, row.id)));
  expect(marks.map((one) => one?.record.checkIn ?? null)).toEqual([null, null]);
});

it("does nothing twice: a second tap, or a pupil that is not there, leaves every device where it is", async () => {
  const { server, lead, tablet, erase } = world;
  await erase();
  await erase();
  const unknown = await server.post("/api/admin/erase", { pupilId: newId() }, lead.cookie);
  expect(unknown.status).toBe(404);
  await tablet.sync();
  const before = tablet.sent.length;
  await tablet.sync();
  expect(tablet.sent.length - before).toBe(1);
});

it("counts the devices that have not been here since, until each has come", async () => {
  const { server, lead, tablet, away, erase } = world;
  const devices = async () => {
    const answer = await server.get("/api/admin/erasures", lead.cookie);
    const { erasures } = (await answer.json()) as { erasures: { devicesToCome: number }[] };
    return erasures.map((one) => one.devicesToCome);
  };
  await erase();
  expect(await devices()).toEqual([2]);
  for (const [on, left] of [
    [tablet, 1],
    [away, 0],
  ] as const) {
    await on.sync();
    // What a device says of itself is written down once a minute.
    server.now += 61_000;
    await on.sync();
    expect(await devices()).toEqual([left]);
  }
});
