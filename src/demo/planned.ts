// Which deliveries an invented day holds by the timetable, "n a week" included, and which adults were to be there.
import { abWeekOf, mondayOf, weekdayOf, weekDays, isPlannedDay, type Day } from "../domain/calendar.ts";
import { adultsOn, type GroupStaff } from "../domain/group.ts";
import type { StaffId } from "../domain/ids.ts";
import { isInForce } from "../domain/pupil.ts";
import { chanceOf } from "./chance.ts";
import type { InventedGroup } from "./groups.ts";
import type { InventedSlot } from "./group-parts.ts";
import type { SchoolFacts, YearFacts } from "./school-facts.ts";

/** One slot on one day. */
export interface Delivery {
  readonly slot: InventedSlot;
  readonly group?: InventedGroup;
  readonly date: Day;
  readonly start: number;
}

/** The deliveries of a planned day of a school year, groups first. */
export function deliveriesOn(facts: SchoolFacts, { groups, classSupport }: YearFacts, date: Day): Delivery[] {
  const week = abWeekOf(date, facts.timeline.calendar);
  const falls = (slot: InventedSlot): boolean => fallsOn(facts, slot, date, week);
  return [
    ...groups.flatMap((group) =>
      group.slots.filter(falls).map((slot): Delivery => ({ slot, group, date, start: slot.usualStart })),
    ),
    ...classSupport.filter(falls).map((slot): Delivery => ({ slot, date, start: slot.usualStart })),
  ];
}

function fallsOn(
  facts: SchoolFacts,
  { slotId, slot }: InventedSlot,
  date: Day,
  week: "A" | "B" | undefined,
): boolean {
  if (!isInForce(slot, date)) return false;
  const { pattern } = slot;
  switch (pattern.repeats) {
    case "weekly":
      return pattern.weekday === weekdayOf(date);
    case "fortnightly":
      return pattern.weekday === weekdayOf(date) && pattern.week === week;
    case "times-a-week": {
      const open = weekDays(date).filter((day) => isPlannedDay(day, facts.timeline.calendar));
      const chance = chanceOf(facts.timeline.seed, "times-a-week", slotId, mondayOf(date));
      return chance.shuffle(open).slice(0, pattern.times).includes(date);
    }
  }
}

/** The adults who were planned for a delivery, the lead first, without anybody who only covers. */
export function plannedAdults(delivery: Delivery): StaffId[] {
  const { group, slot, date } = delivery;
  if (group === undefined) return slot.slot.staffIds;
  const staffing: readonly GroupStaff[] = group.staffing.filter((one) => one.role !== "cover");
  return adultsOn(staffing, date).map((one) => one.staffId);
}
