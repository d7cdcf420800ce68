import { expect, test } from "vitest";
import { matchingOptions } from "../../src/ui/combobox-matches.ts";
import { steppedNumber } from "../../src/ui/number-stepper.tsx";

const options = [
  { value: "1", label: "Amber Ali", hint: "Year 3" },
  { value: "2", label: "Zoë Amberley", hint: "Year 4" },
  { value: "3", label: "Anna-Marie O'Neil" },
];
const found = (typed: string) => matchingOptions(options, typed).map((option) => option.value);

test("words may begin any word of the label, the label's own beginning first", () => {
  expect(found("amb")).toEqual(["1", "2"]);
  expect(found("zoe")).toEqual(["2"]);
  expect(found("marie")).toEqual(["3"]);
  expect(found("amb year 4")).toEqual(["2"]);
  expect(found("mber")).toEqual([]);
  expect(found("  ")).toEqual(["1", "2", "3"]);
});

test("a full label with an apostrophe or a hyphen finds itself", () => {
  expect(found("anna-marie o'neil")).toEqual(["3"]);
  expect(found("oneil")).toEqual(["3"]);
  expect(found("neil")).toEqual(["3"]);
  expect(found("O\u2019Neil")).toEqual(["3"]);
});

test("a step stays within its ends and free of rounding noise", () => {
  expect(steppedNumber({ value: 0.1, step: 0.2, min: 0, max: 1 })).toBe(0.3);
  expect(steppedNumber({ value: 9, step: 5, min: 0, max: 10 })).toBe(10);
  expect(steppedNumber({ value: undefined, step: 5, min: 5, max: 480 })).toBe(5);
});
