// What a change of a member of staff means for the dated records, and what may not be changed. Pure.
import { addDays, type Day } from "../../../domain/calendar.ts";
import type { StaffId } from "../../../domain/ids.ts";
import * as records from "../../../domain/records.ts";
import type { ClassTeacher, Role, Staff } from "../../../domain/staff.ts";
import type { Stored } from "../../../storage/read.ts";
import { change, make, type Change } from "../../../storage/write.ts";

export interface PersonDraft {
  readonly name: string;
  /** The name on crowded screens. */
  readonly shortName: string;
  readonly roles: readonly Role[];
  readonly className: string;
  readonly leftOn: Day | undefined;
}

/** Why this change may not be made: a school without an administrator could never add anybody again. */
export function personProblem(
  draft: PersonDraft,
  staffId: StaffId,
  staffById: ReadonlyMap<StaffId, Stored<Staff>>,
): string | undefined {
  const others = [...staffById].filter(([id]) => id !== staffId).map(([, one]) => one.record);
  const hasAnother = others.some((one) => one.roles.includes("administrator") && one.leftOn === undefined);
  const stays = draft.roles.includes("administrator") && draft.leftOn === undefined;
  const was = staffById.get(staffId)?.record.roles.includes("administrator") ?? false;
  if (was && !stays && !hasAnother)
    return "This is the only administrator. Make somebody else an administrator first.";
  return undefined;
}

/** Whether it decides what the person may do: the server takes that only from somebody who has just proved who they are. */
export function changesRights(draft: PersonDraft, record: Staff): boolean {
  const sorted = (roles: readonly Role[]) => roles.toSorted().join("|");
  return sorted(draft.roles) !== sorted(record.roles) || draft.leftOn !== record.leftOn;
}

export function personChanges(
  draft: PersonDraft,
  person: Stored<Staff>,
  current: Stored<ClassTeacher> | undefined,
  on: { readonly staffId: StaffId; readonly today: Day; readonly newId: () => string },
): Change[] {
  const { leftOn } = draft;
  const fields = {
    name: draft.name.trim(),
    shortName: draft.shortName.trim(),
    roles: [...draft.roles],
    ...(leftOn && { leftOn }),
  };
  const changes = [change(records.staff, person, fields)];
  const className = draft.className.trim();
  if (className === (current?.record.className ?? "")) return changes;
  // A class is dated: the old one ends yesterday, so that what was done under it stays right.
  if (current) changes.push(change(records.classTeacher, current, { to: addDays(on.today, -1) }));
  if (className !== "")
    changes.push(make(records.classTeacher, on.newId(), { staffId: on.staffId, className, from: on.today }));
  return changes;
}
