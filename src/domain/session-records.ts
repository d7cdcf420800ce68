// The kinds of record that a logged session is made of: the session, a mark and a note a pupil, and its corrections.
import { schoolYearOf } from "./calendar.ts";
import { markId } from "./ids.ts";
import { recordKind } from "./record-kind.ts";
import { groupScope, logScope } from "./scope.ts";
import { unfinishedSchema } from "./unfinished.ts";
import { correctionSchema, markSchema, noteSchema, sessionSchema } from "./session.ts";

const byThoseWhoWereThere = {
  create: ["group-adult", "self", "senco"],
  edit: ["author-14-days", "group-adult", "senco"],
} as const;

export const session = recordKind({
  name: "session",
  isHistory: true,
  schema: sessionSchema,
  scope: (one) =>
    one.groupId === undefined || one.groupId === null
      ? logScope(one.authorId, schoolYearOf(one.date))
      : groupScope(one.groupId),
  keys: (one) => ({
    date: one.date,
    ...(one.groupId ? { groupId: one.groupId } : {}),
    ...(one.slotId ? { slotId: one.slotId } : {}),
    authorId: one.authorId,
  }),
  indexes: ["date", "[groupId+date]", "[authorId+date]"],
  units: [
    ["outcome", "lostReason", "adults", "start", "plannedSeconds"],
    ["interventionId", "areaOfNeed"],
    ["rule", "namedPupilId", "enrolledIds"],
  ],
  ...byThoseWhoWereThere,
  // A register is taken by whoever is in the room, by two at once as well: it is one register, not two logs.
  stamps: (one) => (one.half ? ["recordedAt", "authorId"] : ["recordedAt"]),
  author: (one) => one.authorId,
  day: (one) => one.date,
  sessionId: (_one, id) => id,
});

export const mark = recordKind({
  name: "mark",
  isHistory: true,
  derivedId: (one) => markId(one.sessionId, one.pupilId),
  unlink: (one) => ({ ...one, reason: null, progress: null, checkIn: null }),
  schema: markSchema,
  within: { kind: "session", id: (one) => one.sessionId },
  keys: (one) => ({ sessionId: one.sessionId, pupilId: one.pupilId, date: one.date }),
  indexes: ["sessionId", "[pupilId+date]"],
  units: [["status", "intervals", "reason"]],
  // Two people who mark a child the same say one thing.
  stamps: () => ["authorId"],
  ...byThoseWhoWereThere,
  author: (one) => one.authorId,
  day: (one) => one.date,
  sessionId: (one) => one.sessionId,
});

export const note = recordKind({
  name: "note",
  isHistory: true,
  subject: (one) => one.pupilId,
  schema: noteSchema,
  within: { kind: "session", id: (one) => one.sessionId },
  keys: (one) => ({ sessionId: one.sessionId, pupilId: one.pupilId, date: one.date }),
  indexes: ["sessionId", "[pupilId+date]"],
  create: ["group-adult", "self", "senco"],
  edit: ["author-14-days", "senco"],
  author: (one) => one.authorId,
  day: (one) => one.date,
});

export const correction = recordKind({
  name: "correction",
  isHistory: true,
  unlink: (one, pupilId) => ({
    ...one,
    changes: one.changes.map((part) =>
      part.pupilId === pupilId ? { ...part, before: "", after: "" } : part,
    ),
  }),
  schema: correctionSchema,
  within: { kind: "session", id: (one) => one.sessionId },
  keys: (one) => ({ sessionId: one.sessionId }),
  indexes: ["sessionId"],
  create: ["group-adult", "self", "senco"],
  edit: ["nobody"],
  author: (one) => one.authorId,
  day: (one) => one.date,
});

/** Made by the server when it opens a write-only card, in the log of the person whose session it is said to be. */
export const unfinished = recordKind({
  name: "unfinished",
  schema: unfinishedSchema,
  scope: (one) => logScope(one.authorId, schoolYearOf(one.date)),
  keys: (one) => ({ authorId: one.authorId, date: one.date }),
  indexes: ["[authorId+date]"],
  units: [["settled", "line"]],
  create: ["nobody"],
  edit: ["self"],
  stamps: () => ["recordedAt"],
  author: (one) => one.authorId,
  day: (one) => one.date,
});
