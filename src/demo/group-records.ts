// Groups, class support and the sessions held in them as records.
import { derivedId } from "../domain/ids.ts";
import {
  group,
  groupMember,
  groupStaff,
  mark,
  note,
  session,
  sessionTarget,
  slot,
} from "../domain/records.ts";
import type { InventedSession } from "./deliver.ts";
import type { InventedGroup } from "./groups.ts";
import type { InventedSlot } from "./group-parts.ts";
import { interventionIdOf } from "./intervention-records.ts";
import { coverStaffing, type InventedInterruption } from "./interruptions.ts";
import { nurtureRecords } from "./nurture.ts";
import { invented, inventedIn, type InventedRecord, type Made } from "./record.ts";

/** A group followed by its members, its staff, its slots and its targets. */
export function groupRecords(
  seed: number,
  one: InventedGroup,
  interruptions: readonly InventedInterruption[],
  made: Made,
): InventedRecord[] {
  const { groupId, name, schoolYear, rule, namedPupilId, entry } = one;
  const interventionId = interventionIdOf(seed, entry);
  const fields = {
    name,
    interventionId,
    schoolYear,
    rule,
    ...(one.isNurture && { isNurture: true }),
    ...(namedPupilId === undefined ? {} : { namedPupilId }),
  };
  const staffing = [...one.staffing, ...coverStaffing(one, interruptions)];
  return [
    inventedIn(group, groupId, fields, made),
    ...one.members.map((row) =>
      inventedIn(groupMember, derivedId("demo-member", groupId, row.pupilId), row, made),
    ),
    ...staffing.map((row) =>
      inventedIn(
        groupStaff,
        derivedId("demo-group-staff", groupId, row.staffId, row.role, row.from),
        row,
        made,
      ),
    ),
    ...nurtureRecords(seed, one, made),
    ...one.slots.map((row) => slotRecord(row, made)),
    ...one.targets.map((row) =>
      inventedIn(sessionTarget, derivedId("demo-target", groupId, row.pupilId, row.from), row, made),
    ),
  ];
}

export function slotRecord(one: InventedSlot, made: Made): InventedRecord {
  return inventedIn(slot, one.slotId, one.slot, made);
}

/** A session followed by its marks and notes, all in its scope. */
export function sessionRecords(one: InventedSession): InventedRecord[] {
  const { authorId, recordedAt } = one.session;
  const made = { authorId, recordedAt };
  const own = inventedIn(session, one.id, one.session, made);
  return [
    own,
    ...one.marks.map((row) => invented(mark, row.id, row.mark, own.scope, made)),
    ...one.notes.map((row) => invented(note, row.id, row.note, own.scope, made)),
  ];
}
