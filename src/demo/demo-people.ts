// Whom a visitor to the demo school signs in as: the teaching assistant with the most to do today, and the SENCO.
import { schoolYearOf, weekdayOf, type Day } from "../domain/calendar.ts";
import { interruptionSchema } from "../domain/interruption.ts";
import type { StaffId } from "../domain/ids.ts";
import { isInForce } from "../domain/pupil.ts";
import { slotSchema, type Slot } from "../domain/timetable.ts";
import type { InventedSchool } from "./school.ts";

export interface DemoPeople {
  readonly teachingAssistant: StaffId;
  readonly senco: StaffId;
}

/**
 * The two people of the demo. Nobody who is away or moved today is chosen as the assistant while anybody else is there; on
 * a day without school it is the one whose week is the fullest.
 */
export function demoPeople(school: InventedSchool, today: Day): DemoPeople {
  const senco = school.people.find((person) => person.roles.includes("senco"));
  const assistants = school.people.filter((person) => person.roles.includes("teaching-assistant"));
  const slots = recordsOf(school, "slot").map((fields) => slotSchema.parse(fields));
  const missing = new Set(
    recordsOf(school, "interruption")
      .map((fields) => interruptionSchema.parse(fields))
      .filter((one) => one.from <= today && today <= one.to)
      .map((one) => one.staffId),
  );
  const ranked = assistants
    .map(({ staffId }) => ({
      staffId,
      score: scoreOf(staffId, slots, today) - (missing.has(staffId) ? 1e6 : 0),
    }))
    .toSorted((a, b) => b.score - a.score || (a.staffId < b.staffId ? -1 : 1));
  const teachingAssistant = ranked[0]?.staffId;
  if (senco === undefined || teachingAssistant === undefined)
    throw new Error("An invented school has both posts");
  return { teachingAssistant, senco: senco.staffId };
}

/** Today's slots first, then this school year's. */
function scoreOf(staffId: StaffId, slots: readonly Slot[], today: Day): number {
  const own = slots.filter((slot) => slot.staffIds.includes(staffId));
  const ofYear = own.filter((slot) => schoolYearOf(slot.from) === schoolYearOf(today));
  const ofToday = own.filter((slot) => isInForce(slot, today) && mayFallOn(slot, today));
  return ofToday.length * 1000 + ofYear.length;
}

function mayFallOn({ pattern }: Slot, day: Day): boolean {
  return pattern.repeats === "times-a-week" || pattern.weekday === weekdayOf(day);
}

function recordsOf(school: InventedSchool, kind: string) {
  return school.records.filter((record) => record.kind === kind).map((record) => record.fields);
}
