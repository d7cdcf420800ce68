import { describe, expect, it } from "vitest";
import { halfDays } from "../../../src/domain/half-days.ts";
import { groupIdSchema, pupilIdSchema } from "../../../src/domain/ids.ts";
import { isTakenBack, nurturePlacementSchema } from "../../../src/domain/nurture-placement.ts";
import {
  draftOfPlace,
  placeChanges,
  placeProblems,
  type PlaceDraft,
  type PlaceFacts,
} from "../../../src/features/nurture-group/place-draft.ts";
import { placeUndo } from "../../../src/features/nurture-group/place-undo.ts";
import { day } from "../../support/plan.ts";

const groupId = groupIdSchema.parse(crypto.randomUUID());
const pupilId = pupilIdSchema.parse(crypto.randomUUID());
const mornings = halfDays.filter((one) => one.endsWith("am"));
const termEnds = [day("2026-12-18"), day("2027-03-26")];
const facts: PlaceFacts = { groupId, members: [], meets: mornings, termEnds };
const draft: PlaceDraft = {
  pupilId,
  dates: { referredOn: "2026-09-03", agreedOn: "2026-09-10", startedOn: "2026-09-14" },
  unclear: [],
  entryReason: "attachment",
  exitReason: null,
  halfDays: mornings,
};
const stored = <T>(record: T) => ({
  id: crypto.randomUUID(),
  scope: "",
  seq: 1,
  rev: 1,
  pendingN: 0,
  record,
});
const changes = (one: PlaceDraft, over: Partial<PlaceFacts> = {}) =>
  placeChanges(one, { ...facts, ...over }, undefined, () => crypto.randomUUID()) ?? [];
const kinds = (all: readonly { readonly kind: { readonly name: string } }[]) =>
  all.map((one) => one.kind.name);

describe("a new place", () => {
  it("puts the child into the group from its first day; without a first day nobody joins", () => {
    expect(kinds(changes(draft))).toEqual(["nurturePlacement", "groupMember"]);
    expect(changes(draft)[1]).toMatchObject({ make: { groupId, pupilId, from: "2026-09-14" } });
    expect(kinds(changes({ ...draft, dates: { referredOn: "2026-09-03" } }))).toEqual(["nurturePlacement"]);
  });

  it("has half-days of its own where the child does not come whenever the group meets", () => {
    const some = changes({ ...draft, halfDays: ["1am", "3am"] });
    expect(some[2]).toMatchObject({ make: { pupilId, from: "2026-09-14", halfDays: ["1am", "3am"] } });
  });

  it("goes on with a membership that is there already", () => {
    const member = stored({ groupId, pupilId, from: day("2026-09-07") });
    expect(changes(draft, { members: [member] })[1]).toMatchObject({
      id: member.id,
      change: { from: "2026-09-14" },
    });
  });
});

