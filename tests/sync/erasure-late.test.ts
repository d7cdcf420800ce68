// What comes to the server after a pupil was erased, from devices that did not know.
import { afterEach, beforeEach, expect, it } from "vitest";
import { v7 } from "uuid";
import { markId, noteId, sessionIdSchema } from "../../src/domain/ids.ts";
import * as records from "../../src/domain/records.ts";
import { groupScope } from "../../src/domain/scope.ts";
import { rowsOf } from "../../src/storage/database.ts";
import { unsentOf } from "../../src/storage/outbox.ts";
import { readRecord } from "../../src/storage/read.ts";
import { change, make, saveChanges } from "../../src/storage/write.ts";
import { sessionFields } from "../server/support/school.ts";
import type { Connected } from "../support/connected.ts";
import {
  canary,
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

it("takes nothing of the pupil from a change that was made before its device knew, and tells its person", async () => {
  const { away, erase, everythingOnServer } = world;
  const note = await readRecord(away.device, records.note, noteId(sessionId, erased));
  if (note === undefined) throw new Error("no note");
  await saveChanges(away.device, v7(), [change(records.note, note, { text: `${canary} again` })]);
  const enrolment = { pupilId: erased, yearGroup: "3", className: "Oak", from: "2026-09-01" } as const;
  await saveChanges(away.device, v7(), [
    make(records.enrolment, v7(), records.enrolment.schema.parse(enrolment)),
  ]);
  await erase();
  await away.sync();
  expect(await everythingOnServer()).not.toContain(canary);
  expect(await everythingOn(away)).not.toContain(canary);
  const problems = await away.device.db.problems.toArray();
  expect(problems.map((one) => one.status)).toEqual(["erased", "erased"]);
  expect(await away.device.db.shadow.count()).toBe(0);
  expect(await rowsOf(away.device.db, "enrolment").where("keys.pupilId").equals(erased).count()).toBe(0);
});

it("keeps what a late session says of the other children, with an opaque person in the erased one's place", async () => {
  const { server, lead, away, erase, everythingOnServer } = world;
  const later = sessionIdSchema.parse(v7());
  const fields = { ...sessionFields(lead.staffId, "2026-11-23", group), enrolledIds: [erased, stays] };
  const markOf = (pupilId: typeof stays) =>
    records.mark.schema.parse({
      sessionId: later,
      pupilId,
      date: "2026-11-23",
      status: "absent",
      intervals: [],
      authorId: lead.staffId,
    });
  await saveChanges(away.device, v7(), [
    make(records.session, later, records.session.schema.parse(fields)),
    make(records.mark, markId(later, erased), markOf(erased), groupScope(group)),
    make(records.mark, markId(later, stays), markOf(stays), groupScope(group)),
    make(
      records.note,
      noteId(later, erased),
      records.note.schema.parse({
        sessionId: later,
        pupilId: erased,
        date: "2026-11-23",
        text: `${canary} was tired`,
        authorId: lead.staffId,
        recordedAt: "2026-11-23T10:00:00.000Z",
      }),
      groupScope(group),
    ),
  ]);
  await erase();
  await away.sync();
  const rows = await server.db
    .selectFrom("record")
    .select(["kind", "data"])
    .where("deleted", "=", 0)
    .execute();
  const marks = rows.filter((row) => row.kind === "mark" && row.data.includes(later));
  expect(marks).toHaveLength(2);
  expect(rows.some((row) => row.data.includes(erased))).toBe(false);
  expect(await away.device.db.problems.count()).toBe(0);
  expect(await everythingOnServer()).not.toContain(canary);
  expect(await everythingOn(away)).not.toContain(canary);
  expect(await rowsOf(away.device.db, "mark").where("keys.sessionId").equals(later).count()).toBe(2);
});

it("meets a change of something that was erased before it ever came", async () => {
  const { lead, away, erase, everythingOnServer } = world;
  const later = sessionIdSchema.parse(v7());
  const scope = groupScope(group);
  const session = { ...sessionFields(lead.staffId, "2026-11-23", group), enrolledIds: [erased] };
  const mark = {
    sessionId: later,
    pupilId: erased,
    date: "2026-11-23",
    status: "absent",
    intervals: [],
    authorId: lead.staffId,
  };
  await saveChanges(away.device, v7(), [
    make(records.session, later, records.session.schema.parse(session)),
    make(records.mark, markId(later, erased), records.mark.schema.parse(mark), scope),
  ]);
  const seen = await readRecord(away.device, records.mark, markId(later, erased));
  if (seen === undefined) throw new Error("no mark");
  await saveChanges(away.device, v7(), [change(records.mark, seen, { reason: canary })]);
  await erase();
  await away.sync();
  expect(await everythingOnServer()).not.toContain(canary);
  expect(await everythingOn(away)).not.toContain(canary);
  expect((await away.device.db.problems.toArray()).map((one) => one.status)).toEqual(["erased"]);
});

it("keeps no word in what the server took before the erasure and acknowledges pages after it", async () => {
  const { lead, tablet, away, erase } = world;
  const later = sessionIdSchema.parse(v7());
  const session = { ...sessionFields(lead.staffId, "2026-11-23", group), enrolledIds: [erased, stays] };
  const mark = {
    sessionId: later,
    pupilId: erased,
    date: "2026-11-23",
    status: "absent",
    intervals: [],
    reason: canary,
    authorId: lead.staffId,
  };
  await saveChanges(away.device, v7(), [
    make(records.session, later, records.session.schema.parse(session)),
    make(records.mark, markId(later, erased), records.mark.schema.parse(mark), groupScope(group)),
  ]);
  expect(await away.push()).toBeUndefined();
  await erase();
  await saveChanges(tablet.device, v7(), [
    make(records.intervention, v7(), { name: "More that comes after it", usualMinutes: 20 }),
  ]);
  await tablet.sync();
  await away.sync();
  expect(await everythingOn(away)).not.toContain(canary);
  expect(await unsentOf(away.device)).toEqual({ count: 0, oldest: null });
});

it("keeps no word of the pupil in the refused change of a record that the server never had", async () => {
  const { lead, away, erase, everythingOnServer } = world;
  const later = sessionIdSchema.parse(v7());
  const session = { ...sessionFields(lead.staffId, "2026-11-23", group), enrolledIds: [erased, stays] };
  const marks = {
    sessionId: later,
    date: "2026-11-23",
    status: "here",
    intervals: [],
    authorId: lead.staffId,
  };
  const isDone = await saveChanges(away.device, v7(), [
    make(records.session, later, records.session.schema.parse(session)),
    ...[erased, stays].map((pupilId) =>
      make(records.mark, markId(later, pupilId), { ...marks, pupilId } as never, groupScope(group)),
    ),
  ]);
  expect(isDone.ok).toBe(true);
  for (const [pupilId, reason] of [
    [erased, canary],
    [stays, "Dentist"],
  ] as const) {
    const mark = await readRecord(away.device, records.mark, markId(later, pupilId));
    if (mark === undefined) throw new Error("no mark");
    await saveChanges(away.device, v7(), [change(records.mark, mark, { reason })]);
  }
  // The first of them is lost on the way, as with a server that was put back to an earlier day.
  await away.device.db.outbox
    .where("n")
    .equals((await away.device.db.outbox.toCollection().first())?.n ?? 0)
    .delete();
  await away.sync();
  const before = await away.device.db.problems.toArray();
  expect(before.map((one) => one.why)).toEqual(["unknown-record", "unknown-record"]);
  await erase();
  await away.sync();
  expect(await everythingOnServer()).not.toContain(canary);
  const here = await everythingOn(away);
  expect(here).not.toContain(canary);
  expect(here).toContain("Dentist");
});

it("asks a person when two people logged one session and both named somebody who is erased by then", async () => {
  const { server, lead, tablet, away, erase } = world;
  const later = sessionIdSchema.parse(v7());
  const make2 = async (on: Connected, className: string) => {
    const fields = {
      ...sessionFields(lead.staffId, "2026-11-23", group),
      enrolledIds: [erased, stays],
      className,
    };
    const wish = make(records.session, later, records.session.schema.parse(fields));
    expect(await saveChanges(on.device, v7(), [wish])).toMatchObject({ ok: true });
  };
  await make2(tablet, "Oak");
  await make2(away, "Elm");
  await erase();
  await tablet.sync();
  await away.sync();
  const conflicts = await server.db.selectFrom("conflict").select("lost").execute();
  expect(conflicts.map((row) => row.lost)).toEqual([JSON.stringify({ className: "Elm" })]);
});
