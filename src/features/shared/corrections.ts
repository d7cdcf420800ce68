// What changed between a logged session and the form that corrects it, in short plain values for the history.
import { sayTimeRange } from "../../ui/words.ts";
import { type Correction } from "../../domain/session.ts";
import { lostReasonLabel, markStatusLabel } from "../../domain/session-labels.ts";
import type { LoggedBefore } from "./session-changes.ts";
import { endOf, type DraftPupil, type SessionDraft } from "./session-draft.ts";

type Changes = Correction["changes"];

export function correctionsBetween(before: LoggedBefore, draft: SessionDraft): Changes {
  const old = before.session.record;
  const changes: Changes = [];
  const note = (what: Changes[number]["what"], was: string, is: string) => {
    if (was !== is) changes.push({ what, before: was, after: is });
  };
  note("outcome", old.outcome, draft.outcome);
  note(
    "reason",
    reasonText(old.lostReason),
    reasonText(draft.outcome === "lost" ? draft.lostReason : undefined),
  );
  const oldEnd = endOf(old.start, old.plannedSeconds, old.adults);
  note(
    "time",
    sayTimeRange(old.start, oldEnd),
    sayTimeRange(draft.start, draft.start + draft.plannedSeconds),
  );
  note(
    "adults",
    old.adults.map((one) => one.staffId).join(" "),
    draft.adults.map((one) => one.staffId).join(" "),
  );
  note("group", old.groupId ?? "", draft.groupId ?? "");
  note("intervention", old.interventionId ?? "", draft.interventionId ?? "");
  for (const pupil of draft.pupils) changes.push(...pupilCorrections(before, draft, pupil));
  return changes;
}

function pupilCorrections(before: LoggedBefore, draft: SessionDraft, pupil: DraftPupil): Changes {
  const { pupilId } = pupil;
  const mark = before.marks.find((one) => one.record.pupilId === pupilId)?.record;
  const oldNote = before.notes.find((one) => one.record.pupilId === pupilId)?.record.text ?? "";
  const was = mark
    ? statusText(mark.status, mark.intervals[0]?.from, mark.intervals.at(-1)?.to)
    : "not in the session";
  const from = pupil.from ?? draft.start;
  const to = pupil.to ?? draft.start + draft.plannedSeconds;
  const is = statusText(pupil.status, from, to);
  const changes: Changes = [];
  if (was !== is) changes.push({ what: "pupil", pupilId, before: was, after: is });
  // The words of a note are in the note itself; the history says that it changed and keeps what it was.
  const newNote = pupil.note?.trim() ?? "";
  if (oldNote !== newNote)
    changes.push({ what: "note", pupilId, before: oldNote.slice(0, 300), after: newNote.slice(0, 300) });
  return changes;
}

function statusText(
  status: keyof typeof markStatusLabel,
  from: number | undefined,
  to: number | undefined,
): string {
  const isTimed = status === "here" && from !== undefined && to !== undefined;
  return isTimed ? `${markStatusLabel.here}, ${sayTimeRange(from, to)}` : markStatusLabel[status];
}

function reasonText(reason: keyof typeof lostReasonLabel | null | undefined): string {
  return reason ? lostReasonLabel[reason] : "";
}
