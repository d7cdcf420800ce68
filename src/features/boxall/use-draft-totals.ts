// A draft's totals while they are typed: on the screen at once, in the record after each box, so that a draft goes on where it
// stopped, on any tablet. What cannot be saved as a number (too high) stays on the screen and is not saved.
import { useEffect, useRef, useState } from "preact/hooks";
import type { BoxallAssessment } from "../../domain/boxall.ts";
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
  const known = useRef(textOf(typed));
  const turn = useRef<Promise<boolean>>(Promise.resolve(true));
  const saveLatest = async (): Promise<boolean> => {
    const wanted = latest.current;
    if (textOf(wanted) === known.current) return true;
    const before = await readRecord(device, records.boxallAssessment, stored.id);
    if (before === undefined) return false;
    const changes = [change(records.boxallAssessment, before, { scores: scoresOf(wanted) })];
    const result = await saveChanges(device, device.newId(), changes);
    setProblem(result.ok ? undefined : refusalSentence(result.refusal));
    if (!result.ok) return false;
    known.current = textOf(wanted);
    setIsSaved(textOf(latest.current) === known.current);
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
    setIsSaved(textOf(next) === known.current);
    void flush();
  };
  useEffect(() => {
    // Typed on another tablet meanwhile: shown, unless something here is not saved yet.
    const arrived = typedOf(stored.record.scores);
    if (textOf(latest.current) !== known.current || textOf(arrived) === known.current) return;
    known.current = textOf(arrived);
    latest.current = arrived;
    setTyped(arrived);
  }, [stored.rev]);
  return { typed, set, flush, isSaved, problem };
}

function textOf(typed: TypedTotals): string {
  return JSON.stringify(scoresOf(typed));
}
