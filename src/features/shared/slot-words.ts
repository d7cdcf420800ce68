// Slots in words: "Mondays, 9am to 9:30am", "Mondays, Tuesdays and Fridays, 1:40pm to 2pm", "3 times a week, 10 minutes".
import type { Slot } from "../../domain/timetable.ts";
import { sayCount, sayList, sayMinutes, sayTime, sayTimeRange } from "../../ui/words.ts";

/** By weekday number: 1 = Monday. */
export const weekdayNames = ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] as const;

export function slotWords(slot: Slot): string {
  return allSlotWords([slot])[0] ?? "";
}

/** Enough to tell one slot of a group from another: "Monday 9am". */
export function slotShortWords({ pattern }: Slot): string {
  if (pattern.repeats === "times-a-week") return `${sayCount(pattern.times, "time")} a week`;
  return `${weekdayNames[pattern.weekday]} ${sayTime(pattern.start)}`;
}

/** Weekly slots at one time of day are told together, in the order of the week. */
export function allSlotWords(slots: readonly Slot[]): string[] {
  const inOrder = slots.toSorted((a, b) => orderOf(a) - orderOf(b));
  const together = Map.groupBy(inOrder, sameTimeWords);
  return [...together].map(([when, same]) => {
    const days = same.flatMap(({ pattern }) =>
      pattern.repeats === "times-a-week" ? [] : [`${weekdayNames[pattern.weekday]}s`],
    );
    return days.length === 0 ? when : `${sayList([...new Set(days)])}${when}`;
  });
}

/** All of a slot but its weekday. */
function sameTimeWords({ pattern, plannedSeconds }: Slot): string {
  switch (pattern.repeats) {
    case "weekly":
      return `, ${sayTimeRange(pattern.start, pattern.start + plannedSeconds)}`;
    case "fortnightly":
      return ` in ${pattern.week} weeks, ${sayTimeRange(pattern.start, pattern.start + plannedSeconds)}`;
    case "times-a-week":
      return `${sayCount(pattern.times, "time")} a week, ${sayMinutes(plannedSeconds)}`;
  }
}

function orderOf({ pattern }: Slot): number {
  return pattern.repeats === "times-a-week" ? 1_000_000 : pattern.weekday * 100_000 + pattern.start;
}
