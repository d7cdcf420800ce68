// A new intervention for the school's list.
import { useState } from "preact/hooks";
import { fundingSourceSchema, tierLabel, tierSchema } from "../../domain/intervention.ts";
import * as records from "../../domain/records.ts";
import { areaOfNeedSchema } from "../../domain/sen.ts";
import { areaOfNeedLabel } from "../../domain/sen-labels.ts";
import { make } from "../../storage/write.ts";
import { type FormProblem } from "../../ui/error-summary.tsx";
import { NumberStepper } from "../../ui/number-stepper.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { useSaving } from "../shared/saving.tsx";
import { useOfferUndo } from "../shared/undo.tsx";
import { AddCard } from "./add-card.tsx";
import { fundingSourceLabel } from "./funding-words.ts";
import { interventionOfDraft, interventionProblems, type InterventionDraft } from "./intervention-draft.ts";

const areas = areaOfNeedSchema.options.map((value) => ({ value, label: areaOfNeedLabel[value] }));
const tiers = tierSchema.options.map((value) => ({ value, label: tierLabel[value] }));
const sources = fundingSourceSchema.options.map((value) => ({ value, label: fundingSourceLabel[value] }));

export function AddIntervention({ onDone }: { readonly onDone: () => void }) {
  const { device } = useAlongside();
  const { interventionsById } = useDirectory();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [draft, setDraft] = useState<InterventionDraft>({ name: "", minutes: 20, target: "" });
  const [attempt, setAttempt] = useState(0);
  useDirtyForm(draft.name !== "");
  const names = [...interventionsById.values()].map((one) => one.record.name);
  const problems = attempt === 0 ? [] : interventionProblems(draft, names);
  const save = async () => {
    setAttempt(attempt + 1);
    const record = interventionOfDraft(draft, names);
    if (!record || !(await saving.save([make(records.intervention, device.newId(), record)]))) return;
    offerUndo({ message: "Saved on this tablet" });
    onDone();
  };
  return (
    <AddCard
      title="Add an intervention"
      problems={problems}
      attempt={attempt}
      saving={saving}
      saveLabel="Save the intervention"
      onSave={save}
      onClose={onDone}
    >
      <InterventionFields draft={draft} onChange={setDraft} problems={problems} />
    </AddCard>
  );
}

function InterventionFields(props: {
  readonly draft: InterventionDraft;
  readonly onChange: (draft: InterventionDraft) => void;
  readonly problems: readonly FormProblem[];
}) {
  const { draft, problems } = props;
  const set = (part: Partial<InterventionDraft>) => props.onChange({ ...draft, ...part });
  const errorOf = (fieldId: string) => problems.find((one) => one.fieldId === fieldId)?.message;
  return (
    <>
      <TextField
        id="intervention-name"
        label="Name of the intervention"
        value={draft.name}
        onChange={(name) => set({ name })}
        maxLength={80}
        error={errorOf("intervention-name")}
      />
      <Select
        label="Area of need"
        optional
        options={areas}
        value={draft.areaOfNeed}
        onChange={(areaOfNeed) => set({ areaOfNeed })}
        blank="Not said"
      />
      <Select
        label="Tier"
        optional
        options={tiers}
        value={draft.tier}
        onChange={(tier) => set({ tier })}
        blank="Not said"
      />
      <NumberStepper
        id="intervention-minutes"
        label="Usual length"
        unit="minutes"
        step={5}
        min={5}
        max={480}
        value={draft.minutes}
        onChange={(minutes) => set({ minutes })}
        error={errorOf("intervention-minutes")}
      />
      <TextField
        label="Target that all its groups share"
        hint="Up to 120 characters, without a child's need or status: all staff can read it."
        value={draft.target}
        onChange={(target) => set({ target })}
        maxLength={120}
        width="full"
        optional
      />
      <Select
        label="Paid from"
        optional
        options={sources}
        value={draft.fundingSource}
        onChange={(fundingSource) => set({ fundingSource })}
        blank="Not said"
      />
    </>
  );
}
