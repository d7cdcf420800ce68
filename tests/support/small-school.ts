// The small school of plan.ts as rows of the server: four children in one group, with two adults and a Monday slot.
import { pupilSchema } from "../../src/domain/pupil.ts";
import * as records from "../../src/domain/records.ts";
import type { Row } from "../../src/protocol/messages.ts";
import { factsOf, groupId, interventionId, pupilId, pupilNames, slotId, slotOf, staffId } from "./plan.ts";
import { rowOf } from "./screen.tsx";

export function smallSchool(): Row[] {
  const facts = factsOf({ monday: slotOf() });
  const group = facts.groups.get(groupId("readers"));
  if (group === undefined) throw new Error("The small school has a group.");
  let seq = 10;
  const next = () => (seq += 1);
  const person = (name: string) => ({ name, shortName: name, roles: ["teaching-assistant" as const] });
  const intervention = { name: "Reading", usualMinutes: 60 };
  return [
    ...facts.calendar.halfTerms.map((one, at) => rowOf(records.halfTerm, idAt("a", at), one, next())),
    ...["Lee", "Sam"].map((name) => rowOf(records.staff, staffId(name), person(name), next())),
    rowOf(records.intervention, interventionId("reading"), intervention, next()),
    ...pupilNames.map((name) => rowOf(records.pupil, pupilId(name), cardOf(name), next())),
    ...facts.enrolments.map((one, at) => rowOf(records.enrolment, idAt("b", at), one, next())),
    rowOf(records.group, groupId("readers"), group, next()),
    ...facts.members.map((one, at) => rowOf(records.groupMember, idAt("c", at), one, next())),
    ...facts.groupStaff.map((one, at) => rowOf(records.groupStaff, idAt("d", at), one, next())),
    rowOf(records.slot, slotId("monday"), slotOf(), next()),
  ];
}

function cardOf(name: string) {
  return pupilSchema.parse({ knownAs: name, familyInitial: "", initials: name.slice(0, 2).toUpperCase() });
}

function idAt(letter: string, at: number): string {
  return `${letter.repeat(8)}-0000-4000-8000-${String(at).padStart(12, "0")}`;
}
