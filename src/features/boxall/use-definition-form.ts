// What the form of handbook numbers holds: typed, checked, kept half-typed, and saved. A confirmation is of the very numbers
// that it was given for: whatever changes them takes it away.
import { useState } from "preact/hooks";
import type { BoxallVersion } from "../../domain/boxall.ts";
import { definitionProblems, definitionSentence } from "../../domain/boxall-checks.ts";
import type { BoxallDefinition } from "../../domain/boxall-definition.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { readRecord } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { useDraft } from "../shared/use-draft.ts";
import {
  definitionOfTyped,
  readTypedDefinition,
  typedDefinition,
  typedProblems,
} from "./definition-draft.ts";
import { definitionId } from "./use-boxall.ts";

export function useDefinitionForm(version: BoxallVersion, stored: Stored<BoxallDefinition> | undefined) {
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const initial = typedDefinition(stored?.record);
  const kept = useDraft(`boxall-definition|${version}`, initial, readTypedDefinition);
  const [attempt, setAttempt] = useState(0);
  const typed = kept.value;
  const text = JSON.stringify(typed);
  const isChanged = text !== JSON.stringify(initial);
  useDirtyForm(isChanged);
  const [confirmedText, setConfirmedText] = useState(
    stored?.record.confirmedOn ? JSON.stringify(initial) : undefined,
  );
  const unreadable = typedProblems(typed);
  const definition = definitionOfTyped(typed, version);
  const problems = unreadable.length > 0 ? [] : definitionProblems(definition).map(definitionSentence);
  const canConfirm = unreadable.length === 0 && problems.length === 0;
  const isConfirmed = canConfirm && confirmedText === text;
  const save = async () => {
    setAttempt(attempt + 1);
    if (unreadable.length > 0) return;
    const fields = {
      ...definition,
      ...confirmation(isConfirmed ? { by: device.staffId, on: today } : undefined),
    };
    const wish = stored
      ? change(records.boxallDefinition, stored, fields)
      : make(records.boxallDefinition, definitionId(version), fields);
    if (!(await saving.save([wish]))) return;
    kept.drop();
    offerUndo({ message: "Saved on this tablet", ...(stored && { undo: () => undo(stored) }) });
  };
  const undo = async ({ id, record }: Stored<BoxallDefinition>) => {
    const now = await readRecord(device, records.boxallDefinition, id);
    const { confirmedBy, confirmedOn } = record;
    const before =
      confirmedBy && confirmedOn
        ? confirmation({ by: confirmedBy, on: confirmedOn })
        : confirmation(undefined);
    if (now) await saving.save([change(records.boxallDefinition, now, { ...record, ...before })]);
  };
  return {
    typed,
    set: kept.set,
    isBack: kept.isBack && isChanged,
    startAfresh: kept.startAfresh,
    definition,
    unreadable,
    problems,
    canConfirm,
    isConfirmed,
    setConfirmed: (isTicked: boolean) => setConfirmedText(isTicked ? text : undefined),
    attempt,
    save,
    saving,
  };
}

function confirmation(
  of:
    | { readonly by: BoxallDefinition["confirmedBy"]; readonly on: BoxallDefinition["confirmedOn"] }
    | undefined,
) {
  return { confirmedBy: of?.by ?? null, confirmedOn: of?.on ?? null };
}
