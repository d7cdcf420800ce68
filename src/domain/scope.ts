// The names of scopes: the unit in which records are granted to a person, sent to a tablet and dropped from it.
// A grant is a scope or a pattern that ends in "*".
import type { GroupId, PupilId, StaffId } from "./ids.ts";

export const schoolScope = "school";
export const moneyScope = "money";

export function groupScope(groupId: GroupId | string): string {
  return `group:${groupId}`;
}

/** Sessions without a held group, by author and the year in which the school year starts. */
export function logScope(staffId: StaffId | string, schoolYear: number): string {
  return `log:${staffId}:${schoolYear}`;
}

/** What the SENCO holds of one pupil: status, needs, identity. */
export function sendScope(pupilId: PupilId | string): string {
  return `send:${pupilId}`;
}

/** Placements of a nurture group. */
export function nurtureScope(groupId: GroupId | string): string {
  return `nurture:${groupId}`;
}

/** Boxall assessments of one pupil. */
export function boxallScope(pupilId: PupilId | string): string {
  return `boxall:${pupilId}`;
}

export function grantCovers(grant: string, scope: string): boolean {
  return grant.endsWith("*") ? scope.startsWith(grant.slice(0, -1)) : grant === scope;
}

/** The id in a scope of the form "group:<id>", or undefined when the scope is of another form. */
export function idInScope(
  form: "group" | "send" | "log" | "nurture" | "boxall",
  scope: string,
): string | undefined {
  const [head, id] = scope.split(":");
  return head === form ? id : undefined;
}

/** The order in which scopes are of use on a device that gets them for the first time; lower comes first. */
export function rankOfScope(scope: string): number {
  const order = ["school", "group", "log", "nurture", "boxall", "send", "money"];
  const at = order.indexOf(scope.split(":")[0] ?? "");
  return at === -1 ? order.length : at;
}
