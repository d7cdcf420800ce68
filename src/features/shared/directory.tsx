// The school as this person may see it, opened once and kept true: people, pupils, groups, timetable, calendar. Small
// kinds only; sessions, marks and notes are asked for by day or pupil. Dropped whole at sign-out.
import { createContext, type ComponentChildren } from "preact";
import { useContext, useMemo } from "preact/hooks";
import type { SchoolCalendar } from "../../domain/calendar.ts";
import type { HalfDayGrid } from "../../domain/half-days.ts";
import type { Group, GroupMember, GroupStaff, SessionTarget } from "../../domain/group.ts";
import {
  groupIdSchema,
  interventionIdSchema,
  pupilIdSchema,
  slotIdSchema,
  staffIdSchema,
} from "../../domain/ids.ts";
import type { GroupId, InterventionId, PupilId, SlotId, StaffId } from "../../domain/ids.ts";
import type { Interruption } from "../../domain/interruption.ts";
import type { Intervention } from "../../domain/intervention.ts";
import { resolvePupil, type Enrolment, type Pupil } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import type { ClassTeacher, School, Staff } from "../../domain/staff.ts";
import type { Slot } from "../../domain/timetable.ts";
import type { Device } from "../../storage/device.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";

export interface Directory {
  readonly school: Stored<School> | undefined;
  readonly calendar: SchoolCalendar;
  readonly staffById: ReadonlyMap<StaffId, Stored<Staff>>;
  readonly classTeachers: readonly Stored<ClassTeacher>[];
  readonly interventionsById: ReadonlyMap<InterventionId, Stored<Intervention>>;
  readonly pupilsById: ReadonlyMap<PupilId, Stored<Pupil>>;
  readonly enrolments: readonly Stored<Enrolment>[];
  readonly groupsById: ReadonlyMap<GroupId, Stored<Group>>;
  readonly members: readonly Stored<GroupMember>[];
  readonly halfDayGrids: readonly Stored<HalfDayGrid>[];
  readonly groupStaff: readonly Stored<GroupStaff>[];
  readonly slotsById: ReadonlyMap<SlotId, Stored<Slot>>;
  readonly targets: readonly Stored<SessionTarget>[];
  readonly interruptions: readonly Stored<Interruption>[];
  /** The card that a pupil id stands for, merges followed. */
  readonly pupil: (id: PupilId) => Stored<Pupil> | undefined;
}

const DirectoryContext = createContext<Directory | undefined>(undefined);

/** @param props.waiting what is shown until the school has been opened */
export function DirectoryProvider(props: {
  readonly device: Device;
  readonly waiting: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const directory = useOpenedDirectory(props.device);
  if (directory === undefined) return <>{props.waiting}</>;
  return <DirectoryContext.Provider value={directory}>{props.children}</DirectoryContext.Provider>;
}

export function useDirectory(): Directory {
  const directory = useContext(DirectoryContext);
  if (directory === undefined) throw new Error("This screen is shown before the school is open.");
  return directory;
}

function useOpenedDirectory(device: Device): Directory | undefined {
  const school = useRecords(device, records.school);
  const halfTerms = useRecords(device, records.halfTerm);
  const days = useRecords(device, records.calendarDay);
  const staff = useRecords(device, records.staff);
  const classTeachers = useRecords(device, records.classTeacher);
  const interventions = useRecords(device, records.intervention);
  const pupils = useRecords(device, records.pupil);
  const enrolments = useRecords(device, records.enrolment);
  const groups = useRecords(device, records.group);
  const members = useRecords(device, records.groupMember);
  const halfDayGrids = useRecords(device, records.halfDayGrid);
  const groupStaff = useRecords(device, records.groupStaff);
  const slots = useRecords(device, records.slot);
  const targets = useRecords(device, records.sessionTarget);
  const interruptions = useRecords(device, records.interruption);
  const parts = [
    school,
    halfTerms,
    days,
    staff,
    classTeachers,
    interventions,
    pupils,
    enrolments,
    groups,
    members,
    halfDayGrids,
    groupStaff,
    slots,
    targets,
    interruptions,
  ] as const;
  return useMemo(() => {
    if (
      !school ||
      !halfTerms ||
      !days ||
      !staff ||
      !classTeachers ||
      !interventions ||
      !pupils ||
      !enrolments ||
      !groups ||
      !members ||
      !halfDayGrids ||
      !groupStaff ||
      !slots ||
      !targets ||
      !interruptions
    ) {
      return undefined;
    }
    const pupilsById = byId(pupils, pupilIdSchema.parse);
    const plainPupils = new Map([...pupilsById].map(([id, one]) => [id, one.record]));
    return {
      school: school[0],
      calendar: { halfTerms: halfTerms.map((one) => one.record), days: days.map((one) => one.record) },
      staffById: byId(staff, staffIdSchema.parse),
      classTeachers,
      interventionsById: byId(interventions, interventionIdSchema.parse),
      pupilsById,
      enrolments,
      groupsById: byId(groups, groupIdSchema.parse),
      members,
      halfDayGrids,
      groupStaff,
      slotsById: byId(slots, slotIdSchema.parse),
      targets,
      interruptions,
      pupil: (id: PupilId) => pupilsById.get(resolvePupil(id, plainPupils)),
    };
  }, parts);
}

function byId<Id, T>(stored: readonly Stored<T>[], idOf: (id: string) => Id): Map<Id, Stored<T>> {
  return new Map(stored.map((one) => [idOf(one.id), one]));
}
