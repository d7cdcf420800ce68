import { expect, test } from "vitest";
import { strands } from "../../src/domain/boxall.ts";
import { pupilPackOf } from "../../src/domain/pupil-pack-of.ts";
import type { HeldRecord } from "../../src/domain/pupil-pack-school.ts";
import { pupilPackSchema, type PupilPack } from "../../src/domain/pupil-pack.ts";
import { registry } from "../../src/domain/records.ts";
import { pupilPackPage } from "../../src/files/pupil-pack-page.ts";
import { groupId, interventionId, pupilId, sessionId, staffId } from "../support/plan.ts";

const recordedAt = "2026-09-14T10:00:00.000Z";
const [amara, ben] = [pupilId("Amara"), pupilId("Ben")];
const made = { date: "2026-09-14", authorId: staffId("Lee"), recordedAt };
const voided = { reason: "mistake", by: staffId("Lee"), at: recordedAt };
const line = { name: "Sits with Ben", value: 0, min: 0, max: 10, direction: "more" };
const ids = { first: crypto.randomUUID(), second: crypto.randomUUID() };
const totals = (value: number) =>
  Object.fromEntries(strands.map((strand) => [strand, strand === "Z" ? null : value]));

const held = (kind: string, fields: object, id: string = crypto.randomUUID()): HeldRecord => ({
  kind,
  id,
  fields,
});
function about(pupil: typeof amara): HeldRecord[] {
  const assessment = { ...made, pupilId: pupil, version: "children_2017", assessorIds: [staffId("Sam")] };
  const own = pupil === amara ? ids : { first: crypto.randomUUID(), second: crypto.randomUUID() };
  return [
    held("nurturePlacement", {
      groupId: groupId("readers"),
      pupilId: pupil,
      startedOn: "2026-09-07",
      entryReason: "bereavement",
    }),
    held("halfDayGrid", {
      groupId: groupId("readers"),
      pupilId: pupil,
      from: "2026-09-07",
      halfDays: ["2pm"],
    }),
    held("boxallAssessment", { ...assessment, kind: "baseline", scores: totals(7) }, own.first),
    held(
      "boxallAssessment",
      { ...assessment, kind: "baseline", scores: totals(8), supersedes: own.first },
      own.second,
    ),
    held("boxallAssessment", { ...assessment, kind: "review", scores: totals(9), isDraft: true }),
    held("namedScore", { ...made, pupilId: pupil, instrument: "own", answeredBy: "family", values: [line] }),
    held("namedScore", {
      ...made,
      pupilId: pupil,
      instrument: "own",
      answeredBy: "pupil",
      values: [line],
      voided,
    }),
    held("interventionMeasure", {
      ...made,
      ...line,
      groupId: groupId("readers"),
      pupilId: pupil,
      moment: "baseline",
    }),
  ];
}

const school: HeldRecord[] = [
  held("staff", { name: "Lee Long", shortName: "Lee", roles: ["teaching-assistant"] }, staffId("Lee")),
  held("staff", { name: "Sam Short", shortName: "Sam", roles: ["teaching-assistant"] }, staffId("Sam")),
  held("pupil", { knownAs: "Amara", familyInitial: "K", initials: "AK" }, amara),
  held("pupil", { knownAs: "Ben", familyInitial: "W", initials: "BW" }, ben),
  held(
    "group",
    { name: "Nest", interventionId: interventionId("reading"), schoolYear: 2026, rule: "present" },
    groupId("readers"),
  ),
  held("boxallDefinition", { version: "children_2017", strands: { A: { itemCount: 4 } } }),
  held(
    "session",
    {
      ...made,
      type: "intervention",
      start: 32_400,
      plannedSeconds: 3600,
      outcome: "delivered",
      half: "am",
      adults: [],
      rule: "present",
      enrolledIds: [amara],
      activity: "Baking with Ben",
    },
    sessionId("nest"),
  ),
  held("mark", {
    sessionId: sessionId("nest"),
    pupilId: amara,
    date: "2026-09-14",
    authorId: staffId("Lee"),
    status: "here",
    intervals: [{ from: 32_400, to: 36_000 }],
    checkIn: 2,
  }),
  ...about(amara),
  ...about(ben),
];

