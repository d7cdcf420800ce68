// The kinds of record that keeping records itself makes: what left the app, what was decided to be kept, and what came
// from an earlier school.
import { schoolYearOf } from "./calendar.ts";
import { deedSchema } from "./deed.ts";
import { earlierProvisionSchema } from "./earlier-provision.ts";
import { recordKind } from "./record-kind.ts";
import { retentionHoldSchema } from "./retention-hold.ts";
import { logScope, sendScope } from "./scope.ts";

export const earlierProvision = recordKind({
  name: "earlierProvision",
  subject: (one) => one.pupilId,
  schema: earlierProvisionSchema,
  scope: (one) => sendScope(one.pupilId),
  keys: (one) => ({ pupilId: one.pupilId }),
  create: ["senco"],
  edit: ["senco"],
});

export const retentionHold = recordKind({
  name: "retentionHold",
  subject: (one) => one.pupilId,
  schema: retentionHoldSchema,
  scope: (one) => sendScope(one.pupilId),
  keys: (one) => ({ pupilId: one.pupilId }),
  create: ["senco", "administrator"],
  edit: ["nobody"],
  author: (one) => one.decidedBy,
  day: (one) => one.decidedOn,
});

export const deed = recordKind({
  name: "deed",
  isHistory: true,
  schema: deedSchema,
  scope: (one) => logScope(one.authorId, schoolYearOf(one.date)),
  keys: (one) => ({ date: one.date }),
  create: ["self"],
  edit: ["nobody"],
  author: (one) => one.authorId,
  day: (one) => one.date,
});
