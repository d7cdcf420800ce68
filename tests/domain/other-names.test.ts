import { expect, test } from "vitest";
import { otherNamesMask } from "../../src/domain/other-names.ts";

const own = { id: "id-own", names: ["Amara", "Amara K", "King"], initials: "AK" };
const ben = { id: "id-ben", names: ["Ben", "Ben O", "O'Neil-Smith"], initials: "BO" };
const zoe = { id: "id-zoe", names: ["Zoë", "Zoë K", "King", "Amara"], initials: "ZK" };
const mask = otherNamesMask(own, [ben, zoe]);

test.each([
  ["Worked with Ben today", "Worked with [another child] today"],
  ["ben's turn, BEN again", "[another child]'s turn, [another child] again"],
  ["Ben O and BO", "[another child] and [another child]"],
  ["O'Neil-Smith hit Zoë.", "[another child] hit [another child]."],
  ["zoë", "[another child]"],
  ["Zoe, Zoe\u0308", "[another child], [another child]"],
  ["see id-ben", "see [another child]"],
])("takes another child out of %j", (before, after) => {
  expect(mask(before).text).toBe(after);
});

test.each(["Amara King did well, AK again", "Benedict bends the bo ladder", "A good day", ""])(
  "leaves %j as it is",
  (words) => {
    expect(mask(words)).toEqual({ text: words, count: 0 });
  },
);

test("counts the places", () => {
  expect(mask("Ben, Ben and Zoë").count).toBe(3);
});
