// From what was typed to the record of a measure, and back for a correction. Pure.
import { parseDay, type Day } from "../../domain/calendar.ts";
import { derivedId, pupilIdSchema, type GroupId, type StaffId } from "../../domain/ids.ts";
import type { InterventionMeasure } from "../../domain/intervention-measure.ts";
import { linesOfDraft, typedLines, type ScoreDraft } from "../shared/score-draft.ts";

type Said = Omit<InterventionMeasure, "groupId" | "authorId" | "recordedAt" | "voided">;

/** Undefined while something is missing; a draft without a problem gives a record. */
export function measureOfDraft(draft: ScoreDraft): Said | undefined {
  const date = parseDay(draft.date ?? "");
  const pupilId = pupilIdSchema.safeParse(draft.pupilId);
  const [line] = linesOfDraft(draft);
  const { moment } = draft;
  if (date === undefined || moment === undefined || line === undefined || !pupilId.success) return undefined;
  return { pupilId: pupilId.data, moment, date, ...line };
}

/** What of a record the form says. */
export function saidOf({ pupilId, moment, date, ...rest }: InterventionMeasure): Said {
  const { name, value, min, max, direction } = rest;
  return { pupilId, moment, date, name, value, min, max, direction };
}

/** The form as it would have been typed. */
export function draftOfMeasure(record: InterventionMeasure): ScoreDraft {
  const { pupilId, moment, date, ...line } = saidOf(record);
  return { instrument: "own", pupilId, moment, date, ...typedLines("own", [line]) };
}

/** A measure of the smallest kind, to ask whether this person may make one today. */
export function sampleMeasure(groupId: GroupId, authorId: StaffId, date: Day): InterventionMeasure {
  const line = { name: "Measure", value: 0, min: 0, max: 1, direction: "more" } as const;
  const pupilId = pupilIdSchema.parse(derivedId("sample", groupId));
  const recordedAt = `${date}T00:00:00.000Z`;
  return { groupId, pupilId, moment: "baseline", date, ...line, authorId, recordedAt };
}
