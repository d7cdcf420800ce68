import { expect, test } from "vitest";
import { daySchema } from "../../../src/domain/calendar.ts";
import { clearTimer, readTimer, runningTimers, startTimer } from "../../../src/features/shared/timers.ts";

const today = daySchema.parse("2026-11-25");
const yesterday = daySchema.parse("2026-11-24");

function keptStore() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    key: (at: number) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size;
    },
  };
}

test("the locked screen finds what runs today: times only, the earliest first", () => {
  const kept = keptStore();
  startTimer(kept, "slot-b", today, { startedAt: 40_000, plannedStart: 39_600 });
  startTimer(kept, "slot-a", today, { startedAt: 36_000 });
  startTimer(kept, "slot-c", yesterday, { startedAt: 1000 });
  expect(runningTimers(kept, today)).toEqual([
    { startedAt: 36_000 },
    { startedAt: 40_000, plannedStart: 39_600 },
  ]);
  clearTimer(kept, "slot-a", today);
  expect(readTimer(kept, "slot-a", today)).toBeUndefined();
  expect(readTimer(kept, "slot-b", today)?.plannedStart).toBe(39_600);
});

test("what is not a timer is none", () => {
  const kept = keptStore();
  kept.setItem("alongside-timer|slot|2026-11-25", "Amara");
  expect(runningTimers(kept, today)).toEqual([]);
});
