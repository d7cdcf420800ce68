// The table of rights through the real server, every cell of what happened: sessions, marks, notes, corrections and deeds, by
// who was there on the record's own day. What is right is written here by hand, from the design.
import { afterAll, beforeAll, expect, it } from "vitest";
import { groupScope, logScope, schoolScope } from "../../src/domain/scope.ts";
import { askRights } from "./support/rights-asked.ts";
import {
  actorNames,
  dailyKinds,
  days,
  measureFields,
  orderFor,
  otherThan,
  rightsWorld,
  schoolKinds,
  scopeAt,
  type ActorName,
  type RightsWorld,
  type SampleOrder,
  type When,
  type Where,
} from "./support/rights-world.ts";
import { newId, put, startServer } from "./support/school.ts";

const nobody: readonly ActorName[] = [];

/** The adults of each group on each day. */
const adults: Readonly<Record<"group" | "otherGroup", Readonly<Record<When, readonly ActorName[]>>>> = {
  group: { today: ["assistant"], friday: ["assistant", "cover"], earlier: ["assistant", "moved"] },
  otherGroup: { today: ["elsewhere"], friday: ["elsewhere"], earlier: ["elsewhere"] },
};

function mayMakeDaily(actor: ActorName, kind: string, where: Where, when: When): boolean {
  if (where === "ownLog") return true;
  // In somebody else's log nobody makes a session; the SENCO adds to one that is there.
  if (where === "otherLog") return actor === "senco" && kind !== "session";
  return actor === "senco" || adults[where][when].includes(actor);
}

let world: RightsWorld;
const asked = askRights(() => world);
const sessions = new Map<string, string>();
beforeAll(async () => {
  world = await rightsWorld(await startServer());
  // Sessions for what lives within one: by the SENCO in the groups, by each in their own log.
  for (const when of Object.keys(days) as When[]) {
    for (const where of ["group", "otherGroup"] as const)
      sessions.set(`${where} ${when}`, await makeSession("senco", where, when));
    for (const actor of actorNames)
      sessions.set(`${actor} ${when}`, await makeSession(actor, "ownLog", when));
  }
});
afterAll(() => world.server.close());

const staffIdOf = (actor: ActorName): string => world.actors[actor].person.staffId;

function orderWithin(actor: ActorName, where: Where, when: When): SampleOrder {
  const at = where === "ownLog" ? actor : where === "otherLog" ? otherThan(actor) : where;
  return { ...orderFor(world, actor, where, when), sessionId: sessions.get(`${at} ${when}`) ?? "" };
}

async function makeSession(actor: ActorName, where: Where, when: When): Promise<string> {
  const order = orderFor(world, actor, where, when);
  const id = newId();
  const said = await world.actors[actor].change(
    put("session", id, scopeAt(order), dailyKinds["session"]?.(order) ?? {}),
  );
  if (said !== "ok") throw new Error(`No session for the others to stand in: ${said}`);
  return id;
}

it("judges what happened by who was there on that day, and takes late honest work", async () => {
  for (const when of Object.keys(days) as When[])
    for (const where of ["group", "otherGroup", "ownLog", "otherLog"] as const)
      for (const [kind, fieldsOf] of Object.entries(dailyKinds))
        for (const actor of actorNames) {
          const order = orderWithin(actor, where, when);
          const op = put(kind, newId(), scopeAt(order), fieldsOf(order));
          const isRight = mayMakeDaily(actor, kind, where, when);
          await asked.ask(`${actor} makes ${kind} in ${where}, ${when}`, world.actors[actor], op, isRight);
        }
  expect(asked.wrong()).toEqual([]);
});

it("makes nothing in another person's name, whoever asks", async () => {
  for (const kind of ["session", "mark", "note", "correction", "awayToday", "interruption"])
    for (const actor of actorNames) {
      const order = { ...orderWithin(actor, "group", "friday"), authorId: staffIdOf(otherThan(actor)) };
      const fieldsOf = dailyKinds[kind] ?? schoolKinds[kind];
      const scope = kind in dailyKinds ? groupScope(world.groupId) : schoolScope;
      await asked.ask(
        `${actor} makes ${kind} as another`,
        world.actors[actor],
        put(kind, newId(), scope, fieldsOf?.(order) ?? {}),
        false,
      );
    }
  expect(asked.wrong()).toEqual([]);
});

