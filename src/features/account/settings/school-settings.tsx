// The school's name, and whom to tell about a worry: the name that stands beside every note.
import { useState } from "preact/hooks";
import * as records from "../../../domain/records.ts";
import { change } from "../../../storage/write.ts";
import { Button } from "../../../ui/button.tsx";
import { ProblemNotice } from "../../../ui/notice.tsx";
import { NumberStepper } from "../../../ui/number-stepper.tsx";
import { Section } from "../../../ui/section.tsx";
import { Stack } from "../../../ui/stack.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useDirectory } from "../../shared/directory.tsx";
import { useDirtyForm } from "../../shared/dirty-form.ts";
import { useSaving } from "../../shared/saving.tsx";
import { useOfferUndo } from "../../shared/undo.tsx";

const usualLockMinutes = 3;
const usualLeaseDays = 10;

export function SchoolSettings() {
  const { school } = useDirectory();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [name, setName] = useState(school?.record.name ?? "");
  const [lead, setLead] = useState(school?.record.safeguardingLead ?? "");
  const [lockMinutes, setLockMinutes] = useState<number | undefined>(
    school?.record.lockMinutes ?? usualLockMinutes,
  );
  const [leaseDays, setLeaseDays] = useState<number | undefined>(
    school?.record.leaseSchoolDays ?? usualLeaseDays,
  );
  const isChanged =
    lockMinutes !== (school?.record.lockMinutes ?? usualLockMinutes) ||
    leaseDays !== (school?.record.leaseSchoolDays ?? usualLeaseDays) ||
    name !== (school?.record.name ?? "") ||
    lead !== (school?.record.safeguardingLead ?? "");
  useDirtyForm(isChanged);
  if (school === undefined) return null;
  const save = async (event: Event) => {
    event.preventDefault();
    if (lockMinutes === undefined || leaseDays === undefined) return;
    const times = { lockMinutes, leaseSchoolDays: leaseDays };
    const wanted = { name: name.trim(), safeguardingLead: lead.trim(), ...times };
    if (wanted.name === "" || !(await saving.save([change(records.school, school, wanted)]))) return;
    const before = {
      name: school.record.name,
      safeguardingLead: school.record.safeguardingLead ?? "",
      lockMinutes: school.record.lockMinutes ?? usualLockMinutes,
      leaseSchoolDays: school.record.leaseSchoolDays ?? usualLeaseDays,
    };
    const undo = async () => {
      if (!(await saving.save([change(records.school, school, before)]))) return;
      setName(before.name);
      setLead(before.safeguardingLead);
      setLockMinutes(before.lockMinutes);
      setLeaseDays(before.leaseSchoolDays);
    };
    offerUndo({ message: "Saved on this tablet", undo });
  };
  return (
    <Section title="School">
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack>
          <ProblemNotice problem={saving.problem} />
          <TextField
            label="School name"
            value={name}
            onChange={setName}
            maxLength={120}
            error={name.trim() === "" ? "Enter the school's name." : undefined}
          />
          <TextField
            label="Designated safeguarding lead"
            hint="Named beside every note, so that a worry goes to the right person."
            value={lead}
            onChange={setLead}
            maxLength={80}
            optional
          />
          <NumberStepper
            label="A tablet locks after"
            hint="Minutes without a touch or a key, from 1 to 15. 20 seconds before, it asks."
            value={lockMinutes}
            onChange={setLockMinutes}
            min={1}
            max={15}
            unit="minutes"
            error={lockMinutes === undefined ? "Enter a number from 1 to 15." : undefined}
          />
          <NumberStepper
            label="A tablet keeps its data without the school network for"
            hint="School days, from 3 to 20. After that it has to connect; unsent work stays sealed on it."
            value={leaseDays}
            onChange={setLeaseDays}
            min={3}
            max={20}
            unit="school days"
            error={leaseDays === undefined ? "Enter a number from 3 to 20." : undefined}
          />
          {isChanged && (
            <Button type="submit" variant="primary" busy={saving.isSaving}>
              Save
            </Button>
          )}
        </Stack>
      </form>
    </Section>
  );
}
