import { expect, it } from "vitest";
import { strands, type BoxallAssessment, type BoxallScores } from "../../../src/domain/boxall.ts";
import { daySchema } from "../../../src/domain/calendar.ts";
import { pupilIdSchema, staffIdSchema } from "../../../src/domain/ids.ts";
import { pupilIdentitySchema, pupilSchema } from "../../../src/domain/pupil.ts";
import { blankScores } from "../../../src/features/boxall/blank-scores.ts";
import {
  planTotals,
  type KnownChildren,
  type ListAbout,
  type TotalsPlan,
} from "../../../src/features/boxall/totals-plan.ts";

const id = () => pupilIdSchema.parse(crypto.randomUUID());
const pupil = (knownAs: string, familyInitial: string) => ({
  id: id(),
  record: pupilSchema.parse({ knownAs, familyInitial, initials: knownAs.slice(0, 1) }),
});
const amara = pupil("Amara", "K");
const ben = pupil("Ben", "H");
const otherBen = pupil("Ben", "H");
/** A card of the same child that was put together with the right one. */
const oldCard = { id: id(), record: { ...pupil("Amy", "K").record, mergedInto: amara.id } };
const staffId = staffIdSchema.parse(crypto.randomUUID());
const identities = [
  pupilIdentitySchema.parse({
    pupilId: amara.id,
    legalForename: "Amara",
    legalSurname: "Kalu",
    upn: "H801200001001",
    upnStatus: "permanent",
  }),
];
const scores = Object.fromEntries(strands.map((strand) => [strand, 4])) as BoxallScores;
const today = daySchema.parse("2026-11-23");
const list: ListAbout = {
  date: today,
  today,
  definition: undefined,
  about: {
    version: "children_2017",
    kind: "review",
    assessorIds: [staffId],
    authorId: staffId,
    recordedAt: "2026-11-23T10:00:00.000Z",
  },
};
const row = (over: object) => ({ row: 2, upn: "", name: "", date: undefined, scores, ...over });
const known: KnownChildren = {
  pupils: new Map([amara, ben, otherBen, oldCard].map((one) => [one.id, one.record])),
  identities,
  assessments: [],
};
const planWith = (over: Partial<KnownChildren>, ...rows: object[]) =>
  planTotals(
    { rows: rows.map(row), problems: [{ row: 9, message: "unreadable." }], ignored: [] },
    { ...known, ...over },
    list,
  );
const plan = (...rows: object[]) => planWith({}, ...rows);
const said = (problems: TotalsPlan["problems"]) => problems.map((one) => `Row ${one.row}: ${one.message}`);

it("finds a child by UPN, by the name of the pupil list, or by the full name, and guesses nothing", () => {
  const { planned, problems } = plan(
    { row: 2, upn: "H801200001001" },
    { row: 3, name: "amara k" },
    { row: 5, name: "Amara" },
    { row: 6, upn: "X000" },
    { row: 7, name: "Ben H" },
    { row: 8 },
  );
  expect(planned.map((one) => [one.row, one.assessment.pupilId])).toEqual([[2, amara.id]]);
  expect(problems.map((one) => one.row)).toEqual([3, 5, 6, 7, 8, 9]);
  expect(said(problems)[3]).toContain("2 children have this name");
  for (const name of ["amara k", "Amara  Kalu", "AMY K"])
    expect(plan({ name }).planned.map((one) => one.assessment.pupilId)).toEqual([amara.id]);
});

it("keeps a row with blanks as a draft, and refuses a part above 136 and a day to come", () => {
  const { planned, problems } = plan(
    { row: 2, upn: "H801200001001", scores: { ...scores, A: null } },
    { row: 3, upn: "H801200001001", scores: { ...scores, A: 120 } },
    { row: 4, upn: "H801200001001", date: "2026-11-24" },
  );
  expect(planned.map((one) => [one.row, one.assessment.isDraft])).toEqual([[2, true]]);
  expect(said(problems)).toEqual([
    "Row 3: Part 1 makes 156, and the most is 136. Check the totals against the form.",
    "Row 4: its day is still to come.",
    "Row 9: unreadable.",
  ]);
});

it("takes a child and a day once from a list, and what is recorded already not again", () => {
  const upn = "H801200001001";
  expect(said(plan({ row: 2, upn }, { row: 3, upn }).problems)[0]).toContain(
    "Row 3: row 2 is about the same",
  );
  const [first] = plan({ upn }).planned;
  if (first === undefined) throw new Error("One row is planned.");
  // Under a card that was put together with the right one, it is the same child.
  const there = { ...first.assessment, pupilId: oldCard.id };
  const again = (over: Partial<BoxallAssessment>) =>
    planWith({ assessments: [{ ...there, ...over }] }, { upn }).planned.length;
  expect(again({})).toBe(0);
  expect(again({ isDraft: true })).toBe(0);
  expect(again({ voided: { reason: "undo", by: staffId, at: "2026-11-23T10:00:00.000Z" } })).toBe(1);
  expect(again({ assessorIds: [staffIdSchema.parse(crypto.randomUUID())] })).toBe(1);
  expect(again({ date: daySchema.parse("2026-07-01") })).toBe(1);
});

it("guesses neither between two cards with one UPN, nor makes an assessment of nothing", () => {
  const [identity] = identities;
  if (identity === undefined) throw new Error("One identity.");
  const upn = "H801200001001";
  const twice = [identity, { ...identity, pupilId: ben.id }];
  expect(said(planWith({ identities: twice }, { upn }).problems)[0]).toContain("2 children have this UPN");
  const together = [identity, { ...identity, pupilId: oldCard.id }];
  expect(planWith({ identities: together }, { upn }).planned).toHaveLength(1);
  expect(plan({ upn, scores: blankScores }).planned).toEqual([]);
});
