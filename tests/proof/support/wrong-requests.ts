// Requests that go wrong on purpose: pushes and pulls of a real school, damaged in form or well formed and wrong in meaning.
import type { Chance } from "../../../src/demo/chance.ts";
import { groupScope, logScope, sendScope } from "../../../src/domain/scope.ts";
import {
  markPut,
  newId,
  patch,
  pupilPut,
  put,
  sessionPut,
  TestDevice,
  type Person,
  type TestServer,
} from "../../server/support/school.ts";
import { damaged, type Sent } from "./damage.ts";

/** Stands in every body; it must never stand in the log. */
export const canary = "canary-7f3a";

export interface School {
  readonly server: TestServer;
  readonly lead: Person;
  readonly assistant: Person;
  readonly group: string;
  readonly session: string;
  /** A device of the assistant that is up to date, and one of the SENCO: places and clients that are somebody's. */
  readonly tablet: TestDevice;
  readonly other: TestDevice;
}

function requestTo(path: string, person: Person): Sent {
  const headers = { "content-type": "application/json", "x-alongside": "1", cookie: person.cookie };
  return { path, headers, body: "" };
}

export function damagedPush(school: School, chance: Chance): Sent {
  const { server, assistant, group, session } = school;
  const device = new TestDevice(server, assistant);
  const scope = groupScope(group);
  const whole = () => ({
    proto: 1,
    schema: 1,
    client: device.client,
    seen: chance.chance(0.5) ? school.tablet.cursor : null,
    sentAt: "2026-11-23T10:00:00.000Z",
    muts: [
      device.mutation(
        pupilPut(newId(), canary),
        markPut(session, newId(), assistant.staffId, "2026-11-23", scope),
      ),
      device.mutation(
        patch("session", session, 3, { start: 36_000, note: canary }),
        pupilPut(newId(), canary),
      ),
      device.mutation(
        sessionPut(newId(), assistant.staffId, "2026-11-23", chance.chance(0.5) ? group : undefined),
      ),
    ].slice(0, chance.int(1, 3)),
  });
  const meant = () => wrongPush(school, whole(), chance);
  return damaged(requestTo("/api/sync/push", assistant), whole(), meant, chance);
}

type Push = Readonly<Record<string, unknown>> & {
  readonly muts: readonly { readonly n: number; readonly id: string }[];
};

/** Well formed, and wrong: numbers, clients, scopes, kinds and places that are somebody else's or nobody's. */
function wrongPush(school: School, body: Push, chance: Chance): unknown {
  const { assistant, lead, group, session, other } = school;
  const one = (...ops: readonly unknown[]) => ({
    ...body,
    muts: [{ n: 1, id: newId(), v: 1, at: "2026-11-23T10:00:00.000Z", ops }],
  });
  const numbered = (n: (at: number) => number) => ({
    ...body,
    muts: body.muts.map((mut, at) => ({ ...mut, n: n(at) })),
  });
  const fields = { knownAs: canary, familyInitial: "K", initials: "CK" };
  const wrongs: readonly (() => unknown)[] = [
    () => numbered(() => 1),
    () => numbered((at) => at + chance.pick([2, 5, 1_000_000, 2 ** 53 - 10])),
    () => numbered((at) => body.muts.length - at),
    () => ({ ...body, muts: body.muts.map((mut) => ({ ...mut, id: body.muts[0]?.id })) }),
    () => ({ ...body, client: other.client }),
    () => ({ ...body, formerly: chance.pick([other.client, body["client"], newId()]) }),
    () => ({ ...body, seen: wrongPlace(school, chance) }),
    () => ({ ...body, proto: chance.pick([2, 99]), schema: chance.pick([0, 99, 2 ** 53 - 1]) }),
    () => one(put("unheard-of", newId(), chance.pick(["school", "*", "group:", "x".repeat(100)]), fields)),
    () => one(put("pupil", newId(), chance.pick(["money", groupScope(newId()), sendScope(newId())]), fields)),
    () => one(put("pupil", chance.pick([session, group, lead.staffId]), "school", fields)),
    () => one(put("staff", newId(), "school", { name: canary, shortName: "C", roles: ["administrator"] })),
    () =>
      one(
        put("groupStaff", newId(), groupScope(group), {
          groupId: group,
          staffId: assistant.staffId,
          role: "lead",
          from: "2020-01-01",
        }),
      ),
    () =>
      one(patch("session", session, chance.pick([0, 1, 2 ** 53 - 1]), { unheard: canary, outcome: "lost" })),
    () => one(patch("session", newId(), 0, { start: 1 })),
    () => one(patch("staff", assistant.staffId, 0, { roles: ["administrator", "senco"] })),
    () =>
      one({
        op: "move",
        kind: "session",
        id: session,
        scope: chance.pick([logScope(lead.staffId, 2026), "money", "school"]),
        fields: {},
        base: 0,
      }),
    () => one({ op: "delete", kind: "session", id: session }),
    () =>
      one({
        op: "patch",
        kind: "session",
        id: session,
        fields: Object.fromEntries([
          ["__proto__", 1],
          ["constructor", 2],
        ]),
        base: 0,
      }),
    () => one(...Array.from({ length: chance.pick([2, 400, 401]) }, () => pupilPut(newId(), canary))),
    () => one(pupilPut(newId()), sessionPut(newId(), lead.staffId, "2026-11-23", group)),
    () => ({ ...body, muts: body.muts.map((mut) => ({ n: mut.n, id: mut.id, withheld: "too-large" })) }),
    () => ({ ...body, muts: body.muts.map((mut) => ({ n: mut.n, id: mut.id, sealed: canary })) }),
  ];
  return chance.pick(wrongs)();
}

