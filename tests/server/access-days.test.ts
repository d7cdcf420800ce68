// Rights as days pass: an assignment counts from its first day to its last, for reading on the day that is today and for
// making on the record's own day; several roles add up; what somebody did before they left is taken afterwards.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { groupScope, logScope, moneyScope, schoolScope, sendScope } from "../../src/domain/scope.ts";
import type { Role } from "../../src/domain/staff.ts";
import type { Op } from "../../src/protocol/change.ts";
import {
  addPerson,
  everyoneIsBack,
  groupPuts,
  markPut,
  newId,
  patch,
  pupilPut,
  put,
  schoolOn,
  sessionPut,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "./support/school.ts";

const [monday, tuesday, wednesday] = ["2026-11-23", "2026-11-24", "2026-11-25"] as const;
const days = [monday, tuesday, wednesday] as const;
const dayMs = 86_400_000;

let server: TestServer;
let lead: Person;
let senco: TestDevice;
beforeEach(async () => {
  ({ server, lead, senco } = await schoolOn(await startServer()));
});
afterEach(() => server.close());

interface Dated {
  readonly from: string;
  readonly to?: string;
}
const always: Dated = { from: "2026-09-01" };
const untilMonday: Dated = { from: "2026-09-01", to: monday };
const onTuesday: Dated = { from: tuesday, to: tuesday };
const fromTuesday: Dated = { from: tuesday };

/** By which assignment somebody stands to a group of their own, with one child in it. */
interface Standing {
  readonly staff?: Dated;
  readonly teacher?: { readonly class: Dated; readonly enrolment: Dated; readonly member: Dated };
}

const taught = (over: Partial<Standing["teacher"]>): Standing => ({
  teacher: { class: always, enrolment: always, member: always, ...over },
});

type ByDay = readonly [monday: boolean, tuesday: boolean, wednesday: boolean];
const [yes, no] = [true, false];

/** What is right on each of the three days, by hand: reading the group, reading the child's needs, logging for the group. */
const cases: readonly (readonly [
  name: string,
  standing: Standing,
  right: { readonly group: ByDay; readonly needs: ByDay; readonly log: ByDay },
])[] = [
  ["always there", { staff: always }, { group: [yes, yes, yes], needs: [no, no, no], log: [yes, yes, yes] }],
  ["until Monday", { staff: untilMonday }, { group: [yes, no, no], needs: [no, no, no], log: [yes, no, no] }],
  [
    "cover for a day",
    { staff: onTuesday },
    { group: [no, yes, no], needs: [no, no, no], log: [no, yes, no] },
  ],
  [
    "from Tuesday",
    { staff: fromTuesday },
    { group: [no, yes, yes], needs: [no, no, no], log: [no, yes, yes] },
  ],
  ["class teacher", taught({}), { group: [yes, yes, yes], needs: [yes, yes, yes], log: [no, no, no] }],
  [
    "class teacher until Monday",
    taught({ class: untilMonday }),
    { group: [yes, no, no], needs: [yes, no, no], log: [no, no, no] },
  ],
  [
    "class teacher on Tuesday",
    taught({ class: onTuesday }),
    { group: [no, yes, no], needs: [no, yes, no], log: [no, no, no] },
  ],
  [
    "teacher of a child who comes on Tuesday",
    taught({ enrolment: fromTuesday }),
    { group: [no, yes, yes], needs: [no, yes, yes], log: [no, no, no] },
  ],
  [
    "teacher of a child who left on Monday",
    taught({ enrolment: untilMonday }),
    { group: [yes, no, no], needs: [yes, no, no], log: [no, no, no] },
  ],
  [
    "teacher of a child in the group until Monday",
    taught({ member: untilMonday }),
    { group: [yes, no, no], needs: [yes, yes, yes], log: [no, no, no] },
  ],
];

interface Placed {
  readonly name: string;
  readonly device: TestDevice;
  readonly groupId: string;
  readonly pupilId: string;
}

/** A group, a child, a class and an adult for each case, so that none says anything about another. */
async function place(name: string, { staff, teacher }: Standing): Promise<Placed> {
  const role: Role = teacher === undefined ? "teaching-assistant" : "class-teacher";
  const person = await addPerson(server, lead, `Person ${name}`, [role]);
  const { staffId } = person;
  const [groupId, pupilId, className] = [newId(), newId(), name.slice(0, 38)];
  const scope = groupScope(groupId);
  const needs = { pupilId, status: "K", from: "2026-09-01" };
  const ops: Op[] = [
    pupilPut(pupilId),
    ...groupPuts(groupId, []),
    put("enrolment", newId(), schoolScope, { pupilId, className, ...(teacher?.enrolment ?? always) }),
    put("groupMember", newId(), scope, { groupId, pupilId, ...(teacher?.member ?? always) }),
    put("senRecord", newId(), sendScope(pupilId), needs),
    ...(staff ? [put("groupStaff", newId(), scope, { groupId, staffId, role: "cover", ...staff })] : []),
    ...(teacher ? [put("classTeacher", newId(), schoolScope, { staffId, className, ...teacher.class })] : []),
  ];
  expect([name, await senco.change(...ops)]).toEqual([name, "ok"]);
  return { name, device: new TestDevice(server, person), groupId, pupilId };
}

describe("an assignment", () => {
  it("counts from its first day to its last, for reading by today and for logging by the day of the session", async () => {
    const placed: Placed[] = [];
    for (const [name, standing] of cases) placed.push(await place(name, standing));
    const [found, right]: [string[], string[]] = [[], []];
    for (const [at, day] of days.entries()) {
      if (at > 0) server.now += dayMs;
      await everyoneIsBack(server);
      for (const [index, { name, device, groupId, pupilId }] of placed.entries()) {
        // A device that is new each day holds what the server gives on it, and nothing of the day before.
        const fresh = new TestDevice(server, device.person);
        await fresh.pull();
        const held = new Set([...fresh.rows.values()].map((row) => row.scope));
        const expected = cases[index]?.[2];
        found.push(
          `${name}, ${day}: group ${held.has(groupScope(groupId))}, needs ${held.has(sendScope(pupilId))}`,
        );
        right.push(`${name}, ${day}: group ${expected?.group[at]}, needs ${expected?.needs[at]}`);
        const others = [...held].filter(
          (scope) => /^(group|send):/.test(scope) && !scope.endsWith(groupId) && !scope.endsWith(pupilId),
        );
        expect([name, others, held.has(moneyScope)]).toEqual([name, [], false]);
      }
    }
    expect(found).toEqual(right);
    // On Wednesday all of them send what they logged: late, and judged by the day on which it was.
    const logged: string[] = [];
    const rightly: string[] = [];
    for (const [index, { name, device, groupId }] of placed.entries())
      for (const [at, day] of days.entries()) {
        const said = await device.change(sessionPut(newId(), device.person.staffId, day, groupId));
        logged.push(`${name} logs for ${day}: ${said}`);
        rightly.push(`${name} logs for ${day}: ${cases[index]?.[2].log[at] ? "ok" : "forbidden"}`);
      }
    expect(logged).toEqual(rightly);
  });
});

describe("somebody who has left", () => {
  it("has everything taken that they did until their last day, with marks and notes; what is dated later is kept and refused", async () => {
    const { device, groupId, pupilId } = await place("who leaves", { staff: always });
    const { staffId } = device.person;
    await senco.pull();
    const seq = senco.rows.get(`staff|${staffId}`)?.seq ?? 0;
    expect(await senco.change(patch("staff", staffId, seq, { leftOn: tuesday }))).toBe("ok");
    server.now += 2 * dayMs;
    await everyoneIsBack(server);
    const work = (day: string, scope: string, group?: string) => {
      const id = newId();
      const note = {
        sessionId: id,
        pupilId,
        date: day,
        text: `Of ${day}`,
        authorId: staffId,
        recordedAt: "2026-11-24T15:00:00.000Z",
      };
      return [
        sessionPut(id, staffId, day, group),
        markPut(id, pupilId, staffId, day, scope),
        put("note", newId(), scope, note),
      ];
    };
    const [inGroup, inLog] = [groupScope(groupId), logScope(staffId, 2026)];
    const said: string[] = [];
    for (const day of days)
      said.push(
        await device.change(...work(day, inGroup, groupId)),
        await device.change(...work(day, inLog)),
      );
    expect(said).toEqual(["ok", "ok", "ok", "ok", "forbidden", "forbidden"]);
    const kept = await server.db
      .selectFrom("mutation")
      .select("body")
      .where("status", "=", "rejected")
      .where("school", "=", lead.schoolId)
      .execute();
    expect(kept.map((row) => row.body?.includes(`Of ${wednesday}`))).toEqual([true, true]);
    const whole = new TestDevice(server, lead);
    await whole.pull();
    const notes = [...whole.rows].filter(([key]) => key.startsWith("note|")).map(([, row]) => row.fields);
    expect(notes.map((fields) => fields?.["text"]).toSorted()).toEqual(
      [monday, monday, tuesday, tuesday].map((day) => `Of ${day}`),
    );
    // Taken, and nothing given: who has left reads nothing any more.
    expect((await device.ask()).status).toBe(401);
  });
});

describe("somebody with several roles", () => {
  it("may do what each of them may, and no more", async () => {
    const of = async (...roles: Role[]) =>
      new TestDevice(server, await addPerson(server, lead, `Of ${roles.join(" and ")}`, roles));
    const head = await of("teaching-assistant", "head");
    const office = await of("class-teacher", "administrator");
    const both = await of("head", "administrator");
    expect(await senco.change(put("payBand", newId(), moneyScope, { name: "TA 2" }))).toBe("ok");
    const asked = async (device: TestDevice) => {
      await device.pull();
      return [
        [...device.rows.values()].some((row) => row.scope === moneyScope),
        await device.change(put("calendarDay", newId(), schoolScope, { date: "2027-01-04", type: "inset" })),
        await device.change(put("intervention", newId(), schoolScope, { name: "Phonics", usualMinutes: 20 })),
        await device.change(put("payBand", newId(), moneyScope, { name: "TA 3" })),
      ];
    };
    expect(await asked(head)).toEqual([true, "forbidden", "forbidden", "forbidden"]);
    expect(await asked(office)).toEqual([false, "ok", "forbidden", "forbidden"]);
    expect(await asked(both)).toEqual([true, "ok", "forbidden", "forbidden"]);
    expect(await asked(senco)).toEqual([true, "ok", "ok", "ok"]);
  });
});
