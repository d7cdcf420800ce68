import { expect, test } from "vitest";
import { hoursSentence } from "../../../src/ui/charts/hours-bar.tsx";

const sixOfEight = {
  label: "Reading",
  deliveredSeconds: 6 * 3600,
  plannedToDateSeconds: 8 * 3600,
  termSeconds: 20 * 3600,
};

test("says what was delivered of what was planned, and the term's plan", () => {
  expect(hoursSentence({ ...sixOfEight, sessions: 5 })).toBe(
    "6 hours delivered of 8 hours planned so far (75%). 20 hours planned this term.",
  );
});

test("gives no percentage for fewer than five sessions, nor of nothing planned", () => {
  expect(hoursSentence({ ...sixOfEight, sessions: 4 })).not.toContain("%");
  expect(hoursSentence({ ...sixOfEight, plannedToDateSeconds: 0, sessions: 9 })).not.toContain("%");
});
