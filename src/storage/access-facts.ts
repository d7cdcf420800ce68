// What this device knows of its own person when a right is judged before a save. The server judges again with its own
// facts, so a device that is behind can only be too late, never too free.
import { daySchema, dayInZone, type Day } from "../domain/calendar.ts";
import type { AccessFacts } from "../domain/access.ts";
import {
  classTeacher,
  enrolment,
  groupMember,
  groupStaff,
  nurturePlacement,
  staff,
} from "../domain/records.ts";
import { instantOf } from "../protocol/clock.ts";
import type { Device } from "./device.ts";
import { readRecord, readRecords } from "./read.ts";

const factKinds = [staff, groupStaff, classTeacher, groupMember, enrolment, nurturePlacement].map(
  (kind) => kind.name,
);

/** Kept until one of the records behind it changes, so that a save need not read them. */
export function accessFactsOf(device: Device): Promise<AccessFacts> {
  const known = device.derived.get("access-facts");
  if (known) return known.value as Promise<AccessFacts>;
  const value = readAccessFacts(device);
  device.derived.set("access-facts", { stores: factKinds, value });
  value.catch(() => device.derived.delete("access-facts"));
  return value;
}

async function readAccessFacts(device: Device): Promise<AccessFacts> {
  const own = { index: "staffId", equals: device.staffId };
  const [person, ownGroups, ownClasses, placements] = await Promise.all([
    readRecord(device, staff, device.staffId),
    readRecords(device, groupStaff, own),
    readRecords(device, classTeacher, own),
    readRecords(device, nurturePlacement),
  ]);
  const teaches = ownClasses.length > 0;
  const [members, enrolments] = teaches
    ? await Promise.all([readRecords(device, groupMember), readRecords(device, enrolment)])
    : [[], []];
  return {
    staffId: device.staffId,
    roles: person?.record.roles ?? [],
    leftOn: person?.record.leftOn,
    groupStaff: ownGroups.map((one) => one.record),
    classes: ownClasses.map((one) => one.record),
    members: members.map((one) => one.record),
    enrolments: enrolments.map((one) => one.record),
    placements: placements.map((one) => one.record),
  };
}

/** Today at the school. */
export function todayOf(device: Pick<Device, "clock">): Day {
  return daySchema.parse(dayInZone(device.clock.nowMs()));
}

/** This instant as records write it. */
export function instantNow(device: Pick<Device, "clock">): string {
  return instantOf(device.clock);
}
