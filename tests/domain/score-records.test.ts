import { expect, test } from "vitest";
import { mayCreate, mayEdit, type AccessFacts } from "../../src/domain/access.ts";
import { namedScoreSchema } from "../../src/domain/named-score.ts";
import { namedScore } from "../../src/domain/records.ts";
import { boxallScope } from "../../src/domain/scope.ts";
import { day, pupilId, staffId } from "../support/plan.ts";

const amara = pupilId("Amara");
const place = { scope: boxallScope(amara), id: "" };
const teacher: AccessFacts = {
  staffId: staffId("Lee"),
  roles: ["class-teacher"],
  groupStaff: [],
  classes: [{ staffId: staffId("Lee"), className: "Owls", from: day("2026-09-03") }],
  members: [],
  enrolments: [{ pupilId: amara, yearGroup: "3", className: "Owls", from: day("2026-09-03") }],
  placements: [],
};
/** Answered on paper in July, before this teacher had the class, and typed in September. */
const typedLate = namedScoreSchema.parse({
  pupilId: amara,
  instrument: "leuven",
  date: "2026-07-10",
  answeredBy: "staff",
  values: [{ name: "Leuven involvement", value: 3, min: 1, max: 5, direction: "more" }],
  authorId: staffId("Lee"),
  recordedAt: "2026-09-14T23:30:00.000Z",
});
const mayCorrect = (facts: AccessFacts, today: string) =>
  mayEdit(
    namedScore,
    { before: typedLate, after: { ...typedLate, answeredBy: "family" as const } },
    place,
    facts,
    day(today),
  );

test("a form that was answered weeks ago is typed now, and put right by whoever typed it for two weeks from then", () => {
  expect(mayCreate(namedScore, typedLate, place, teacher, day("2026-09-15"))).toBe(true);
  expect(["2026-09-15", "2026-09-29", "2026-09-30"].map((today) => mayCorrect(teacher, today))).toEqual([
    true,
    true,
    false,
  ]);
});

test("nobody else corrects it but the SENCO, and nobody enters scores of a child of another class", () => {
  expect(mayCorrect({ ...teacher, staffId: staffId("Sam") }, "2026-09-15")).toBe(false);
  expect(mayCorrect({ ...teacher, staffId: staffId("Sam"), roles: ["senco"] }, "2027-03-01")).toBe(true);
  const elsewhere = { ...teacher, enrolments: [] };
  expect(mayCreate(namedScore, typedLate, place, elsewhere, day("2026-09-15"))).toBe(false);
});

test("whoever typed it does not lengthen the time by saying that it was typed later", () => {
  const later = { ...typedLate, recordedAt: "2026-09-30T10:00:00.000Z" };
  const change = { before: typedLate, after: later };
  expect(mayEdit(namedScore, change, place, teacher, day("2026-09-30"))).toBe(false);
});
