// The groups of one invented school year: placed in the week so that nobody is in two places, with dated members and staff,
// slots and targets.
import { addDays, mondayOf } from "../domain/calendar.ts";
import type { HalfDayGrid } from "../domain/half-days.ts";
import type { DivisorRule, GroupMember, GroupStaff, SessionTarget } from "../domain/group.ts";
import { derivedId, groupIdSchema, type GroupId, type PupilId } from "../domain/ids.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import { chanceOf, type Chance } from "./chance.ts";
import { chooseMembers } from "./group-members.ts";
import { firstWishes, nextWish, nurtureWish, type GroupWish } from "./group-wishes.ts";
import { gridsOf } from "./nurture.ts";
import {
  memberOf,
  slotsOf,
  staysAllYear,
  targetsOf,
  untilYearEnds,
  type GroupPlace,
  type GroupYear,
  type InventedSlot,
} from "./group-parts.ts";
import { yearIndexIn, type InventedPupil } from "./pupils.ts";
import type { StaffRoom } from "./staff.ts";
import type { InventedYear, Timeline } from "./timeline.ts";
import { cellsFor, createWeekGrid, regularCells, weekdays, type WeekGrid } from "./week-grid.ts";

export interface InventedGroup {
  readonly groupId: GroupId;
  readonly entry: CatalogueEntry;
  readonly name: string;
  readonly schoolYear: number;
  readonly rule: DivisorRule;
  readonly namedPupilId?: PupilId;
  readonly members: readonly GroupMember[];
  readonly staffing: readonly GroupStaff[];
  readonly slots: readonly InventedSlot[];
  readonly targets: readonly SessionTarget[];
  readonly isSteady: boolean;
  readonly isNurture: boolean;
  /** Of those of a nurture group who do not come whenever it meets. */
  readonly halfDayGrids: readonly HalfDayGrid[];
  readonly place: GroupPlace;
}

export interface YearOfGroups {
  readonly groups: readonly InventedGroup[];
  readonly grid: WeekGrid;
}

/** Sessions a week that a teaching assistant leads, beside class support. */
const weeklyLoad = 20;
const triesPerPerson = 60;

/** All groups of one school year, the unusual ones first. */
export function inventGroups(
  timeline: Timeline,
  year: InventedYear,
  staff: StaffRoom,
  everybody: readonly InventedPupil[],
): YearOfGroups {
  const making = startMaking(timeline, year, everybody);
  for (const wish of firstWishes(staff)) addGroup(making, wish);
  for (const lead of [...staff.assistants, staff.practitioner]) {
    const chance = chanceOf(timeline.seed, "load", year.schoolYear, lead);
    for (
      let tries = 0;
      tries < triesPerPerson && weeklySessions(making.groups, lead) < weeklyLoad;
      tries += 1
    ) {
      addGroup(making, nextWish(lead, lead === staff.practitioner, chance));
    }
  }
  // Last, so that every other group is the same with it and without it.
  addGroup(making, nurtureWish(staff));
  return { groups: making.groups, grid: making.grid };
}

interface Making extends GroupYear {
  readonly pupils: readonly InventedPupil[];
  readonly grid: WeekGrid;
  readonly groups: InventedGroup[];
}

function startMaking(timeline: Timeline, year: InventedYear, everybody: readonly InventedPupil[]): Making {
  const from = addDays(mondayOf(year.opens), 7);
  const pupils = everybody.filter((pupil) => {
    const yearIndex = yearIndexIn(pupil, year.schoolYear);
    return yearIndex >= 0 && yearIndex <= 6 && (pupil.leftOn === undefined || pupil.leftOn >= from);
  });
  return { timeline, year, from, pupils, grid: createWeekGrid(), groups: [] };
}

function weeklySessions(groups: readonly InventedGroup[], lead: string): number {
  const led = groups.filter((group) => group.staffing[0]?.staffId === lead);
  return led.reduce((sum, group) => sum + group.slots.length, 0);
}

