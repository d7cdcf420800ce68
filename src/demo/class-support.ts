// Class support: where each teaching assistant is in the mornings. Such a slot has no group and holds no child.
import { derivedId, slotIdSchema } from "../domain/ids.ts";
import type { InventedSlot } from "./group-parts.ts";
import { secondNurtureAdult } from "./group-wishes.ts";
import type { StaffRoom } from "./staff.ts";
import type { InventedYear } from "./timeline.ts";
import { weekdays } from "./week-grid.ts";

const start = 9 * 3600;
const plannedSeconds = 90 * 60;

/** Five mornings a week for each assistant but the one in the nurture room, spread over the classes. */
export function classSupportSlots(
  seed: number,
  year: InventedYear,
  staff: StaffRoom,
  classNames: readonly string[],
): InventedSlot[] {
  return staff.assistants.flatMap((staffId, index) => {
    if (staffId === secondNurtureAdult(staff)) return [];
    const className = classNames[index % classNames.length] ?? "";
    return weekdays.map((weekday): InventedSlot => ({
      slotId: slotIdSchema.parse(
        derivedId(
          "demo-class-support",
          String(seed),
          String(year.schoolYear),
          String(index),
          String(weekday),
        ),
      ),
      slot: {
        type: "class-support",
        staffIds: [staffId],
        className,
        pattern: { repeats: "weekly", weekday, start },
        plannedSeconds,
        from: year.opens,
        to: year.closes,
      },
      usualStart: start,
    }));
  });
}
