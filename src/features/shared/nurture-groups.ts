// The nurture groups whose register a person takes or looks at: those they run today, and all for who leads on need.
import type { Day } from "../../domain/calendar.ts";
import type { StaffId } from "../../domain/ids.ts";
import { isInForce } from "../../domain/pupil.ts";
import { currentGroups, type ListedGroup } from "./current-groups.ts";
import type { Directory } from "./directory.tsx";

export function nurtureGroups(
  directory: Directory,
  today: Day,
  of: { readonly staffId: StaffId; readonly seesAll: boolean },
): ListedGroup[] {
  const runs = new Set(
    directory.groupStaff
      .filter(({ record }) => record.staffId === of.staffId && isInForce(record, today))
      .map(({ record }) => record.groupId),
  );
  return currentGroups(directory, today).filter(
    ([id, { record }]) => record.isNurture === true && (of.seesAll || runs.has(id)),
  );
}
