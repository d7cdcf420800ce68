// What went wrong with a mutation, in plain words: no codes, no ids.
import { useEffect, useState } from "preact/hooks";
import { parseDay } from "../../domain/calendar.ts";
import { problemOps, type Problem, type ProblemOp } from "../../storage/problems.ts";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";

export function useProblemOps(problem: Problem): readonly ProblemOp[] | undefined {
  const { device } = useAlongside();
  const [ops, setOps] = useState<readonly ProblemOp[]>();
  useEffect(() => void problemOps(device, problem).then(setOps), [device, problem.mutationId]);
  return ops;
}

export function problemSentence(problem: Problem): string {
  if (problem.status === "erased")
    return "This was about a pupil whose records have been erased. It was not kept.";
  if (problem.status === "conflict")
    return "Somebody else had already saved this. Theirs was kept; yours stands here.";
  switch (problem.why) {
    case "forbidden":
      return "The school's server did not take this, because you had no right to it on that day. Ask your SENCO to enter it.";
    case "unknown-record":
      return "The school's server did not take this change, because it does not know what it changes.";
    case "wrong-scope":
      return "The school's server did not take this, because it belongs to a group that you do not hold. Ask your SENCO.";
    default:
      return "The school's server could not take this as it is. Note what it says and enter it again.";
  }
}

const kindWords: Readonly<Record<string, string>> = {
  session: "A session",
  mark: "A pupil's mark in a session",
  note: "A note about a pupil",
  awayToday: "A pupil away today",
  interruption: "An adult moved or away",
  pupil: "A pupil's card",
  group: "A group",
  slot: "A time on the timetable",
};

export function opSentence(op: ProblemOp): string {
  const what = kindWords[op.kind] ?? "A record";
  const date = typeof op.fields["date"] === "string" ? parseDay(op.fields["date"]) : undefined;
  const text = typeof op.fields["text"] === "string" ? `: “${op.fields["text"]}”` : "";
  return `${what}${date ? ` of ${sayDay(date)}` : ""}${text}`;
}
