// The table of rights through the real server, every cell of what is planned and kept: who may read, make and change what.
// What is right is written here by hand, from the table of scopes in the design, and never asked of the program.
import { afterAll, beforeAll, expect, it } from "vitest";
import { registry } from "../../src/domain/records.ts";
import {
  boxallScope,
  groupScope,
  logScope,
  moneyScope,
  nurtureScope,
  schoolScope,
  sendScope,
} from "../../src/domain/scope.ts";
import type { Fields } from "../../src/protocol/change.ts";
import { askRights } from "./support/rights-asked.ts";
import {
  actorNames,
  dailyKinds,
  days,
  groupFields,
  groupKinds,
  measureFields,
  moneyKinds,
  nurtureKinds,
  orderFor,
  rightsWorld,
  schoolKinds,
  scopeAt,
  sendKinds,
  type ActorName,
  type RightsWorld,
} from "./support/rights-world.ts";
import { newId, put, startServer } from "./support/school.ts";

const everybody: readonly ActorName[] = actorNames;
const leaders: readonly ActorName[] = ["senco", "administrator"];
const onlySenco: readonly ActorName[] = ["senco"];
const nobody: readonly ActorName[] = [];

/** Who makes and who changes what the whole school holds. */
const inSchool: Readonly<
  Record<string, readonly [make: readonly ActorName[], change: readonly ActorName[]]>
> = {
  school: [leaders, leaders],
  halfTerm: [leaders, leaders],
  calendarDay: [leaders, leaders],
  staff: [["administrator"], ["administrator"]],
  classTeacher: [leaders, leaders],
  intervention: [onlySenco, onlySenco],
  boxallDefinition: [onlySenco, onlySenco],
  pupil: [everybody, leaders],
  // The child has a class: only for a child without one may anybody say which it is.
  enrolment: [leaders, leaders],
  awayToday: [everybody, everybody],
  interruption: [everybody, everybody],
};

function mayRead(actor: ActorName, scope: string, { world }: { readonly world: RightsWorld }): boolean {
  if (scope === schoolScope) return true;
  if (actor === "senco" || actor === "head") return true;
  const own: Partial<Record<ActorName, readonly string[]>> = {
    assistant: [groupScope(world.groupId)],
    elsewhere: [groupScope(world.otherGroupId)],
    // By the class of a pupil of the group.
    teacher: [groupScope(world.groupId), sendScope(world.pupilId), boxallScope(world.pupilId)],
    nurture: [
      groupScope(world.nurtureGroupId),
      nurtureScope(world.nurtureGroupId),
      boxallScope(world.pupilId),
    ],
    // Takes the register, so knows who is expected; reads no assessment.
    secondAdult: [groupScope(world.nurtureGroupId), nurtureScope(world.nurtureGroupId)],
  };
  const { staffId } = world.actors[actor].person;
  return own[actor]?.includes(scope) === true || scope === logScope(staffId, 2026);
}

let world: RightsWorld;
const asked = askRights(() => world);
beforeAll(async () => {
  world = await rightsWorld(await startServer());
});
afterAll(() => world.server.close());

const staffIdOf = (actor: ActorName): string => world.actors[actor].person.staffId;

it("knows every kind that there is", () => {
  const known = [schoolKinds, groupKinds, dailyKinds, sendKinds, nurtureKinds, moneyKinds].flatMap((one) =>
    Object.keys(one),
  );
  expect([...registry.keys()].toSorted()).toEqual(
    [...known, "group", "nurturePlacement", "interventionMeasure", "deed", "unfinished"].toSorted(),
  );
});

it("lets those make what the whole school holds, and change it, who may", async () => {
  for (const [kind, fieldsOf] of Object.entries(schoolKinds)) {
    const [make = nobody, change = nobody] = inSchool[kind] ?? [];
    for (const actor of actorNames) {
      const device = world.actors[actor];
      const fields = fieldsOf(orderFor(world, actor, "ownLog", "today"));
      await asked.ask(
        `${actor} makes ${kind}`,
        device,
        put(kind, newId(), schoolScope, fields),
        make.includes(actor),
      );
    }
    const id = newId();
    const byLead = fieldsOf({
      ...orderFor(world, "senco", "ownLog", "today"),
      authorId: world.lead.person.staffId,
    });
    expect([kind, await world.lead.change(put(kind, id, schoolScope, byLead))]).toEqual([kind, "ok"]);
    await asked.askToChange(kind, id, change);
  }
  expect(asked.wrong()).toEqual([]);
});

/** In the group today: who takes its register also says on which half-days a child comes. */
const adultsToday = { group: ["assistant"], otherGroup: ["elsewhere"] } as const;

it("lets the SENCO plan groups, a class teacher set targets for pupils of their own, and a group's adults its half-days", async () => {
  for (const where of ["group", "otherGroup"] as const) {
    const groupId = where === "group" ? world.groupId : world.otherGroupId;
    for (const [kind, fieldsOf] of Object.entries(groupKinds)) {
      const isTarget = kind === "sessionTarget" && where === "group";
      const adults = kind === "halfDayGrid" ? adultsToday[where] : [];
      const right: readonly ActorName[] = ["senco", ...(isTarget ? (["teacher"] as const) : []), ...adults];
      for (const actor of actorNames) {
        const op = put(kind, newId(), groupScope(groupId), fieldsOf(groupId, world));
        // Who was just put into the group would change what is right for the next one.
        if (kind !== "groupStaff" || actor !== "senco")
          await asked.ask(
            `${actor} makes ${kind} in ${where}`,
            world.actors[actor],
            op,
            right.includes(actor),
          );
      }
      const id = newId();
      const fields = { ...fieldsOf(groupId, world), ...(kind === "groupStaff" && { from: "2027-01-04" }) };
      expect([kind, await world.lead.change(put(kind, id, groupScope(groupId), fields))]).toEqual([
        kind,
        "ok",
      ]);
      await asked.askToChange(kind, id, right, `in ${where}`);
    }
  }
  for (const actor of actorNames) {
    const id = newId();
    const op = put("group", id, groupScope(id), groupFields);
    await asked.ask(`${actor} makes a group`, world.actors[actor], op, actor === "senco");
  }
  const id = newId();
  expect(await world.lead.change(put("group", id, groupScope(id), groupFields))).toBe("ok");
  await asked.askToChange("group", id, onlySenco);
  expect(asked.wrong()).toEqual([]);
});

