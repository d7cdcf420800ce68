// A draft's totals while they are typed: on the screen at once, in the record after each box, so that a draft goes on where it
// stopped, on any tablet. What cannot be saved as a number (too high) stays on the screen and is not saved.
import { useEffect, useRef, useState } from "preact/hooks";
import { strands, type BoxallAssessment, type BoxallScores } from "../../domain/boxall.ts";
import * as records from "../../domain/records.ts";
import { readRecord, type Stored } from "../../storage/read.ts";
import { change, saveChanges } from "../../storage/write.ts";
import { useAlongside } from "../shared/context.ts";
import { refusalSentence } from "../shared/saving.tsx";
import { scoresOf, typedOf, type TypedTotals } from "./typed-totals.ts";

export interface DraftTotals {
  readonly typed: TypedTotals;
  readonly set: (typed: TypedTotals) => void;
  /** Resolves when what is typed now is saved; false when it could not be. */
  readonly flush: () => Promise<boolean>;
  readonly isSaved: boolean;
  readonly problem: string | undefined;
}

export function useDraftTotals(stored: Stored<BoxallAssessment>): DraftTotals {
  const { device } = useAlongside();
  const [typed, setTyped] = useState(() => typedOf(stored.record.scores));
  const [isSaved, setIsSaved] = useState(true);
  const [problem, setProblem] = useState<string>();
  const latest = useRef(typed);
  const known = useRef(stored.record.scores);
  // Up to which revision of the record this form has gone: an answer of the database may be older than what was saved since.
  const seenRev = useRef(stored.rev);
  const turn = useRef<Promise<boolean>>(Promise.resolve(true));
  const saveLatest = async (): Promise<boolean> => {
    const wanted = scoresOf(latest.current);
    const changed = changedOf(known.current, wanted);
    if (Object.keys(changed).length === 0) return true;
    const before = await readRecord(device, records.boxallAssessment, stored.id);
    if (before === undefined) {
      setProblem(refusalSentence({ code: "gone" }));
      return false;
    }
    // Only what was typed here: a total that came from another tablet meanwhile stays.
    const scores = { ...before.record.scores, ...changed };
    const result = await saveChanges(device, device.newId(), [
      change(records.boxallAssessment, before, { scores }),
    ]);
    setProblem(result.ok ? undefined : refusalSentence(result.refusal));
    if (!result.ok) return false;
    known.current = wanted;
    seenRev.current = Math.max(seenRev.current, before.rev);
    setIsSaved(isSame(scoresOf(latest.current), wanted));
    return true;
  };
  const flush = (): Promise<boolean> => {
    const work = turn.current.then(saveLatest);
    // A fault is told to whoever waits for this one; the next one's turn comes all the same.
    turn.current = work.catch(() => false);
    return work;
  };
  const set = (next: TypedTotals) => {
    latest.current = next;
    setTyped(next);
    setIsSaved(isSame(scoresOf(next), known.current));
    void flush();
  };
  useEffect(() => {
    // Typed on another tablet meanwhile: shown, unless something here is not saved yet.
    const arrived = stored.record.scores;
    if (stored.rev <= seenRev.current || isSame(arrived, known.current)) return;
    if (!isSame(scoresOf(latest.current), known.current)) return;
    seenRev.current = stored.rev;
    known.current = arrived;
    latest.current = typedOf(arrived);
    setTyped(latest.current);
  }, [stored.rev]);
  return { typed, set, flush, isSaved, problem };
}

function changedOf(before: BoxallScores, after: BoxallScores): Partial<BoxallScores> {
  return Object.fromEntries(
    strands.filter((strand) => before[strand] !== after[strand]).map((strand) => [strand, after[strand]]),
  );
}

function isSame(one: BoxallScores, other: BoxallScores): boolean {
  return strands.every((strand) => one[strand] === other[strand]);
}
