import { describe, expect, it } from "vitest";
import { strands } from "../../../src/domain/boxall.ts";
import { typedDefinition } from "../../../src/features/boxall/definition-draft.ts";
import { isTableText, pastedInto } from "../../../src/features/boxall/definition-paste.ts";

const blank = typedDefinition(undefined);
const message = (text: string, at: Parameters<typeof pastedInto>[1]) => {
  const pasted = pastedInto(blank, at, text);
  return pasted.ok ? "filled in" : pasted.message;
};

describe("rows pasted into the handbook's numbers", () => {
  it("fill in downwards and to the right: twenty rows of one column, or of several", () => {
    const one = pastedInto(
      blank,
      { strand: "A", field: "itemCount" },
      `${strands.map((_s, at) => at).join("\r\n")}\r\n`,
    );
    if (!one.ok) throw new Error(one.message);
    expect(strands.map((strand) => one.typed[strand].itemCount)).toEqual(strands.map((_s, at) => String(at)));
    const several = pastedInto(one.typed, { strand: "I", field: "most" }, "12\t3\t9\n16\t\t 11");
    if (!several.ok) throw new Error(several.message);
    expect(several.typed.I).toEqual({
      label: "",
      itemCount: "8",
      most: "12",
      typicalLow: "3",
      typicalHigh: "9",
    });
    expect(several.typed.J).toMatchObject({ itemCount: "9", most: "16", typicalLow: "", typicalHigh: "11" });
    expect(several.typed.H).toEqual(one.typed.H);
  });

  it("go to the strand that a row begins with, wherever they are pasted", () => {
    const pasted = pastedInto(blank, { strand: "C", field: "label" }, "z\tLast\t4\nQ\tFirst of part 2\t3");
    if (!pasted.ok) throw new Error(pasted.message);
    expect(pasted.typed.Z).toMatchObject({ label: "Last", itemCount: "4" });
    expect(pasted.typed.Q).toMatchObject({ label: "First of part 2", itemCount: "3" });
    expect(pasted.typed.C).toEqual(blank.C);
  });

  it("fill in nothing when they do not fit, and say why", () => {
    expect(message("1\n2\n3", { strand: "Y", field: "itemCount" })).toBe(
      "There are 3 rows, and from strand Y on there are 2 strands. Nothing was filled in.",
    );
    expect(message("1\t2\n1\t2\t3", { strand: "A", field: "typicalLow" })).toBe(
      'Row 2 has more columns than there are from "Typical from" on: 2. Nothing was filled in.',
    );
    expect(message("A\t1\na\t2", { strand: "A", field: "itemCount" })).toBe(
      "A strand's letter is there twice. Nothing was filled in.",
    );
  });

  it("are not what belongs into one box", () => {
    expect(["12", "A label of words", "12\n"].map(isTableText)).toEqual([false, false, false]);
    expect(["1\t2", "1\n2"].map(isTableText)).toEqual([true, true]);
  });
});
