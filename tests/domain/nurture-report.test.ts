import { describe, expect, it } from "vitest";
import { boxallAssessmentSchema, strands } from "../../src/domain/boxall.ts";
import { pupilIdSchema, type PupilId } from "../../src/domain/ids.ts";
import { nurturePlacementSchema } from "../../src/domain/nurture-placement.ts";
import { nurtureReport, type NurtureReport, type ReportFacts } from "../../src/domain/nurture-report.ts";
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
const anyReport = (over: Partial<ReportFacts>) =>
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
function report(over: Partial<ReportFacts>): NurtureReport {
  const made = anyReport(over);
  if (made === "too few") throw new Error("There are enough children.");
  return made;
}

describe("a report without names", () => {
  it("counts marks that were taken, and nothing that was not", () => {
    const statuses = ["here", "here", "absent", "elsewhere", "blank", "not-expected"] as const;
    const marksOf = (count: number) =>
      pupils.slice(0, count).flatMap((pupilId) => statuses.map((status) => ({ pupilId, status })));
    const made = report({ marks: marksOf(3), heldSeconds: [3600, 7200] });
    expect(made.attendance).toEqual({ here: 6, marked: 12 });
    expect([made.halfDaysHeld, made.heldSeconds]).toEqual([2, 10_800]);
    expect(report({ marks: marksOf(2) }).attendance).toBe("too few");
    expect(report({}).attendance).toEqual({ here: 0, marked: 0 });
  });

  it("is not made of one or two children, and is of none", () => {
    const places = pupils.map((one) => place(one));
    expect(anyReport({ places: places.slice(0, 2) })).toBe("too few");
    expect(anyReport({ places: places.slice(0, 3) })).toMatchObject({ children: 3 });
    expect(anyReport({ places: [] })).toMatchObject({ children: 0, ended: 0 });
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
      exits: [{ label: "For different reasons", count: 3 }],
    });
  });

  it("lets no reason of one or two be worked out from the sum", () => {
    const leaving = (reasons: readonly string[]) =>
      report({
        places: reasons.map((exitReason) =>
          place(pupilIdSchema.parse(crypto.randomUUID()), { endedOn: "2026-12-13", exitReason }),
        ),
      });
    const many = (count: number, reason: string) => Array.from({ length: count }, () => reason);
    const { exits } = leaving([
      ...many(5, "targets-met"),
      ...many(3, "withdrawn"),
      ...many(1, "moved-school"),
    ]);
    expect(exits).toEqual([
      { label: "Targets met, back in class", count: 5 },
      { label: "For other reasons", count: 4 },
    ]);
    expect(leaving([...many(4, "targets-met"), ...many(2, "withdrawn"), "moved-school"]).exits).toEqual([
      { label: "Targets met, back in class", count: 4 },
      { label: "For other reasons", count: 3 },
    ]);
    expect(leaving(many(3, "withdrawn")).exits).toEqual([{ label: "Withdrawn by the family", count: 3 }]);
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
      clusterPairs: [2, 2, 2, 2, 2],
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
    // Two who answered on one day are no change; of two on the last day, the one recorded last counts.
    const [third] = pupils.slice(2);
    if (third === undefined) throw new Error("a third");
    const onOneDay = [
      assessed(third, "2026-12-01", 4),
      assessed(third, "2026-12-01", 6, { recordedAt: "2026-12-02T08:00:00.000Z" }),
    ];
    expect(report({ assessments: [...pairs(2), ...onOneDay] }).change[0]).toMatchObject({ pairs: 2 });
    expect(
      report({ assessments: [...pairs(2), assessed(third, "2026-09-10", 4), ...onOneDay] }).change,
    ).toEqual(report({ assessments: pairs(3) }).change);
    // The one whose last form is another one has no pair in it; a draft changes nothing.
    expect(report({ assessments: mixed }).change).toMatchObject([{ label: "Children, 2017", pairs: 2 }]);
  });
});