function packOf(purpose: PupilPack["purpose"]): PupilPack {
  const request = {
    registry,
    records: school,
    notTaken: [],
    deeds: [],
    madeAt: recordedAt,
    madeBy: "Lee Long",
  };
  const pack = pupilPackOf({ ...request, pupilId: amara, purpose, why: "parent-asked" });
  if (pack === undefined) throw new Error("The school has this child.");
  return pupilPackSchema.parse(JSON.parse(JSON.stringify(pack)));
}

test("the family is given every place, assessment, score and measure, with who entered it and what does not count", () => {
  const pack = packOf("subject-access");
  expect(pack.places).toEqual([{ group: "Nest", startedOn: "2026-09-07", entryReason: "bereavement" }]);
  expect(pack.halfDays).toEqual([{ group: "Nest", from: "2026-09-07", halfDays: ["2pm"] }]);
  expect(pack.boxall.map(({ state, scores, by, assessors }) => [state, scores.A, by, assessors])).toEqual([
    ["superseded", 7, "Lee Long", ["Sam Short"]],
    [undefined, 8, "Lee Long", ["Sam Short"]],
    ["draft", 9, "Lee Long", ["Sam Short"]],
  ]);
  expect(pack.scores.map((one) => [one.answeredBy, one.voided, one.by])).toEqual([
    ["family", undefined, "Lee Long"],
    ["pupil", true, "Lee Long"],
  ]);
  expect(pack.measures).toHaveLength(1);
  expect(pack.sessions).toMatchObject([{ half: "am", checkIn: 2, activity: "Baking with [another child]" }]);
  // Each in its own form: nothing is left over, and the school's copy of a handbook is about no child.
  expect(pack.more).toEqual([]);
});

test("another child's name in the name of a scale is taken out, and nothing of the other child is there", () => {
  const pack = packOf("subject-access");
  expect(pack.measures[0]?.name).toBe("Sits with [another child]");
  expect(pack.scores[0]?.values[0]?.name).toBe("Sits with [another child]");
  const text = JSON.stringify(pack);
  for (const word of [ben, "Ben"]) expect(text).not.toContain(word);
});

test("a file for another school names no adult, and holds only what counts", () => {
  const pack = packOf("transfer");
  expect(pack.boxall.map(({ scores, by, assessors, state }) => [scores.A, by, assessors, state])).toEqual([
    [8, undefined, [], undefined],
  ]);
  expect(pack.scores.map((one) => [one.answeredBy, one.by])).toEqual([["family", undefined]]);
  expect(pack.measures.map((one) => [one.value, one.by])).toEqual([[0, undefined]]);
  for (const name of ["Lee", "Sam"]) expect(JSON.stringify(pack)).not.toContain(name);
});

test("a file that was made before there were scores is read as one without any", () => {
  const { places: _p, halfDays: _h, boxall: _b, scores: _s, measures: _m, ...before } = packOf("transfer");
  const read = pupilPackSchema.parse(before);
  expect([read.places, read.halfDays, read.boxall, read.scores, read.measures]).toEqual([[], [], [], [], []]);
});

test("the page tells them in words, with 0 said and a total that was not recorded left out", () => {
  const page = new TextDecoder().decode(pupilPackPage(packOf("subject-access")));
  for (const words of [
    "Started 2026-09-07",
    "Came: A loss",
    "Tuesday afternoon",
    "Baseline, Children, 2017. Put right by a later one",
    "Review, Children, 2017. A draft: it does not count",
    "A 8, B 8",
    "Sits with [another child]: 0 (0 to 10, more is wanted)",
    "Taken back: it does not count",
    "On coming in: 2 of 5",
    "Activity: Baking with [another child]",
  ])
    expect(page).toContain(words);
  expect(page).not.toContain("Z null");
});
