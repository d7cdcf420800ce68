import * as fc from "fast-check";
import { expect, it } from "vitest";
import { dayInZone } from "../../src/domain/calendar.ts";
import * as fileNames from "../../src/files/file-names.ts";

const day = dayInZone(Date.parse("2026-11-23T10:00:00Z"));

it("are made of a day and closed words, which every system can write and nobody can be known by", () => {
  const made = [
    ...(["all-groups", "one-group", "one-pupil"] as const).flatMap((scope) =>
      (["xlsx", "csv"] as const).map((type) => fileNames.weeklySummaryFileName(day, scope, type)),
    ),
    fileNames.rowProblemsFileName(day),
    fileNames.auditFileName(day),
    fileNames.pupilPackFileName(day, "transfer"),
    fileNames.pupilPackFileName(day, "subject-access"),
    fileNames.boxallFileName(day, "handbook-numbers"),
  ];
  expect(made).toHaveLength(6 + Object.keys(fileNames).length - 1 + 1);
  for (const name of made) expect(name).toMatch(/^2026-11-23_[a-z-]+(_[a-z-]+)?\.(csv|xlsx|zip)$/);
});

it("property: no day of the calendar gives a name that leaves its folder or breaks a header", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
      (date) => {
        const name = fileNames.auditFileName(dayInZone(date.getTime()));
        expect(name).toMatch(/^[\w.-]+$/);
        expect(name).not.toContain("..");
      },
    ),
  );
});
