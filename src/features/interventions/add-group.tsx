// A new group in one go: what it does, who is in it, who runs it, when, and how its time is shared.
import { useState } from "preact/hooks";
import { schoolYearOf } from "../../domain/calendar.ts";
import { divisorRuleLabel, divisorRuleSchema, type DivisorRule } from "../../domain/group.ts";
import {
  derivedId,
  groupIdSchema,
  interventionIdSchema,
  pupilIdSchema,
  type PupilId,
  type StaffId,
} from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { make, type Change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Select } from "../../ui/select.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { AdultsField, PupilsField } from "./people-fields.tsx";
import { SlotFields, slotTimesOf, useSlotState } from "./slot-fields.tsx";

const rules = divisorRuleSchema.options.map((value) => ({ value, label: divisorRuleLabel[value] }));

export function AddGroup({ onDone }: { readonly onDone: () => void }) {
  const { device } = useAlongside();
  const directory = useDirectory();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [name, setName] = useState("");
  const [interventionId, setInterventionId] = useState<string>();
  const [pupils, setPupils] = useState<readonly PupilId[]>([]);
  const [adults, setAdults] = useState<readonly StaffId[]>([]);
  const [rule, setRule] = useState<DivisorRule | undefined>("present");
  const [named, setNamed] = useState<string>();
  const [slot, setSlot] = useSlotState(30);
  const [problem, setProblem] = useState<string>();
  useDirtyForm(name !== "" || pupils.length > 0);
  const interventions = [...directory.interventionsById].filter(([, one]) => one.record.archived !== true);
  const save = async (event: Event) => {
    event.preventDefault();
    const changes = changesOf();
    setProblem(typeof changes === "string" ? changes : undefined);
    if (typeof changes === "string" || !(await saving.save(changes))) return;
    offerUndo({ message: "Saved on this tablet" });
    onDone();
  };
  const changesOf = (): readonly Change[] | string => {
    const intervention = interventionIdSchema.safeParse(interventionId);
    const namedPupil = pupilIdSchema.safeParse(named);
    if (name.trim() === "") return "Enter the name of the group.";
    if (!intervention.success) return "Choose the intervention. If it is not on the list, add it first.";
    if (pupils.length === 0) return "Add at least one pupil.";
    if (adults.length === 0) return "Choose at least one adult.";
    if (rule === undefined || (rule === "named" && !namedPupil.success)) return "Choose the named pupil.";
    const times = slotTimesOf(slot);
    if ("problem" in times) return times.problem;
    const groupId = groupIdSchema.parse(device.newId());
    const group = {
      name: name.trim(),
      interventionId: intervention.data,
      schoolYear: schoolYearOf(today),
      rule,
      namedPupilId: rule === "named" && namedPupil.success ? namedPupil.data : null,
    };
    return [
      make(records.group, groupId, group),
      ...pupils.map((pupilId) =>
        make(records.groupMember, derivedId("member", groupId, pupilId, today), {
          groupId,
          pupilId,
          from: today,
        }),
      ),
      ...adults.map((staffId, at) => {
        const record = {
          groupId,
          staffId,
          role: at === 0 ? ("lead" as const) : ("support" as const),
          from: today,
        };
        return make(records.groupStaff, derivedId("staffing", groupId, staffId, today), record);
      }),
      make(records.slot, device.newId(), {
        type: "intervention" as const,
        groupId,
        staffIds: [],
        ...times,
        from: today,
      }),
    ];
  };
  return (
    <Card as="section">
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack>
          <h2>Add a group</h2>
          {(problem ?? saving.problem) !== undefined && (
            <Notice tone="problem" announce>
              {problem ?? saving.problem}
            </Notice>
          )}
          <TextField label="Name of the group" value={name} onChange={setName} maxLength={80} />
          <Select
            label="Intervention"
            options={interventions.map(([value, one]) => ({ value: String(value), label: one.record.name }))}
            value={interventionId}
            onChange={setInterventionId}
          />
          <PupilsField day={today} values={pupils} onChange={setPupils} />
          <AdultsField label="Adults" values={adults} onChange={setAdults} />
          <SlotFields state={slot} onChange={setSlot} />
          <ChipGroup
            label="How its time is shared"
            hint="A group of 4 for one hour gives each pupil 15 minutes."
            options={rules}
            value={rule}
            onChange={setRule}
          />
          {rule === "named" && (
            <Select
              label="Named pupil"
              options={pupils.map((id) => ({
                value: String(id),
                label: directory.pupil(id)?.record.knownAs ?? "",
              }))}
              value={named}
              onChange={setNamed}
            />
          )}
          <Cluster>
            <Button type="submit" variant="primary" busy={saving.isSaving}>
              Save the group
            </Button>
            <Button variant="quiet" onClick={onDone}>
              Close
            </Button>
          </Cluster>
        </Stack>
      </form>
    </Card>
  );
}
