// Which children an invented group is made of: near in age, free at its times, and likelier the more help they need.
import type { PupilId } from "../domain/ids.ts";
import type { AreaOfNeed, NeedType } from "../domain/sen.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import type { Chance } from "./chance.ts";
import { yearIndexIn, type InventedPupil } from "./pupils.ts";
import type { CellName, WeekGrid } from "./week-grid.ts";

const areaByNeed: Readonly<Partial<Record<NeedType, AreaOfNeed>>> = {
  SLCN: "communication-interaction",
  ASD: "communication-interaction",
  SPLD: "cognition-learning",
  MLD: "cognition-learning",
  SLD: "cognition-learning",
  SEMH: "semh",
  HI: "sensory-physical",
  VI: "sensory-physical",
  PD: "sensory-physical",
};

export interface MembersWish {
  readonly entry: CatalogueEntry;
  readonly size: number;
  readonly schoolYear: number;
  readonly weekdays: readonly number[];
  readonly cells: readonly CellName[];
  /** Only children with an EHC plan: for personal care. */
  readonly ehcOnly: boolean;
}

/** Children for a group, or fewer than wished when no more are free. */
export function chooseMembers(
  wish: MembersWish,
  pupils: readonly InventedPupil[],
  grid: WeekGrid,
  chance: Chance,
): InventedPupil[] {
  const [youngest, oldest] = wish.entry.years;
  const free = pupils.filter((pupil) => {
    const yearIndex = yearIndexIn(pupil, wish.schoolYear);
    if (yearIndex < youngest || yearIndex > oldest) return false;
    return (!wish.ehcOnly || pupil.status === "E") && grid.isFree(pupil.pupilId, wish.weekdays, wish.cells);
  });
  const weights = new Map(free.map((pupil) => [pupil.pupilId, likelihood(pupil, wish.entry.area, grid)]));
  const anchor = drawOne(free, weights, chance);
  if (anchor === undefined) return [];
  const nearInAge = free.filter((pupil) => pupil !== anchor && Math.abs(pupil.cohort - anchor.cohort) <= 1);
  return [anchor, ...drawSeveral(nearInAge, wish.size - 1, weights, chance)];
}

function likelihood(pupil: InventedPupil, area: AreaOfNeed, grid: WeekGrid): number {
  const standing = pupil.status === "E" ? 6 : pupil.status === "K" ? 4 : pupil.isWatched ? 2.5 : 0.04;
  const isFitting = pupil.needs.some((need) => areaByNeed[need] === area);
  return (standing * (isFitting ? 3 : 1)) / (1 + grid.load(pupil.pupilId) / 4);
}

function drawSeveral(
  from: readonly InventedPupil[],
  count: number,
  weights: ReadonlyMap<PupilId, number>,
  chance: Chance,
): InventedPupil[] {
  let left = [...from];
  const drawn: InventedPupil[] = [];
  while (drawn.length < count) {
    const one = drawOne(left, weights, chance);
    if (one === undefined) break;
    drawn.push(one);
    left = left.filter((pupil) => pupil !== one);
  }
  return drawn;
}

function drawOne(
  from: readonly InventedPupil[],
  weights: ReadonlyMap<PupilId, number>,
  chance: Chance,
): InventedPupil | undefined {
  if (from.length === 0) return undefined;
  return chance.weighted(from.map((pupil) => [pupil, weights.get(pupil.pupilId) ?? 0] as const));
}
