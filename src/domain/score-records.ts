// The kinds of record that hold scores: restricted ones of a child, and measures of a child in a group.
import { dayInZone } from "./calendar.ts";
import { interventionMeasureSchema } from "./intervention-measure.ts";
import { namedScoreSchema } from "./named-score.ts";
import { recordKind } from "./record-kind.ts";
import { boxallScope, groupScope } from "./scope.ts";

/** As restricted as an assessment of the same child. */
export const namedScore = recordKind({
  name: "namedScore",
  subject: (one) => one.pupilId,
  schema: namedScoreSchema,
  scope: (one) => boxallScope(one.pupilId),
  keys: (one) => ({ pupilId: one.pupilId, date: one.date }),
  indexes: ["pupilId"],
  units: [["instrument", "values"]],
  stamps: () => ["recordedAt"],
  create: ["senco", "nurture-practitioner", "class-teacher"],
  edit: ["senco", "author-14-days"],
  author: (one) => one.authorId,
  // A form on paper is often typed weeks later: who may, and for how long it is put right, counts from the typing.
  day: (one) => dayInZone(Date.parse(one.recordedAt)),
});

/** Entered and put right by those who may log the group's sessions. */
export const interventionMeasure = recordKind({
  name: "interventionMeasure",
  subject: (one) => one.pupilId,
  schema: interventionMeasureSchema,
  scope: (one) => groupScope(one.groupId),
  keys: (one) => ({ groupId: one.groupId, pupilId: one.pupilId, date: one.date }),
  indexes: ["groupId", "pupilId"],
  units: [["name", "min", "max", "direction", "value"]],
  stamps: () => ["recordedAt"],
  create: ["group-adult", "senco"],
  edit: ["author-14-days", "group-adult", "senco"],
  author: (one) => one.authorId,
  day: (one) => one.date,
});