it("keeps assessments and scores with the practitioner, the class teacher and the SENCO of that very child", async () => {
  for (const [kind, fieldsBy] of Object.entries(nurtureKinds)) {
    for (const pupilId of [world.pupilId, world.otherPupilId]) {
      const own: readonly ActorName[] =
        pupilId === world.pupilId ? ["senco", "nurture", "teacher"] : onlySenco;
      for (const actor of actorNames) {
        const op = put(kind, newId(), boxallScope(pupilId), fieldsBy(pupilId, staffIdOf(actor)));
        await asked.ask(`${actor} makes ${kind}`, world.actors[actor], op, own.includes(actor));
      }
    }
    const id = newId();
    const byNurture = put(
      kind,
      id,
      boxallScope(world.pupilId),
      fieldsBy(world.pupilId, staffIdOf("nurture")),
    );
    expect([kind, await world.actors.nurture.change(byNurture)]).toEqual([kind, "ok"]);
    await asked.askToChange(kind, id, ["senco", "nurture"]);
  }
  const placement = { groupId: world.nurtureGroupId, pupilId: world.otherPupilId };
  const scope = nurtureScope(world.nurtureGroupId);
  // Who could place a child could read that child's assessments.
  for (const actor of actorNames) {
    const op = put("nurturePlacement", newId(), scope, placement);
    await asked.ask(`${actor} makes nurturePlacement`, world.actors[actor], op, actor === "senco");
  }
  const placed = newId();
  expect(await world.lead.change(put("nurturePlacement", placed, scope, placement))).toBe("ok");
  await asked.askToChange("nurturePlacement", placed, onlySenco);
  expect(asked.wrong()).toEqual([]);
});

it("keeps needs and money with those who work with them", async () => {
  const lead = world.lead.person.staffId;
  const rows: [string, string, (authorId: string) => Fields, readonly ActorName[], readonly ActorName[]][] =
    [];
  for (const [kind, fieldsOf] of Object.entries(sendKinds))
    for (const pupil of [world.pupilId, world.otherPupilId]) {
      const isHold = kind === "retentionHold";
      rows.push([
        kind,
        sendScope(pupil),
        (author) => fieldsOf(pupil, author),
        isHold ? leaders : onlySenco,
        isHold ? nobody : onlySenco,
      ]);
    }
  for (const [kind, fieldsOf] of Object.entries(moneyKinds))
    rows.push([kind, moneyScope, () => fieldsOf(world), onlySenco, onlySenco]);
  for (const [kind, scope, fieldsBy, make, change] of rows) {
    for (const actor of actorNames) {
      const op = put(kind, newId(), scope, fieldsBy(staffIdOf(actor)));
      await asked.ask(`${actor} makes ${kind}`, world.actors[actor], op, make.includes(actor));
    }
    const id = newId();
    expect([kind, await world.lead.change(put(kind, id, scope, fieldsBy(lead)))]).toEqual([kind, "ok"]);
    await asked.askToChange(kind, id, change);
  }
  expect(asked.wrong()).toEqual([]);
});

/** A session with all that lives within it: by each in their own log, and in each group. */
async function logEverywhere(): Promise<void> {
  const places = [
    ...actorNames.map((actor) => [actor, "ownLog"] as const),
    ["assistant", "group"] as const,
    ["elsewhere", "otherGroup"] as const,
  ];
  for (const [actor, where] of places) {
    const order = { ...orderFor(world, actor, where, "today"), sessionId: newId() };
    const ops = Object.entries(dailyKinds).map(([kind, fieldsOf]) =>
      put(kind, kind === "session" ? order.sessionId : newId(), scopeAt(order), fieldsOf(order)),
    );
    if (where !== "ownLog")
      ops.push(put("interventionMeasure", newId(), scopeAt(order), measureFields(world, order)));
    expect(await world.actors[actor].change(...ops)).toBe("ok");
  }
  const { staffId: authorId } = world.actors.head.person;
  const deed = { authorId, date: days.today, recordedAt: "2026-11-23T10:00:00.000Z" };
  const fields = { ...deed, event: "export", what: "weekly-summary" };
  expect(await world.actors.head.change(put("deed", newId(), logScope(authorId, 2026), fields))).toBe("ok");
}

it("gives each person what they may read, all of it and nothing else", async () => {
  await logEverywhere();
  const { db } = world.server;
  const rows = await db
    .selectFrom("record")
    .select(["kind", "id", "scope"])
    .where("school", "=", world.lead.person.schoolId)
    .execute();
  expect(new Set(rows.map((row) => row.kind)).size).toBe(registry.size - 1);
  for (const actor of actorNames) {
    const device = world.actors[actor];
    await device.pull();
    const right = rows
      .filter((row) => mayRead(actor, row.scope, { world }))
      .map((row) => `${row.kind}|${row.id}`);
    expect([actor, ...[...device.rows.keys()].toSorted()]).toEqual([actor, ...right.toSorted()]);
    expect(right.length).toBeGreaterThan(10);
  }
});

it("asked every cell of what is planned", () => {
  expect(asked.cells()).toBeGreaterThan(500);
});
