import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import { unionSeconds } from "../../src/domain/hours.ts";
import { contributionOf } from "../../src/domain/ledger.ts";
import { pupilHoursOf } from "../../src/domain/pupil-hours.ts";
import type { Mark, Session } from "../../src/domain/session.ts";
import * as plan from "../support/plan.ts";

const { hour, monday } = plan;
const amara = plan.pupilId("Amara");
const question = { pupilIds: [amara], from: monday, to: addDays(monday, 27) };

function contribution(
  name: string,
  fields: Partial<Session>,
  marks: Readonly<Record<string, Partial<Mark>>> = {},
) {
  const one = { id: plan.sessionId(name), session: plan.sessionOf(fields.date ?? monday, fields) };
  const made = contributionOf({
    ...one,
    marks: plan.pupilNames.map((pupil) => plan.markOf(one, pupil, marks[pupil] ?? {})),
  });
  if (made === undefined) throw new Error("The session was voided.");
  return made;
}

function at(from: number, to: number): Partial<Session> {
  const adults = [{ staffId: plan.staffId("Lee"), from, to }];
  return { adults, start: from, plannedSeconds: to - from };
}

test("hours are by intervention, group and rule, and each figure opens to its sessions and their slices", () => {
  const hours = pupilHoursOf(question, [
    contribution("one", {}),
    contribution(
      "two",
      { rule: "enrolled", date: addDays(monday, 7) },
      { Amara: { status: "absent", intervals: [] } },
    ),
  ]);
  expect(hours.rows).toHaveLength(2);
  expect(hours.totals).toEqual({
    contactSeconds: 3600,
    apportionedSeconds: 1800,
    adultSeconds: 3600,
    reservedSeconds: 900,
    attended: 1,
    delivered: 2,
    missed: 1,
    unmarked: 0,
  });
  expect(hours.weeks.map((one) => one.totals.apportionedSeconds)).toEqual([900, 900]);
  expect(hours.sessions[0]?.working).toEqual([expect.objectContaining({ seconds: 3600, adultCount: 2 })]);
});

test("in two sessions at once, contact is the union over the day, shares stay per session, and the overlap is flagged", () => {
  const first = contribution("first", at(9 * hour, 10 * hour));
  const second = contribution("second", at(9.5 * hour, 10.5 * hour));
  const hours = pupilHoursOf(question, [second, first]);
  expect(hours.totals).toMatchObject({
    contactSeconds: 1.5 * hour,
    apportionedSeconds: 1800,
    adultSeconds: 1800,
  });
  expect(hours.sessions.map((one) => one.countedContactSeconds)).toEqual([3600, 1800]);
  expect(hours.sessions.map((one) => one.overlaps)).toEqual([[second.sessionId], [first.sessionId]]);
});

test("class support stands by itself and is never added to intervention time", () => {
  const hours = pupilHoursOf(question, [
    contribution("one", {}),
    contribution("two", { type: "class-support" }),
  ]);
  expect(hours.totals.contactSeconds).toBe(3600);
  expect(hours.otherTotals).toEqual([
    { type: "class-support", totals: expect.objectContaining({ contactSeconds: 3600 }) },
  ]);
});

test("a merged card's sessions count for the pupil, and a session with both cards counts once", () => {
  const both = { ...question, pupilIds: [amara, plan.pupilId("Ben")] };
  const hours = pupilHoursOf(both, [contribution("one", {})]);
  expect(hours.totals).toMatchObject({
    contactSeconds: 3600,
    apportionedSeconds: 1800,
    attended: 1,
    delivered: 1,
  });
});

test("total contact is the union of the pupil's times, in whatever order sessions are given", () => {
  const second = fc.integer({ min: 9 * hour, max: 12 * hour });
  const span = fc.tuple(second, second).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), (spans) => {
      const made = spans.map((one, index) => contribution(String(index), at(one.from, one.to)));
      const hours = pupilHoursOf(question, made);
      expect(hours.totals.contactSeconds).toBe(unionSeconds(spans));
      expect(pupilHoursOf(question, made.toReversed())).toEqual(hours);
      const ofRows = hours.rows.reduce((sum, row) => sum + row.totals.contactSeconds, 0);
      expect(ofRows).toBe(hours.totals.contactSeconds);
    }),
  );
});
