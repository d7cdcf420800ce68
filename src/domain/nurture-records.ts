// The kinds of record of the nurture room: places in a group, the school's own copy of its handbook's numbers, and Boxall
// assessments.
import { halfDayGridSchema } from "./half-days.ts";
import { dayInZone } from "./calendar.ts";
import { boxallDefinitionSchema } from "./boxall-definition.ts";
import { boxallAssessmentSchema } from "./boxall.ts";
import { nurturePlacementSchema } from "./nurture-placement.ts";
import { recordKind } from "./record-kind.ts";
import { boxallScope, groupScope, nurtureScope, schoolScope } from "./scope.ts";

export const nurturePlacement = recordKind({
  name: "nurturePlacement",
  subject: (one) => one.pupilId,
  schema: nurturePlacementSchema,
  scope: (one) => nurtureScope(one.groupId),
  keys: (one) => ({ groupId: one.groupId, pupilId: one.pupilId }),
  indexes: ["groupId"],
  units: [["endedOn", "exitReason", "heldUntil"]],
  create: ["senco"],
  edit: ["senco"],
});

/** In the group's own scope: whoever plans with the group sees who is expected, and nothing of why a child has a place. */
export const halfDayGrid = recordKind({
  name: "halfDayGrid",
  subject: (one) => one.pupilId,
  schema: halfDayGridSchema,
  scope: (one) => groupScope(one.groupId),
  keys: (one) => ({ groupId: one.groupId, pupilId: one.pupilId }),
  indexes: ["groupId"],
  create: ["group-adult", "senco"],
  edit: ["group-adult", "senco"],
});

export const boxallDefinition = recordKind({
  name: "boxallDefinition",
  schema: boxallDefinitionSchema,
  scope: () => schoolScope,
  keys: () => ({}),
  // A confirmation is of the very numbers that it stands beside.
  units: [["strands", "confirmedBy", "confirmedOn"]],
  create: ["senco"],
  edit: ["senco"],
});

export const boxallAssessment = recordKind({
  name: "boxallAssessment",
  subject: (one) => one.pupilId,
  schema: boxallAssessmentSchema,
  scope: (one) => boxallScope(one.pupilId),
  keys: (one) => ({ pupilId: one.pupilId, date: one.date }),
  indexes: ["pupilId"],
  units: [["version", "scores"]],
  create: ["senco", "nurture-practitioner", "class-teacher"],
  edit: ["senco", "author-14-days"],
  author: (one) => one.authorId,
  // A form on paper is often typed weeks later: who may, and for how long it is put right, counts from the typing.
  day: (one) => dayInZone(Date.parse(one.recordedAt)),
});
