import { expect, test } from "vitest";
import { areaOfNeed, readNeedType, readSenStatus, readYearGroup } from "../../src/domain/sen.ts";

test.each([
  ["K - SEN Support", { status: "K" }],
  ["k", { status: "K" }],
  ["SEN support", { status: "K" }],
  ["E - EHC plan", { status: "E" }],
  ["Education, Health and Care Plan", { status: "E" }],
  ["N", { status: "N" }],
  ["No SEN", { status: "N" }],
  ["No special educational need", { status: "N" }],
  ["S - Statement", { historic: "S" }],
  ["School Action", { historic: "A" }],
  ["School Action Plus", { historic: "P" }],
  ["", { status: undefined }],
  ["perhaps", { status: undefined }],
])("reads the status %j", (text, reading) => {
  expect(readSenStatus(text)).toEqual(reading);
});

test.each([
  ["SEMH - Social, emotional and mental health", "SEMH"],
  ["semh", "SEMH"],
  ["Speech, language and communication needs", "SLCN"],
  ["Autistic Spectrum Disorder", "ASD"],
  ["PLD", undefined],
])("reads the need %j", (text, type) => {
  expect(readNeedType(text)).toBe(type);
});

test.each([
  ["Year  3", "3"], ["3", "3"], ["Y3", "3"], ["Year 10", "10"], ["03", "3"], ["R", "R"], ["Reception", "R"],
  ["N1", "N1"], ["Nursery", "N2"], ["Nursery 1", "N1"], ["Year 14", undefined], ["Oak", undefined],
])("reads the year group %j", (text, year) => {
  expect(readYearGroup(text)).toBe(year);
});

test("needs lead to the four broad areas, and three have none", () => {
  expect(areaOfNeed("ASD")).toBe("communication-interaction");
  expect(areaOfNeed("SPLD")).toBe("cognition-learning");
  expect(areaOfNeed("SEMH")).toBe("semh");
  expect(areaOfNeed("PD")).toBe("sensory-physical");
  for (const type of ["OTH", "NSA", "DS"] as const) expect(areaOfNeed(type)).toBeUndefined();
});
