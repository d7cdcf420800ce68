// What the page of a nurture group is made of: its places, grids and members, kept true.
import type { Day } from "../../domain/calendar.ts";
import type { GroupMember } from "../../domain/group.ts";
import { halfDays, halfOf, type HalfDay, type HalfDayGrid } from "../../domain/half-days.ts";
import type { GroupId, PupilId } from "../../domain/ids.ts";
import { isTakenBack, type NurturePlacement } from "../../domain/nurture-placement.ts";
import { isInForce } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import type { Slot } from "../../domain/timetable.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";

export interface NurtureGroupData {
  readonly groupId: GroupId;
  readonly places: readonly Stored<NurturePlacement>[];
  readonly members: readonly Stored<GroupMember>[];
  readonly gridsOf: (pupilId: PupilId) => readonly Stored<HalfDayGrid>[];
  /** The half-days on which the group meets by its times of today or later. */
  readonly meets: readonly HalfDay[];
}

/** @returns undefined until the first answer of the database */
export function useNurtureGroup(groupId: GroupId, today: Day): NurtureGroupData | undefined {
  const { device } = useAlongside();
  const directory = useDirectory();
  const places = useRecords(device, records.nurturePlacement, { index: "groupId", equals: groupId });
  if (places === undefined) return undefined;
  const grids = directory.halfDayGrids.filter((one) => one.record.groupId === groupId);
  const slots = [...directory.slotsById.values()].map((one) => one.record);
  return {
    groupId,
    places: places.filter(({ record }) => !isTakenBack(record)),
    members: directory.members.filter((one) => one.record.groupId === groupId),
    gridsOf: (pupilId) => grids.filter((one) => one.record.pupilId === pupilId),
    meets: meetsOn(
      slots.filter((one) => one.groupId === groupId),
      today,
    ),
  };
}

function meetsOn(slots: readonly Slot[], today: Day): HalfDay[] {
  const at = slots
    .filter((one) => isInForce(one, today) || one.from > today)
    .flatMap(({ pattern }) =>
      pattern.repeats === "times-a-week" ? [] : [`${pattern.weekday}${halfOf(pattern.start)}`],
    );
  return halfDays.filter((one) => at.includes(one));
}
