import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import {
  addContribution,
  cellsOf,
  changeLedger,
  contributionOf,
  contributionSchema,
  removeContribution,
  workingOf,
  type Contribution,
  type Ledger,
} from "../../src/domain/ledger.ts";
import type { Mark, Session } from "../../src/domain/session.ts";
import * as plan from "../support/plan.ts";

const { hour, monday } = plan;
const empty: Ledger = new Map();

function contribution(
  name: string,
  fields: Partial<Session> = {},
  marks: Readonly<Record<string, Partial<Mark>>> = {},
) {
  const one = { id: plan.sessionId(name), session: plan.sessionOf(monday, fields) };
  return contributionOf({
    ...one,
    marks: plan.pupilNames.map((pupil) => plan.markOf(one, pupil, marks[pupil] ?? {})),
  });
}

const lateBy = fc.integer({ min: 0, max: hour });
const anyContribution = fc
  .record({
    name: fc.uuid(),
    on: fc.integer({ min: 0, max: 20 }),
    outcome: fc.constantFrom("delivered" as const, "lost" as const),
    rule: fc.constantFrom("present" as const, "enrolled" as const),
    group: fc.boolean(),
    late: lateBy,
    isAbsent: fc.boolean(),
  })
  .map(({ name, on, outcome, rule, group, late, isAbsent }) => {
    const fields = {
      date: addDays(monday, on),
      outcome,
      rule,
      groupId: group ? plan.groupId("readers") : null,
    };
    const marks = {
      Ben: { intervals: [{ from: 10 * hour + late, to: 11 * hour }] },
      ...(isAbsent ? { Dina: { status: "absent" as const, intervals: [] } } : {}),
    };
    const made = contribution(name, fields, marks);
    if (made === undefined) throw new Error("The session was voided.");
    return made;
  });
const someContributions = fc.array(anyContribution, { maxLength: 12 });

function plain(ledger: Ledger) {
  return [...ledger].sort(([a], [b]) => (a < b ? -1 : 1));
}

test("a session adds to its pupils', its group's and its adults' cells", () => {
  const made = contribution("one", {}, { Dina: { status: "absent", intervals: [] } });
  const cells = made ? cellsOf(made) : [];
  expect(cells.find((cell) => cell.subject === `group|${plan.groupId("readers")}`)).toMatchObject({
    week: monday,
    part: "delivered|intervention",
    amounts: { delivered: 1 },
  });
  expect(cells.find((cell) => cell.subject === `pupil|${plan.pupilId("Ben")}`)).toMatchObject({
    part: `${plan.interventionId("reading")}|${plan.groupId("readers")}|present|cognition-learning|intervention`,
    amounts: {
      contactSeconds: 3600,
      apportionedSeconds: 1200,
      adultSeconds: 2400,
      attended: 1,
      delivered: 1,
    },
  });
  expect(cells.find((cell) => cell.subject === `pupil|${plan.pupilId("Dina")}`)?.amounts).toEqual({
    delivered: 1,
    missed: 1,
  });
  expect(cells.find((cell) => cell.subject === `staff|${plan.staffId("Sam")}`)?.amounts).toEqual({
    adultSeconds: 3600,
    delivered: 1,
  });
});

test("a lost session counts under its reason and gives nobody anything", () => {
  const made = contribution("lost", { outcome: "lost", lostReason: "room" });
  expect(made && cellsOf(made)).toEqual([
    {
      subject: `group|${plan.groupId("readers")}`,
      week: monday,
      part: "lost|intervention|room",
      amounts: { lost: 1 },
    },
  ]);
});

test("a voided session counts nowhere", () => {
  const voided = { reason: "undo" as const, by: plan.staffId("Lee"), at: "2026-09-14T12:00:00.000Z" };
  expect(contribution("voided", { voided })).toBeUndefined();
});

test("the working comes from the contribution alone", () => {
  const made = contribution("one", {}, { Dina: { intervals: [{ from: 10 * hour, to: 10.5 * hour }] } });
  const working = made ? workingOf(made) : [];
  expect(working.map((slice) => [slice.seconds, slice.sharedBy.length, slice.adultCount])).toEqual([
    [1800, 4, 2],
    [1800, 3, 2],
  ]);
});

test("a session that was never added cannot be taken out", () => {
  const made = contribution("one");
  expect(() => made && removeContribution(empty, made)).toThrow(RangeError);
});

test("adding and then removing a session leaves the ledger exactly as it was", () => {
  fc.assert(
    fc.property(someContributions, anyContribution, (others, one) => {
      const before = changeLedger(empty, { removed: [], added: others });
      expect(plain(removeContribution(addContribution(before, one), one))).toEqual(plain(before));
    }),
  );
});

test("the order of sessions does not matter, and a rebuild is what was added one by one", () => {
  fc.assert(
    fc.property(someContributions, fc.array(fc.nat(), { maxLength: 6 }), (all, removals) => {
      const removed = new Set(removals.flatMap((at) => (all.length > 0 ? [at % all.length] : [])));
      const added = all.reduce(addContribution, empty);
      const backwards = all.toReversed().reduce(addContribution, empty);
      expect(plain(backwards)).toEqual(plain(added));
      const left = [...removed].reduce(
        (ledger, at) => removeContribution(ledger, contributionAt(all, at)),
        added,
      );
      const rebuilt = changeLedger(empty, { removed: [], added: all.filter((_, at) => !removed.has(at)) });
      expect(plain(left)).toEqual(plain(rebuilt));
    }),
  );
});

test("a contribution comes back from storage as it was", () => {
  fc.assert(
    fc.property(anyContribution, (one) => {
      expect(contributionSchema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
    }),
  );
});

function contributionAt(all: readonly Contribution[], at: number): Contribution {
  const one = all[at];
  if (one === undefined) throw new Error("There is no such contribution.");
  return one;
}
