// Two adults in the nurture room take the same register without a network: one register comes of it.
import { afterEach, beforeEach, expect, it } from "vitest";
import { v7 } from "uuid";
import { daySchema } from "../../src/domain/calendar.ts";
import {
  groupIdSchema,
  plannedSessionId,
  pupilIdSchema,
  slotIdSchema,
  type PupilId,
} from "../../src/domain/ids.ts";
import { absentWish, hereWish, type HalfDayPlan } from "../../src/domain/nurture-register.ts";
import * as records from "../../src/domain/records.ts";
import { registerChanges } from "../../src/features/nurture-register/register-changes.ts";
import { readLogged } from "../../src/features/shared/logged.ts";
import { readRecords } from "../../src/storage/read.ts";
import { make, saveChanges } from "../../src/storage/write.ts";
import { addPerson, setUpSchool, startServer, type TestServer } from "../server/support/school.ts";
import { connect, type Connected } from "../support/connected.ts";

let server: TestServer;
let one: Connected;
let other: Connected;
const pupils = [1, 2, 3].map((at) => pupilIdSchema.parse(`00000000-0000-4000-8000-00000000000${at}`));
const groupId = groupIdSchema.parse(v7());
const slotId = slotIdSchema.parse(v7());
const date = daySchema.parse("2026-11-23");
const plan: HalfDayPlan = {
  groupId,
  slotId,
  sessionId: plannedSessionId(slotId, date),
  date,
  half: "am",
  start: 32_400,
  end: 38_400,
  staffIds: [],
  expectedIds: pupils,
  otherIds: [],
};

beforeEach(async () => {
  server = await startServer();
  const lead = await setUpSchool(server);
  one = await connect(server, lead);
  other = await connect(server, await addPerson(server, lead, "Noor Second", ["senco"]));
  await one.sync();
  const interventionId = v7();
  const group = {
    name: "The Nest",
    interventionId,
    schoolYear: 2026,
    rule: "present" as const,
    isNurture: true,
  };
  const made = [make(records.group, groupId, group as never)];
  await saveChanges(one.device, v7(), made);
  await one.sync();
  await other.sync();
});
afterEach(async () => {
  one.close();
  other.close();
  await server.close();
});

const staffIds = () => [one.device.staffId];

async function take(
  on: Connected,
  absent: readonly PupilId[],
  of: readonly PupilId[] = pupils,
): Promise<void> {
  const [group] = await readRecords(on.device, records.group);
  if (group === undefined) throw new Error("The group is not on this device.");
  const by = { staffId: on.device.staffId, at: new Date(server.now).toISOString() };
  const about = { plan: { ...plan, staffIds: staffIds() }, group: group.record, intervention: undefined };
  const entries = of.map((pupilId) => ({
    pupilId,
    wish: absent.includes(pupilId) ? absentWish : hereWish(plan),
  }));
  const before = await readLogged(on.device, plan.sessionId);
  const changes = registerChanges(about, entries, by, true, before);
  expect(await saveChanges(on.device, v7(), changes)).toMatchObject({ ok: true });
}

const statuses = async (on: Connected) =>
  Object.fromEntries(
    (await readRecords(on.device, records.mark)).map(({ record }) => [record.pupilId, record.status]),
  );

it("is one register with nothing to settle when both say the same", async () => {
  await take(one, []);
  server.now += 5000;
  await take(other, []);
  await one.sync();
  await other.sync();
  await one.sync();
  for (const on of [one, other]) {
    expect(await readRecords(on.device, records.session)).toHaveLength(1);
    expect(Object.values(await statuses(on))).toEqual(["here", "here", "here"]);
    expect(await on.device.db.problems.count()).toBe(0);
  }
});

it("joins two halves of a register", async () => {
  await take(one, [], pupils.slice(0, 2));
  await take(other, pupils.slice(2), pupils.slice(2));
  await one.sync();
  await other.sync();
  await one.sync();
  for (const on of [one, other]) {
    expect(Object.values(await statuses(on)).toSorted()).toEqual(["absent", "here", "here"]);
    expect(await on.device.db.problems.count()).toBe(0);
  }
});

it("shows only the child side by side about whom they differ", async () => {
  const [first, second] = pupils;
  if (first === undefined || second === undefined) throw new Error("no pupils");
  await take(one, [first]);
  await take(other, []);
  await one.sync();
  await other.sync();
  expect((await statuses(other))[first]).toBe("absent");
  const problems = await other.device.db.problems.toArray();
  expect(problems.flatMap((problem) => problem.conflicts.map(({ kind, unit }) => [kind, unit]))).toEqual([
    ["mark", "status"],
  ]);
  expect(await one.device.db.problems.count()).toBe(0);
});
