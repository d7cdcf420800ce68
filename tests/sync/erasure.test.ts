import { afterEach, beforeEach, expect, it } from "vitest";
import { v7 } from "uuid";
import { markId, noteId, pupilIdSchema, sessionIdSchema } from "../../src/domain/ids.ts";
import * as records from "../../src/domain/records.ts";
import { sharesOf } from "../../src/domain/session-shares.ts";
import { strands } from "../../src/domain/boxall.ts";
import { boxallScope, groupScope, nurtureScope, sendScope } from "../../src/domain/scope.ts";
import { rowsOf } from "../../src/storage/database.ts";
import { unsentOf } from "../../src/storage/outbox.ts";
import { readRecord } from "../../src/storage/read.ts";
import { change, make, saveChanges } from "../../src/storage/write.ts";
import {
  groupPuts,
  newId,
  patch,
  put,
  sessionFields,
  setUpSchool,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "../server/support/school.ts";
import { openedTexts } from "../support/opened-database.ts";
import { connect, type Connected } from "../support/connected.ts";

const canary = "Zebedee Quartz";
let server: TestServer;
let lead: Person;
let tablet: Connected;
let away: Connected;
const [group, sessionId] = [newId(), sessionIdSchema.parse(newId())];
const [erased, stays] = [pupilIdSchema.parse(v7()), pupilIdSchema.parse(v7())];
const date = "2026-11-20";

beforeEach(async () => {
  // Everything comes in many pages: a tombstone and an acknowledgement rarely come together.
  server = await startServer({ pageLimits: { rows: 2, bytes: 1_000_000 } });
  lead = await setUpSchool(server);
  const senco = new TestDevice(server, lead);
  const scope = groupScope(group);
  const interval = [{ from: 32_400, to: 34_200 }];
  const markOf = (pupilId: string) => ({
    sessionId,
    pupilId,
    date,
    status: "here",
    intervals: interval,
    authorId: lead.staffId,
  });
  const noteText = { sessionId, pupilId: erased, date, text: `${canary} read well`, authorId: lead.staffId };
  const identity = { pupilId: erased, legalForename: canary, legalSurname: "Q" };
  const results = [
    await senco.change(
      put("pupil", erased, "school", { knownAs: canary, familyInitial: "Q", initials: "ZQ" }),
      put("pupil", stays, "school", { knownAs: "Bea", familyInitial: "S", initials: "BS" }),
      put("pupilIdentity", newId(), sendScope(erased), identity),
    ),
    await senco.change(...groupPuts(group, [lead.staffId])),
    await senco.change(
      put("session", sessionId, scope, {
        ...sessionFields(lead.staffId, date, group),
        enrolledIds: [erased, stays],
      }),
      put("mark", markId(sessionId, erased), scope, markOf(erased)),
      put("mark", markId(sessionId, stays), scope, markOf(stays)),
      put("note", noteId(sessionId, erased), scope, { ...noteText, recordedAt: "2026-11-20T10:00:00.000Z" }),
    ),
  ];
  if (results.some((result) => result !== "ok"))
    throw new Error(`The school was not made: ${results.join()}`);
  tablet = await connect(server, lead);
  away = await connect(server, lead);
  await tablet.sync();
  await away.sync();
});
afterEach(async () => {
  tablet.close();
  away.close();
  await server.close();
});

async function erase(): Promise<void> {
  const answer = await server.post("/api/admin/erase", { pupilId: erased }, lead.cookie);
  expect(answer.status).toBe(200);
}

async function everythingOnServer(): Promise<string> {
  const tables = ["record", "mutation", "conflict", "moved", "commit", "client"] as const;
  const rows = await Promise.all(tables.map((table) => server.db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows);
}

async function everythingOn(on: Connected): Promise<string> {
  return (await openedTexts(on.device)).join("\n");
}

it("leaves no word of the pupil on the server, and other children's figures as they were", async () => {
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

it("takes nothing of the pupil from a change that was made before its device knew, and tells its person", async () => {
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

it("does nothing twice: a second tap, or a pupil that is not there, leaves every device where it is", async () => {
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

it("asks a person when two people logged one session and both named somebody who is erased by then", async () => {
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
