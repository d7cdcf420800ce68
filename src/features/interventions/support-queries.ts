// The slots of the timetable in the order of the week, and those that belong to a class instead of a group. Pure.
import type { Day } from "../../domain/calendar.ts";
import type { SlotId } from "../../domain/ids.ts";
import type { Slot } from "../../domain/timetable.ts";
import type { Stored } from "../../storage/read.ts";
import { isNowOrLater } from "./dated-rows.ts";

export function byWeek({ record: a }: Stored<Slot>, { record: b }: Stored<Slot>): number {
  return orderInWeek(a) - orderInWeek(b);
}

function orderInWeek({ pattern }: Slot): number {
  return pattern.repeats === "times-a-week" ? 1_000_000 : pattern.weekday * 100_000 + pattern.start;
}

/** Class by class, each in the order of the week. */
export function supportSlots(
  slotsById: ReadonlyMap<SlotId, Stored<Slot>>,
  today: Day,
): [className: string, slots: Stored<Slot>[]][] {
  const own = [...slotsById.values()].filter(
    (one) => one.record.groupId === undefined && isNowOrLater(one.record, today),
  );
  const byClass = Map.groupBy(own.toSorted(byWeek), (one) => one.record.className ?? "");
  return [...byClass].toSorted(([a], [b]) => a.localeCompare(b, "en-GB", { numeric: true }));
}