function wrongPlace({ tablet, other }: School, chance: Chance): unknown {
  const own = tablet.cursor ?? { epoch: "", seq: 0, tag: "" };
  return chance.pick([
    { ...own, epoch: newId() },
    { ...own, tag: canary },
    { ...own, seq: own.seq + chance.pick([-1, 1, 1_000_000, 2 ** 52]) },
    { ...own, seq: 0, tag: "" },
    other.cursor,
    null,
  ]);
}

export function damagedPull(school: School, chance: Chance): Sent {
  const { tablet, assistant, group, other } = school;
  const whole = {
    proto: 1,
    schema: 1,
    client: tablet.client,
    cursor: tablet.cursor,
    scopesHash: chance.chance(0.1) ? canary : hashOfTablet(tablet),
    ...(chance.chance(0.3) && { filling: { [groupScope(group)]: chance.pick(["", "p20", "h5", canary]) } }),
    ...(chance.chance(0.2) && { check: { [groupScope(group)]: [2, canary], school: [0, "0"] } }),
    ...(chance.chance(0.2) && { after: chance.int(0, 50) }),
    ackN: 1,
    pending: 0,
    oldest: null,
  };
  const meant = () =>
    chance.pick<() => unknown>([
      () => ({ ...whole, cursor: wrongPlace(school, chance) }),
      () => ({ ...whole, client: chance.pick([other.client, newId()]) }),
      () => ({
        ...whole,
        filling: {
          money: "",
          [sendScope(newId())]: "",
          "group:*": "",
          ["x".repeat(300)]: "h999999999999999",
        },
      }),
      () => ({
        ...whole,
        filling: Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`group:${at}`, ""])),
      }),
      () => ({ ...whole, after: chance.pick([0, 2 ** 53 - 1]) }),
      () => ({ ...whole, ackN: 2 ** 53 - 1, pending: 2 ** 53 - 1, oldest: "0000-01-01T00:00:00.000Z" }),
      () => ({ ...whole, schema: chance.pick([0, 99]) }),
      () => ({ ...whole, formerly: chance.pick([other.client, tablet.client, newId()]) }),
    ])();
  return damaged(requestTo("/api/sync/pull", assistant), whole, meant, chance);
}

/** The hash with which this device would ask; the server's own function is not used, so that a wrong one would show. */
function hashOfTablet(tablet: TestDevice): string {
  let hash = 0x811c9dc5;
  for (const char of tablet.grants.toSorted().join("\n"))
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return `${tablet.grants.length}-${hash.toString(16)}`;
}
