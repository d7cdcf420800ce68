// Teaching assistants who were moved in the middle of a term: their group goes on with somebody else from a day, and the
// sessions before it stay theirs.
import { addDays, type Day } from "../domain/calendar.ts";
import { derivedId, slotIdSchema, type StaffId } from "../domain/ids.ts";
import { chanceOf } from "./chance.ts";
import { untilYearEnds } from "./group-parts.ts";
import type { InventedGroup, YearOfGroups } from "./groups.ts";
import type { StaffRoom } from "./staff.ts";
import { halfTermAt, type InventedYear, type Timeline } from "./timeline.ts";

/** The groups of a year after its moves: one for about six assistants, on a Wednesday in November if that has come. */
export function withStaffMoves(
  timeline: Timeline,
  year: InventedYear,
  { groups, grid }: YearOfGroups,
  staff: StaffRoom,
): InventedGroup[] {
  const moveDay = addDays(halfTermAt(year, 1).from, 16);
  if (moveDay > timeline.today) return [...groups];
  const chance = chanceOf(timeline.seed, "moves", year.schoolYear);
  let left = Math.max(1, Math.round(staff.assistants.length / 6));
  const moved = new Map<InventedGroup, InventedGroup>();
  for (const group of chance.shuffle(groups.filter((one) => !one.isSteady))) {
    if (left === 0) break;
    const { weekdays, cells } = group.place;
    const takesOver = chance
      .shuffle([...staff.assistants, staff.practitioner])
      .find((staffId) => grid.isFree(staffId, weekdays, cells));
    if (takesOver === undefined) continue;
    grid.book(takesOver, weekdays, cells);
    moved.set(group, handedOver(group, takesOver, moveDay, untilYearEnds({ timeline, year })));
    left -= 1;
  }
  return groups.map((group) => moved.get(group) ?? group);
}

function handedOver(
  group: InventedGroup,
  takesOver: StaffId,
  moveDay: Day,
  end: { to?: Day },
): InventedGroup {
  const lastDay = addDays(moveDay, -1);
  return {
    ...group,
    staffing: [
      ...group.staffing.map((one) => ({ ...one, to: lastDay })),
      { groupId: group.groupId, staffId: takesOver, role: "lead", from: moveDay, ...end },
    ],
    slots: group.slots.flatMap((one) => [
      { ...one, slot: { ...one.slot, to: lastDay } },
      {
        ...one,
        slotId: slotIdSchema.parse(derivedId("demo-slot-moved", one.slotId)),
        slot: { ...one.slot, staffIds: [takesOver], from: moveDay },
      },
    ]),
  };
}
