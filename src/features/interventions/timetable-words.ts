// A slot in words: "Mondays, 9am to 9:30am", "3 times a week, 10 minutes".
import type { Slot } from "../../domain/timetable.ts";
import { sayMinutes, sayTimeRange } from "../../ui/words.ts";

export const weekdayNames = ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] as const;

export function slotWords(slot: Slot): string {
  const { pattern, plannedSeconds } = slot;
  switch (pattern.repeats) {
    case "weekly":
      return `${weekdayNames[pattern.weekday]}s, ${sayTimeRange(pattern.start, pattern.start + plannedSeconds)}`;
    case "fortnightly":
      return `${weekdayNames[pattern.weekday]}s in ${pattern.week} weeks, ${sayTimeRange(pattern.start, pattern.start + plannedSeconds)}`;
    case "times-a-week":
      return `${pattern.times} times a week, ${sayMinutes(plannedSeconds)}`;
  }
}
