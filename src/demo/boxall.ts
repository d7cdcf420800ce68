// The invented school's handbook numbers and Boxall totals: round numbers that nobody could take for a publisher's, labelled
// as what they are.
import { boxallDefinition, boxallAssessment } from "../domain/records.ts";
import {
  mostOfItem,
  partOf,
  strands,
  type BoxallAssessment,
  type BoxallKind,
  type BoxallScores,
  type Strand,
} from "../domain/boxall.ts";
import { addDays, type Day } from "../domain/calendar.ts";
import type { GroupMember } from "../domain/group.ts";
import { derivedId, type StaffId } from "../domain/ids.ts";
import { chanceOf, type Chance } from "./chance.ts";
import type { InventedGroup } from "./groups.ts";
import { instantAt } from "./instant.ts";
import { inventedIn, type InventedRecord, type Made } from "./record.ts";

/** 3 or 4 items a strand, 34 a part. */
const itemCounts = [3, 4, 3, 4, 3, 4, 3, 4, 3, 3] as const;

function mostOf(strand: Strand): number {
  return (itemCounts[strands.indexOf(strand) % itemCounts.length] ?? 3) * mostOfItem;
}

/** The upper third is typical in part 1, the lowest third in part 2. */
export function inventedDefinition(seed: number, made: Made): InventedRecord {
  const rows = strands.map((strand) => {
    const most = mostOf(strand);
    const third = Math.round(most / 3);
    const range =
      partOf(strand) === 1
        ? { typicalLow: most - third, typicalHigh: most }
        : { typicalLow: 0, typicalHigh: third };
    return [strand, { label: "invented", itemCount: most / mostOfItem, most, ...range }] as const;
  });
  const definition = { version: "children_2017" as const, strands: Object.fromEntries(rows) };
  return inventedIn(boxallDefinition, derivedId("demo-boxall-definition", String(seed)), definition, made);
}

/** A baseline on each child's first day, a review after nine weeks and another after twenty-six, if those days have come. */
export function assessmentRecords(
  seed: number,
  group: InventedGroup,
  by: StaffId,
  today: Day,
): InventedRecord[] {
  if (!group.isNurture) return [];
  return group.members.flatMap((member) => assessmentsOf(seed, member, by, today));
}

const occasions: readonly (readonly [kind: BoxallKind, afterDays: number])[] = [
  ["baseline", 0],
  ["review", 63],
  ["review", 182],
];

function assessmentsOf(seed: number, member: GroupMember, by: StaffId, today: Day): InventedRecord[] {
  const chance = chanceOf(seed, "boxall", member.groupId, member.pupilId);
  let scores = firstScores(chance);
  return occasions.flatMap(([kind, afterDays], at) => {
    if (at > 0) scores = laterScores(scores, chance);
    const date = addDays(member.from, afterDays);
    const last = member.to ?? today;
    if (date >= today || date > last) return [];
    const recordedAt = instantAt(date, 15 * 3600 + 1800);
    const one: BoxallAssessment = {
      pupilId: member.pupilId,
      version: "children_2017",
      kind,
      date,
      scores,
      assessorIds: [by],
      authorId: by,
      recordedAt,
    };
    const id = derivedId("demo-boxall", member.groupId, member.pupilId, String(at));
    return [inventedIn(boxallAssessment, id, one, { authorId: by, recordedAt })];
  });
}

function firstScores(chance: Chance): BoxallScores {
  return scoresBy((strand) => {
    const most = mostOf(strand);
    return partOf(strand) === 1
      ? chance.int(1, Math.round(most / 2))
      : chance.int(Math.round(most / 3), most);
  });
}

/** Most strands move a little towards typical, some the other way. */
function laterScores(before: BoxallScores, chance: Chance): BoxallScores {
  return scoresBy((strand) => {
    const step = chance.weighted([
      [-1, 2],
      [0, 3],
      [1, 4],
      [2, 4],
      [3, 2],
    ]);
    const way = partOf(strand) === 1 ? 1 : -1;
    return Math.min(mostOf(strand), Math.max(0, (before[strand] ?? 0) + way * step));
  });
}

function scoresBy(of: (strand: Strand) => number): BoxallScores {
  return Object.fromEntries(strands.map((strand) => [strand, of(strand)])) as BoxallScores;
}
