// Why sessions are lost and where a child was, in words.
import type { LostReason, MarkStatus } from "./session.ts";

export const lostReasonLabel: Readonly<Record<LostReason, string>> = {
  "adult-needed-elsewhere": "Adult needed elsewhere",
  "adult-absent": "Adult absent",
  "pupil-absent": "Pupil absent",
  "pupil-refused": "Pupil refused or withdrawn",
  "trip-or-event": "Trip or event",
  room: "Room not free",
  closure: "School closed",
  other: "Other",
};

export const markStatusLabel: Readonly<Record<MarkStatus, string>> = {
  here: "Here",
  absent: "Absent from school",
  elsewhere: "In school but elsewhere",
  refused: "Refused or withdrawn",
  "not-expected": "Not expected",
  blank: "Not taken",
};
