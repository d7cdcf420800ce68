// What takes many planned sessions out at once in the invented school: adults away (sometimes covered), adults moved for
// part of a day, and class trips, which are known two weeks before.
import { addDays, type Day } from "../domain/calendar.ts";
import type { GroupStaff } from "../domain/group.ts";
import { derivedId, type StaffId } from "../domain/ids.ts";
import type { Interruption } from "../domain/interruption.ts";
import { chanceOf, type Chance } from "./chance.ts";
import type { InventedGroup } from "./groups.ts";
import { instantAt } from "./instant.ts";
import type { StaffRoom } from "./staff.ts";
import { halfTermAt, plannedDays, type InventedYear, type Timeline } from "./timeline.ts";

export interface InventedInterruption {
  readonly id: string;
  readonly interruption: Interruption;
}

/** Every interruption of the years given that is known by today, in the order of their days. */
export function inventInterruptions(
  timeline: Timeline,
  staff: StaffRoom,
  classNames: readonly string[],
): InventedInterruption[] {
  const found: InventedInterruption[] = [];
  for (const year of timeline.schoolYears) {
    year.halfTerms.forEach((_, index) => found.push(...ofHalfTerm(timeline, staff, year, index)));
    classNames.forEach((className, index) => found.push(...tripOf(timeline, staff, year, className, index)));
  }
  found.sort((a, b) => order(a).localeCompare(order(b), "en"));
  return withOneCoverAtATime(found);
}

/** The supply assistant's dated places in the groups of those who are covered. */
export function coverStaffing(
  group: InventedGroup,
  interruptions: readonly InventedInterruption[],
): GroupStaff[] {
  return interruptions.flatMap(({ interruption }): GroupStaff[] => {
    const { coverStaffId, staffId, from, to } = interruption;
    const isOfGroup = group.staffing.some(
      (one) => one.staffId === staffId && one.from <= from && (!one.to || to <= one.to),
    );
    if (!coverStaffId || !isOfGroup) return [];
    return [{ groupId: group.groupId, staffId: coverStaffId, role: "cover", from, to }];
  });
}

function order({ id, interruption }: InventedInterruption): string {
  return `${interruption.from}|${id}`;
}

function ofHalfTerm(
  timeline: Timeline,
  staff: StaffRoom,
  year: InventedYear,
  index: number,
): InventedInterruption[] {
  const { from, to } = halfTermAt(year, index);
  const days = plannedDays(from, to, timeline.calendar);
  return [...staff.assistants, staff.practitioner].flatMap((staffId) => {
    const chance = chanceOf(timeline.seed, "interruptions", year.schoolYear, index, staffId);
    const away = chance.chance(0.4) ? [awayOf(staffId, staff, days, chance)] : [];
    const moved = chance.chance(0.4) ? [movedOf(staffId, days, chance)] : [];
    return [...away, ...moved]
      .filter((one) => one.from <= timeline.today)
      .map((one) => ({ id: idOf(timeline, one.type, staffId, one.from), interruption: one }));
  });
}

function awayOf(staffId: StaffId, staff: StaffRoom, days: readonly Day[], chance: Chance): Interruption {
  const at = chance.int(0, days.length - 1);
  const from = dayAt(days, at);
  const to = dayAt(
    days,
    Math.min(
      days.length - 1,
      at +
        chance.weighted([
          [0, 6],
          [1, 3],
          [2, 1],
        ]),
    ),
  );
  const isCovered = chance.chance(0.4);
  return {
    type: "adult-away",
    staffId,
    from,
    to,
    ...(isCovered ? { coverStaffId: staff.supply } : {}),
    authorId: staff.senco,
    recordedAt: instantAt(from, 7 * 3600 + chance.int(20, 55) * 60),
  };
}

function movedOf(staffId: StaffId, days: readonly Day[], chance: Chance): Interruption {
  const day = chance.pick(days);
  const [fromTime, toTime] = chance.weighted([
    [[46_800, 55_200], 3],
    [[38_700, 43_200], 2],
  ] as const);
  const note = chance.pick([
    "Needed in Reception",
    "Covering a class",
    "Helping with the nativity",
    "Taking a small group for a visitor",
  ]);
  return {
    type: "moved",
    staffId,
    from: day,
    to: day,
    fromTime,
    toTime,
    note,
    authorId: staffId,
    recordedAt: instantAt(day, fromTime - chance.int(5, 40) * 60),
  };
}

/** One trip a class and year, on a day of an autumn, spring or summer half term. */
function tripOf(
  timeline: Timeline,
  staff: StaffRoom,
  year: InventedYear,
  className: string,
  index: number,
): InventedInterruption[] {
  const chance = chanceOf(timeline.seed, "trip", year.schoolYear, index);
  const { from, to } = halfTermAt(year, chance.pick([1, 3, 5]));
  const day = chance.pick(plannedDays(addDays(from, 7), to, timeline.calendar));
  const announced = addDays(day, -14);
  if (announced >= timeline.today) return [];
  const authorId = staff.teachers[index] ?? staff.head;
  const note = chance.pick(["Museum trip", "Farm visit", "Theatre visit", "Woodland day", "Swimming gala"]);
  const recordedAt = instantAt(announced, 15 * 3600 + 2400);
  const interruption: Interruption = {
    type: "trip",
    className,
    from: day,
    to: day,
    note,
    authorId,
    recordedAt,
  };
  return [{ id: idOf(timeline, "trip", String(index), day), interruption }];
}

/** There is one supply assistant: who is away while another is covered is not covered. */
function withOneCoverAtATime(sorted: readonly InventedInterruption[]): InventedInterruption[] {
  let coveredUntil = "";
  return sorted.map((one) => {
    const { coverStaffId, ...rest } = one.interruption;
    if (!coverStaffId) return one;
    if (one.interruption.from <= coveredUntil) return { id: one.id, interruption: rest };
    coveredUntil = one.interruption.to;
    return one;
  });
}

function idOf(timeline: Timeline, type: string, about: string, day: Day): string {
  return derivedId("demo-interruption", String(timeline.seed), type, about, day);
}

function dayAt(days: readonly Day[], index: number): Day {
  const day = days[index];
  if (day === undefined) throw new Error("A half term has planned days");
  return day;
}