it("lets what happened be corrected by its author for two weeks, by the group's adults of today, and by the SENCO", async () => {
  const cases: readonly [
    author: ActorName,
    where: Where,
    when: When,
    adults: readonly ActorName[],
    isLate: boolean,
  ][] = [
    ["cover", "group", "friday", ["assistant"], false],
    ["moved", "group", "earlier", ["assistant"], true],
    ["elsewhere", "otherGroup", "friday", ["elsewhere"], false],
    ["teacher", "ownLog", "friday", [], false],
    ["teacher", "ownLog", "earlier", [], true],
  ];
  for (const [author, where, when, ofGroup, isLate] of cases) {
    const own: readonly ActorName[] = isLate ? [] : [author];
    const right: Readonly<Record<string, readonly ActorName[]>> = {
      session: ["senco", ...own, ...ofGroup],
      mark: ["senco", ...own, ...ofGroup],
      note: ["senco", ...own],
      correction: nobody,
    };
    for (const [kind, fieldsOf] of Object.entries(dailyKinds)) {
      const order = orderWithin(author, where, when);
      const id = newId();
      expect(await world.actors[author].change(put(kind, id, scopeAt(order), fieldsOf(order)))).toBe("ok");
      await asked.askToChange(kind, id, right[kind] ?? nobody, `of ${author} in ${where}, ${when}`);
    }
  }
  expect(asked.wrong()).toEqual([]);
});

it("lets the adults of that day and the SENCO measure a child of the group, and put it right as a session", async () => {
  for (const when of Object.keys(days) as When[])
    for (const where of ["group", "otherGroup"] as const)
      for (const actor of actorNames) {
        const order = orderFor(world, actor, where, when);
        const op = put("interventionMeasure", newId(), scopeAt(order), measureFields(world, order));
        const isRight = mayMakeDaily(actor, "session", where, when);
        await asked.ask(`${actor} measures in ${where}, ${when}`, world.actors[actor], op, isRight);
        const another = { ...order, authorId: staffIdOf(otherThan(actor)) };
        const asAnother = put("interventionMeasure", newId(), scopeAt(order), measureFields(world, another));
        await asked.ask(`${actor} measures as another`, world.actors[actor], asAnother, false);
      }
  for (const [author, when, right] of [
    ["cover", "friday", ["senco", "cover", "assistant"]],
    ["moved", "earlier", ["senco", "assistant"]],
  ] as const) {
    const order = orderFor(world, author, "group", when);
    const id = newId();
    const made = put("interventionMeasure", id, scopeAt(order), measureFields(world, order));
    expect(await world.actors[author].change(made)).toBe("ok");
    await asked.askToChange("interventionMeasure", id, right, `of ${author}, ${when}`);
  }
  expect(asked.wrong()).toEqual([]);
});

it("lets everybody note what left the app in their own log, and nobody change it or write a card by hand", async () => {
  const at = { date: days.today, recordedAt: "2026-11-23T10:00:00.000Z" };
  for (const actor of actorNames) {
    const authorId = staffIdOf(actor);
    const deed = { ...at, authorId, event: "export", what: "weekly-summary" };
    const [id, scope] = [newId(), logScope(authorId, 2026)];
    await asked.ask(`${actor} makes deed`, world.actors[actor], put("deed", id, scope, deed), true);
    await asked.ask(
      `${actor} makes deed as another`,
      world.actors[actor],
      put("deed", newId(), logScope(staffIdOf(otherThan(actor)), 2026), {
        ...deed,
        authorId: staffIdOf(otherThan(actor)),
      }),
      false,
    );
    await asked.askToChange("deed", id, nobody);
    const card = { ...at, authorId, start: 32_400, minutes: 20, children: 2, line: "Reading" };
    await asked.ask(
      `${actor} makes unfinished`,
      world.actors[actor],
      put("unfinished", newId(), scope, card),
      false,
    );
  }
  expect(asked.wrong()).toEqual([]);
});

it("asked every cell of what happened", () => {
  expect(asked.cells()).toBeGreaterThan(600);
});
