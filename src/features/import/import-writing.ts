// Writing an accepted import, part by part, with what is needed to undo it remembered after each. Once it has begun, the plan
// stands still, so that going on after a fault writes no child twice.
import { useRef, useState } from "preact/hooks";
import type { Change } from "../../storage/write.ts";
import { useAlongside } from "../shared/context.ts";
import { deedNow } from "../shared/note-deed.ts";
import { useSaving } from "../shared/saving.tsx";
import { joinTraces, type ImportTrace } from "./import-trace.ts";
import { rememberImport } from "./import-undo.ts";

export interface ImportStep {
  readonly changes: readonly Change[];
  readonly trace: ImportTrace;
}

/** A mutation holds at most 400 operations. */
const mostChangesInPart = 380;
const mostPupilsInPart = 40;

/** Steps in parts that each fit into one save, none of them cut in two. */
export function partsOf(steps: readonly ImportStep[]): ImportStep[][] {
  const parts: ImportStep[][] = [];
  let room = 0;
  for (const step of steps) {
    const last = parts.at(-1);
    if (last === undefined || last.length >= mostPupilsInPart || step.changes.length > room) {
      parts.push([step]);
      room = mostChangesInPart - step.changes.length;
    } else {
      last.push(step);
      room -= step.changes.length;
    }
  }
  return parts;
}

interface Part {
  readonly steps: readonly ImportStep[];
  readonly changes: readonly Change[];
}

export interface ImportWriting {
  /** Undefined until it has begun. */
  readonly progress: { readonly done: number; readonly of: number } | undefined;
  readonly isWriting: boolean;
  /** Why it stopped; `write` goes on where it was. */
  readonly problem: string | undefined;
  readonly write: (steps: readonly ImportStep[]) => Promise<void>;
  /** Stops after the part under way; what is written stays and can be undone. */
  readonly stop: () => void;
}

/** @param onDone told how many pupils were written, all or those until it was stopped */
export function useImportWriting(onDone: (pupilCount: number) => void): ImportWriting {
  const { device } = useAlongside();
  const saving = useSaving();
  const begun = useRef<{ parts: Part[]; written: ImportStep[]; at: number }>(undefined);
  const isStopped = useRef(false);
  const isPartUnderWay = useRef(false);
  const savePart = async (changes: readonly Change[]): Promise<boolean> => {
    isPartUnderWay.current = true;
    try {
      return await saving.save(changes);
    } finally {
      isPartUnderWay.current = false;
    }
  };
  const [progress, setProgress] = useState<ImportWriting["progress"]>();
  /** Each part carries its own deed, so that what was written is in the audit however it ends. */
  const noted = (part: ImportStep[]): Part => {
    const deed = deedNow(device, { event: "import", what: "class-list", rows: part.length });
    return { steps: part, changes: [...part.flatMap((step) => step.changes), deed] };
  };
  const write = async (steps: readonly ImportStep[]) => {
    const { current } = begun;
    const plan = current ?? { parts: partsOf(steps).map(noted), written: [], at: 0 };
    begun.current = plan;
    const of = plan.parts.flatMap((part) => part.steps).length;
    setProgress({ done: plan.written.length, of });
    while (plan.at < plan.parts.length && !isStopped.current) {
      const part = plan.parts[plan.at];
      if (part === undefined || !(await savePart(part.changes))) return;
      plan.at += 1;
      plan.written.push(...part.steps);
      rememberImport(device, joinTraces(plan.written.map((step) => step.trace)), plan.written.length);
      setProgress({ done: plan.written.length, of });
    }
    onDone(plan.written.length);
  };
  const stop = () => {
    isStopped.current = true;
    if (!isPartUnderWay.current && begun.current) onDone(begun.current.written.length);
  };
  return { progress, isWriting: saving.isSaving, problem: saving.problem, write, stop };
}
