// Somebody of the nurture room who wants more than they may have: another child's assessments, another's authorship, more time.
import { afterAll, beforeAll, expect, it } from "vitest";
import { boxallScope, groupScope, nurtureScope, schoolScope } from "../../src/domain/scope.ts";
import { days, nurtureKinds, rightsWorld, type RightsWorld } from "./support/rights-world.ts";
import { newId, patch, put, startServer } from "./support/school.ts";

let world: RightsWorld;
beforeAll(async () => {
  world = await rightsWorld(await startServer());
});
afterAll(() => world.server.close());

const staffIdOf = (actor: keyof RightsWorld["actors"]) => world.actors[actor].person.staffId;
const everything = 1_000_000;

it.each(Object.entries(nurtureKinds))(
  "%s stays with its child, its author and its time",
  async (kind, fieldsBy) => {
    const { nurture } = world.actors;
    const own = fieldsBy(world.pupilId, staffIdOf("nurture"));
    const id = newId();
    expect(await nurture.change(put(kind, id, boxallScope(world.pupilId), own))).toBe("ok");
    const refused = async (fields: object) =>
      await nurture.change(patch(kind, id, everything, { ...fields }));
    // Into the record of a child whom they do not work with, and out of the sight of who does.
    expect(await refused({ pupilId: world.otherPupilId })).toBe("wrong-scope");
    expect(await refused({ authorId: staffIdOf("teacher") })).toBe("forbidden");
    for (const scope of [schoolScope, groupScope(world.nurtureGroupId), boxallScope(world.otherPupilId)])
      expect([scope, await nurture.change(put(kind, newId(), scope, own))]).toEqual([scope, "wrong-scope"]);
    // In the name of somebody who may.
    const inTheirName = fieldsBy(world.pupilId, staffIdOf("senco"));
    expect(await nurture.change(put(kind, newId(), boxallScope(world.pupilId), inTheirName))).toBe(
      "forbidden",
    );
    // What was typed five weeks ago is the SENCO's to put right, and no new day makes it younger.
    const old = newId();
    const typedLongAgo = { ...own, recordedAt: "2026-10-12T10:00:00.000Z" };
    expect(await nurture.change(put(kind, old, boxallScope(world.pupilId), typedLongAgo))).toBe("ok");
    const recordedAt = `${days.today}T08:00:00.000Z`;
    expect(await nurture.change(patch(kind, old, everything, { recordedAt }))).toBe("forbidden");
    expect(await world.actors.senco.change(patch(kind, old, everything, { voided: null }))).toBe("ok");
  },
);

it("nobody makes themselves a place to read from", async () => {
  const { nurture, secondAdult } = world.actors;
  const scope = nurtureScope(world.nurtureGroupId);
  const place = { groupId: world.nurtureGroupId, pupilId: world.otherPupilId, referredOn: days.today };
  const member = { groupId: world.nurtureGroupId, pupilId: world.otherPupilId, from: days.today };
  const staffing = { groupId: world.nurtureGroupId, role: "support", from: days.today };
  for (const device of [nurture, secondAdult]) {
    const { staffId } = device.person;
    expect(await device.change(put("nurturePlacement", newId(), scope, place))).toBe("forbidden");
    // Being in the group is no place, whoever may say so.
    await device.change(put("groupMember", newId(), groupScope(world.nurtureGroupId), member));
    const own = put("groupStaff", newId(), groupScope(world.otherGroupId), {
      ...staffing,
      groupId: world.otherGroupId,
      staffId,
    });
    expect(await device.change(own)).toBe("forbidden");
    expect(await device.change(patch("staff", staffId, everything, { roles: ["senco"] }))).toBe("forbidden");
    await device.pull();
    const held = [...device.rows.values()].map((one) => one.scope);
    expect(held).not.toContain(boxallScope(world.otherPupilId));
  }
});

it("half-days are of the very group and child that they were made for", async () => {
  const { secondAdult } = world.actors;
  const id = newId();
  const grid = {
    groupId: world.nurtureGroupId,
    pupilId: world.pupilId,
    from: days.today,
    halfDays: ["1am"],
  };
  expect(await secondAdult.change(put("halfDayGrid", id, groupScope(world.nurtureGroupId), grid))).toBe("ok");
  expect(
    await secondAdult.change(patch("halfDayGrid", id, everything, { groupId: world.otherGroupId })),
  ).toBe("wrong-scope");
  const elsewhere = { ...grid, groupId: world.otherGroupId };
  expect(
    await secondAdult.change(put("halfDayGrid", newId(), groupScope(world.otherGroupId), elsewhere)),
  ).toBe("forbidden");
  for (const halfDays of [["6am"], ["1am", "noon"], Array.from({ length: 11 }, () => "1am"), "1am"]) {
    const wrong = put("halfDayGrid", newId(), groupScope(world.nurtureGroupId), { ...grid, halfDays });
    expect([halfDays, await secondAdult.change(wrong)]).toEqual([halfDays, "invalid-record"]);
  }
});

it("takes no totals that no form can have", async () => {
  const { nurture } = world.actors;
  const fields = nurtureKinds["boxallAssessment"]?.(world.pupilId, staffIdOf("nurture"));
  const scores = fields?.["scores"] as Readonly<Record<string, unknown>>;
  const said = (over: object) =>
    nurture.change(put("boxallAssessment", newId(), boxallScope(world.pupilId), { ...fields, ...over }));
  for (const wrong of [137, -1, 2.5, "3", Number.MAX_SAFE_INTEGER])
    expect([wrong, await said({ scores: { ...scores, A: wrong } })]).toEqual([wrong, "invalid-record"]);
  expect(await said({ scores: { A: 3 } })).toBe("invalid-record");
  expect(await said({ assessorIds: [] })).toBe("invalid-record");
  expect(await said({ date: "2026-02-30" })).toBe("invalid-record");
  expect(await said({ version: "children_2031" })).toBe("invalid-record");
});
