import { describe, expect, it } from "vitest";
import { boxallAssessmentSchema, strands } from "../../src/domain/boxall.ts";
import { pupilIdSchema, type PupilId } from "../../src/domain/ids.ts";
import { nurturePlacementSchema } from "../../src/domain/nurture-placement.ts";
import { nurtureReport, type ReportFacts } from "../../src/domain/nurture-report.ts";
import { day } from "../support/plan.ts";

const groupId = crypto.randomUUID();
const staff = crypto.randomUUID();
const pupils = Array.from({ length: 5 }, () => pupilIdSchema.parse(crypto.randomUUID()));
const place = (pupilId: PupilId, over: object = {}) =>
  nurturePlacementSchema.parse({ groupId, pupilId, startedOn: "2026-09-07", ...over });
const assessed = (pupilId: PupilId, date: string, total: number, over: object = {}) => ({
  id: crypto.randomUUID(),
  record: boxallAssessmentSchema.parse({
    pupilId,
    version: "children_2017",
    kind: "review",
    date,
    scores: Object.fromEntries(strands.map((strand) => [strand, total])),
    assessorIds: [staff],
    authorId: staff,
    recordedAt: `${date}T15:00:00.000Z`,
    ...over,
  }),
});
const report = (over: Partial<ReportFacts>) =>
  nurtureReport({
    from: day("2026-09-03"),
    to: day("2026-12-18"),
    places: pupils.map((one) => place(one)),
    heldSeconds: [],
    marks: [],
    assessments: [],
    definitionOf: () => undefined,
    ...over,
  });

describe("a report without names", () => {
  it("counts marks that were taken, and nothing that was not", () => {
    const [one] = pupils;
    if (one === undefined) throw new Error("a pupil");
    const statuses = ["here", "here", "absent", "elsewhere", "blank", "not-expected"] as const;
    const made = report({
      marks: statuses.map((status) => ({ pupilId: one, status })),
      heldSeconds: [3600, 7200],
    });
    expect([made.halfDaysHere, made.halfDaysMarked, made.halfDaysHeld, made.heldSeconds]).toEqual([
      2, 4, 2, 10_800,
    ]);
  });

  it("tells nothing of one or two who left, and the median stay and the reasons of three", () => {
    const leaving = (count: number) =>
      pupils.map((one, at) =>
        place(
          one,
          at < count ? { endedOn: "2026-12-13", exitReason: at === 0 ? "withdrawn" : "targets-met" } : {},
        ),
      );
    expect(report({ places: leaving(2) })).toMatchObject({
      ended: "too few",
      medianStayWeeks: "too few",
      exits: [],
    });
    expect(report({ places: leaving(3) })).toMatchObject({
      ended: 3,
      medianStayWeeks: 14,
      exits: [
        { label: "Withdrawn by the family", count: "too few" },
        { label: "Targets met, back in class", count: "too few" },
      ],
    });
  });

  it("gives the mean change of pairs in one form, from three children on", () => {
    const pairs = (count: number) =>
      pupils
        .slice(0, count)
        .flatMap((one) => [assessed(one, "2026-09-10", 4), assessed(one, "2026-12-01", 6)]);
    const [first, second] = pupils;
    if (first === undefined || second === undefined) throw new Error("pupils");
    expect(report({ assessments: pairs(2) }).change[0]).toMatchObject({
      pairs: 2,
      clusterTenths: [null, null, null, null, null],
    });
    // Five strands of part 1, each up by 2; two of the first cluster of part 2.
    expect(report({ assessments: pairs(3) }).change[0]).toMatchObject({
      pairs: 3,
      clusterTenths: [100, 100, 40, 60, 100],
      clusterMeanTenths: [
        [200, 300],
        [200, 300],
        [80, 120],
        [120, 180],
        [200, 300],
      ],
    });
    const mixed = [
      ...pairs(3),
      assessed(first, "2026-12-10", 9, { version: "young_people" }),
      assessed(second, "2026-12-10", 9, { isDraft: true }),
    ];
    // The one whose last form is another one has no pair in it; a draft changes nothing.
    expect(report({ assessments: mixed }).change).toMatchObject([{ label: "Children, 2017", pairs: 2 }]);
  });
});
