// What leaves the server, word by word: every record of every kind holds a word of its own, and the text of every answer
// to every question that a person can put is searched for the words of what that person may not see.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  boxallScope,
  groupScope,
  logScope,
  moneyScope,
  nurtureScope,
  schoolScope,
  sendScope,
} from "../../src/domain/scope.ts";
import { registry } from "../../src/domain/records.ts";
import type { Fields } from "../../src/protocol/change.ts";
import { signInAs } from "./support/other-school.ts";
import {
  actorNames,
  dailyKinds,
  groupFields,
  groupKinds,
  measureFields,
  moneyKinds,
  nurtureKinds,
  orderFor,
  rightsWorld,
  schoolKinds,
  sendKinds,
  type ActorName,
  type RightsWorld,
} from "./support/rights-world.ts";
import { newId, patch, put, refusalCode, startServer, TestDevice, type Person } from "./support/school.ts";

/** Where a word stands. */
const places = [
  "school",
  "group",
  "otherGroup",
  "ownLog",
  "otherLog",
  "needs",
  "otherNeeds",
  "places",
  "scores",
  "otherScores",
  "money",
] as const;
type Place = (typeof places)[number];

/** Who may read which of them, by hand from the table of scopes. `ownLog` is the assistant's, `otherLog` the SENCO's. */
const right: Readonly<Record<ActorName, readonly Place[]>> = {
  assistant: ["school", "group", "ownLog"],
  moved: ["school"],
  cover: ["school"],
  elsewhere: ["school", "otherGroup"],
  teacher: ["school", "group", "needs", "scores"],
  nurture: ["school", "places", "scores"],
  // Knows who is expected, and reads no score.
  secondAdult: ["school", "places"],
  senco: places,
  head: places,
  administrator: ["school"],
};

let world: RightsWorld;
/** Each record that holds a word: its kind and id. */
const laid: (readonly [kind: string, id: string])[] = [];

const wordOf = (place: Place) => `canary-${place}-`;
const wordsIn = (text: string) =>
  places.filter((place) => text.includes(wordOf(place))).filter((place) => place !== "school");
const rightWords = (actor: ActorName) => right[actor].filter((place) => place !== "school");

/** Lays a record with the word of its place in a field that no program knows, so that it works for every kind. */
async function lay(
  by: TestDevice,
  kind: string,
  place: Place,
  scope: string,
  fields: Fields,
): Promise<string> {
  const id = kind === "group" ? (scope.split(":")[1] ?? "") : newId();
  const withWord = { ...fields, more: `${wordOf(place)}${kind}` };
  const op = kind === "group" ? patch(kind, id, 1_000_000, withWord) : put(kind, id, scope, withWord);
  expect([kind, place, await by.change(op)]).toEqual([kind, place, "ok"]);
  laid.push([kind, id]);
  return id;
}

async function layDay(by: TestDevice, place: Place, where: "group" | "otherGroup" | "ownLog"): Promise<void> {
  const author = by === world.lead ? "senco" : "assistant";
  const order = { ...orderFor(world, author, where, "today"), authorId: by.person.staffId, sessionId: "" };
  const scopes = {
    group: groupScope(world.groupId),
    otherGroup: groupScope(world.otherGroupId),
    ownLog: logScope(by.person.staffId, 2026),
  };
  const sessionId = await lay(by, "session", place, scopes[where], dailyKinds["session"]?.(order) ?? {});
  for (const [kind, fieldsOf] of Object.entries(dailyKinds))
    if (kind !== "session") await lay(by, kind, place, scopes[where], fieldsOf({ ...order, sessionId }));
}

beforeAll(async () => {
  world = await rightsWorld(await startServer());
  const { lead } = world;
  const order = orderFor(world, "senco", "ownLog", "today");
  for (const [kind, fieldsOf] of Object.entries(schoolKinds))
    await lay(lead, kind, "school", schoolScope, fieldsOf({ ...order, authorId: lead.person.staffId }));
  for (const [place, groupId] of [
    ["group", world.groupId],
    ["otherGroup", world.otherGroupId],
  ] as const) {
    await lay(lead, "group", place, groupScope(groupId), groupFields);
    for (const [kind, fieldsOf] of Object.entries(groupKinds)) {
      // Otherwise it would put somebody into the group from today.
      const over = kind === "groupStaff" ? { from: "2027-01-04" } : {};
      await lay(lead, kind, place, groupScope(groupId), { ...fieldsOf(groupId, world), ...over });
    }
    const measured = { ...orderFor(world, "senco", place, "today"), authorId: lead.person.staffId };
    await lay(lead, "interventionMeasure", place, groupScope(groupId), measureFields(world, measured));
    await layDay(lead, place, place);
  }
  await layDay(world.actors.assistant, "ownLog", "ownLog");
  await layDay(lead, "otherLog", "ownLog");
  for (const [place, pupilId] of [
    ["needs", world.pupilId],
    ["otherNeeds", world.otherPupilId],
  ] as const)
    for (const [kind, fieldsOf] of Object.entries(sendKinds))
      await lay(lead, kind, place, sendScope(pupilId), fieldsOf(pupilId, lead.person.staffId));
  const { nurtureGroupId: groupId } = world;
  const placed = { groupId, pupilId: world.pupilId };
  await lay(lead, "nurturePlacement", "places", nurtureScope(groupId), placed);
  for (const [place, pupilId] of [
    ["scores", world.pupilId],
    ["otherScores", world.otherPupilId],
  ] as const)
    for (const [kind, fieldsOf] of Object.entries(nurtureKinds))
      await lay(lead, kind, place, boxallScope(pupilId), fieldsOf(pupilId, lead.person.staffId));
  for (const [kind, fieldsOf] of Object.entries(moneyKinds))
    await lay(lead, kind, "money", moneyScope, fieldsOf(world));
});
afterAll(() => world.server.close());

