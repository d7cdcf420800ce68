// The groups that an invented school plans before it fills its timetable: one of each unusual kind, so that every rule of
// the product has something to show.
import type { DivisorRule } from "../domain/group.ts";
import type { StaffId } from "../domain/ids.ts";
import { catalogue } from "./catalogue.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import type { Chance } from "./chance.ts";
import type { StaffRoom } from "./staff.ts";
import type { CellName } from "./week-grid.ts";

export interface GroupWish {
  readonly entry: CatalogueEntry;
  readonly lead: StaffId;
  readonly support?: StaffId;
  readonly size: number;
  readonly timesAWeek: number;
  /** "n a week" has no fixed day; "fortnightly" has its last slot in A weeks only. */
  readonly pattern: "weekly" | "times-a-week" | "fortnightly";
  readonly rule: DivisorRule;
  readonly minutes: number;
  /** Where it has to begin; otherwise in any regular cell. */
  readonly cell?: CellName;
  /** Nobody joins, leaves or takes it over during the year. */
  readonly isSteady: boolean;
}

/** One of each kind that the school must have. */
export function firstWishes(staff: StaffRoom): GroupWish[] {
  const assistant = (index: number): StaffId =>
    staff.assistants[index % staff.assistants.length] ?? staff.supply;
  const plain = { rule: "present", pattern: "weekly", isSteady: true } as const;
  return [
    // Buckinghamshire's example: a group of four for one hour a week, here with two adults.
    {
      ...plain,
      entry: entryOf("maths"),
      lead: assistant(0),
      support: assistant(1),
      size: 4,
      timesAWeek: 1,
      minutes: 60,
      cell: "afterLunch",
    },
    {
      ...plain,
      entry: entryOf("fluency"),
      lead: assistant(1),
      size: 5,
      timesAWeek: 3,
      minutes: 20,
      rule: "enrolled",
    },
    {
      ...plain,
      entry: entryOf("lego"),
      lead: assistant(0),
      size: 3,
      timesAWeek: 1,
      minutes: 30,
      rule: "named",
    },
    {
      ...plain,
      entry: entryOf("precision"),
      lead: assistant(0),
      size: 1,
      timesAWeek: 3,
      minutes: 10,
      pattern: "times-a-week",
    },
    {
      ...plain,
      entry: entryOf("speech"),
      lead: assistant(1),
      size: 2,
      timesAWeek: 2,
      minutes: 20,
      pattern: "fortnightly",
    },
    {
      ...plain,
      entry: entryOf("care"),
      lead: assistant(1),
      size: 1,
      timesAWeek: 5,
      minutes: 20,
      cell: "lunch",
    },
    {
      ...plain,
      entry: entryOf("circuit"),
      lead: staff.practitioner,
      support: assistant(0),
      size: 5,
      timesAWeek: 5,
      minutes: 15,
      cell: "early",
    },
  ];
}

/** The nurture group: five mornings with the practitioner and the last of the assistants, who supports no class then. */
export function nurtureWish(staff: StaffRoom): GroupWish {
  return {
    entry: entryOf("nurture"),
    lead: staff.practitioner,
    support: secondNurtureAdult(staff),
    size: 8,
    timesAWeek: 5,
    pattern: "weekly",
    rule: "present",
    minutes: 100,
    cell: "morning",
    isSteady: true,
  };
}

/** The assistant who is in the nurture room in the mornings. */
export function secondNurtureAdult({ assistants, supply }: StaffRoom): StaffId {
  return assistants.at(-1) ?? supply;
}

/** A wish for one more ordinary group of a member of staff. */
export function nextWish(lead: StaffId, isNurturing: boolean, chance: Chance): GroupWish {
  const entry = chance.weighted(
    catalogue.map((one) => [one, one.area === "semh" && isNurturing ? one.weight * 5 : one.weight] as const),
  );
  return {
    entry,
    lead,
    size: chance.int(...entry.size),
    timesAWeek: chance.pick(entry.timesAWeek),
    pattern: "weekly",
    rule: "present",
    minutes: entry.minutes,
    ...(entry.key === "circuit" ? { cell: "early" as const } : {}),
    isSteady: false,
  };
}

function entryOf(key: string): CatalogueEntry {
  const entry = catalogue.find((one) => one.key === key);
  if (entry === undefined) throw new Error(`No intervention ${key}`);
  return entry;
}
