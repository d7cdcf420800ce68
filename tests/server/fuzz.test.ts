// Damaged pushes and pulls, the short form; the long one is tests/proof/fuzz.ts.
import { expect, it } from "vitest";
import { fuzzRounds, judge } from "../proof/support/fuzz-rounds.ts";

it("answers 2,000 damaged pushes and pulls properly, or refuses them by a closed code and changes nothing", async () => {
  const { violations, figures } = await fuzzRounds(2000, 1);
  expect(violations).toEqual([]);
  // Otherwise the damage never came past the door, or was none.
  for (const status of [200, 400, 401, 403, 413]) expect(figures[`status ${status}`]).toBeGreaterThan(0);
  expect(figures["mutations"]).toBeGreaterThan(100);
}, 60_000);

it("notices a fault, an open code and an answer of another shape", () => {
  expect(judge({ status: 500, json: { code: "try-again", message: "" } }, true)).toEqual(["answered 500"]);
  expect(judge({ status: 302, json: {} }, true)).toEqual(["answered 302"]);
  expect(judge({ status: 400, json: { code: "oh no", message: "" } }, true)).toEqual([
    "answered 400 without a closed code",
  ]);
  expect(judge({ status: 200, json: { lastN: -1 } }, true)).toEqual([
    "an answer that its own schema does not know",
  ]);
});
