// The nurture groups whose register a person takes or looks at: those they run today, and all for who leads on need.
import type { Day } from "../../domain/calendar.ts";
import type { GroupId, StaffId } from "../../domain/ids.ts";
import { isInForce } from "../../domain/pupil.ts";
import { currentGroups, type ListedGroup } from "./current-groups.ts";
import { useAlongside } from "./context.ts";
import { useDirectory, type Directory } from "./directory.tsx";
import { useHasRole } from "./roles.ts";
import { useToday } from "./today.ts";

export function nurtureGroups(
  directory: Directory,
  today: Day,
  of: { readonly staffId: StaffId; readonly seesAll: boolean },
): ListedGroup[] {
  const runs = groupsRunBy(of.staffId, directory, today);
  return currentGroups(directory, today).filter(
    ([id, { record }]) => record.isNurture === true && (of.seesAll || runs.has(id)),
  );
}

/**
 * Whether this person reads the places of a group: its adults, the SENCO and the head. The class teacher of a child in it sees
 * the group, and nothing of why and since when children have a place.
 */
export function useSeesPlaces(groupId: GroupId | undefined): boolean {
  const { device } = useAlongside();
  const runs = groupsRunBy(device.staffId, useDirectory(), useToday());
  const seesAll = useHasRole("senco", "head");
  return seesAll || (groupId !== undefined && runs.has(groupId));
}

function groupsRunBy(staffId: StaffId, directory: Directory, today: Day): ReadonlySet<GroupId> {
  return new Set(
    directory.groupStaff
      .filter(({ record }) => record.staffId === staffId && isInForce(record, today))
      .map(({ record }) => record.groupId),
  );
}
