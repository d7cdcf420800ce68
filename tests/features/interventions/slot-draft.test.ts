import { describe, expect, test } from "vitest";
import {
  draftOfSlot,
  newSlotDraft,
  slotOfDraft,
  slotProblems,
  type SlotDraft,
} from "../../../src/features/interventions/slot-draft.ts";
import { day, hour, slotOf } from "../../support/plan.ts";

const today = day("2026-09-16");
const blank = newSlotDraft(30, today);
const nine: SlotDraft = { ...blank, weekday: "3", start: 9 * hour };

test("a weekly time begins today unless told otherwise", () => {
  expect(slotOfDraft(nine)).toEqual({
    pattern: { repeats: "weekly", weekday: 3, start: 9 * hour },
    plannedSeconds: 1800,
    from: today,
  });
});

test("an empty form says what is missing, field by field, and makes nothing", () => {
  expect(slotProblems(blank, "slot").map((one) => one.fieldId)).toEqual(["slot-weekday", "slot-start"]);
  expect(slotOfDraft(blank)).toBeUndefined();
});

describe("what cannot be", () => {
  test.each<[string, Partial<SlotDraft>, string]>([
    ["no length", { minutes: undefined }, "slot-minutes"],
    ["a length of 4 minutes", { minutes: 4 }, "slot-minutes"],
    ["an end after midnight", { start: 23 * hour + 1800, minutes: 45 }, "slot-minutes"],
    ["a half typed first day", { from: undefined }, "slot-from"],
    ["a half typed last day", { hasEnd: true, to: undefined }, "slot-to"],
    ["a last day before the first", { hasEnd: true, to: "2026-09-15" }, "slot-to"],
    ["six times a week", { repeats: "times-a-week", times: 6 }, "slot-times"],
  ])("%s", (_, part, fieldId) => {
    const draft = { ...nine, ...part };
    expect(slotProblems(draft, "slot").map((one) => one.fieldId)).toEqual([fieldId]);
    expect(slotOfDraft(draft)).toBeUndefined();
  });
});

test("n a week needs neither day nor start", () => {
  expect(slotOfDraft({ ...blank, repeats: "times-a-week", times: 3 })).toMatchObject({
    pattern: { repeats: "times-a-week", times: 3 },
  });
});

test.each([
  slotOf({ room: "Library" }),
  slotOf({
    pattern: { repeats: "fortnightly", weekday: 2, week: "B", start: 9 * hour },
    to: day("2027-07-21"),
  }),
  slotOf({ pattern: { repeats: "times-a-week", times: 2 }, plannedSeconds: 600 }),
])("a slot that is opened and saved unchanged is the same from the new day on", (slot) => {
  const { pattern, plannedSeconds, room, to } = slot;
  const same = { pattern, plannedSeconds, from: today, ...(room && { room }), ...(to && { to }) };
  expect(slotOfDraft(draftOfSlot(slot, today))).toEqual(same);
});
