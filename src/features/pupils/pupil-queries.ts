// One child's page put together from what this tablet holds: all its cards, its groups, its recent sessions. Only this child
// is ever in the answers: the page may be shown to, or printed for, the child's own family.
import { addDays, compareDays, type Day } from "../../domain/calendar.ts";
import { adultsOn, type Group } from "../../domain/group.ts";
import type { GroupId, PupilId, StaffId } from "../../domain/ids.ts";
import { isInForce } from "../../domain/pupil.ts";
import type { Mark, Note, Session } from "../../domain/session.ts";
import type { Slot } from "../../domain/timetable.ts";
import type { Stored } from "../../storage/read.ts";
import type { Directory } from "../shared/directory.tsx";

/** How far back the page goes: six weeks. */
const recentDays = 42;

/** The index values to ask marks and notes by: every card on every recent day. */
export function recentPairs(ids: readonly PupilId[], today: Day): (readonly [PupilId, Day])[] {
  const days = Array.from({ length: recentDays + 1 }, (_, back) => addDays(today, -back));
  return ids.flatMap((id) => days.map((day) => [id, day] as const));
}

export interface ChildGroup {
  readonly groupId: GroupId;
  readonly group: Group;
  readonly since: Day;
  readonly until?: Day;
  readonly staffIds: readonly StaffId[];
  readonly slots: readonly Slot[];
  /** The child's own target, or the one that its intervention's groups share. */
  readonly target?: string;
}

/** The groups that the child is in on a day, or will be, by name. */
export function groupsOfChild(directory: Directory, ids: readonly PupilId[], day: Day): ChildGroup[] {
  const memberships = directory.members
    .map((one) => one.record)
    .filter((one) => ids.includes(one.pupilId) && (isInForce(one, day) || one.from > day));
  const groups = memberships.flatMap((one): ChildGroup[] => {
    const group = directory.groupsById.get(one.groupId)?.record;
    if (group === undefined || group.archived === true) return [];
    const staff = directory.groupStaff
      .map((each) => each.record)
      .filter((each) => each.groupId === one.groupId);
    const slots = [...directory.slotsById.values()].map((each) => each.record);
    const target = targetIn(directory, one.groupId, ids, day);
    return [
      {
        groupId: one.groupId,
        group,
        since: one.from,
        ...(one.to && { until: one.to }),
        staffIds: adultsOn(staff, day).map((each) => each.staffId),
        slots: slots.filter((each) => each.groupId === one.groupId && isInForce(each, day)),
        ...(target !== undefined && { target }),
      },
    ];
  });
  return groups.toSorted((a, b) => a.group.name.localeCompare(b.group.name, "en-GB"));
}

function targetIn(
  directory: Directory,
  groupId: GroupId,
  ids: readonly PupilId[],
  day: Day,
): string | undefined {
  const own = directory.targets
    .map((one) => one.record)
    .filter((one) => one.groupId === groupId && ids.includes(one.pupilId) && isInForce(one, day))
    .toSorted((a, b) => compareDays(a.from, b.from))
    .at(-1);
  const group = directory.groupsById.get(groupId)?.record;
  return own?.text ?? (group && directory.interventionsById.get(group.interventionId)?.record.target);
}

/** One session as the child had it: its own mark and note only. */
export interface ChildSession {
  readonly id: string;
  readonly session: Session;
  readonly mark: Mark;
  readonly contactSeconds: number;
  readonly note?: string;
}

/** Newest first; logs that were undone are left out. */
export function sessionsOfChild(
  marks: readonly Stored<Mark>[],
  sessions: readonly Stored<Session>[],
  notes: readonly Stored<Note>[],
): ChildSession[] {
  const byId = new Map(sessions.map((one) => [one.id, one.record]));
  const rows = marks.flatMap(({ record: mark }): ChildSession[] => {
    const session = byId.get(mark.sessionId);
    if (session === undefined || session.voided) return [];
    const note = notes.find(
      ({ record }) => record.sessionId === mark.sessionId && record.pupilId === mark.pupilId,
    )?.record.text;
    const contactSeconds = mark.intervals.reduce((total, one) => total + one.to - one.from, 0);
    return [{ id: mark.sessionId, session, mark, contactSeconds, ...(note && { note }) }];
  });
  return rows.toSorted(
    (a, b) => compareDays(b.session.date, a.session.date) || b.session.start - a.session.start,
  );
}
