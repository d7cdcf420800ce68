// The groups of this school year that are still in use, by name. Those of earlier years stay readable on their own.
import { schoolYearOf, type Day } from "../../domain/calendar.ts";
import type { Group } from "../../domain/group.ts";
import type { GroupId } from "../../domain/ids.ts";
import type { Stored } from "../../storage/read.ts";
import type { Directory } from "./directory.tsx";

export type ListedGroup = readonly [GroupId, Stored<Group>];

export function currentGroups(directory: Directory, today: Day): ListedGroup[] {
  return [...directory.groupsById].filter(([, one]) => isCurrent(one.record, today)).toSorted(byName);
}

export function earlierGroups(directory: Directory, today: Day): ListedGroup[] {
  return [...directory.groupsById].filter(([, one]) => !isCurrent(one.record, today)).toSorted(byName);
}

function isCurrent(group: Group, today: Day): boolean {
  return group.archived !== true && group.schoolYear >= schoolYearOf(today);
}

function byName([, a]: ListedGroup, [, b]: ListedGroup): number {
  return a.record.name.localeCompare(b.record.name, "en-GB", { numeric: true });
}
