import { expect, it } from "vitest";
import { boxallAssessmentSchema, strands } from "../../src/domain/boxall.ts";
import {
  assessmentStanding,
  countingAssessments,
  othersOfOccasion,
  usualVersion,
  type KnownAssessment,
} from "../../src/domain/boxall-standing.ts";

const staff = crypto.randomUUID();
const pupilId = crypto.randomUUID();

function known(over: object = {}): KnownAssessment {
  const record = boxallAssessmentSchema.parse({
    pupilId,
    version: "children_2017",
    kind: "review",
    date: "2026-11-12",
    scores: Object.fromEntries(strands.map((strand) => [strand, 3])),
    assessorIds: [staff],
    authorId: staff,
    recordedAt: "2026-11-12T15:00:00.000Z",
    ...over,
  });
  return { id: crypto.randomUUID(), record };
}

it("a wrong version that is put right stays readable and counts nowhere, from when the new one is final", () => {
  const wrong = known({ version: "young_people" });
  const draft = known({ supersedes: wrong.id, isDraft: true });
  expect(assessmentStanding(wrong, [wrong, draft])).toBe("counts");
  const right = { ...draft, record: { ...draft.record, isDraft: false } };
  expect([wrong, right].map((one) => assessmentStanding(one, [wrong, right]))).toEqual([
    "superseded",
    "counts",
  ]);
  // What puts right and is itself taken back puts nothing right.
  const voided = { reason: "mistake" as const, by: right.record.authorId, at: "2026-11-13T10:00:00.000Z" };
  const taken = { ...right, record: { ...right.record, voided } };
  expect([wrong, taken].map((one) => assessmentStanding(one, [wrong, taken]))).toEqual([
    "counts",
    "taken-back",
  ]);
});

it("two assessors are two assessments until they agree on a third, and none is averaged", () => {
  const [one, other] = [known(), known({ assessorIds: [crypto.randomUUID()] })];
  expect(countingAssessments([one, other])).toHaveLength(2);
  expect(othersOfOccasion(one, [one, other])).toEqual([other]);
  const agreed = known({ agreedFrom: [one.id, other.id] });
  expect(countingAssessments([one, other, agreed])).toEqual([agreed]);
  expect(assessmentStanding(one, [one, other, agreed])).toBe("agreed");
});

it("counts in the order of days, without drafts", () => {
  const [late, early, draft] = [known(), known({ date: "2026-09-01" }), known({ isDraft: true })];
  expect(countingAssessments([late, early, draft])).toEqual([early, late]);
});

it("suggests the form that was begun with, otherwise by the year, and otherwise none", () => {
  expect(usualVersion("4", [])).toEqual({ version: "children_2017", why: "year-group" });
  expect(usualVersion("R", [])?.version).toBe("children_2017");
  expect(usualVersion("7", [])?.version).toBe("young_people");
  expect(usualVersion("7", [known()])).toEqual({ version: "children_2017", why: "begun-with" });
  expect(usualVersion(undefined, [known({ isDraft: true })])).toBeUndefined();
});
