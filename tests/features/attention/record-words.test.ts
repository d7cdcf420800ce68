import { expect, test } from "vitest";
import { strands } from "../../../src/domain/boxall.ts";
import { registry } from "../../../src/domain/records.ts";
import type { Names } from "../../../src/features/attention/kind-words.ts";
import { linesOf, linesOfUnit, titleOf } from "../../../src/features/attention/record-words.ts";
import { day, groupId, pupilId, staffId } from "../../support/plan.ts";

const names: Names = {
  today: day("2026-09-16"),
  pupil: () => "Amara K",
  staff: () => "Lee",
  group: () => "Readers",
  intervention: () => "Reading",
};
const about = { pupilId: pupilId("Amara"), authorId: staffId("Lee"), recordedAt: "2026-09-14T10:00:00.000Z" };
const line = { name: "Words read", value: 0, min: 0, max: 60, direction: "more" };

/** Records with their title and what they say, by kind. */
const samples: Readonly<Record<string, readonly [fields: object, title: string, said: readonly string[]]>> = {
  nurturePlacement: [
    {
      groupId: groupId("readers"),
      pupilId: about.pupilId,
      startedOn: "2026-09-14",
      entryReason: "transition",
    },
    "Place of Amara K in Readers",
    ["Started: 14 September 2026", "Why the child came: A change of school or class"],
  ],
  halfDayGrid: [
    { groupId: groupId("readers"), pupilId: about.pupilId, from: "2026-09-14", halfDays: ["2pm", "1am"] },
    "Half-days of Amara K in Readers",
    ["From: 14 September 2026", "Half-days: Monday morning and Tuesday afternoon"],
  ],
  boxallDefinition: [
    { version: "children_2017", strands: { A: { itemCount: 4 } }, confirmedBy: about.authorId },
    "Numbers of the Boxall handbook: Children, 2017",
    ["Version: Children, 2017", "Strands entered: 1 strand", "Confirmed: Lee, Not said"],
  ],
  boxallAssessment: [
    {
      ...about,
      version: "young_people",
      kind: "baseline",
      date: "2026-09-14",
      scores: Object.fromEntries(strands.map((one) => [one, one === "A" ? 0 : null])),
      assessorIds: [about.authorId],
    },
    "Boxall assessment of Amara K",
    ["Day: 14 September 2026", "When: Baseline", "Version: Young people", "Totals: A 0", "Answers by: Lee"],
  ],
  namedScore: [
    { ...about, instrument: "own", date: "2026-09-14", answeredBy: "family", values: [line] },
    "Score of Amara K",
    [
      "Day: 14 September 2026",
      "Form: Another",
      "Values: Words read 0 (0 to 60, more is wanted)",
      "Answered by: Family",
    ],
  ],
  interventionMeasure: [
    {
      ...about,
      ...line,
      groupId: groupId("readers"),
      moment: "exit",
      date: "2026-09-14",
      voided: { reason: "mistake", by: about.authorId, at: about.recordedAt },
    },
    "Measure of Amara K in Readers",
    [
      "Child: Amara K",
      "Day: 14 September 2026",
      "When: Exit",
      "Value: Words read 0 (0 to 60, more is wanted)",
      "Counts: No, taken back",
    ],
  ],
};

test.each(Object.entries(samples))("tells what a %s says", (kind, [fields, title, said]) => {
  const record = Object.fromEntries(Object.entries(fields));
  expect(titleOf(kind, record, names)).toBe(title);
  expect(linesOf(kind, record, names).map((one) => `${one.label}: ${one.value}`)).toEqual(said);
});

test("every kind that a person can change has words for a conflict, but the few that nobody edits by hand", () => {
  const wordless = [...registry.keys()].filter((kind) => titleOf(kind, {}, names) === "A record");
  expect(wordless).toEqual(["correction", "unfinished", "earlierProvision", "retentionHold", "deed"]);
});

test("the value of a score is told with its scale, whichever of its fields differ", () => {
  const kind = registry.get("interventionMeasure");
  const [fields] = samples["interventionMeasure"] ?? [];
  if (kind === undefined || fields === undefined) throw new Error("There is such a kind.");
  const lines = linesOfUnit(kind, "value", Object.fromEntries(Object.entries(fields)), names);
  expect(lines.map((one) => one.value)).toEqual(["Words read 0 (0 to 60, more is wanted)"]);
});
