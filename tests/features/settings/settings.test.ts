import { describe, expect, test } from "vitest";
import type { StaffBand } from "../../../src/domain/cost.ts";
import type { ClassTeacher, Staff } from "../../../src/domain/staff.ts";
import { personChanges, personProblem } from "../../../src/features/account/settings/person-changes.ts";
import {
  bandOn,
  readPence,
  readRate,
  readTenths,
} from "../../../src/features/account/settings/rate-draft.ts";
import { readHalfTerm, readSpecialDay } from "../../../src/features/account/settings/year-problems.ts";
import { justMade } from "../../../src/features/shared/just-made.ts";
import { day, staffId } from "../../support/plan.ts";

describe("half terms", () => {
  const autumn = { name: "Autumn 1", from: day("2026-09-03"), to: day("2026-10-22") };
  test("one that is whole and free is taken", () => {
    const draft = { name: " Autumn 2 ", from: "2026-11-02", to: "2026-12-18" };
    expect(readHalfTerm(draft, [autumn], "term")).toEqual({ halfTerm: { ...draft, name: "Autumn 2" } });
  });
  test.each([
    ["nothing typed", { name: "", from: undefined, to: undefined }, ["term-name", "term-from", "term-to"]],
    ["turned round", { name: "A", from: "2026-12-18", to: "2026-11-02" }, ["term-to"]],
    ["sharing one day", { name: "A", from: "2026-10-22", to: "2026-11-02" }, ["term-from"]],
  ])("%s is refused", (_, draft, fieldIds) => {
    expect(readHalfTerm(draft, [autumn], "term")).toMatchObject({
      problems: fieldIds.map((fieldId) => ({ fieldId })),
    });
  });
});

test("a special day is a school day, once", () => {
  const boiler = { date: day("2026-11-25"), type: "closure" as const };
  expect(readSpecialDay("2026-11-25", "inset", [boiler], "day")).toEqual({ day: "2026-11-25" });
  expect(readSpecialDay("2026-11-25", "closure", [boiler], "day")).toHaveProperty("problems");
  expect(readSpecialDay("2026-11-21", "inset", [], "day")).toHaveProperty("problems");
  expect(readSpecialDay(undefined, "inset", [], "day")).toHaveProperty("problems");
});

describe("rates", () => {
  test.each([
    ["17.20", 1720],
    ["£17.2", 1720],
    ["17", 1700],
    [" £ 0.29 ", 29],
    ["17.205", undefined],
    ["1,720", undefined],
    ["", undefined],
    ["-3", undefined],
  ])("%j is %j pence", (text, pence) => {
    expect(readPence(text)).toBe(pence);
  });
  test("weeks are read in tenths", () => {
    expect([readTenths("38"), readTenths("38.6"), readTenths("38.65")]).toEqual([380, 386, undefined]);
  });
  test("a rate needs band, pounds, basis, weeks and day", () => {
    const draft = { band: "", pounds: "0", basis: undefined, weeks: "54", from: undefined, staffIds: [] };
    expect(readRate(draft)).toMatchObject({
      problems: ["band", "pounds", "basis", "weeks", "from"].map((field) => ({ fieldId: `rate-${field}` })),
    });
  });
  test("somebody is in the latest band that had begun", () => {
    const lee = staffId("Lee");
    const band = (payBandId: string, from: string): StaffBand => ({
      staffId: lee,
      payBandId,
      from: day(from),
    });
    const bands = [band("higher", "2026-10-01"), band("first", "2026-09-01")];
    expect(bandOn(lee, bands, day("2026-09-30"))).toBe("first");
    expect(bandOn(lee, bands, day("2026-10-01"))).toBe("higher");
    expect(bandOn(staffId("Sam"), bands, day("2026-10-01"))).toBeUndefined();
  });
});

describe("people", () => {
  const [lee, sam] = [staffId("Lee"), staffId("Sam")];
  const person = (...roles: Staff["roles"]) =>
    justMade<Staff>("person", { name: "Lee Fox", shortName: "Lee", roles });
  const draft = {
    name: "Lee Fox",
    shortName: "Lee",
    roles: ["class-teacher" as const],
    className: "3 Elm",
    leftOn: undefined,
  };

  test("the only administrator stays one", () => {
    const alone = new Map([[lee, person("administrator")]]);
    expect(personProblem(draft, lee, alone)).toContain("only administrator");
    expect(
      personProblem({ ...draft, roles: ["administrator"], leftOn: day("2026-09-16") }, lee, alone),
    ).toBeDefined();
    const two = new Map([...alone, [sam, person("administrator")]]);
    expect(personProblem(draft, lee, two)).toBeUndefined();
  });

  test("a new class ends the one before yesterday", () => {
    const current = justMade<ClassTeacher>("oak", {
      staffId: lee,
      className: "3 Oak",
      from: day("2026-09-01"),
    });
    const on = { staffId: lee, today: day("2026-09-16"), newId: () => "new" };
    expect(personChanges(draft, person("class-teacher"), current, on)).toMatchObject([
      { change: { roles: ["class-teacher"] } },
      { id: "oak", change: { to: "2026-09-15" } },
      { id: "new", make: { className: "3 Elm", from: "2026-09-16" } },
    ]);
    expect(
      personChanges({ ...draft, className: "3 Oak" }, person("class-teacher"), current, on),
    ).toHaveLength(1);
  });
});
