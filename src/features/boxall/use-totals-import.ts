// Saving a list of totals that was looked over, part by part, and taking it back. What is saved when a fault comes between two
// parts is known as recorded in the next plan, so that going on writes no assessment twice.
import { useState } from "preact/hooks";
import * as records from "../../domain/records.ts";
import { make } from "../../storage/write.ts";
import { useAlongside } from "../shared/context.ts";
import { deedNow } from "../shared/note-deed.ts";
import { useSaving, type Saving } from "../shared/saving.tsx";
import {
  changesToUndo,
  forgetTotals,
  rememberedTotals,
  rememberTotals,
  type ImportedTotals,
} from "./imported-totals.ts";
import type { PlannedTotals } from "./totals-plan.ts";

/** A mutation holds at most 400 operations; smaller ones show sooner and travel better. */
const mostInPart = 100;

export interface TotalsImport {
  readonly saving: Saving;
  readonly kept: ImportedTotals | undefined;
  readonly isUndone: boolean;
  /** @returns whether all of them are saved */
  readonly save: (planned: readonly PlannedTotals[]) => Promise<boolean>;
  readonly undo: () => Promise<void>;
}

export function useTotalsImport(): TotalsImport {
  const { device } = useAlongside();
  const saving = useSaving();
  const [kept, setKept] = useState(() => rememberedTotals(device));
  const [isUndone, setIsUndone] = useState(false);
  const save = async (planned: readonly PlannedTotals[]): Promise<boolean> => {
    setIsUndone(false);
    const saved: string[] = [];
    for (const part of partsOf(planned)) {
      const made = part.map((one) => ({ id: device.newId(), assessment: one.assessment }));
      const deed = deedNow(device, { event: "import", what: "boxall", rows: made.length });
      const changes = made.map((one) => make(records.boxallAssessment, one.id, one.assessment));
      if (!(await saving.save([...changes, deed]))) return false;
      saved.push(...made.map((one) => one.id));
      rememberTotals(device, saved);
      setKept(rememberedTotals(device));
    }
    return true;
  };
  const undo = async () => {
    if (kept === undefined) return;
    const changes = await changesToUndo(device, kept);
    // The first save says what was begun, so that it is in the audit however it ends.
    const deed = deedNow(device, { event: "import-undone", what: "boxall", rows: changes.length });
    for (const part of partsOf([deed, ...changes])) if (!(await saving.save(part))) return;
    forgetTotals(device);
    setKept(undefined);
    setIsUndone(true);
  };
  return { saving, kept, isUndone, save, undo };
}

function partsOf<One>(all: readonly One[]): One[][] {
  const count = Math.ceil(all.length / mostInPart);
  return Array.from({ length: count }, (_, at) => all.slice(at * mostInPart, (at + 1) * mostInPart));
}
