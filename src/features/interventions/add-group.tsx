// A new group in one go: what it does, who is in it, who runs it, when, and how its time is shared.
import { useState } from "preact/hooks";
import { divisorRuleLabel, divisorRuleSchema, type DivisorRule } from "../../domain/group.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { type FormProblem } from "../../ui/error-summary.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { NurtureBox } from "./nurture-box.tsx";
import { AddCard } from "./add-card.tsx";
import { divisorRuleSentence, groupChanges, groupProblems, leadOf, type GroupDraft } from "./group-draft.ts";
import { AdultsField, LeadField, PupilsField } from "./people-fields.tsx";
import { newSlotDraft } from "./slot-draft.ts";
import { SlotFields } from "./slot-fields.tsx";

export function AddGroup({ onDone }: { readonly onDone: () => void }) {
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [draft, setDraft] = useState<GroupDraft>({
    name: "",
    interventionId: undefined,
    pupilIds: [],
    staffIds: [],
    leadId: undefined,
    rule: "present",
    namedPupilId: undefined,
    isNurture: false,
    slot: newSlotDraft(30, today),
  });
  const [attempt, setAttempt] = useState(0);
  useDirtyForm(draft.name !== "" || draft.pupilIds.length > 0 || draft.staffIds.length > 0);
  const problems = attempt === 0 ? [] : groupProblems(draft);
  const save = async () => {
    setAttempt(attempt + 1);
    const changes = groupChanges(draft, today, device.newId);
    if (changes === undefined || !(await saving.save(changes))) return;
    offerUndo({ message: "Saved on this tablet" });
    onDone();
  };
  return (
    <AddCard
      title="Add a group"
      problems={problems}
      attempt={attempt}
      saving={saving}
      saveLabel="Save the group"
      onSave={save}
      onClose={onDone}
    >
      <GroupFields draft={draft} onChange={setDraft} problems={problems} />
    </AddCard>
  );
}

interface FieldsProps {
  readonly draft: GroupDraft;
  readonly onChange: (draft: GroupDraft) => void;
  readonly problems: readonly FormProblem[];
}

function GroupFields(props: FieldsProps) {
  const { draft, problems } = props;
  const today = useToday();
  const set = (part: Partial<GroupDraft>) => props.onChange({ ...draft, ...part });
  const errorOf = (fieldId: string) => problems.find((one) => one.fieldId === fieldId)?.message;
  return (
    <>
      <TextField
        id="group-name"
        label="Name of the group"
        value={draft.name}
        onChange={(name) => set({ name })}
        maxLength={80}
        error={errorOf("group-name")}
      />
      <InterventionField {...props} />
      <PupilsField
        id="group-pupils"
        day={today}
        values={draft.pupilIds}
        onChange={(pupilIds) => set({ pupilIds })}
        error={errorOf("group-pupils")}
      />
      <AdultsField
        id="group-adults"
        label="Adults"
        values={draft.staffIds}
        onChange={(staffIds) => set({ staffIds })}
        error={errorOf("group-adults")}
      />
      {draft.staffIds.length > 1 && (
        <LeadField values={draft.staffIds} leadId={leadOf(draft)} onChange={(leadId) => set({ leadId })} />
      )}
      <SlotFields draft={draft.slot} onChange={(slot) => set({ slot })} idBase="slot" problems={problems} />
      <RuleFields {...props} />
      <NurtureBox checked={draft.isNurture} onChange={(isNurture) => set({ isNurture })} />
    </>
  );
}

/** Choosing the intervention brings its usual length with it. */
function InterventionField({ draft, onChange, problems }: FieldsProps) {
  const { interventionsById } = useDirectory();
  const interventions = [...interventionsById]
    .filter(([, one]) => one.record.archived !== true)
    .toSorted(([, a], [, b]) => a.record.name.localeCompare(b.record.name, "en-GB"));
  const choose = (interventionId: string | undefined) => {
    const usual = interventions.find(([id]) => id === interventionId)?.[1].record.usualMinutes;
    onChange({ ...draft, interventionId, ...(usual && { slot: { ...draft.slot, minutes: usual } }) });
  };
  return (
    <Select
      id="group-intervention"
      label="Intervention"
      options={interventions.map(([value, one]) => ({ value: String(value), label: one.record.name }))}
      value={draft.interventionId}
      onChange={choose}
      error={problems.find((one) => one.fieldId === "group-intervention")?.message}
    />
  );
}

const rules = divisorRuleSchema.options.map((value) => ({ value, label: divisorRuleLabel[value] }));

function RuleFields({ draft, onChange, problems }: FieldsProps) {
  const directory = useDirectory();
  const set = (part: Partial<GroupDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <ChipGroup<DivisorRule>
        label="How its time is shared"
        hint={divisorRuleSentence[draft.rule]}
        options={rules}
        value={draft.rule}
        onChange={(rule) => set({ rule })}
      />
      {draft.rule === "named" && (
        <Select
          id="group-named"
          label="Named pupil"
          options={draft.pupilIds.map((id) => ({
            value: String(id),
            label: directory.pupil(id)?.record.knownAs ?? "",
          }))}
          value={draft.namedPupilId}
          onChange={(namedPupilId) => set({ namedPupilId })}
          error={problems.find((one) => one.fieldId === "group-named")?.message}
        />
      )}
    </>
  );
}