/** Places the group that is wished for, or leaves it out when no time and children can be found. */
function addGroup(making: Making, wish: GroupWish): void {
  const { timeline, year, groups, grid } = making;
  const chance = chanceOf(timeline.seed, "group", year.schoolYear, groups.length, wish.entry.key, wish.lead);
  const adults = wish.support === undefined ? [wish.lead] : [wish.lead, wish.support];
  for (const first of wish.cell === undefined ? chance.shuffle(regularCells) : [wish.cell]) {
    const filled = cellsFor(first, wish.minutes);
    if (filled === undefined) continue;
    const free = weekdays.filter((weekday) => adults.every((adult) => grid.isFree(adult, [weekday], filled)));
    const needed = wish.pattern === "times-a-week" ? weekdays.length : wish.timesAWeek;
    if (free.length < needed) continue;
    const place = { weekdays: chance.shuffle(free).slice(0, needed).sort(), cells: filled };
    const members = membersFor(making, wish, place, chance);
    const least = wish.isSteady ? wish.size : wish.entry.size[0];
    if (members.length < least) continue;
    for (const who of [...adults, ...members.map((member) => member.pupilId)]) {
      grid.book(who, place.weekdays, place.cells);
    }
    groups.push(groupOf(making, wish, place, members, chance));
    return;
  }
}

function membersFor(making: Making, wish: GroupWish, place: GroupPlace, chance: Chance): InventedPupil[] {
  const { year, grid } = making;
  const pupils = wish.isSteady ? making.pupils.filter((pupil) => staysAllYear(pupil, year)) : making.pupils;
  const membersWish = { entry: wish.entry, size: wish.size, schoolYear: year.schoolYear, ...place };
  if (wish.entry.type !== "personal-care") {
    return chooseMembers({ ...membersWish, ehcOnly: false }, pupils, grid, chance);
  }
  const withPlan = chooseMembers({ ...membersWish, ehcOnly: true }, pupils, grid, chance);
  return withPlan.length > 0
    ? withPlan
    : chooseMembers({ ...membersWish, ehcOnly: false }, pupils, grid, chance);
}

const groupNames =
  "Otters Badgers Foxes Hedgehogs Owls Robins Kingfishers Dolphins Seals Penguins Herons Swifts Hares Squirrels Moles Deer Wrens Puffins Falcons Newts Bees Larks Voles Terns Finches Lynxes Beavers Cygnets Turtles Koalas".split(
    " ",
  );

function groupOf(
  making: Making,
  wish: GroupWish,
  place: GroupPlace,
  pupils: readonly InventedPupil[],
  chance: Chance,
): InventedGroup {
  const { timeline, year, from, groups } = making;
  const isNurture = wish.entry.key === "nurture";
  const end = untilYearEnds(making);
  const number = String(groups.length);
  const groupId = groupIdSchema.parse(
    derivedId("demo-group", String(timeline.seed), String(year.schoolYear), number),
  );
  const alike = groups.filter((group) => group.entry === wish.entry).length;
  const label = groupNames[alike % groupNames.length] ?? "";
  const named = wish.rule === "named" ? pupils.toSorted((a, b) => rank(a) - rank(b))[0] : undefined;
  const members = pupils.map((pupil, at) =>
    memberOf(making, groupId, pupil, at === 0 || wish.isSteady, chance),
  );
  return {
    groupId,
    entry: wish.entry,
    name: isNurture
      ? "The Nest"
      : `${wish.entry.name}: ${label}${alike >= groupNames.length ? ` ${Math.floor(alike / groupNames.length) + 1}` : ""}`,
    schoolYear: year.schoolYear,
    rule: wish.rule,
    ...(named === undefined ? {} : { namedPupilId: named.pupilId }),
    members,
    staffing: [
      { groupId, staffId: wish.lead, role: "lead", from, ...end },
      ...(wish.support === undefined
        ? []
        : [{ groupId, staffId: wish.support, role: "support" as const, from, ...end }]),
    ],
    slots: slotsOf(wish, place, groupId, making),
    targets: pupils.flatMap((pupil) => targetsOf(making, wish.entry, groupId, pupil, chance)),
    isSteady: wish.isSteady,
    isNurture,
    halfDayGrids: isNurture ? gridsOf(making, members) : [],
    place,
  };
}

function rank(pupil: InventedPupil): number {
  return pupil.status === "E" ? 0 : pupil.status === "K" ? 1 : 2;
}
