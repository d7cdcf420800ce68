// The invented nurture group's own records: who has a place and why, and who is on the way back to class.
import { addDays, type Day } from "../domain/calendar.ts";
import { membersOn, type GroupMember } from "../domain/group.ts";
import { expectedOn, halfOf, type HalfDayGrid } from "../domain/half-days.ts";
import { derivedId, type PupilId } from "../domain/ids.ts";
import { entryReasonSchema, type NurturePlacement } from "../domain/nurture-placement.ts";
import { halfDayGrid, nurturePlacement } from "../domain/records.ts";
import { chanceOf } from "./chance.ts";
import type { GroupYear } from "./group-parts.ts";
import type { InventedGroup } from "./groups.ts";
import { inventedIn, type InventedRecord, type Made } from "./record.ts";
import { halfTermAt } from "./timeline.ts";

/** One child goes back to class step by step: three mornings from the second week after the autumn half term. */
export function gridsOf({ timeline, year, from }: GroupYear, members: readonly GroupMember[]): HalfDayGrid[] {
  const [, second] = members;
  const fewerFrom = addDays(halfTermAt(year, 1).from, 7);
  if (second === undefined) return [];
  const { groupId, pupilId } = second;
  const whole: HalfDayGrid = { groupId, pupilId, from, halfDays: ["1am", "2am", "3am", "4am", "5am"] };
  const fewer: HalfDayGrid = { groupId, pupilId, from: fewerFrom, halfDays: ["1am", "3am", "5am"] };
  return fewerFrom <= timeline.today ? [whole, fewer] : [whole];
}

/** The members who are expected in a session that begins at a time of a day. */
export function expectedIn(
  { members, halfDayGrids }: Pick<InventedGroup, "members" | "halfDayGrids">,
  date: Day,
  start: number,
): PupilId[] {
  return expectedOn(membersOn(members, date), halfDayGrids, date, halfOf(start));
}

/** Places and half-days of a nurture group; nothing for any other. */
export function nurtureRecords(seed: number, group: InventedGroup, made: Made): InventedRecord[] {
  if (!group.isNurture) return [];
  const { groupId } = group;
  return [
    ...group.members.map((member) =>
      inventedIn(
        nurturePlacement,
        derivedId("demo-placement", groupId, member.pupilId),
        placementOf(seed, member),
        made,
      ),
    ),
    ...group.halfDayGrids.map((grid) =>
      inventedIn(halfDayGrid, derivedId("demo-half-days", groupId, grid.pupilId, grid.from), grid, made),
    ),
  ];
}

function placementOf(seed: number, { groupId, pupilId, from, to }: GroupMember): NurturePlacement {
  const chance = chanceOf(seed, "placement", groupId, pupilId);
  return {
    groupId,
    pupilId,
    referredOn: addDays(from, -63),
    agreedOn: addDays(from, -49),
    startedOn: from,
    parentsInformedOn: addDays(from, -56),
    entryReason: chance.pick(entryReasonSchema.options.filter((one) => one !== "bereavement")),
    ...(to ? { endedOn: to, exitReason: "targets-met" as const } : {}),
  };
}
