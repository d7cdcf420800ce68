import { expect, test } from "vitest";
import { areaOfNeed, needTypeSchema } from "../../src/domain/sen.ts";
import { likelyNeedType, readNeedType, readSenStatus, readYearGroup } from "../../src/domain/sen-reading.ts";

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
  ["EHCP", { status: "E" }],
  ["Education Health & Care Plan", { status: "E" }],
  ["E - Education, Health and Care Plan", { status: "E" }],
  ["K – SEN support (no specialist assessment)", { status: "K" }],
  ["Not SEN", { status: "N" }],
  ["School Action+", { historic: "P" }],
  ["A+", { historic: "P" }],
  ["N/A", { status: undefined }],
  ["EHC needs assessment", { status: undefined }],
  ["EHCNA requested", { status: undefined }],
  ["EHCP pending", { status: undefined }],
  ["Formerly SEN support", { status: undefined }],
])("reads the status %j", (text, reading) => {
  expect(readSenStatus(text)).toEqual(reading);
});

test.each([
  ["SEMH - Social, emotional and mental health", "SEMH"],
  ["semh", "SEMH"],
  ["Speech, language and communication needs", "SLCN"],
  ["Autistic Spectrum Disorder", "ASD"],
  ["PLD", undefined],
  ["Social, Emotional & Mental Health", "SEMH"],
  ["Social communication", undefined],
  ["Multi-sensory impairment", "MSI"],
  ["SEN support but no specialist assessment of type of need", "NSA"],
  ["ASD/SLCN", undefined],
  ["BESD", undefined],
  ["", undefined],
])("reads the need %j", (text, type) => {
  expect(readNeedType(text)).toBe(type);
});

test("a code that is not one brings a question, never an answer", () => {
  expect(likelyNeedType("PLD - Specific learning")).toBe("SPLD");
  expect(likelyNeedType("SPLD")).toBeUndefined();
  expect(likelyNeedType("perhaps")).toBeUndefined();
});

test.each(needTypeSchema.options)("the need %s is read from its own code in lower case", (type) => {
  expect(readNeedType(` ${type.toLowerCase()} `)).toBe(type);
});

test.each([
  ["YR", "R"],
  ["Year R", "R"],
  ["Year3", "3"],
  ["Yr 6", "6"],
  ["NC Year 11", "11"],
  ["13", "13"],
  ["n2", "N2"],
  ["Nursery N1", "N1"],
  ["Year N2", "N2"],
  ["Nursery 3", undefined],
  ["Recorder club", undefined],
  ["0", undefined],
  ["3A", undefined],
  ["", undefined],
  ["Year  3", "3"],
  ["3", "3"],
  ["Y3", "3"],
  ["Year 10", "10"],
  ["03", "3"],
  ["R", "R"],
  ["Reception", "R"],
  ["N1", "N1"],
  ["Nursery", "N2"],
  ["Nursery 1", "N1"],
  ["Year 14", undefined],
  ["Oak", undefined],
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
