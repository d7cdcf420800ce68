// What inventing a day's sessions looks up: who is in the school, what is planned, and what is interrupted.
import type { Day } from "../domain/calendar.ts";
import type { PupilId } from "../domain/ids.ts";
import type { Interruption } from "../domain/interruption.ts";
import type { InventedGroup } from "./groups.ts";
import type { InventedSlot } from "./group-parts.ts";
import type { InventedPupil } from "./pupils.ts";
import type { StaffRoom } from "./staff.ts";
import type { InventedYear, Timeline } from "./timeline.ts";

export interface YearFacts {
  readonly year: InventedYear;
  readonly groups: readonly InventedGroup[];
  readonly classSupport: readonly InventedSlot[];
}

export interface SchoolFacts {
  readonly timeline: Timeline;
  readonly staff: StaffRoom;
  readonly pupilsById: ReadonlyMap<PupilId, InventedPupil>;
  readonly interruptions: readonly Interruption[];
  readonly yearFacts: readonly YearFacts[];
}

/** Interruptions that touch a day. */
export function interruptionsOn(facts: SchoolFacts, day: Day): Interruption[] {
  return facts.interruptions.filter((one) => one.from <= day && day <= one.to);
}
