// The dated parts of an invented group: who is in it from when to when, when it meets, and what each child works on.
import { addDays, type Day } from "../domain/calendar.ts";
import type { GroupMember, SessionTarget } from "../domain/group.ts";
import { derivedId, slotIdSchema, type GroupId, type SlotId } from "../domain/ids.ts";
import type { Slot } from "../domain/timetable.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import type { Chance } from "./chance.ts";
import type { GroupWish } from "./group-wishes.ts";
import type { InventedPupil } from "./pupils.ts";
import { halfTermAt, type InventedYear, type Timeline } from "./timeline.ts";
import { cells, type CellName } from "./week-grid.ts";

export interface InventedSlot {
  readonly slotId: SlotId;
  readonly slot: Slot;
  /** When a session of "n a week" usually begins, in seconds of the day; its pattern names no time. */
  readonly usualStart: number;
}

/** Where in the week a group meets. */
export interface GroupPlace {
  readonly weekdays: readonly number[];
  readonly cells: readonly CellName[];
}

/** The school year that groups are made for. */
export interface GroupYear {
  readonly timeline: Timeline;
  readonly year: InventedYear;
  /** The first Monday with groups: the second week of term. */
  readonly from: Day;
}

/** The last day of what ended with its school year; nothing while that year still runs. */
export function untilYearEnds({ timeline, year }: Omit<GroupYear, "from">): { to?: Day } {
  return year.to < timeline.today ? { to: year.to } : {};
}

export function staysAllYear(pupil: InventedPupil, year: InventedYear): boolean {
  return pupil.leftOn === undefined || pupil.leftOn >= year.closes;
}

/** Some join after the autumn half term and some end at Christmas; what lies after today has not been decided. */
export function memberOf(
  making: GroupYear,
  groupId: GroupId,
  pupil: InventedPupil,
  isSteady: boolean,
  chance: Chance,
): GroupMember {
  const { timeline, year, from } = making;
  const plain = { groupId, pupilId: pupil.pupilId, from, ...untilYearEnds(making) };
  const joins = halfTermAt(year, 1).from;
  const ends = halfTermAt(year, 1).to;
  const fate = chance.next();
  if (!staysAllYear(pupil, year) && pupil.leftOn !== undefined) return { ...plain, to: pupil.leftOn };
  if (isSteady) return plain;
  if (fate < 0.08 && joins <= timeline.today) return { ...plain, from: joins };
  if (fate > 0.92 && ends < timeline.today) return { ...plain, to: ends };
  return plain;
}

export function slotsOf(
  wish: GroupWish,
  place: GroupPlace,
  groupId: GroupId,
  making: GroupYear,
): InventedSlot[] {
  const first = place.cells[0];
  if (first === undefined) throw new Error("A group meets at a time");
  const start = cells[first].start;
  const common = {
    type: wish.entry.type,
    groupId,
    staffIds: wish.support === undefined ? [wish.lead] : [wish.lead, wish.support],
    plannedSeconds: wish.minutes * 60,
    from: making.from,
    to: making.year.closes,
  };
  const patterns: Slot["pattern"][] =
    wish.pattern === "times-a-week"
      ? [{ repeats: "times-a-week", times: wish.timesAWeek }]
      : place.weekdays.map((weekday, at) =>
          wish.pattern === "fortnightly" && at === place.weekdays.length - 1
            ? { repeats: "fortnightly", weekday, week: "A", start }
            : { repeats: "weekly", weekday, start },
        );
  return patterns.map((pattern, at) => ({
    slotId: slotIdSchema.parse(derivedId("demo-slot", groupId, String(at))),
    slot: { ...common, pattern },
    usualStart: start,
  }));
}

/** Most members have a target; in the new year some get the next one. */
export function targetsOf(
  making: GroupYear,
  entry: CatalogueEntry,
  groupId: GroupId,
  pupil: InventedPupil,
  chance: Chance,
): SessionTarget[] {
  const [first, second] = chance.shuffle(entry.targets);
  const hasTarget = chance.chance(pupil.status === "N" ? 0.4 : 0.8);
  const moves = chance.chance(0.4);
  if (first === undefined || !hasTarget) return [];
  const plain = { groupId, pupilId: pupil.pupilId, from: making.from };
  const newYear = halfTermAt(making.year, 2).from;
  if (second === undefined || !moves || newYear > making.timeline.today) return [{ ...plain, text: first }];
  return [
    { ...plain, text: first, to: addDays(newYear, -1) },
    { ...plain, text: second, from: newYear },
  ];
}
