import { expect, test } from "vitest";
import { checkUpn } from "../../src/domain/upn.ts";

const permanent = [
  "A123456789012",
  "F999999999999",
  "N825201026001",
  "C825201026002",
  "B801200005001",
  "R674123101121",
  "A000000000000",
  "X825400119037",
  "W310200023456",
  "B942555524123",
  "P207000016049",
];
const temporary = [
  "M82520102601A",
  "Y82520102601Z",
  "N82520102601T",
  "L82520102601H",
  "A82520102601J",
  "W82520102601P",
  "A80120000501A",
];
const wrongLetter = [
  ["R123456789012", "A"],
  ["A801200005001", "B"],
  ["H11111111111C", "M"],
  ["A01234567890C", "L"],
] as const;
const wrongFormat = [
  "S123456789012",
  "I123456789012",
  "O123456789012",
  "A12345678901",
  "A1234567890123",
  "A12345B789012",
  "",
  "A12345678901I",
];

test.each(permanent)("%s is a permanent number", (upn) => {
  expect(checkUpn(upn)).toEqual({ status: "permanent", upn });
});

test.each(temporary)("%s is a temporary number", (upn) => {
  expect(checkUpn(upn)).toEqual({ status: "temporary", upn });
});

test.each(wrongLetter)(
  "%s has a wrong letter: %s was expected, and nothing is repaired",
  (upn, expectedLetter) => {
    expect(checkUpn(upn)).toEqual({ status: "wrong-letter", upn, expectedLetter });
  },
);

test.each(wrongFormat)("%j has not the form of a UPN", (text) => {
  expect(checkUpn(text)).toEqual({ status: "wrong-format" });
});

test("lower case and spaces are accepted on paste", () => {
  expect(checkUpn(" n825 2010 26001 ")).toEqual({ status: "permanent", upn: "N825201026001" });
});

test("every single wrong digit is caught", () => {
  const upn = "N825201026001";
  for (let at = 1; at < upn.length; at += 1) {
    for (const digit of "0123456789") {
      if (digit === upn[at]) continue;
      expect(checkUpn(upn.slice(0, at) + digit + upn.slice(at + 1)).status).toBe("wrong-letter");
    }
  }
});

test("every swap of two neighbouring digits is caught", () => {
  const upn = "N825201026001";
  const swaps = Array.from({ length: upn.length - 2 }, (_none, at) => {
    const first = at + 1;
    return upn.slice(0, first) + upn.charAt(first + 1) + upn.charAt(first) + upn.slice(first + 2);
  });
  const caught = swaps.filter((one) => one !== upn).map((one) => checkUpn(one).status);
  expect(new Set(caught)).toEqual(new Set(["wrong-letter"]));
});