describe("a place that ends", () => {
  const before = stored(nurturePlacementSchema.parse({ groupId, pupilId, startedOn: "2026-09-14" }));
  const member = stored({ groupId, pupilId, from: day("2026-09-14") });
  const ending = {
    ...draftOfPlace(before.record),
    dates: { startedOn: "2026-09-14", endedOn: "2026-12-18" },
    exitReason: "targets-met" as const,
  };

  it("ends the membership on the same day, and the assessments stay with the group until the term after", () => {
    const made = placeChanges(ending, { ...facts, members: [member] }, before, () => "") ?? [];
    expect(made).toMatchObject([
      { change: { endedOn: "2026-12-18", exitReason: "targets-met", heldUntil: "2027-03-26" } },
      { id: member.id, change: { from: "2026-09-14", to: "2026-12-18" } },
    ]);
  });

  it("that never began after all takes its membership back", () => {
    const never = { ...ending, dates: { referredOn: "2026-09-03" }, exitReason: null };
    const made = placeChanges(never, { ...facts, members: [member] }, before, () => "") ?? [];
    expect(made[1]).toMatchObject({ id: member.id, change: { to: "2026-09-13" } });
  });

  it("needs a reason, and days in their order, in sentences that name them", () => {
    expect(placeProblems({ ...ending, exitReason: null }).map((one) => one.fieldId)).toEqual([
      "place-exitReason",
    ]);
    const backwards = { ...draft, dates: { referredOn: "2026-09-20", startedOn: "2026-09-14" } };
    expect(placeProblems(backwards).map((one) => one.message)).toEqual([
      '"First day in the group" is 14 September 2026, before "Referred on", 20 September 2026. Put one of them right.',
    ]);
    expect(placeChanges(backwards, facts, undefined, () => "")).toBeUndefined();
    expect(placeProblems({ ...draft, pupilId: undefined, dates: {} })).toHaveLength(2);
  });

  it("leaves no day out on which the register has the child as here", () => {
    const hereOn = [day("2026-09-21"), day("2026-12-16")];
    const said = (dates: PlaceDraft["dates"]) =>
      placeProblems({ ...ending, dates }, hereOn).map((one) => [one.fieldId, one.message]);
    expect(said({ startedOn: "2026-09-14", endedOn: "2026-12-18" })).toEqual([]);
    expect(said({ startedOn: "2026-10-01", endedOn: "2026-12-10" })).toEqual([
      [
        "place-startedOn",
        "The first day is later. The register has the child as here on 21 September 2026. Put this day right, or the register.",
      ],
      [
        "place-endedOn",
        "The last day is earlier. The register has the child as here on 16 December 2026. Put this day right, or the register.",
      ],
    ]);
    expect(said({ referredOn: "2026-09-03" })[0]?.[1]).toContain("There is no first day.");
    const late = { ...ending, dates: { startedOn: "2026-10-01" }, exitReason: null };
    expect(placeChanges(late, facts, before, () => "", hereOn)).toBeUndefined();
  });

  it("takes no day for none that was begun and is no day", () => {
    const halfTyped = { ...draft, unclear: ["parentsInformedOn" as const] };
    expect(placeProblems(halfTyped)).toEqual([
      {
        fieldId: "place-parentsInformedOn",
        message:
          '"Parents or carers informed on" is no day as it stands. Enter day, month and year, or leave all three empty.',
      },
    ]);
    expect(placeChanges(halfTyped, facts, undefined, () => "")).toBeUndefined();
  });
});

describe("taking a saved place back", () => {
  const made = stored(
    nurturePlacementSchema.parse({ groupId, pupilId, referredOn: "2026-09-03", startedOn: "2026-09-14" }),
  );
  const member = stored({ groupId, pupilId, from: day("2026-09-14") });

  it("leaves a new one without a day and its membership without one", () => {
    expect(placeUndo(made, undefined, { now: member, before: undefined })).toMatchObject([
      { id: made.id, change: { referredOn: null, agreedOn: null, startedOn: null, entryReason: null } },
      { id: member.id, change: { from: "2026-09-14", to: "2026-09-13" } },
    ]);
    expect(isTakenBack({ ...made.record, referredOn: null, startedOn: null })).toBe(true);
    expect(isTakenBack(made.record)).toBe(false);
  });

  it("gives a changed one its days back, and the membership its own", () => {
    const ended = stored({ ...made.record, endedOn: day("2026-12-18"), exitReason: "other" as const });
    const now = stored({ ...member.record, to: day("2026-12-18") });
    expect(placeUndo(ended, made.record, { now, before: member.record })).toMatchObject([
      { change: { referredOn: "2026-09-03", startedOn: "2026-09-14", endedOn: null, exitReason: null } },
      { change: { from: "2026-09-14", to: null } },
    ]);
  });
});

describe("a referral that comes to nothing", () => {
  const before = stored(nurturePlacementSchema.parse({ groupId, pupilId, referredOn: "2026-09-03" }));
  const closed = {
    ...draftOfPlace(before.record),
    dates: { referredOn: "2026-09-03", endedOn: "2026-10-01" },
  };

  it("is closed with its reason, and the group's practitioners hold nothing any longer", () => {
    const made = placeChanges({ ...closed, exitReason: "withdrawn" }, facts, before, () => "") ?? [];
    expect(made).toMatchObject([
      { change: { startedOn: null, endedOn: "2026-10-01", exitReason: "withdrawn", heldUntil: null } },
    ]);
    expect(made).toHaveLength(1);
  });

  it("asks why in words that fit", () => {
    expect(placeProblems(closed).map((one) => one.message)).toEqual([
      'Choose an answer to "Why the child did not come".',
    ]);
    expect(
      placeProblems({ ...closed, dates: { ...closed.dates, referredOn: "2026-10-05" } })[0]?.message,
    ).toContain('"Referral closed on" is 1 October 2026, before "Referred on"');
  });
});
