// From what was typed to the record of a child's scores, and back for a correction. Pure.
import { parseDay, type Day } from "../../domain/calendar.ts";
import type { PupilId, StaffId } from "../../domain/ids.ts";
import type { NamedScore } from "../../domain/named-score.ts";
import { linesOfDraft, typedLines, type ScoreDraft } from "../shared/score-draft.ts";

type Said = Pick<NamedScore, "instrument" | "date" | "answeredBy" | "values">;

/** Undefined while something is missing; a draft without a problem gives a record. */
export function scoreOfDraft(draft: ScoreDraft): Said | undefined {
  const date = parseDay(draft.date ?? "");
  const { instrument, answeredBy } = draft;
  if (date === undefined || answeredBy === undefined) return undefined;
  return { instrument, date, answeredBy, values: linesOfDraft(draft) };
}

/** The form as it would have been typed. */
export function draftOfScore({ instrument, date, answeredBy, values }: NamedScore): ScoreDraft {
  return { instrument, date, answeredBy, ...typedLines(instrument, values) };
}

/** A score of the smallest kind, to ask whether this person may make one. */
export function sampleScore(pupilId: PupilId, authorId: StaffId, date: Day): NamedScore {
  const values: NamedScore["values"] = [{ name: "Score", value: 0, min: 0, max: 1, direction: "more" }];
  const recordedAt = `${date}T00:00:00.000Z`;
  return { pupilId, instrument: "own", date, answeredBy: "staff", values, authorId, recordedAt };
}
