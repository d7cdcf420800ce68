// A half term to add or to correct. Plans, weeks and Today follow it at once; what was logged stays as it is.
import { useState } from "preact/hooks";
import type { HalfTerm } from "../../../domain/calendar.ts";
import { derivedId } from "../../../domain/ids.ts";
import * as records from "../../../domain/records.ts";
import type { Stored } from "../../../storage/read.ts";
import { change, make } from "../../../storage/write.ts";
import { DateField } from "../../../ui/date-field.tsx";
import { ErrorSummary } from "../../../ui/error-summary.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useAlongside } from "../../shared/context.ts";
import { useDirtyForm } from "../../shared/dirty-form.ts";
import { SavingForm } from "../../shared/saving-form.tsx";
import { useSaving } from "../../shared/saving.tsx";
import { useOfferUndo } from "../../shared/undo.tsx";
import { readHalfTerm, type HalfTermDraft } from "./year-problems.ts";

const blank: HalfTermDraft = { name: "", from: undefined, to: undefined };

export function HalfTermForm(props: {
  /** The one to correct; absent to add one. */
  readonly stored?: Stored<HalfTerm>;
  readonly all: readonly Stored<HalfTerm>[];
  readonly onSaved?: () => void;
}) {
  const { stored } = props;
  const idBase = stored ? "changed-term" : "added-term";
  const { device } = useAlongside();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [draft, setDraft] = useState<HalfTermDraft>(stored?.record ?? blank);
  const [attempt, setAttempt] = useState(0);
  const set = (part: Partial<HalfTermDraft>) => setDraft({ ...draft, ...part });
  useDirtyForm(draft.name !== (stored?.record.name ?? ""));
  const others = props.all.filter((one) => one.id !== stored?.id).map((one) => one.record);
  const read = readHalfTerm(draft, others, idBase);
  const problems = attempt > 0 && "problems" in read ? read.problems : [];
  const errorOf = (field: string) => problems.find((one) => one.fieldId === `${idBase}-${field}`)?.message;
  // One that was corrected since keeps the id of its first dates.
  const freeId = (id: string) => (props.all.some((one) => one.id === id) ? device.newId() : id);
  const save = async () => {
    setAttempt(attempt + 1);
    if ("problems" in read) return;
    const { name, from, to } = read.halfTerm;
    const wish = stored
      ? change(records.halfTerm, stored, { name, from, to })
      : make(records.halfTerm, freeId(halfTermId(read.halfTerm)), read.halfTerm);
    if (!(await saving.save([wish]))) return;
    const undo =
      stored && (async () => void (await saving.save([change(records.halfTerm, stored, stored.record)])));
    offerUndo({ message: "Saved on this tablet", ...(undo && { undo }) });
    setAttempt(0);
    if (!stored) setDraft(blank);
    props.onSaved?.();
  };
  return (
    <SavingForm
      saving={saving}
      saveLabel={stored ? "Save this half term" : "Add this half term"}
      onSave={save}
    >
      <ErrorSummary problems={problems} attempt={attempt} />
      <TextField
        id={`${idBase}-name`}
        label="Name"
        hint="Such as Autumn 1."
        value={draft.name}
        onChange={(name) => set({ name })}
        maxLength={60}
        error={errorOf("name")}
      />
      <DateField
        id={`${idBase}-from`}
        label="First day"
        value={draft.from}
        onChange={(from) => set({ from })}
        error={errorOf("from")}
      />
      <DateField
        id={`${idBase}-to`}
        label="Last day"
        value={draft.to}
        onChange={(to) => set({ to })}
        error={errorOf("to")}
      />
    </SavingForm>
  );
}

/** Two people who enter the same published dates meet on one record. */
export function halfTermId({ name, from, to }: HalfTerm): string {
  return derivedId("half-term", name, from, to);
}
