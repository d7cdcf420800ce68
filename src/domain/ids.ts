// Identities. Ids that two devices must arrive at on their own are derived (UUID v5 of the facts that make the thing
// what it is); all other ids are random and come in from outside, since nothing in the domain may be random.
import { v5 } from "uuid";
import * as z from "zod/mini";

export const pupilIdSchema = z.uuid().brand<"PupilId">();
export const staffIdSchema = z.uuid().brand<"StaffId">();
export const groupIdSchema = z.uuid().brand<"GroupId">();
export const interventionIdSchema = z.uuid().brand<"InterventionId">();
export const slotIdSchema = z.uuid().brand<"SlotId">();
export const sessionIdSchema = z.uuid().brand<"SessionId">();

export type PupilId = z.infer<typeof pupilIdSchema>;
export type StaffId = z.infer<typeof staffIdSchema>;
export type GroupId = z.infer<typeof groupIdSchema>;
export type InterventionId = z.infer<typeof interventionIdSchema>;
export type SlotId = z.infer<typeof slotIdSchema>;
export type SessionId = z.infer<typeof sessionIdSchema>;

/** The one namespace of every derived id. Changing it would part two tablets that mean the same thing. */
const namespace = "5b0c7a52-2f0e-5f0a-9a6e-3d6c1f6f9a11";

/**
 * The id that every device gives to the same thing, from the facts that make it that thing.
 * @param what the concept, so that a mark and a note of one pupil in one session differ
 * @param facts ids, days and words, in a fixed order; none may hold the separator "|"
 */
export function derivedId(what: string, ...facts: readonly string[]): string {
  return v5([what, ...facts].join("|"), namespace);
}

/**
 * A planned session: one slot on one day. Two adults who both tap Done meet on this record.
 * @param earlier how many sessions of an "n a week" slot that day has already
 */
export function plannedSessionId(slotId: SlotId, date: string, earlier = 0): SessionId {
  const another = earlier === 0 ? [] : [String(earlier + 1)];
  return sessionIdSchema.parse(derivedId("session", slotId, date, ...another));
}

/** The mark of one pupil in one session. */
export function markId(sessionId: SessionId, pupilId: PupilId): string {
  return derivedId("mark", sessionId, pupilId);
}

/** The note about one pupil in one session: one a pupil, so that it prints without another child in it. */
export function noteId(sessionId: SessionId, pupilId: PupilId): string {
  return derivedId("note", sessionId, pupilId);
}
