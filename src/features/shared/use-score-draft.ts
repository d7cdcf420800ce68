// The state of the form of scores: what is typed, which survives a lock, and what is not right about it once somebody tried to
// save.
import { useState } from "preact/hooks";
import { useDirtyForm } from "./dirty-form.ts";
import {
  readScoreDraft,
  scoreDraftProblems,
  type DraftProblem,
  type ScoreDraft,
  type ScoreUse,
} from "./score-draft.ts";
import { useToday } from "./today.ts";
import { useDraft } from "./use-draft.ts";

export interface ScoreDraftState {
  readonly draft: ScoreDraft;
  readonly onChange: (draft: ScoreDraft) => void;
  readonly problems: readonly DraftProblem[];
  readonly attempt: number;
  /** Somebody wants to save: whether that may be tried. */
  readonly isRight: () => boolean;
  /** After it was saved: nothing of it is kept; the form may go on with another value. */
  readonly done: (next?: ScoreDraft) => void;
  readonly isBack: boolean;
  readonly startAfresh: () => void;
}

/** @param key what the form is about, in ids */
export function useScoreDraft(key: string, use: ScoreUse, initial: ScoreDraft): ScoreDraftState {
  const today = useToday();
  const [first] = useState(initial);
  const kept = useDraft(`score|${key}`, first, readScoreDraft);
  const [attempt, setAttempt] = useState(0);
  const [saved, setSaved] = useState(first);
  const draft = kept.value;
  useDirtyForm(draft !== saved);
  return {
    draft,
    onChange: kept.set,
    problems: attempt === 0 ? [] : scoreDraftProblems(draft, use, today),
    attempt,
    isRight: () => {
      setAttempt(attempt + 1);
      return scoreDraftProblems(draft, use, today).length === 0;
    },
    done: (next = first) => {
      // First, since what is typed from now on is no longer what came back.
      kept.startAfresh();
      kept.set(next);
      kept.drop();
      setSaved(next);
      setAttempt(0);
    },
    isBack: kept.isBack,
    startAfresh: () => {
      kept.startAfresh();
      setAttempt(0);
    },
  };
}
