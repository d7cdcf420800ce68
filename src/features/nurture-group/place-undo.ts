// Taking a place back that was saved just now: what it changed is as it was, what it made is as if it had never been. A place
// without a day is one that was taken back: it is shown nowhere, gives nobody anything to read, and nothing is deleted.
import { addDays } from "../../domain/calendar.ts";
import type { GroupMember } from "../../domain/group.ts";
import type { NurturePlacement } from "../../domain/nurture-placement.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { change, type Change } from "../../storage/write.ts";

type Membership = Pick<GroupMember, "from" | "to">;

/**
 * @param place as it is stored now
 * @param before as it was; undefined when it was new
 * @param member the membership that was saved with it, as it is stored now and as it was
 */
export function placeUndo(
  place: Stored<NurturePlacement>,
  before: NurturePlacement | undefined,
  member: { readonly now: Stored<GroupMember>; readonly before: Membership | undefined } | undefined,
): Change[] {
  const undone = change(records.nurturePlacement, place, {
    referredOn: before?.referredOn ?? null,
    agreedOn: before?.agreedOn ?? null,
    startedOn: before?.startedOn ?? null,
    endedOn: before?.endedOn ?? null,
    heldUntil: before?.heldUntil ?? null,
    plannedEnd: before?.plannedEnd ?? null,
    parentsInformedOn: before?.parentsInformedOn ?? null,
    entryReason: before?.entryReason ?? null,
    exitReason: before?.exitReason ?? null,
  });
  if (member === undefined) return [undone];
  const { from, to } = member.before ?? {
    from: member.now.record.from,
    to: addDays(member.now.record.from, -1),
  };
  return [undone, change(records.groupMember, member.now, { from, to: to ?? null })];
}
