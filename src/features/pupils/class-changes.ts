// A move to another class as dated records: the class before ends the day before; a class of the very same first day is
// corrected instead, since a class of no days would be left behind.
import { addDays } from "../../domain/calendar.ts";
import { isInForce, type Enrolment } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make, type Change } from "../../storage/write.ts";

/** @param newId the id of the enrolment to make, if one is made */
export function moveToClass(own: readonly Stored<Enrolment>[], wanted: Enrolment, newId: string): Change[] {
  const sameDay = own.find((one) => one.record.from === wanted.from);
  const others = own.filter((one) => one !== sameDay && isInForce(one.record, wanted.from));
  const ended = others.map((one) => change(records.enrolment, one, { to: addDays(wanted.from, -1) }));
  const { className, yearGroup } = wanted;
  const made = sameDay
    ? change(records.enrolment, sameDay, { className, ...(yearGroup && { yearGroup }), to: null })
    : make(records.enrolment, newId, wanted);
  return [...ended, made];
}
