import { expect, it } from "vitest";
import { strands, type BoxallScores } from "../../../src/domain/boxall.ts";
import { daySchema } from "../../../src/domain/calendar.ts";
import { pupilIdSchema, staffIdSchema } from "../../../src/domain/ids.ts";
import { pupilIdentitySchema, pupilSchema } from "../../../src/domain/pupil.ts";
import { planTotals, type ListAbout } from "../../../src/features/boxall/totals-plan.ts";

const id = () => pupilIdSchema.parse(crypto.randomUUID());
const pupil = (knownAs: string, familyInitial: string) => ({
  id: id(),
  record: pupilSchema.parse({ knownAs, familyInitial, initials: knownAs.slice(0, 1) }),
});
const amara = pupil("Amara", "K");
const ben = pupil("Ben", "H");
const otherBen = pupil("Ben", "H");
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
const plan = (...rows: object[]) =>
  planTotals(
    { rows: rows.map(row), problems: ["Row 9: unreadable."], ignored: [] },
    { pupils: [amara, ben, otherBen], identities },
    list,
  );

it("finds a child by UPN, by the name of the pupil list, or by the full name, and guesses nothing", () => {
  const { planned, problems } = plan(
    { row: 2, upn: "H801200001001" },
    { row: 3, name: "amara k" },
    { row: 4, name: "Amara Kalu" },
    { row: 5, name: "Amara" },
    { row: 6, upn: "X000" },
    { row: 7, name: "Ben H" },
    { row: 8 },
  );
  expect(planned.map((one) => [one.row, one.assessment.pupilId])).toEqual([
    [2, amara.id],
    [3, amara.id],
    [4, amara.id],
  ]);
  expect(problems.map((one) => one.slice(0, 6))).toEqual(["Row 9:", "Row 5:", "Row 6:", "Row 7:", "Row 8:"]);
  expect(problems[3]).toContain("2 children have this name");
});

it("keeps a row with blanks as a draft, and refuses a part above 136 and a day to come", () => {
  const { planned, problems } = plan(
    { row: 2, upn: "H801200001001", scores: { ...scores, A: null } },
    { row: 3, upn: "H801200001001", scores: { ...scores, A: 120 } },
    { row: 4, upn: "H801200001001", date: "2026-11-24" },
  );
  expect(planned.map((one) => [one.row, one.assessment.isDraft])).toEqual([[2, true]]);
  expect(problems.slice(1)).toEqual([
    "Row 3: Part 1 makes 156, and the most is 136. Check the totals against the form.",
    "Row 4: its day is still to come.",
  ]);
});