/** Everything that a device is told from nothing to the end, as text. */
async function pulledText(person: Person): Promise<string> {
  return JSON.stringify(await new TestDevice(world.server, person).pull());
}

describe("a pull", () => {
  it("has a word in every kind of record, so that none is searched in vain", () => {
    const kinds = new Set(laid.map(([kind]) => kind));
    // A deed is in its author's own log; a card is made by the server.
    expect([...registry.keys()].filter((kind) => !kinds.has(kind)).toSorted()).toEqual([
      "deed",
      "unfinished",
    ]);
  });

  it("holds the words of what a person may see, and of nothing else: no needs, no money, no other group", async () => {
    for (const actor of actorNames) {
      const text = await pulledText(world.actors[actor].person);
      expect([actor, wordsIn(text)]).toEqual([actor, rightWords(actor)]);
      expect(text).toContain(wordOf("school"));
    }
  });

  it("holds no figure of money and no status of a child for who may not see them, under any name", async () => {
    for (const actor of actorNames) {
      const text = await pulledText(world.actors[actor].person);
      const found = [
        "pencePerHour",
        "payBandId",
        "legalSurname",
        "dateOfBirth",
        '"status":"K"',
        "SLCN",
      ].filter((word) => text.includes(word));
      const needs = ["legalSurname", '"status":"K"', "SLCN"];
      const expected = right[actor].includes("money")
        ? ["pencePerHour", "payBandId", ...needs]
        : right[actor].includes("needs")
          ? needs
          : [];
      expect([actor, found]).toEqual([actor, expected]);
    }
  });

  it("gives a class teacher on a badge, and a SENCO without a second step, no child's needs and no money", async () => {
    const { server, actors } = world;
    const { schoolId, staffId } = actors.teacher.person;
    const onBadge = await signInAs(server, schoolId, staffId, { proof: "badge" });
    expect(wordsIn(await pulledText(onBadge))).toEqual(["group"]);
    const senco = actors.senco.person;
    const halfWay = await signInAs(server, schoolId, senco.staffId, { factorMs: null });
    const asked = await new TestDevice(server, halfWay).ask();
    expect(wordsIn(await asked.clone().text())).toEqual([]);
    expect(await refusalCode(asked)).toBe("factor-needed");
  });
});

describe("any other answer", () => {
  const bodyWithEverything = () => ({
    pupilId: world.pupilId,
    staffId: world.lead.person.staffId,
    groupId: world.groupId,
    schoolId: world.lead.person.schoolId,
    purpose: "subject-access",
    why: "parent-asked",
    what: "weekly-summary",
  });

  it("tells no word that the person may not see, on any route", async () => {
    const { server, pupilId } = world;
    const given = new Set<string>();
    for (const actor of actorNames) {
      const { schoolId, staffId } = world.actors[actor].person;
      for (const { method, path } of server.app.routes) {
        // What erases or shuts out would end the test.
        if (/erase$|close$|events$/.test(path)) continue;
        // Signed in anew for each, since some of them end the session.
        const { cookie } = await signInAs(server, schoolId, staffId);
        const asked =
          method === "get"
            ? await server.get(`${path}?pupilId=${pupilId}`, cookie)
            : await server.post(path, bodyWithEverything(), cookie);
        const said = await asked.text();
        const wrong = wordsIn(said).filter((place) => !right[actor].includes(place));
        expect([actor, path, wrong, asked.status < 500]).toEqual([actor, path, [], true]);
        if (asked.status === 200) given.add(`${actor} ${path}`);
      }
    }
    // Not only refusals were searched.
    expect(given).toContain("administrator /api/admin/audit");
    expect(given).toContain("administrator /api/admin/retention");
    expect(given).toContain("assistant /api/auth/me");
    expect(given).toContain("senco /api/admin/pupil-pack");
  });

  it("to a change of what the person may not see tells nothing of it, though the change be a conflict", async () => {
    for (const actor of ["assistant", "nurture", "teacher", "administrator"] as const) {
      const { server, actors } = world;
      const device = new TestDevice(server, actors[actor].person);
      for (const [kind, id] of laid) {
        const ops = [patch(kind, id, 0, { more: "mine" }), put(kind, id, schoolScope, { more: "mine" })];
        const answer = await device.send(ops.map((op) => device.mutation(op)));
        const wrong = wordsIn(await answer.text()).filter((place) => !right[actor].includes(place));
        expect([actor, kind, answer.status, wrong]).toEqual([actor, kind, 200, []]);
      }
    }
  });

  it("was searched for words that are there: the SENCO's record of one child holds them", async () => {
    const { server, lead } = world;
    const pack = await server.post("/api/admin/pupil-pack", bodyWithEverything(), lead.person.cookie);
    const text = await pack.text();
    expect([pack.status, wordsIn(text)]).toEqual([200, expect.arrayContaining(["needs"])]);
    // Scores are told in a form of their own, which knows its fields.
    expect(text).toContain("Leuven involvement");
  });
});
